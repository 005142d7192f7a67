/** Dimensions that are written out: `2*n+1` in `eye(2*n+1)`, in a declaration or as the bound of a sum. */
import { add, asInteger, fixed, halved, multiply, ONE, type Dimension } from '../shapes/dimension';
import type { BinaryOperator, NameNode, Tree } from '../syntax/tree';

/** A polynomial of dimension names and whole numbers, or undefined where the tree is no such thing; stops at the first node that is not. */
export function polynomialOf(tree: Tree, dimension: (node: NameNode) => Dimension | undefined): Dimension | undefined {
  const values: Dimension[] = [];
  const stack: (Tree | BinaryOperator)[] = [tree];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (typeof top === 'string') {
      const [right, left] = [values.pop(), values.pop()];
      const value = left === undefined || right === undefined ? undefined : combineDimensions(top, left, right);
      if (value === undefined) return undefined;
      values.push(value);
    } else if (top.kind === 'binary') stack.push(top.operator, top.right, top.left);
    else {
      const value = top.kind === 'name' ? dimension(top) : top.kind === 'number' && Number.isInteger(top.value) ? fixed(top.value) : undefined;
      if (value === undefined) return undefined;
      values.push(value);
    }
  }
  return values[0];
}

function combineDimensions(operator: BinaryOperator, left: Dimension, right: Dimension): Dimension | undefined {
  switch (operator) {
    case '+': return add(left, right);
    case '-': return add(left, multiply(fixed(-1), right));
    case '*': return multiply(left, right);
    case '^': return powerOf(left, asInteger(right));
    case '/': return right === TWO ? halved(left) : undefined;
    case '\\': case '.*': case './': case '.^': return undefined;
  }
}

const TWO = fixed(2);

/** Powers of dimensions beyond this are nobody's shape. */
const HIGHEST_DIMENSION_POWER = 8;

function powerOf(base: Dimension, exponent: number | undefined): Dimension | undefined {
  if (exponent === undefined || exponent < 1 || exponent > HIGHEST_DIMENSION_POWER) return undefined;
  let value = ONE;
  for (let i = 0; i < exponent; i++) value = multiply(value, base);
  return value;
}

/** A dimension that could be the size of something: not zero and not negative. */
const possible = (dimension: Dimension | undefined): Dimension | undefined =>
  dimension !== undefined && [...dimension.terms.values()].some((c) => c > 0) ? dimension : undefined;

/** The dimension a tree states (`2*n+1`), or undefined where it states none. */
export const statedDimension = (tree: Tree, dimension: (node: NameNode) => Dimension | undefined): Dimension | undefined => possible(polynomialOf(tree, dimension));
