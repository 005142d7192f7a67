/** Sums over an index that a library can do without a loop. */
import { apply } from '../../algebra/construct/apply';
import { integer, integerOf, identity, zero } from '../../algebra/construct/leaf';
import { freeIndices } from '../../algebra/construct/indexedSum';
import { matrixPower } from '../../algebra/construct/power';
import { product } from '../../algebra/construct/product';
import { add, subtract } from '../../algebra/construct/sum';
import type { Expr, IndexedSumExpr } from '../../algebra/expression';
import { isSquare } from '../../shapes/shape';
import { NotScheduled, type Lowering } from './context';

/**
 * `sum(r = 0..k) X^r*E*X^(k - r)`, the derivative of a power, is the upper right block of the power k + 1 of [X E; 0 X].
 * Source: Higham, Functions of Matrices, theorem 3.6.
 */
export function* lowerIndexedSum(e: IndexedSumExpr): Lowering {
  const power = derivativeOfPower(e);
  if (power === undefined) throw new NotScheduled('a sum over an index');
  const { base, direction, exponent } = power;
  const n = base.shape.rows;
  const nothing = zero(base.shape);
  const block = apply('vcat', [apply('hcat', [base, direction]), apply('hcat', [nothing, base])]);
  return yield { lower: product([apply('hcat', [identity(n), nothing]), matrixPower(block, exponent), apply('vcat', [nothing, identity(n)])]) };
}

/** The base, the direction and the exponent of the power whose derivative the sum is. */
function derivativeOfPower({ index, from, to, body }: IndexedSumExpr): { readonly base: Expr; readonly direction: Expr; readonly exponent: Expr } | undefined {
  if (integerOf(from) !== 0 || body.op !== 'product' || !isSquare(body.shape)) return undefined;
  const first = body.factors[0];
  const last = body.factors.at(-1);
  const between = body.factors.slice(1, -1);
  if (first?.op !== 'matrixPower' || last?.op !== 'matrixPower' || first.base !== last.base || between.length === 0) return undefined;
  const rising = first.exponent === index && last.exponent === subtract(to, index);
  const falling = last.exponent === index && first.exponent === subtract(to, index);
  // Read from the other end a falling sum is a rising one.
  if ((!rising && !falling) || [first.base, ...between].some((part) => freeIndices(part).has(index))) return undefined;
  return { base: first.base, direction: product(between), exponent: add(to, integer(1)) };
}
