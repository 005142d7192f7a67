/** Random arguments that are what they are declared to be, made of numbers from the standard normal distribution. */
import { apply } from '../../algebra/construct/apply';
import { allOnes, hadamard } from '../../algebra/construct/hadamard';
import { identity, integer, numeral } from '../../algebra/construct/leaf';
import { matrixPower, power } from '../../algebra/construct/power';
import { product, scale } from '../../algebra/construct/product';
import { add, subtract } from '../../algebra/construct/sum';
import { total } from '../../algebra/laws/elementwise';
import { transpose } from '../../algebra/construct/transpose';
import type { Expr } from '../../algebra/expression';
import type { Property } from '../../shapes/adjectives';
import { column, isColumn, SCALAR, type Shape } from '../../shapes/shape';

/** A new array of normal numbers. */
export type Draw = (shape: Shape) => Expr;
type Instance = (shape: Shape, draw: Draw, has: (property: Property) => boolean) => Expr;

const HALF = numeral({ n: 1, d: 2 });
/** Added to the diagonal of a random matrix of the sizes of a trial, it makes it safely invertible. */
const DIAGONAL = 4;
/** What tells one entry of a softmax from the others down to rounding. */
const SHARP = 1000;

const sym = (a: Expr): Expr => scale(HALF, add(a, transpose(a)));
const skew = (a: Expr): Expr => scale(HALF, subtract(a, transpose(a)));
const length = (x: Expr): Expr => power(total(hadamard([x, x])), HALF);
const shifted = (a: Expr): Expr => add(a, scale(integer(DIAGONAL), identity(a.shape.rows)));
const rowwise = (e: Expr): Expr => apply(isColumn(e.shape) ? 'softmax' : 'rowsoftmax', [e]);
const isSquare = (shape: Shape): boolean => shape.rows === shape.cols && shape !== SCALAR;

/** The first row that fits decides. */
const rows: readonly { readonly property: Property; readonly instance: Instance }[] = [
  { property: 'integer',      instance: (shape, draw) => (shape === SCALAR ? integer(3) : add(scale(integer(2), allOnes(shape)), apply('step', [draw(shape)]))) },
  { property: 'sign',         instance: (shape, draw) => apply('sign', [draw(shape)]) },
  { property: 'onehot',       instance: (shape, draw) => rowwise(scale(integer(SHARP), draw(shape))) },
  { property: 'binary',       instance: (shape, draw) => apply('step', [draw(shape)]) },
  { property: 'probability',  instance: (shape, draw) => rowwise(draw(shape)) },
  { property: 'sphere',       instance: (shape, draw) => { const z = draw(shape); return scale(power(length(z), integer(-1)), z); } },
  { property: 'stiefel',      instance: (shape, draw) => { const z = draw(shape); return product([z, matrixPower(transpose(apply('chol', [product([transpose(z), z])])), integer(-1))]); } },
  { property: 'orthogonal',   instance: (shape, draw) => { const k = skew(draw(shape)); const one = identity(shape.rows); return product([matrixPower(add(one, k), integer(-1)), subtract(one, k)]); } },
  { property: 'diagonal',     instance: (shape, draw, has) => { const d = draw(column(shape.rows)); return apply('diag', [has('posdef') || has('positive') || has('posdet') ? apply('exp', [scale(HALF, d)]) : d]); } },
  { property: 'posdef',       instance: (shape, draw) => { const a = draw(shape); return shape === SCALAR ? apply('exp', [a]) : add(product([a, transpose(a)]), identity(shape.rows)); } },
  { property: 'possemidef',   instance: (shape, draw) => { const a = draw(shape); return product([a, transpose(a)]); } },
  { property: 'unitinterval', instance: (shape, draw, has) => apply('sigmoid', [has('symmetric') ? sym(draw(shape)) : draw(shape)]) },
  { property: 'nonnegative',  instance: (shape, draw, has) => apply('exp', [scale(HALF, has('symmetric') ? sym(draw(shape)) : draw(shape))]) },
  { property: 'symmetric',    instance: (shape, draw, has) => { const a = sym(draw(shape)); return has('invertible') ? shifted(a) : a; } },
  { property: 'skew',         instance: (shape, draw) => skew(draw(shape)) },
  { property: 'lower',        instance: (shape, draw, has) => { const a = apply('tril', [draw(shape)]); return has('invertible') ? shifted(a) : a; } },
  { property: 'upper',        instance: (shape, draw, has) => { const a = apply('triu', [draw(shape)]); return has('invertible') ? shifted(a) : a; } },
  { property: 'invertible',   instance: (shape, draw) => (isSquare(shape) ? shifted(draw(shape)) : draw(shape)) },
];

/** A random value of a variable with these properties. */
export function instanceOf(shape: Shape, properties: ReadonlySet<Property>, draw: Draw): Expr {
  const has = (property: Property): boolean => properties.has(property);
  return rows.find(({ property }) => has(property))?.instance(shape, draw, has) ?? draw(shape);
}

/** A random change of a variable that keeps it what it is declared to be, at `at`. */
export function directionOf(shape: Shape, properties: ReadonlySet<Property>, at: Expr, draw: Draw): Expr {
  const z = draw(shape);
  if (properties.has('sphere')) return subtract(z, scale(total(hadamard([at, z])), at));
  if (properties.has('stiefel')) return subtract(z, product([at, sym(product([transpose(at), z]))]));
  if (properties.has('orthogonal')) return product([at, skew(z)]);
  if (properties.has('diagonal')) return apply('diag', [draw(column(shape.rows))]);
  if (properties.has('symmetric')) return sym(z);
  if (properties.has('skew')) return skew(z);
  if (properties.has('lower')) return apply('tril', [z]);
  return properties.has('upper') ? apply('triu', [z]) : z;
}

/** Sets on which second derivatives depend on how they are continued. */
export const isCurved = (properties: ReadonlySet<Property>): boolean => properties.has('sphere') || properties.has('stiefel') || properties.has('orthogonal');
