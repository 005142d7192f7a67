/** Entries, rows and columns, and matrices written out in blocks, as expressions: picking is a product with unit vectors. */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { product } from '../algebra/construct/product';
import { transpose } from '../algebra/construct/transpose';
import type { Dimension } from '../shapes/dimension';
import { isColumn } from '../shapes/shape';
import type { IndexNode, Tree } from '../syntax/tree';
import { refuse } from './refusal';

const unit = (index: Expr, size: Dimension): Expr => apply('unit', [index], { dimensions: [size] });

/** `x[i]`, `X[i, j]`, `X[i, :]`, `X[:, j]`; one index of a matrix picks a row, as a column. */
export function picked(node: IndexNode, parts: readonly Expr[]): Expr {
  const [object, ...given] = parts;
  if (object === undefined) refuse(node, 'an operand is missing');
  let next = 0;
  const [first, second] = node.indices.map((index) => (index === 'all' ? undefined : given[next++]));
  if (node.indices.length === 1) {
    if (first === undefined) return object;
    const row = product([transpose(unit(first, object.shape.rows)), object]);
    return isColumn(object.shape) ? row : transpose(row);
  }
  const left = first === undefined ? [] : [transpose(unit(first, object.shape.rows))];
  const right = second === undefined ? [] : [unit(second, object.shape.cols)];
  return product([...left, object, ...right]);
}

/** `[A B; C D]`. */
export function stacked(node: Extract<Tree, { kind: 'block' }>, parts: readonly Expr[]): Expr {
  let next = 0;
  const rows = node.rows.map((row) => joined('hcat', row.map(() => parts[next++] ?? refuse(node, 'an operand is missing')), node));
  return joined('vcat', rows, node);
}

/** From the last to the first, so that nested stacks lean to the right. */
function joined(name: 'hcat' | 'vcat', blocks: readonly Expr[], node: Tree): Expr {
  const last = blocks.at(-1) ?? refuse(node, 'an empty matrix has no shape');
  return blocks.slice(0, -1).reduceRight((right, left) => apply(name, [left, right]), last);
}
