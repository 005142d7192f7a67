/** The two sweeps over the DAG: forward (pushforward of a tangent) and reverse (pullback of a cotangent), each shared node once. */
import { postorderOf, type Expr } from '../algebra/expression';
import { hole, zero } from '../algebra/construct/leaf';
import { add } from '../algebra/construct/sum';
import { adjoint } from './adjoint';
import { dependences } from './differentialOf';

/** The node whose rule has no closed form. */
export interface Blocked { readonly blocked: Expr }
export const isBlocked = (x: object): x is Blocked => 'blocked' in x;

/** The nodes of `root` that depend on `variable`, operands first. */
function dependents(root: Expr, variable: Expr): { readonly order: readonly Expr[]; readonly depends: ReadonlySet<Expr> } {
  const order = postorderOf(root);
  const depends = new Set<Expr>();
  for (const node of order) if (node === variable || dependences(node).some(({ operand }) => depends.has(operand))) depends.add(node);
  return { order, depends };
}

/** The differential of `root` when `variable` moves by `tangent` (linear in it): the pushforward. */
export function pushforward(root: Expr, variable: Expr, tangent: Expr): Expr | Blocked {
  const { order, depends } = dependents(root, variable);
  const tangents = new Map<Expr, Expr>([[variable, tangent]]);
  for (const node of order) {
    if (node === variable || !depends.has(node)) continue;
    const parts: Expr[] = [];
    for (const { operand, differential } of dependences(node)) {
      const moved = tangents.get(operand);
      if (moved === undefined) continue;
      const part = differential(moved);
      if (part === undefined) return { blocked: node };
      parts.push(part);
    }
    const [first, ...more] = parts;
    if (first !== undefined) tangents.set(node, add(first, ...more));
  }
  return tangents.get(root) ?? zero(root.shape);
}

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
    for (const { operand, differential } of dependences(node)) {
      if (!depends.has(operand)) continue;
      const map = differential(hole(operand.shape));
      const part = map === undefined ? undefined : adjoint(map, total, operand.shape);
      if (part === undefined) return { blocked: node };
      const known = received.get(operand);
      if (known === undefined) received.set(operand, [part]); else known.push(part);
    }
  }
  return zero(variable.shape);
}
