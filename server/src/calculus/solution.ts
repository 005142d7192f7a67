/** The solutions of equations among the nodes of an expression. */
import { postorderOf, type Equation, type Expr, type SymbolExpr } from '../algebra/expression';
import { hole } from '../algebra/construct/leaf';
import { substitute } from './substitute';

export type Solution = SymbolExpr & { readonly solves: Equation };
export const isSolution = (e: Expr): e is Solution => e.op === 'symbol' && e.solves !== undefined;

/** An expression over the plain symbols of an equation, at the solution. */
export function atSolution(e: Expr, of: Solution): Expr {
  return substitute(e, atSymbols(of));
}

function atSymbols(of: Solution): ReadonlyMap<Expr, Expr> {
  const { unknown, parameters } = of.solves;
  const by = new Map<Expr, Expr>([[unknown, of]]);
  for (const { symbol, operand } of parameters) if (symbol !== operand) by.set(symbol, operand);
  return by;
}

/** A map over the plain symbols of an equation, at the solution, applied. */
export const mapAtSolution = (map: Expr | undefined, argument: Expr, of: Solution): Expr | undefined =>
  (map === undefined ? undefined : substitute(map, new Map([...atSymbols(of), [hole(argument.shape), argument]])));

/** The nodes of an expression, each after what it depends on: a solution after what stands in its equation. Iterative. */
export function dependencyOrder(root: Expr): readonly Expr[] {
  const plain = postorderOf(root);
  const solutions = plain.filter(isSolution);
  if (solutions.length === 0) return plain;
  const order: Expr[] = [];
  const seen = new Set<Expr>();
  const stack: { readonly roots: readonly Expr[]; at: number; readonly last: Expr | undefined }[] = [{ roots: plain, at: 0, last: undefined }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.roots[top.at++];
    if (next === undefined) { if (top.last !== undefined) order.push(top.last); stack.pop(); continue; }
    if (seen.has(next)) continue;
    seen.add(next);
    if (isSolution(next)) stack.push({ roots: next.solves.parameters.map(({ operand }) => operand), at: 0, last: next });
    else order.push(next);
  }
  return order;
}
