/** The left side of an answer: `∇_w f`, `∂r/∂w`, `df`. */
import type { QueryWord, Tree } from '../syntax/tree';
import { box, levels, type Box } from './box';
import { composeBox, type TypesetOptions } from './compose';
import { inEach, type Dialect, type InEach } from './dialect';
import { latexDialect } from './latexDialect';
import { asAtom } from './parts';
import { toSuperscript, unicodeDialect } from './unicodeDialect';

/** What is asked: `word` of the expression or name `of` by the variable `wrt`. */
export interface Heading { readonly word: QueryWord; readonly of: Tree; readonly wrt: string; readonly order?: number | undefined; readonly along?: Tree | undefined; /** The changes that a derivative is a function of; none by a scalar. */ readonly tangents?: readonly string[]; /** An expansion along a curve in a curved set, not a line. */ readonly isCurved?: boolean; /** Of an expansion, the function at the changed place, where it is no name. */ readonly shifted?: Tree | undefined }

interface Parts { readonly f: string; readonly x: string; readonly v: string; readonly order: number; readonly tangents: readonly string[]; readonly place: string | undefined; readonly dialect: Dialect }

const raised = (order: number): InEach => (order === 1 ? inEach('', '', '') : inEach(`^{${order}}`, toSuperscript(String(order)) ?? `^${order}`, `^${order}`));

/** What a derivative by these is over, and the derivative: `∂x∂y`, `∂²f/∂x∂y`. */
const partials: InEach<{ readonly sign: string; readonly between: string; readonly over: (above: string, below: string) => string }> = {
  latex:   { sign: '\\partial ', between: ' \\, ', over: (above, below) => `\\frac{\\partial${above}}{${below}}` },
  unicode: { sign: '∂',          between: ' ',      over: (above, below) => `∂${above}/${below}` },
  typst:   { sign: 'partial ',   between: ' ',      over: (above, below) => `(partial${above})/(${below})` },
};
/** LaTeX and Typst keep a name apart from the sign before it. */
const APART = inEach(' ', '', ' ');

/** `∂³f/∂xᵢ∂xⱼ∂xₖ`, `∂³f/∂x³`: a derivative by these, in the order of the indices. */
export function partial(f: string, by: readonly string[], { kind }: Dialect): string {
  const [first = ''] = by;
  const { sign, between, over } = partials[kind];
  const same = by.length > 1 && by.every((each) => each === first);
  const below = same ? `${sign}${first}${raised(by.length)[kind]}` : by.map((each) => sign + each).join(between);
  return over(`${raised(by.length)[kind]}${APART[kind]}${f}`, below);
}

const inTypst = (dialect: Dialect, symbol: string, below: string): string => dialect.subscripted(box(symbol, levels.atom, 'name'), [below]).text;

/** How each query is written. The gradient has the shape of its variable, the Jacobian one row per output; ⊤ would be a third convention and is not used. */
const headings: Readonly<Record<QueryWord, (parts: Parts) => InEach>> = {
  gradient:     ({ f, x, dialect }) => inEach(`\\nabla_{${x}} ${f}`, `∇_${x} ${f}`, `${inTypst(dialect, 'nabla', x)} ${f}`),
  jacobian:     ({ f, x, dialect }) => { const whole = partial(f, [x], dialect); return inEach(whole, whole, whole); },
  hessian:      ({ f, x, dialect }) => inEach(`\\nabla_{${x}}^2 ${f}`, `∇²_${x} ${f}`, `${inTypst(dialect, 'nabla', x)}^2 ${f}`),
  differential: ({ f, order, dialect }) => { const whole = dialect.differential(f); return order === 1 ? inEach(whole, whole, whole) : inEach(`\\mathrm{d}${raised(order).latex}${f}`, `d${raised(order).unicode}${f}`, `dif${raised(order).typst} ${f}`); },
  derivative:   ({ f, x, order, tangents, dialect }) => {
    const by = partial(f, Array.from({ length: order }, () => x), dialect);
    const along = tangents.join(', ');
    return tangents.length === 0 ? inEach(by, by, by) : inEach(`\\mathrm{d}${raised(order).latex}${f}[${along}]`, `d${raised(order).unicode}${f}[${along}]`, `dif${raised(order).typst} ${f} [${along}]`);
  },
  taylor:       ({ f, place = f }) => inEach(place, place, place),
  jvp:          ({ f, x, v, dialect }) => { const by = partial(f, [x], dialect); return inEach(`${by}\\,${v}`, `(${by}) ${v}`, `${by} thin ${v}`); },
  vjp:          ({ f, x, v, dialect }) => { const by = partial(f, [x], dialect); return inEach(`\\left(${by}\\right)^{\\top}${v}`, `(${by})ᵀ${v}`, `(${by})^top ${v}`); },
  hvp:          ({ f, x, v, dialect }) => inEach(`\\nabla_{${x}}^2 ${f}\\;${v}`, `∇²_${x} ${f} ${v}`, `${inTypst(dialect, 'nabla', x)}^2 ${f} med ${v}`),
};

/** The left side in a dialect. */
export const headingIn = ({ word, of, wrt, order = 1, along, tangents = [], isCurved = false, shifted }: Heading, dialect: Dialect, options: TypesetOptions): string => {
  const operand = (tree: Tree): Box => asAtom(dialect, composeBox(tree, dialect, options));
  const v = along === undefined ? box('v', levels.atom, 'name') : operand(along);
  const place = word === 'taylor' ? expandedAt({ of, wrt, isCurved, shifted }, dialect, options) : undefined;
  return headings[word]({ f: operand(of).text, x: dialect.name(wrt).text, v: v.text, order, place, tangents: tangents.map((name) => dialect.name(name).text), dialect })[dialect.kind];
};

/** `f(x + dx)`; on a curved set `f(Rₓ(dx))` with a retraction R, a curve that leaves x in the direction dx. */
function expandedAt({ of, wrt, isCurved, shifted }: Pick<Heading, 'of' | 'wrt' | 'isCurved' | 'shifted'>, dialect: Dialect, options: TypesetOptions): string {
  if (shifted !== undefined && isCurved !== true) return composeBox(shifted, dialect).text;
  const [x, change] = [dialect.name(wrt).text, dialect.differential(dialect.name(wrt).text)];
  const place = isCurved === true ? `${dialect.subscripted(dialect.name('R'), [x]).text}${dialect.brackets(change)}` : `${x} + ${change}`;
  const f = composeBox(of, dialect, options);
  if (of.kind === 'name') return f.text + dialect.brackets(place);
  return inEach(`\\left. ${f.text} \\right|_{${place}}`, `${asAtom(dialect, f).text} at ${place}`, `lr(${dialect.argument(f.text)} |)_(${place})`)[dialect.kind];
}

/** `\nabla_{w} f`. */
export const headingLatex = (asked: Heading, options: TypesetOptions = {}): string => headingIn(asked, latexDialect, options);
/** `∇_w f`. */
export const headingUnicode = (asked: Heading, options: TypesetOptions = {}): string => headingIn(asked, unicodeDialect, options);
