/** The left side of an answer: `∇_w f`, `∂r/∂w`, `df`. */
import type { QueryWord, Tree } from '../syntax/tree';
import { box, levels, type Box } from './box';
import { composeBox, type TypesetOptions } from './compose';
import type { Dialect } from './dialect';
import { latexDialect } from './latexDialect';
import { asAtom } from './parts';
import { toSuperscript, unicodeDialect } from './unicodeDialect';

/** What is asked: `word` of the expression or name `of` by the variable `wrt`. */
export interface Heading { readonly word: QueryWord; readonly of: Tree; readonly wrt: string; readonly order?: number | undefined; readonly along?: Tree | undefined; /** The changes that a derivative is a function of; none by a scalar. */ readonly tangents?: readonly string[]; /** An expansion along a curve in a curved set, not a line. */ readonly isCurved?: boolean; /** Of an expansion, the function at the changed place, where it is no name. */ readonly shifted?: Tree | undefined }

interface Parts { readonly f: string; readonly x: string; readonly v: string; readonly order: number; readonly tangents: readonly string[]; readonly place: string | undefined; readonly latex: boolean }

const raised = (order: number, latex: boolean): string => (order === 1 ? '' : latex ? `^{${order}}` : toSuperscript(String(order)) ?? `^${order}`);

/** `∂³f/∂xᵢ∂xⱼ∂xₖ`, `∂³f/∂x³`: a derivative by these, in the order of the indices. */
export function partial(f: string, by: readonly string[], latex: boolean): string {
  const [first = ''] = by;
  const sign = latex ? '\\partial ' : '∂';
  const same = by.length > 1 && by.every((each) => each === first);
  const below = same ? `${sign}${first}${raised(by.length, latex)}` : by.map((each) => sign + each).join(latex ? ' \\, ' : ' ');
  return latex ? `\\frac{\\partial${raised(by.length, true)} ${f}}{${below}}` : `∂${raised(by.length, false)}${f}/${below}`;
}

/** How each query is written. The gradient has the shape of its variable, the Jacobian one row per output; ⊤ would be a third convention and is not used. */
const headings: Readonly<Record<QueryWord, (parts: Parts) => string>> = {
  gradient:     ({ f, x, latex }) => (latex ? `\\nabla_{${x}} ${f}` : `∇_${x} ${f}`),
  jacobian:     ({ f, x, latex }) => (latex ? `\\frac{\\partial ${f}}{\\partial ${x}}` : `∂${f}/∂${x}`),
  hessian:      ({ f, x, latex }) => (latex ? `\\nabla_{${x}}^2 ${f}` : `∇²_${x} ${f}`),
  differential: ({ f, latex }) => (latex ? `\\mathrm{d}${f}` : `d${f}`),
  derivative:   ({ f, x, order, tangents, latex }) => (tangents.length === 0 ? partial(f, Array.from({ length: order }, () => x), latex) : `${latex ? '\\mathrm{d}' : 'd'}${raised(order, latex)}${f}[${tangents.join(', ')}]`),
  taylor:       ({ f, place }) => place ?? f,
  jvp:          ({ f, x, v, latex }) => (latex ? `\\frac{\\partial ${f}}{\\partial ${x}}\\,${v}` : `(∂${f}/∂${x}) ${v}`),
  vjp:          ({ f, x, v, latex }) => (latex ? `\\left(\\frac{\\partial ${f}}{\\partial ${x}}\\right)^{\\top}${v}` : `(∂${f}/∂${x})ᵀ${v}`),
  hvp:          ({ f, x, v, latex }) => (latex ? `\\nabla_{${x}}^2 ${f}\\;${v}` : `∇²_${x} ${f} ${v}`),
};

/** The left side in a dialect. */
export const headingIn = ({ word, of, wrt, order = 1, along, tangents = [], isCurved = false, shifted }: Heading, dialect: Dialect, options: TypesetOptions): string => {
  const operand = (tree: Tree): Box => asAtom(dialect, composeBox(tree, dialect, options));
  const v = along === undefined ? box('v', levels.atom, 'name') : operand(along);
  const place = word === 'taylor' ? expandedAt({ of, wrt, isCurved, shifted }, dialect, options) : undefined;
  return headings[word]({ f: operand(of).text, x: dialect.name(wrt).text, v: v.text, order, place, tangents: tangents.map((name) => dialect.name(name).text), latex: dialect.kind === 'latex' });
};

/** `f(x + dx)`; on a curved set `f(Rₓ(dx))` with a retraction R, a curve that leaves x in the direction dx. */
function expandedAt({ of, wrt, isCurved, shifted }: Pick<Heading, 'of' | 'wrt' | 'isCurved' | 'shifted'>, dialect: Dialect, options: TypesetOptions): string {
  if (shifted !== undefined && isCurved !== true) return composeBox(shifted, dialect).text;
  const [x, change] = [dialect.name(wrt).text, dialect.differential(dialect.name(wrt).text)];
  const place = isCurved === true ? `${dialect.subscripted(dialect.name('R'), [x]).text}${dialect.brackets(change)}` : `${x} + ${change}`;
  const f = composeBox(of, dialect, options);
  if (of.kind === 'name') return f.text + dialect.brackets(place);
  return dialect.kind === 'latex' ? `\\left. ${f.text} \\right|_{${place}}` : `${asAtom(dialect, f).text} at ${place}`;
}

/** `\nabla_{w} f`. */
export const headingLatex = (asked: Heading, options: TypesetOptions = {}): string => headingIn(asked, latexDialect, options);
/** `∇_w f`. */
export const headingUnicode = (asked: Heading, options: TypesetOptions = {}): string => headingIn(asked, unicodeDialect, options);
