/** Whether an expression is linear in a symbol. */
import { hole } from '../algebra/construct/leaf';
import { operandsOf, postorderOf, type Expr } from '../algebra/expression';
import { rules } from './rules';

/**
 * Whether `e` is linear in `symbol`, as far as its form shows: one factor of a product, the terms of a sum, an argument in which a function's
 * differential does not depend on it. `false` says nothing: what is linear may hide it.
 */
export function isLinearIn(e: Expr, symbol: Expr): boolean {
  const contains = new Set<Expr>([symbol]);
  const linear = new Set<Expr>([symbol]);
  for (const node of postorderOf(e)) {
    if (node === symbol) continue;
    const within = (operand: Expr): boolean => contains.has(operand);
    const [moving, ...others] = operandsOf(node).filter(within);
    if (moving === undefined) continue;
    contains.add(node);
    if (isLinearStep(node, moving, others, linear)) linear.add(node);
  }
  return contains.has(e) && linear.has(e);
}

function isLinearStep(node: Expr, moving: Expr, others: readonly Expr[], linear: ReadonlySet<Expr>): boolean {
  switch (node.op) {
    case 'sum': return node.terms.every(({ expr }) => linear.has(expr));
    case 'product': case 'hadamard': case 'trace': case 'scale': case 'transpose': return others.length === 0 && linear.has(moving);
    case 'indexedSum': return node.from !== moving && node.to !== moving && others.length === 0 && linear.has(moving);
    case 'apply': {
      if (others.length > 0 || !linear.has(moving)) return false;
      const index = node.args.indexOf(moving);
      const differential = rules[node.name].differential(node.args, index, hole(moving.shape), node);
      // The derivative along itself is the function itself, and does not depend on where it is taken.
      return differential !== undefined && !postorderOf(differential).includes(moving) && rules[node.name].differential(node.args, index, moving, node) === node;
    }
    case 'number': case 'dimension': case 'symbol': case 'identity': case 'ones': case 'zero': case 'power': case 'matrixPower': case 'unknown': return false;
  }
}
