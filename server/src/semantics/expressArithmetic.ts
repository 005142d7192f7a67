/** The operators of the language between expressions that are already built. */
import type { Expr, Term } from '../algebra/expression';
import { allOnes, hadamard } from '../algebra/construct/hadamard';
import { inverse, matrixPower, power, reciprocal } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { sum } from '../algebra/construct/sum';
import { RATIONAL_MINUS_ONE, RATIONAL_ONE } from '../algebra/rational';
import { SCALAR } from '../shapes/shape';
import type { Tree } from '../syntax/tree';

/** `a + b - c` as signed operands, however long. */
export function spineOf(tree: Tree): readonly { readonly operand: Tree; readonly negative: boolean }[] {
  const spine: { operand: Tree; negative: boolean }[] = [];
  let at = tree;
  while (at.kind === 'binary' && (at.operator === '+' || at.operator === '-')) {
    spine.push({ operand: at.right, negative: at.operator === '-' });
    at = at.left;
  }
  spine.push({ operand: at, negative: false });
  return spine.reverse();
}

export function addition(negative: readonly boolean[], parts: readonly Expr[]): Expr {
  const array = parts.find((part) => part.shape !== SCALAR);
  const of = array?.shape ?? SCALAR;
  const terms: Term[] = parts.map((part, i) => ({
    coefficient: negative[i] === true ? RATIONAL_MINUS_ONE : RATIONAL_ONE,
    // A scalar beside an array adds to every entry.
    expr: part.shape === SCALAR && of !== SCALAR ? scale(part, allOnes(of)) : part,
  }));
  return sum(terms, of);
}

export function binary(operator: '*' | '/' | '\\' | '.*' | './' | '^' | '.^', a: Expr, b: Expr): Expr {
  switch (operator) {
    case '*': return product([a, b]);
    case '.*': return hadamard([a, b]);
    case './': return hadamard([a, reciprocal(b)]);
    case '/': return b.shape === SCALAR ? product([reciprocal(b), a]) : product([a, inverse(b)]);
    case '\\': return a.shape === SCALAR ? product([reciprocal(a), b]) : product([inverse(a), b]);
    case '^': return matrixPower(a, b);
    case '.^': return power(a, b);
  }
}
