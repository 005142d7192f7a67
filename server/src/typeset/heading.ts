/** The left side of an answer: `∇_w f`, `∂r/∂w`, `df`. */
import type { QueryWord, Tree } from '../syntax/tree';
import { box, levels, type Box } from './box';
import { composeBox, type TypesetOptions } from './compose';
import type { Dialect } from './dialect';
import { latexDialect } from './latexDialect';
import { asAtom } from './parts';
import { unicodeDialect } from './unicodeDialect';

/** What is asked: `word` of the expression or name `of` by the variable `wrt`. */
export interface Heading { readonly word: QueryWord; readonly of: Tree; readonly wrt: string; readonly order?: number | undefined; readonly along?: Tree | undefined }

interface Parts { readonly f: string; readonly x: string; readonly v: string; readonly order: number; readonly latex: boolean }

/** How each query is written. The gradient has the shape of its variable, the Jacobian one row per output; ⊤ would be a third convention and is not used. */
const headings: Readonly<Record<QueryWord, (parts: Parts) => string>> = {
  gradient:     ({ f, x, latex }) => (latex ? `\\nabla_{${x}} ${f}` : `∇_${x} ${f}`),
  jacobian:     ({ f, x, latex }) => (latex ? `\\frac{\\partial ${f}}{\\partial ${x}}` : `∂${f}/∂${x}`),
  hessian:      ({ f, x, latex }) => (latex ? `\\nabla_{${x}}^2 ${f}` : `∇²_${x} ${f}`),
  differential: ({ f, latex }) => (latex ? `\\mathrm{d}${f}` : `d${f}`),
  taylor:       ({ f, x, order, latex }) => (latex ? `T_{${order}}${f}(${x} + \\mathrm{d}${x})` : `T${['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'][order] ?? `_${order}`}${f}(${x} + d${x})`),
  jvp:          ({ f, x, v, latex }) => (latex ? `\\frac{\\partial ${f}}{\\partial ${x}}\\,${v}` : `(∂${f}/∂${x}) ${v}`),
  vjp:          ({ f, x, v, latex }) => (latex ? `\\left(\\frac{\\partial ${f}}{\\partial ${x}}\\right)^{\\top}${v}` : `(∂${f}/∂${x})ᵀ${v}`),
  hvp:          ({ f, x, v, latex }) => (latex ? `\\nabla_{${x}}^2 ${f}\\;${v}` : `∇²_${x} ${f} ${v}`),
};

/** The left side in a dialect. */
export const headingIn = ({ word, of, wrt, order = 1, along }: Heading, dialect: Dialect, options: TypesetOptions): string => {
  const operand = (tree: Tree): Box => asAtom(dialect, composeBox(tree, dialect, options));
  const v = along === undefined ? box('v', levels.atom, 'name') : operand(along);
  return headings[word]({ f: operand(of).text, x: dialect.name(wrt).text, v: v.text, order, latex: dialect.kind === 'latex' });
};

/** `\nabla_{w} f`. */
export const headingLatex = (asked: Heading, options: TypesetOptions = {}): string => headingIn(asked, latexDialect, options);
/** `∇_w f`. */
export const headingUnicode = (asked: Heading, options: TypesetOptions = {}): string => headingIn(asked, unicodeDialect, options);
