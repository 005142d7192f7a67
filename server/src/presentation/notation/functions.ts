/** How functions, entries and matrices in blocks are written. */
import { hadamard, scalarProduct } from '../../algebra/construct/hadamard';
import { freeIndices } from '../../algebra/construct/indexedSum';
import { numeral } from '../../algebra/construct/leaf';
import { partsOf } from '../../algebra/construct/parts';
import { product, scale } from '../../algebra/construct/product';
import { isAllNegative, negate } from '../../algebra/construct/sum';
import { transpose } from '../../algebra/construct/transpose';
import type { Expr } from '../../algebra/expression';
import { isColumn, isRow } from '../../shapes/shape';
import { binary, call, name, negate as negated, transposed } from '../../syntax/build';
import { NOWHERE, type Tree } from '../../syntax/tree';
import { chained } from '../multiply';
import { writeGrid } from './grid';
import { FANCY_WEIGHT, type Written, cheapest, dimensionTree } from './readings';
import { tree } from './write';

export function writeApply(e: Extract<Expr, { op: 'apply' }>, w: Written): Tree {
  const args = e.args.map((arg) => tree(arg, w));
  const dimensions = (e.dimensions ?? []).map(dimensionTree);
  if (e.name === 'frechet' && e.inner !== undefined) return call('frechet', name(e.inner), ...args);
  if (e.name === 'unit') return call('unit', ...dimensions, ...args);
  if (e.name === 'hcat' || e.name === 'vcat') return writeGrid(e, w) ?? { kind: 'block', rows: blockRows(e, w), span: NOWHERE };
  const minimum = minimised(e);
  if (minimum !== undefined) return negated(call('min', tree(minimum, w)));
  const plain = call(e.name, ...args, ...dimensions);
  return e.name === 'diagonal' ? cheapest(plain, rowSums(e, w)) : e.name === 'exp' ? cheapest(plain, powerOf(e, w)) : plain;
}

/** max(-u) is -min(u): the vector `u`, of anything else undefined. */
export function minimised(e: Expr): Expr | undefined {
  const [arg, ...others] = e.op === 'apply' && e.name === 'max' ? e.args : [];
  return arg === undefined || others.length > 0 || !isAllNegative(arg) ? undefined : negate(arg);
}

/** exp(log(t)*y) is t.^y. */
function powerOf(e: Extract<Expr, { op: 'apply' }>, w: Written): Tree | undefined {
  const [exponent] = e.args;
  const { coefficient, scalars, body } = exponent === undefined ? partsOf(e) : partsOf(exponent);
  const logarithm = scalars.find((scalar) => scalar.op === 'apply' && scalar.name === 'log');
  const base = logarithm?.op === 'apply' ? logarithm.args[0] : undefined;
  if (body === undefined || base === undefined) return undefined;
  return binary('.^', tree(base, w), tree(scale(scalarProduct([numeral(coefficient), ...scalars.filter((scalar) => scalar !== logarithm)]), body), w));
}

/** The rows of `[A B; C D]` of nested stacks. */
function blockRows(e: Expr, w: Written): readonly (readonly Tree[])[] {
  if (e.op === 'apply' && e.name === 'vcat') return e.args.flatMap((arg) => blockRows(arg, w));
  return [rowBlocks(e, w)];
}

function rowBlocks(e: Expr, w: Written): readonly Tree[] {
  // A row of scalars is the transpose of a column of them.
  if (e.op === 'transpose' && e.of.op === 'apply' && e.of.name === 'vcat') return e.of.args.flatMap((part) => rowBlocks(transpose(part), w));
  return e.op === 'apply' && e.name === 'hcat' ? e.args.flatMap((arg) => rowBlocks(arg, w)) : [tree(e, w)];
}

/** `x[i]`, `X[i, j]`, `X[i, :]`: a product with unit vectors at its ends. */
export function entry(factors: readonly Expr[], w: Written): Tree | undefined {
  const indexOf = (e: Expr | undefined): Expr | undefined => (e?.op === 'apply' && e.name === 'unit' ? e.args[0] : undefined);
  const first = factors[0];
  const row = first?.op === 'transpose' ? indexOf(first.of) : undefined;
  const column = indexOf(factors.at(-1));
  if (row === undefined && column === undefined) return undefined;
  const inner = factors.slice(row === undefined ? 0 : 1, column === undefined ? undefined : -1);
  if (inner.length === 0) return undefined;
  return inner.length > 1 && [row, column].some((index) => index !== undefined && freeIndices(index).size > 0) ? atLeaves(inner, row, column, w) : indexed(product(inner), row, column, w);
}

/** Under a sum over the index, what is picked is a row or column of a name: `X[i, :]*M*X[i, :]'`. */
function atLeaves(inner: readonly Expr[], row: Expr | undefined, column: Expr | undefined, w: Written): Tree | undefined {
  const head = row === undefined ? [] : inner.slice(0, 1);
  const tail = column === undefined ? [] : inner.slice(-1);
  const between = inner.slice(head.length, inner.length - tail.length);
  if (head.length + tail.length > inner.length) return undefined;
  return chained([
    ...head.map((of) => indexed(of, row, undefined, w)),
    ...(between.length === 0 ? [] : [tree(product(between), w)]),
    ...tail.map((of) => indexed(of, undefined, column, w)),
  ]);
}

function indexed(of: Expr, row: Expr | undefined, column: Expr | undefined, w: Written): Tree {
  // An entry of a row is that of the column.
  if (isRow(of.shape) && row === undefined) return indexed(transpose(of), column, undefined, w);
  // A row of X is written as that, also where it stands as a column.
  if (of.op === 'transpose' && !isColumn(of.of.shape)) {
    const mirrored = indexed(of.of, column, row, w);
    return row === undefined || column === undefined ? transposed(mirrored) : mirrored;
  }
  const object = tree(of, w);
  const at = (index: Expr | undefined): Tree | 'all' => (index === undefined ? 'all' : tree(index, w));
  const indices = isColumn(of.shape) ? [at(row)] : [at(row), at(column)];
  return { kind: 'index', object, indices, span: NOWHERE };
}

/** diagonal(A*B') is rowsum(A.*B). */
function rowSums(e: Extract<Expr, { op: 'apply' }>, w: Written): Tree | undefined {
  const [of] = e.args;
  if (of?.op !== 'product' || of.factors.length !== 2 || e.weight > FANCY_WEIGHT) return undefined;
  const [a, b] = of.factors;
  return a === undefined || b === undefined ? undefined : call('rowsum', tree(hadamard([a, transpose(b)]), w));
}
