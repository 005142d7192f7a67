/** The space a variable ranges over: where its gradient lives, and the differentials it allows. One row per structure. */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { numeral, symbol } from '../algebra/construct/leaf';
import { product, scale } from '../algebra/construct/product';
import { add, subtract } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { frobenius } from './adjoint';
import type { Property } from '../shapes/adjectives';
import { triangle, type Dimension } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';
import { binary, call, name, transposed } from '../syntax/build';
import type { Phrase } from '../syntax/phrase';
import type { QueryWord, ResultForm, Tree } from '../syntax/tree';

export interface Space {
  readonly property: Property;
  /** The name of the space in a derivation. */
  readonly name: string;
  /** The orthogonal projection of an ambient gradient onto the tangent space at the variable: the adjoint of the inclusion. */
  readonly project: (gradient: Expr, variable: Expr) => Expr;
  /** What a differential of the variable has in common with it. */
  readonly tangent: readonly Property[];
  /** The variable from its free entries, each once: of how many it is made, and how. */
  readonly free?: { readonly count: (n: Dimension) => Dimension; readonly embed: (entries: Expr, n: Dimension) => Expr };
  /** Of a curved set: when a change of the variable is tangent to it; and what of a tangent is zero then, if it is one expression. */
  readonly curved?: { readonly tangency: (variable: Tree, change: Tree) => Phrase; readonly vanishes?: (variable: Expr, direction: Expr) => Expr };
}

const half = (e: Expr): Expr => scale(numeral({ n: 1, d: 2 }), e);

/** G - Q*sym(Q'*G): the projection for orthonormal columns, in the Euclidean metric. Source: Edelman, Arias, Smith, The Geometry of Algorithms with Orthogonality Constraints (1998), section 2.2.1. */
const offOrthonormal = (g: Expr, q: Expr): Expr => subtract(g, product([q, half(add(product([transpose(q), g]), product([transpose(g), q])))]));
/** G - <x, G>*x: what of G is orthogonal to x. */
const offUnit = (g: Expr, x: Expr): Expr => subtract(g, scale(frobenius(x, g), x));

/** `Q'*dQ is skew-symmetric` */
const skewed = (q: Tree, dq: Tree): Phrase => [binary('*', transposed(q), dq), ' is skew-symmetric'];

const unvec = (e: Expr, n: Dimension): Expr => apply('unvec', [e], { dimensions: [n, n] });

/** In the order of the most special first. */
const spaces: readonly Space[] = [
  { property: 'diagonal',   name: 'diagonal matrices',         project: (g) => apply('diag', [apply('diagonal', [g])]),                                tangent: ['diagonal', 'symmetric', 'lower', 'upper'], free: { count: (n) => n, embed: (entries) => apply('diag', [entries]) } },
  { property: 'symmetric',  name: 'symmetric matrices',        project: (g) => half(add(g, transpose(g))),                                             tangent: ['symmetric'], free: { count: triangle, embed: (entries, n) => unvec(product([apply('dup', [], { dimensions: [n] }), entries]), n) } },
  { property: 'skew',       name: 'skew-symmetric matrices',   project: (g) => half(subtract(g, transpose(g))),                                        tangent: ['skew'] },
  { property: 'lower',      name: 'lower triangular matrices', project: (g) => apply('tril', [g]),                                                     tangent: ['lower'], free: { count: triangle, embed: (entries, n) => unvec(product([transpose(apply('elim', [], { dimensions: [n] })), entries]), n) } },
  { property: 'upper',      name: 'upper triangular matrices', project: (g) => apply('triu', [g]),                                                     tangent: ['upper'], free: { count: triangle, embed: (entries, n) => transpose(unvec(product([transpose(apply('elim', [], { dimensions: [n] })), entries]), n)) } },
  { property: 'orthogonal', name: 'the orthogonal matrices',   project: offOrthonormal,                                                                tangent: [], curved: { tangency: skewed } },
  { property: 'stiefel',    name: 'the Stiefel manifold',      project: offOrthonormal,                                                                tangent: [], curved: { tangency: skewed } },
  { property: 'sphere',     name: 'the unit sphere',           project: offUnit,                                                                       tangent: [], curved: { tangency: (x, dx) => [call('dot', x, dx), ' = 0'], vanishes: frobenius } },
];

/** The space of a variable with these properties; undefined for a free one. A linear space of matrices may be cut by a curved set. */
export function spaceOf(properties: ReadonlySet<Property>): Space | undefined {
  const [linear, manifold] = spacesOf(properties);
  if (linear === undefined || manifold === undefined) return linear ?? manifold;
  // The point itself is in the linear space, so that the projections follow each other.
  return { ...manifold, name: `${linear.name} on ${manifold.name}`, tangent: linear.tangent, project: (g, x) => manifold.project(linear.project(g, x), x) };
}

const spacesOf = (properties: ReadonlySet<Property>): readonly [linear: Space | undefined, manifold: Space | undefined] => {
  const own = spaces.filter(({ property }) => properties.has(property));
  return [own.find(({ curved }) => curved === undefined), own.find(({ curved }) => curved !== undefined)];
};

/** The structures of a variable whose common tangent space has no projection here; undefined where all is well. */
export function clashOf(properties: ReadonlySet<Property>): string | undefined {
  const [linear, manifold] = spacesOf(properties);
  return linear === undefined || manifold === undefined || manifold.property === 'sphere' ? undefined : `${linear.name} among ${manifold.name}`;
}

/** The differential `d<name>` of a variable. */
export function differentialSymbol(name: string, of: Shape, properties: ReadonlySet<Property>): Expr {
  return symbol(`d${name}`, of, new Set(spaceOf(properties)?.tangent ?? []));
}

/** What a reader has to know of the space that a result lives in. */
export function spaceNotes({ name: space, curved }: Space, word: QueryWord, form: ResultForm | undefined, variable: string): readonly Phrase[] {
  const x = name(variable);
  if (form === 'vech') return [['by each free entry of ', x, ' once: where two entries are tied together, both move']];
  const isTangent = (change: Tree): Phrase => [` is tangent to ${space}: `, ...curved?.tangency(x, change) ?? []];
  switch (word) {
    case 'gradient': case 'vjp': return [[curved === undefined ? `the ${word === 'vjp' ? 'result' : 'gradient'} is in the space of ${space}` : `the Riemannian gradient on ${space}, in the Euclidean inner product`]];
    case 'hessian': return curved === undefined ? [] : [[`the Riemannian Hessian on ${space}: directions are projected onto the tangent space first`]];
    case 'hvp': return curved === undefined ? [] : [[`the Riemannian Hessian on ${space}, for a direction `, name('v'), ' that', ...isTangent(name('v'))]];
    case 'differential': case 'taylor': return curved === undefined ? [] : [[name(`d${variable}`), ...isTangent(name(`d${variable}`))]];
    case 'jacobian': case 'jvp': case 'derivative': return curved === undefined ? [] : [['for changes of ', x, ` along ${space} only`]];
  }
}
