/** What is known about a piece of typeset text when it becomes part of a larger one. */

/**
 * How tightly the outermost construct binds in mathematical writing, where a product written side by side binds more tightly than ⊙, ⊘, ⊗:
 * `Ab ⊙ c` is (Ab) ⊙ c. `quotient` is a slash on the line; a fraction with a bar is a `factor`. A `scripted` piece cannot carry another script.
 */
export const levels = { where: 0, sum: 1, infix: 2, quotient: 3, product: 4, factor: 5, scripted: 6, atom: 7 } as const;

/** What stands at an edge: decides what is put between two factors. `name` is a single letter without script; `operator` an upright name that sets its own space. */
export type Edge = 'digit' | 'name' | 'capital' | 'word' | 'operator' | 'letterFunction' | 'bracket' | 'fence' | 'script' | 'fraction' | 'differential' | 'other';

export interface Box {
  readonly text: string;
  readonly level: number;
  readonly first: Edge;
  readonly last: Edge;
  /** Begins with a minus: not to be written straight after an operator. */
  readonly minus?: boolean;
  /** What follows would be read as part of it: a sum's term, a function's argument without brackets. */
  readonly open?: 'sum' | 'function';
  /** The same in a form that nothing can run into: `log(x)` for `log x`. */
  readonly closed?: Box;
  /** The sign of an infix chain: `a ⊙ b ⊙ c` needs no brackets. */
  readonly infix?: string;
  /** The form on one line, for exponents: `1/2`. */
  readonly inline?: string;
  /** `X⁻¹`: its base, so that a transpose can join the exponent. */
  readonly inverseOf?: Box;
  /** A differential: `dXᵀ` needs no brackets, since d(Xᵀ) = (dX)ᵀ. */
  readonly differential?: boolean;
  readonly subscripted?: boolean;
  /** Higher than a line: brackets around it grow. */
  readonly tall?: boolean;
  /** Ends in a LaTeX macro: a letter straight after it would run into it. */
  readonly macro?: boolean;
  /** The number or name this is. */
  readonly literal?: string;
}

export const box = (text: string, level: number, first: Edge, last: Edge = first, more: Omit<Partial<Box>, 'text' | 'level' | 'first' | 'last'> = {}): Box => ({ text, level, first, last, ...more });

export const isNumber = ({ literal }: Box): boolean => literal !== undefined && /^[\d.]+$/u.test(literal);
export const anyTall = (boxes: readonly Box[]): boolean => boxes.some(({ tall }) => tall === true);
