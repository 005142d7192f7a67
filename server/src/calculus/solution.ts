/** The solutions of equations among the nodes of an expression. */
import type { Equation, Expr, SymbolExpr } from '../algebra/expression';
import { hole } from '../algebra/construct/leaf';
import { substitute } from '../algebra/rewrite';

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
