/**
 * An answer as an equation: what was asked on the left, the result on the right, in the form it is written in. `∇_w f = …`, `(∇_w f)ᵢ = …`,
 * `d vec(F) = K vec(dX)`, `∇²_X f : dX ↦ …`, `d²f[dX₁, dX₂] = …`.
 */
import type { ResultForm, Tree } from '../syntax/tree';
import { asAtom, product } from './parts';
import { box, levels, type Box } from './box';
import { composeBox, type TypesetOptions } from './compose';
import type { Dialect } from './dialect';
import { headingIn, type Heading } from './heading';
import { latexDialect } from './latexDialect';
import { unicodeDialect } from './unicodeDialect';

export interface Asked extends Heading {
  readonly form?: ResultForm | undefined;
  /** The letters of an index form that belong to the function, and those of the variable. */
  readonly letters?: { readonly of: readonly string[]; readonly wrt: readonly string[] } | undefined;
  /** The names of the changes of the variable in the result. */
  readonly tangents: readonly string[];
  /** Whether the function and the variable are matrices, whose vec is another thing. */
  readonly matrices: { readonly of: boolean; readonly wrt: boolean };
}

export interface Sides { readonly left: string; readonly relation: string; readonly right: string }

interface Place {
  readonly asked: Asked;
  readonly dialect: Dialect;
  readonly options: TypesetOptions;
  readonly result: Box;
}

const equals = ({ asked, dialect, options, result }: Place): Sides => ({ left: headingIn(asked, dialect, options), relation: '=', right: result.text });

const rows: Readonly<Record<ResultForm, (place: Place) => Sides>> = {
  index: (place) => ({ ...equals(place), left: entry(place) }),
  kronecker: inVec,
  operator: (place) => {
    const { asked, dialect, options } = place;
    const mapped = asked.word === 'hessian' ? headingIn(asked, dialect, options) : dialect.differential(functionIn(place).text);
    const change = changes(place).join(', ');
    return { ...equals(place), left: mapped, relation: dialect.kind === 'latex' ? `\\colon ${change} \\mapsto` : `: ${change} ↦` };
  },
  bilinear: (place) => {
    const { dialect } = place;
    const d = dialect.raised(box(dialect.differential('').trim(), levels.atom, 'name'), '2').text;
    return { ...equals(place), left: `${d}${functionIn(place).text}[${changes(place).join(', ')}]` };
  },
};

const functionIn = ({ asked, dialect, options }: Place): Box => asAtom(dialect, composeBox(asked.of, dialect, options));
const changes = ({ asked, dialect }: Place): readonly string[] => asked.tangents.map((name) => dialect.name(name).text);
const vec = (dialect: Dialect, of: Box): Box => box(`${dialect.operator('vec')}${dialect.brackets(of.text, of.tall)}`, levels.atom, 'operator', 'bracket');

/** d vec(F) = K vec(dX); vec(∇f). */
function inVec({ asked, dialect, options, result }: Place): Sides {
  const place = { asked, dialect, options, result };
  const stacked = (of: Box, isMatrix: boolean): Box => (isMatrix ? vec(dialect, of) : of);
  const gradient = box(headingIn({ ...asked, word: 'gradient' }, dialect, options), levels.product, 'other');
  const change = stacked(dialect.name(asked.tangents[0] ?? ''), asked.matrices.wrt);
  switch (asked.word) {
    case 'gradient': return { ...equals(place), left: stacked(gradient, asked.matrices.wrt).text };
    case 'hessian': return { left: dialect.differential(stacked(asked.matrices.wrt ? gradient : box(dialect.brackets(gradient.text), levels.atom, 'bracket'), asked.matrices.wrt).text), relation: '=', right: product(dialect, result, change).text };
    case 'differential': return { ...equals(place), left: dialect.differential(stacked(functionIn(place), asked.matrices.of).text) };
    default: return { left: dialect.differential(stacked(functionIn(place), asked.matrices.of).text), relation: '=', right: product(dialect, result, change).text };
  }
}

/** `(∇_w f)ᵢ`, `∂Fᵢⱼ/∂Xₖₗ`, `∂²f/∂wᵢ∂wⱼ`. */
function entry(place: Place): string {
  const { asked, dialect, options } = place;
  const { of = [], wrt = [] } = asked.letters ?? {};
  const names = (letters: readonly string[]): readonly string[] => letters.map((letter) => dialect.name(letter).text);
  const picked = (base: Box, letters: readonly string[]): string => (letters.length === 0 ? base.text : dialect.subscripted(base, names(letters)).text);
  const whole = headingIn(asked, dialect, options);
  const variable = (letters: readonly string[]): string => picked(dialect.name(asked.wrt), letters);
  const partial = (order: string, above: string, below: string): string => (dialect.kind === 'latex' ? `\\frac{\\partial${order === '' ? '' : `^{${order}}`} ${above}}{${below}}` : `∂${order === '' ? '' : '²'}${above}/${below}`);
  const sign = dialect.kind === 'latex' ? '\\partial ' : '∂';
  switch (asked.word) {
    case 'jacobian': return partial('', picked(functionIn(place), of), `${sign}${variable(wrt)}`);
    case 'hessian': return of.length + wrt.length === 0 ? whole : partial('2', functionIn(place).text, `${sign}${variable(of)}${dialect.kind === 'latex' ? ' \\, ' : ' '}${sign}${variable(wrt)}`);
    default: return of.length + wrt.length === 0 ? whole : picked(box(dialect.brackets(whole), levels.atom, 'bracket'), [...of, ...wrt]);
  }
}

function sides(asked: Asked, result: Tree, dialect: Dialect, head: TypesetOptions, body: TypesetOptions): Sides {
  const place: Place = { asked, dialect, options: head, result: composeBox(result, dialect, body) };
  return asked.form === undefined ? equals(place) : rows[asked.form](place);
}

/** `head`: the shapes of the function, which stands in the file; `body`: those of the result. */
export const equationLatex = (asked: Asked, result: Tree, head: TypesetOptions, body: TypesetOptions): Sides => sides(asked, result, latexDialect, head, body);
export const equationUnicode = (asked: Asked, result: Tree, head: TypesetOptions, body: TypesetOptions): Sides => sides(asked, result, unicodeDialect, head, body);
