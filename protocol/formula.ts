/** Mathematics in its two notations. Whoever can typeset uses `latex`; everybody else, screen readers included, reads `text`. */
export interface Formula {
  /** Display mathematics without delimiters, in the constructs that KaTeX knows. */
  readonly latex: string;
  /** The same on one line of Unicode: `∇_w f = Xᵀ(Xw − y) + λw`. */
  readonly text: string;
}

/**
 * A formula with what a page can show in it besides. `annotated` is `latex` once more, with macros of which the page decides what they draw:
 * `\changed{…}` around what is new against the line before, `\shaped{X}{n\times d}` around letters and `\braced{Xw - y}{n}` around other parts whose
 * shape is worth showing. Absent where there is nothing to show.
 */
export interface AnnotatedFormula extends Formula { readonly annotated?: string }
