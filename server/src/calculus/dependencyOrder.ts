/** In which order the nodes of an expression move. */
import { operandsOf, postorderOf, type Expr } from '../algebra/expression';
import { isRuled, outsideOf } from './functionRule';
import { isSolution } from './solution';

/** What a node depends on besides its operands: a solution on what stands in its equation, a function with a rule on what the rule contains. */
const hiddenOperands = (e: Expr): readonly Expr[] => (isSolution(e) ? e.solves.parameters.map(({ operand }) => operand) : isRuled(e) ? outsideOf(e) : []);

/** The nodes of an expression, each after what it depends on. Iterative: safe at any depth. */
export function dependencyOrder(root: Expr): readonly Expr[] {
  const plain = postorderOf(root);
  if (!plain.some((node) => isSolution(node) || isRuled(node))) return plain;
  const order: Expr[] = [];
  const entered = new Set<Expr>();
  const stack: { readonly node: Expr | undefined; readonly below: readonly Expr[]; at: number }[] = [{ node: undefined, below: [root], at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.below[top.at++];
    if (next === undefined) { if (top.node !== undefined) order.push(top.node); stack.pop(); continue; }
    if (entered.has(next)) continue;
    entered.add(next);
    stack.push({ node: next, below: [...operandsOf(next), ...hiddenOperands(next)], at: 0 });
  }
  return order;
}
