/** Sums over an index: as a loop, or without one where a library can do it. */
import { apply } from '../../algebra/construct/apply';
import { integer, integerOf, identity, zero } from '../../algebra/construct/leaf';
import { freeIndices, underIndex } from '../../algebra/construct/indexedSum';
import { matrixPower } from '../../algebra/construct/power';
import { product } from '../../algebra/construct/product';
import { add, subtract } from '../../algebra/construct/sum';
import type { Expr, IndexedSumExpr } from '../../algebra/expression';
import { ONE } from '../../shapes/dimension';
import { isSquare } from '../../shapes/shape';
import { NotScheduled, type Context, type Lowering } from './context';

/**
 * `sum(r = 0..k) X^r*E*X^(k - r)`, the derivative of a power, is the upper right block of the power k + 1 of [X E; 0 X].
 * Source: Higham, Functions of Matrices, theorem 3.6.
 */
export function* lowerIndexedSum(e: IndexedSumExpr, context: Context): Lowering {
  const power = derivativeOfPower(e);
  if (power === undefined) return yield* asLoop(e, context);
  const { base, direction, exponent } = power;
  const n = base.shape.rows;
  const nothing = zero(base.shape);
  const block = apply('vcat', [apply('hcat', [base, direction]), apply('hcat', [nothing, base])]);
  return yield { lower: product([apply('hcat', [identity(n), nothing]), matrixPower(block, exponent), apply('vcat', [nothing, identity(n)])]) };
}

function* asLoop(e: IndexedSumExpr, { build, indices }: Context): Lowering {
  const { index } = e;
  if (index.op !== 'symbol') throw new NotScheduled('a sum over an index');
  if (indices.has(index)) {
    // Every loop has an index of its own.
    const apart = underIndex(e, [...indices], (body) => body);
    if (apart === undefined || apart === e) throw new NotScheduled('a sum over an index');
    return yield { lower: apart };
  }
  indices.add(index);
  const from = build.settle(yield { lower: e.from });
  const to = build.settle(yield { lower: e.to });
  const past = build.settle(yield { lower: add(e.to, integer(1)) });
  const { coefficient, value: body } = yield { lower: e.body };
  const counter = build.make({ op: 'index', name: index.name }, 'scalar', ONE, ONE);
  return { coefficient, value: build.make({ op: 'loop', index: counter, from, to, past, body }, body.kind, body.rows, body.cols) };
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
