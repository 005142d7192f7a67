/** The sweep back over the DAG, each shared node once: the pullback of a cotangent. (The sweep forward is the differential itself, `differentialOf.ts`.) */
import type { Expr } from '../algebra/expression';
import { hole, zero } from '../algebra/construct/leaf';
import { add } from '../algebra/construct/sum';
import { adjoint } from './adjoint';
import { dependences, dependents, type Blocked } from './differentialOf';

/** The adjoint of the differential of `root` by `variable`, applied to `cotangent`: the pullback. For a scalar root and cotangent 1, the gradient. */
export function pullback(root: Expr, variable: Expr, cotangent: Expr): Expr | Blocked {
  const { order, depends } = dependents(root, variable);
  const received = new Map<Expr, Expr[]>([[root, [cotangent]]]);
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    if (node === undefined || !depends.has(node)) continue;
    // Users of a node are visited last to first; reversed, the terms of a gradient keep the order of the function's.
    const [first, ...more] = (received.get(node) ?? []).toReversed();
    if (first === undefined) continue;
    const total = add(first, ...more);
    if (node === variable) return total;
    for (const { operand, differential, pull } of dependences(node).toReversed()) {
      if (!depends.has(operand)) continue;
      const map = pull === undefined ? differential(hole(operand.shape)) : undefined;
      const part = pull === undefined ? (map === undefined ? undefined : adjoint(map, total, operand.shape)) : pull(total);
      if (part === undefined) return { blocked: node };
      const known = received.get(operand);
      if (known === undefined) received.set(operand, [part]); else known.push(part);
    }
  }
  return zero(variable.shape);
}
