/** Another form of an expression that can be less work: `inv(S)*(S - C)*inv(S)` as `inv(S) - inv(S)*C*inv(S)`, where the inverse serves twice. */
import type { Expr } from '../../algebra/expression';
import { rebuild, rewrite } from '../../algebra/rewrite';
import { partsOf } from '../../algebra/construct/parts';
import { product } from '../../algebra/construct/product';
import { sum } from '../../algebra/construct/sum';
import { isColumn, isRow } from '../../shapes/shape';

/**
 * Products with a factor `I + …`, or `S + …` beside the inverse of `S`, multiplied out, and nothing else: an identity beside a product
 * cancels no more after multiplying than before. Multiplying out a residual could cancel, and is never done.
 */
export function identitiesDistributed(root: Expr): Expr {
  return rewrite(root, (node, at) => {
    const rebuilt = rebuild(node, at);
    return rebuilt.op === 'product' ? distributed(rebuilt.factors, rebuilt) : rebuilt;
  });
}

function distributed(factors: readonly Expr[], whole: Expr): Expr {
  if (isColumn(whole.shape) || isRow(whole.shape)) return whole;
  const at = factors.findIndex((factor, i) => {
    const beside = [factors[i - 1], factors[i + 1]].filter((neighbour) => neighbour?.op === 'matrixPower');
    return factor.op === 'sum' && factor.terms.some(({ expr }) => vanishes(partsOf(expr).body ?? expr, beside));
  });
  const factor = factors[at];
  if (factor?.op !== 'sum') return whole;
  return sum(factor.terms.map(({ coefficient, expr }) => ({ coefficient, expr: product([...factors.slice(0, at), expr, ...factors.slice(at + 1)]) })), whole.shape);
}

/** Whether nothing is left of a term beside its neighbours, or it was nothing to begin with. */
const vanishes = (term: Expr, beside: readonly Expr[]): boolean => term.op === 'identity' || beside.some((neighbour) => product([neighbour, term]).op === 'identity');
