/** Replaces nodes of an expression, through the constructors. */
import { rebuild } from '../algebra/expand';
import { postorderOf, type Expr } from '../algebra/expression';

export function substitute(root: Expr, by: ReadonlyMap<Expr, Expr>): Expr {
  const made = new Map<Expr, Expr>();
  const at = (e: Expr): Expr => made.get(e) ?? e;
  for (const node of postorderOf(root)) made.set(node, by.get(node) ?? rebuild(node, at));
  return at(root);
}
