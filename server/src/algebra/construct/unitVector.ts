/** Unit vectors, whose products with other things pick rows, columns and entries. */
import { asInteger, ONE, type Dimension } from '../../shapes/dimension';
import type { Expr } from '../expression';
import { apply } from './apply';
import { integer, integerOf, isOne } from './leaf';
import { product } from './product';
import { transpose } from './transpose';

export const unit = (size: Dimension, index: number): Expr => (size === ONE ? integer(1) : apply('unit', [integer(index)], { dimensions: [size] }));

/** Where the one stands, if that is a number; the number 1 is the unit vector of one entry. */
export function unitIndex(e: Expr): number | undefined {
  if (isOne(e)) return 1;
  const [index] = e.op === 'apply' && e.name === 'unit' ? e.args : [];
  return index === undefined ? undefined : integerOf(index);
}

/** What a unit vector picks from a matrix in blocks: unit(n, i)'*[A; B] is a row of A or of B, unit(n, i)'*[A B] one of both; columns likewise. */
export function pick(a: Expr, b: Expr): Expr | undefined {
  const row = a.op === 'transpose' && isUnit(a.of) ? a.of : undefined;
  const column = isUnit(b) ? b : undefined;
  if (row !== undefined && column !== undefined) return entryOfIdentity(row, column);
  if (row !== undefined) return pickBlock(row, b, 'vcat', (place, block) => product([transpose(place), block]));
  return column === undefined ? undefined : pickBlock(column, a, 'hcat', (place, block) => product([block, place]));
}

const isUnit = (e: Expr): boolean => e.op === 'apply' && e.name === 'unit';

function entryOfIdentity(row: Expr, column: Expr): Expr | undefined {
  const [i, j] = [unitIndex(row), unitIndex(column)];
  return i === undefined || j === undefined ? undefined : integer(i === j ? 1 : 0);
}

/** `along`: the stack whose blocks the index runs through; of the other one a part of each block is taken. */
function pickBlock(place: Expr, blocks: Expr, along: 'vcat' | 'hcat', taken: (place: Expr, block: Expr) => Expr): Expr | undefined {
  if (blocks.op !== 'apply' || (blocks.name !== 'vcat' && blocks.name !== 'hcat')) return undefined;
  const [first, second] = blocks.args;
  if (first === undefined || second === undefined) return undefined;
  if (blocks.name !== along) return apply(blocks.name, [taken(place, first), taken(place, second)]);
  const sizeOf = (block: Expr): Dimension => (along === 'vcat' ? block.shape.rows : block.shape.cols);
  const index = unitIndex(place), size = asInteger(sizeOf(first));
  if (index === undefined || size === undefined) return undefined;
  return index <= size ? taken(unit(sizeOf(first), index), first) : taken(unit(sizeOf(second), index - size), second);
}
