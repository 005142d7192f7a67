/** Mathematics in its two notations. Whoever can typeset uses `latex`; everybody else, screen readers included, reads `text`. */
export interface Formula {
  /** Display mathematics without delimiters, in the constructs that KaTeX knows. */
  readonly latex: string;
  /** The same on one line of Unicode: `∇_w f = Xᵀ(Xw − y) + λw`. */
  readonly text: string;
}
