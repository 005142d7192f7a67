/** In which order the nodes of an expression move. */
import { operandsOf, postorderOf, type Expr } from '../algebra/expression';
import { operandsFirst } from '../syntax/operandsFirst';
import { isRuled, outsideOf } from './functionRule';
import { isSolution } from './solution';

/** What a node depends on besides its operands: a solution on what stands in its equation, a function with a rule on what the rule contains. */
const hiddenOperands = (e: Expr): readonly Expr[] => (isSolution(e) ? e.solves.parameters.map(({ operand }) => operand) : isRuled(e) ? outsideOf(e) : []);

/** The nodes of an expression, each after what it depends on. */
export function dependencyOrder(root: Expr): readonly Expr[] {
  const plain = postorderOf(root);
  return plain.some((node) => isSolution(node) || isRuled(node)) ? operandsFirst([root], (node) => [...operandsOf(node), ...hiddenOperands(node)]) : plain;
}
