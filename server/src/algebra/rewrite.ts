/** Expressions made anew through the constructors: a node, a whole expression, one with parts replaced. */
import { operandsOf, postorderOf, type Expr } from './expression';
import { apply } from './construct/apply';
import { hadamard } from './construct/hadamard';
import { indexedSum } from './construct/indexedSum';
import { matrixPower, power } from './construct/power';
import { product, scale } from './construct/product';
import { sum } from './construct/sum';
import { trace } from './construct/trace';
import { transpose } from './construct/transpose';
import { unknown } from './construct/unknown';

/** The node with its operands replaced, through the constructors; itself where all of them stay. */
export function rebuild(e: Expr, at: (operand: Expr) => Expr): Expr {
  if (operandsOf(e).every((operand) => at(operand) === operand)) return e;
  switch (e.op) {
    case 'number': case 'dimension': case 'symbol': case 'identity': case 'ones': case 'zero': return e;
    case 'sum': return sum(e.terms.map(({ coefficient, expr }) => ({ coefficient, expr: at(expr) })), e.shape);
    case 'product': return product(e.factors.map(at));
    case 'hadamard': return hadamard(e.factors.map(at));
    case 'trace': return trace(e.factors.map(at));
    case 'scale': return scale(at(e.scalar), at(e.body));
    case 'power': return power(at(e.base), at(e.exponent));
    case 'matrixPower': return matrixPower(at(e.base), at(e.exponent));
    case 'transpose': return transpose(at(e.of));
    case 'apply': return apply(e.name, e.args.map(at), e);
    case 'unknown': return unknown(e, e, e.args.map(at));
    case 'indexedSum': return indexedSum(at(e.index), at(e.from), at(e.to), at(e.body));
  }
}

/** Every node made by `make`, operands first, each shared node once; `at` is what an operand has become. Iterative: safe at any depth. */
export function rewrite(root: Expr, make: (node: Expr, at: (operand: Expr) => Expr) => Expr): Expr {
  const made = new Map<Expr, Expr>();
  const at = (e: Expr): Expr => made.get(e) ?? e;
  for (const node of postorderOf(root)) made.set(node, make(node, at));
  return at(root);
}

/** The expression with nodes replaced. */
export const substitute = (root: Expr, by: ReadonlyMap<Expr, Expr>): Expr => rewrite(root, (node, at) => by.get(node) ?? rebuild(node, at));
