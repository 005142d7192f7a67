/** Entries, sums over an index and block matrices that do not fit. */
import type { Dimension } from '../shapes/dimension';
import { isColumn, isRow, isScalar, showShape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';
import type { Diagnostic } from './meaning';
import { columns, quote, rows, type Facts } from './wording';
import { error, places } from './diagnostic';

export function indexCount(node: Extract<Tree, { kind: 'index' }>, facts: Facts): Diagnostic {
  const shape = facts.shapeOf(node.object);
  const object = quote(node.object, 'this');
  if (shape !== undefined && isScalar(shape)) return error('shape-mismatch', `${object} is a scalar and has no entries.`, node.span, { related: places(facts, [node.object, 'rows']) });
  return error('argument-count', `${object} takes one index (an entry of a vector, a row of a matrix) or two (row, column); ${node.indices.length} ${node.indices.length === 1 ? 'was' : 'were'} given.`, node.span);
}

export function indexRange(node: Extract<Tree, { kind: 'index' }>, position: number, size: Dimension, reach: Dimension, facts: Facts): Diagnostic {
  const index = node.indices[position];
  const text = index === undefined || index === 'all' ? 'the index' : quote(index, 'the index');
  const shape = facts.shapeOf(node.object);
  const what = node.indices.length === 2 ? (position === 0 ? rows(size.key) : columns(size.key)) : shape !== undefined && !isColumn(shape) && !isRow(shape) ? rows(size.key) : size.key === '1' ? '1 entry' : `${size.key} entries`;
  return error('shape-mismatch', `${quote(node.object, 'this')} has ${what}, but ${text}${text.replaceAll(' ', '') === reach.key ? ' is beyond that' : ` goes up to ${reach.key}`}.`, index === undefined || index === 'all' ? node.span : index.span,
    { related: places(facts, [node.object, position === 1 ? 'cols' : 'rows']) });
}

export function indexShape(node: Extract<Tree, { kind: 'index' }>, position: number, facts: Facts): Diagnostic {
  const index = node.indices[position];
  const shape = index === undefined || index === 'all' ? undefined : facts.shapeOf(index);
  return error('shape-mismatch', `An index is a whole number from 1 on, or the index of a sum${shape === undefined || isScalar(shape) ? '' : `, not ${showShape(shape)}`}.`, index === undefined || index === 'all' ? node.span : index.span);
}

export const boundMismatch = (bound: Tree): Diagnostic => error('shape-mismatch', 'A bound of a sum is a whole number or a dimension.', bound.span);

export function blockMismatch(node: Extract<Tree, { kind: 'block' }>, row: number, block: number | undefined, facts: Facts): Diagnostic {
  const blocks = node.rows[row] ?? [];
  if (block === undefined) {
    const widths = node.rows.slice(0, row + 1).filter((_, i) => i === 0 || i === row).map((each) => each.map((tree) => facts.shapeOf(tree)?.cols.key ?? '?').join(' + '));
    const start = blocks[0]?.span.start ?? node.span.start;
    return error('shape-mismatch', `Row ${row + 1} of this matrix is ${widths[1] ?? '?'} wide; the first row is ${widths[0] ?? '?'} wide.`, { start, end: blocks.at(-1)?.span.end ?? node.span.end });
  }
  const [first] = blocks;
  const here = blocks[block];
  const [a, b] = [first === undefined ? undefined : facts.shapeOf(first), here === undefined ? undefined : facts.shapeOf(here)];
  return error('shape-mismatch', `Blocks side by side need equally many rows: ${first === undefined ? '' : quote(first, 'the first block')} has ${a?.rows.key ?? '?'} and ${here === undefined ? '' : quote(here, 'this block')} has ${b?.rows.key ?? '?'}.`, (here ?? node).span,
    { related: [...(first === undefined ? [] : places(facts, [first, 'rows'])), ...(here === undefined ? [] : places(facts, [here, 'rows']))] });
}
