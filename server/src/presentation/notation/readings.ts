/** What the writers of all kinds of nodes share: the memory of what is written, and the choice of the cheapest reading. */
import { isAllOnes, integer } from '../../algebra/construct/leaf';
import type { Expr } from '../../algebra/expression';
import { asInteger, doubledHalf, powersOf, type Dimension } from '../../shapes/dimension';
import { SCALAR } from '../../shapes/shape';
import { binary, name, number } from '../../syntax/build';
import type { Tree } from '../../syntax/tree';
import { cost } from '../cost';
import { attachMinus, multiplied } from '../multiply';

/** Above this tree weight other spellings of a node are not tried: they cost time, and nobody reads that far. */
export const FANCY_WEIGHT = 400;

/** The trees of nodes already written; a shared node that has been given a name stands here under it. */
export type Written = Map<Expr, Tree>;

export const cheapest = (...trees: readonly [Tree, ...(Tree | undefined)[]]): Tree => {
  let best = trees[0];
  for (let i = 1; i < trees.length; i++) { const other = trees[i]; if (other !== undefined && cost(other) < cost(best)) best = other; }
  return best;
};

export function dimensionTree(dimension: Dimension): Tree {
  const doubled = doubledHalf(dimension);
  if (doubled !== undefined) return binary('/', dimensionTree(doubled), number(2));
  const value = asInteger(dimension);
  if (value !== undefined) return number(value);
  let made: Tree | undefined;
  for (const [monomial, coefficient] of dimension.terms) {
    const factors = powersOf(monomial).map(({ name: base, power }) => (power === 1 ? name(base) : binary('^', name(base), number(power))));
    const size = Math.abs(coefficient);
    const term = multiplied([...(size === 1 && factors.length > 0 ? [] : [number(size)]), ...factors]) ?? number(size);
    made = made === undefined ? (coefficient < 0 ? attachMinus(term) : term) : binary(coefficient < 0 ? '-' : '+', made, term);
  }
  return made ?? number(0);
}

/** A row is written as the transpose of its column inside a sum: sum(x) instead of sum(x'). */
export const untransposed = (e: Expr): Expr => (e.op === 'transpose' ? e.of : e);

export const isDifference = (e: Expr): boolean => (e.op === 'transpose' ? isDifference(e.of) : e.op === 'sum' && e.terms.length > 1 && e.terms.some((term) => term.coefficient.n < 0));

/** `t` when the array is `t` in every entry. */
export const spreadScalar = (e: Expr): Expr | undefined => (e.shape === SCALAR ? undefined : isAllOnes(e) ? integer(1) : e.op === 'scale' && isAllOnes(e.body) ? e.scalar : undefined);

export const isSpread = (e: Expr): boolean => spreadScalar(e) !== undefined;
