/** The space a variable ranges over: where its gradient lives, and the differentials it allows. One row per structure. */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { numeral, symbol } from '../algebra/construct/leaf';
import { product, scale } from '../algebra/construct/product';
import { add, subtract } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import type { Property } from '../shapes/adjectives';
import type { Shape } from '../shapes/shape';

interface Space {
  readonly property: Property;
  /** The name of the space in a derivation. */
  readonly name: string;
  /** The orthogonal projection of an ambient gradient onto the tangent space at the variable: the adjoint of the inclusion. */
  readonly project: (gradient: Expr, variable: Expr) => Expr;
  /** What a differential of the variable has in common with it. */
  readonly tangent: readonly Property[];
}

const half = (e: Expr): Expr => scale(numeral({ n: 1, d: 2 }), e);

/** In the order of the most special first. */
const spaces: readonly Space[] = [
  { property: 'diagonal',   name: 'diagonal matrices',         project: (g) => apply('diag', [apply('diagonal', [g])]),                                tangent: ['diagonal', 'symmetric', 'lower', 'upper'] },
  { property: 'symmetric',  name: 'symmetric matrices',        project: (g) => half(add(g, transpose(g))),                                             tangent: ['symmetric'] },
  { property: 'skew',       name: 'skew-symmetric matrices',   project: (g) => half(subtract(g, transpose(g))),                                        tangent: ['skew'] },
  { property: 'lower',      name: 'lower triangular matrices', project: (g) => apply('tril', [g]),                                                     tangent: ['lower'] },
  { property: 'upper',      name: 'upper triangular matrices', project: (g) => apply('triu', [g]),                                                     tangent: ['upper'] },
  { property: 'orthogonal', name: 'the orthogonal matrices',   project: (g, q) => subtract(g, product([q, half(add(product([transpose(q), g]), product([transpose(g), q])))])), tangent: [] },
];

/** The space of a variable with these properties; undefined for a free one. */
export const spaceOf = (properties: ReadonlySet<Property>): Space | undefined => spaces.find(({ property }) => properties.has(property));

/** The differential `d<name>` of a variable. */
export function differentialSymbol(name: string, of: Shape, properties: ReadonlySet<Property>): Expr {
  return symbol(`d${name}`, of, new Set(spaceOf(properties)?.tangent ?? []));
}
