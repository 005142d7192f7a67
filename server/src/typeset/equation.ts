/**
 * An answer as an equation: what was asked on the left, the result on the right, in the form it is written in. `∇_w f = …`, `(∇_w f)ᵢ = …`,
 * `d vec(F) = K vec(dX)`, `∇²_X f : dX ↦ …`, `d²f[dX₁, dX₂] = …`.
 */
import type { ResultForm, Tree } from '../syntax/tree';
import { asAtom, product } from './parts';
import { box, levels, type Box } from './box';
import { composeBox, type TypesetOptions } from './compose';
import { inEach, type Dialect, type InEach } from './dialect';
import { headingIn, partial, type Heading } from './heading';
import { latexDialect } from './latexDialect';
import { unicodeDialect } from './unicodeDialect';

export interface Asked extends Heading {
  readonly form?: ResultForm | undefined;
  /** The letters of an index form that belong to the function, and those of each variable that it is differentiated by. */
  readonly letters?: { readonly of: readonly string[]; readonly wrt: readonly (readonly string[])[] } | undefined;
  readonly tangents: readonly string[];
  /** Whether the function and the variable are matrices, whose vec is another thing, and whether the variable is a number. */
  readonly matrices: { readonly of: boolean; readonly wrt: boolean; readonly isScalar: boolean };
}

export interface Sides { readonly left: string; readonly relation: string; readonly right: string }

interface Place {
  readonly asked: Asked;
  readonly dialect: Dialect;
  readonly options: TypesetOptions;
  readonly result: Box;
}

const equals = (place: Place): Sides => {
  const { asked, dialect, options, result } = place;
  return { left: headingIn(asked, dialect, options), relation: '=', right: asked.word === 'taylor' ? `${result.text} + ${remainder(place)}` : result.text };
};

const rows: Readonly<Record<ResultForm, (place: Place) => Sides>> = {
  index: (place) => ({ ...equals(place), left: entry(place) }),
  kronecker: inVec,
  operator: (place) => {
    const { asked, dialect, options } = place;
    const order = asked.word === 'derivative' ? asked.order ?? 1 : 1;
    const differential = order === 1 ? dialect.differential(functionIn(place).text) : differentialOf(place, order);
    const mapped = asked.word === 'hessian' ? headingIn(asked, dialect, options) : differential;
    const all = changes(place);
    const change = all.length > 1 ? dialect.brackets(all.join(', ')) : all.join('');
    return { ...equals(place), left: mapped, relation: inEach(`\\colon ${change} \\mapsto`, `: ${change} ↦`, `: ${change} |->`)[dialect.kind] };
  },
  vech: byEntries,
  bilinear: (place) => {
    return { ...equals(place), left: `${differentialOf(place, 2)}[${changes(place).join(', ')}]` };
  },
};

/** `∂f/∂vech(S)`. */
function byEntries(place: Place): Sides {
  const { asked, dialect } = place;
  const entries = `${dialect.operator('vech')}${dialect.brackets(dialect.name(asked.wrt).text)}`;
  const f = asked.word === 'jacobian' && asked.matrices.of ? vec(dialect, functionIn(place)).text : functionIn(place).text;
  return { ...equals(place), left: partial(f, asked.word === 'hessian' ? [entries, entries] : [entries], dialect) };
}

/** `d²f`. */
const differentialOf = (place: Place, order: number): string => place.dialect.join(place.dialect.raised(box(place.dialect.differential('').trim(), levels.atom, 'name'), String(order)), '', functionIn(place));
const functionIn = ({ asked, dialect, options }: Place): Box => asAtom(dialect, composeBox(asked.of, dialect, options));
const changes = ({ asked, dialect }: Pick<Place, 'asked' | 'dialect'>): readonly string[] => asked.tangents.map((name) => dialect.name(name).text);
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
    case 'derivative': return inVecOf(place, change);
    default: return { left: dialect.differential(stacked(functionIn(place), asked.matrices.of).text), relation: '=', right: product(dialect, result, change).text };
  }
}

/** The derivative as a map. */
const TOTAL: InEach = inEach('\\mathrm{D}', 'D', 'upright(D)');

/** The Jacobian of vec of the derivative of the order before: d vec(D²f) = K dx. By a scalar, vec of the derivative itself. */
function inVecOf(place: Place, change: Box): Sides {
  const { asked, dialect, options, result } = place;
  const order = asked.order ?? 1;
  if (asked.matrices.isScalar) return { ...equals(place), left: asked.matrices.of ? vec(dialect, box(headingIn(asked, dialect, options), levels.atom, 'other')).text : headingIn(asked, dialect, options) };
  const d = box(TOTAL[dialect.kind], levels.atom, 'name');
  const before = order === 1 ? (asked.matrices.of ? vec(dialect, functionIn(place)) : functionIn(place)) : vec(dialect, box(dialect.join(order === 2 ? d : dialect.raised(d, String(order - 1)), '', functionIn(place)), levels.atom, 'other'));
  return { left: dialect.differential(before.text), relation: '=', right: product(dialect, result, change).text };
}

/** `(∇_w f)ᵢ`, `∂Fᵢⱼ/∂Xₖₗ`, `∂²f/∂wᵢ∂wⱼ`. */
function entry(place: Place): string {
  const { asked, dialect, options } = place;
  const { of = [], wrt = [] } = asked.letters ?? {};
  const picked = (base: Box, letters: readonly string[]): string => (letters.length === 0 ? base.text : dialect.subscripted(base, letters.map((letter) => dialect.name(letter).text)).text);
  const whole = headingIn(asked, dialect, options);
  if (wrt.length > 0) return partial(picked(functionIn(place), of), wrt.map((letters) => picked(dialect.name(asked.wrt), letters)), dialect);
  return of.length === 0 ? whole : picked(box(dialect.brackets(whole), levels.atom, 'bracket'), of);
}

/** What an expansion leaves out: `O(‖dx‖³)`. */
function remainder({ asked, dialect }: Pick<Place, 'asked' | 'dialect'>): string {
  const size = dialect.fence(asked.matrices.isScalar ? 'abs' : 'norm', changes({ asked, dialect }).join(', '), false);
  return `O${dialect.brackets(dialect.raised(size, String((asked.order ?? 1) + 1)).text)}`;
}

/** The equation in a dialect. `head`: the shapes of the function, which stands in the file; `body`: those of the result. */
export function equationIn(dialect: Dialect, asked: Asked, result: Tree, head: TypesetOptions, body: TypesetOptions): Sides {
  const place: Place = { asked, dialect, options: head, result: composeBox(result, dialect, body) };
  return asked.form === undefined ? equals(place) : rows[asked.form](place);
}

export const equationLatex = (asked: Asked, result: Tree, head: TypesetOptions, body: TypesetOptions): Sides => equationIn(latexDialect, asked, result, head, body);
export const equationUnicode = (asked: Asked, result: Tree, head: TypesetOptions, body: TypesetOptions): Sides => equationIn(unicodeDialect, asked, result, head, body);
