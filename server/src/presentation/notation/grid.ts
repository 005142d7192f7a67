/** Matrices with a known number of entries, written entry by entry: `[x[2]; 0; 1]` for `x[2]*unit(3, 1) + unit(3, 3)`. */
import { scalarProduct } from '../../algebra/construct/hadamard';
import { integer, numeral } from '../../algebra/construct/leaf';
import { scale } from '../../algebra/construct/product';
import { add } from '../../algebra/construct/sum';
import { unitIndex } from '../../algebra/construct/unitVector';
import type { Expr } from '../../algebra/expression';
import { asInteger } from '../../shapes/dimension';
import { isColumn, SCALAR } from '../../shapes/shape';
import { NOWHERE, type Tree } from '../../syntax/tree';
import type { Written } from './readings';
import { tree } from './write';

/** More entries than these are not read one by one. */
const MAX_ENTRIES = 36;
/** How deep blocks, sums and transposes are looked through. */
const DEPTH = 24;

type Grid = readonly (readonly Expr[])[];

/** The matrix in brackets, a tree for each entry; undefined where an entry is no formula of its own. */
export function writeGrid(e: Expr, w: Written): Tree | undefined {
  if (e.shape === SCALAR) return undefined;
  const grid = gridOf(e, w, DEPTH);
  return grid === undefined ? undefined : { kind: 'block', rows: grid.map((row) => row.map((entry) => tree(entry, w))), span: NOWHERE };
}

function gridOf(e: Expr, w: Written, depth: number): Grid | undefined {
  if (e.shape === SCALAR) return [[e]];
  // What has been given a name is written under it.
  if (e.op !== 'symbol' && w.get(e)?.kind === 'name') return undefined;
  const rows = asInteger(e.shape.rows), cols = asInteger(e.shape.cols);
  if (depth === 0 || rows === undefined || cols === undefined || rows * cols > MAX_ENTRIES) return undefined;
  const filled = (entry: (i: number, j: number) => Expr): Grid => Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_unused, j) => entry(i + 1, j + 1)));
  const of = (part: Expr): Grid | undefined => gridOf(part, w, depth - 1);
  switch (e.op) {
    case 'zero': return filled(() => integer(0));
    case 'ones': return filled(() => integer(1));
    case 'identity': return filled((i, j) => integer(i === j ? 1 : 0));
    case 'transpose': { const inner = of(e.of); return inner === undefined ? undefined : filled((i, j) => inner[j - 1]?.[i - 1] ?? integer(0)); }
    case 'scale': return of(e.body)?.map((row) => row.map((entry) => scale(e.scalar, entry)));
    case 'sum': {
      const parts = e.terms.map((term) => of(term.expr)?.map((row) => row.map((entry) => scale(numeral(term.coefficient), entry))));
      return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum.map((row, i) => row.map((entry, j) => add(entry, part[i]?.[j] ?? integer(0))))));
    }
    case 'product': {
      const [column, row, further] = e.factors;
      if (column === undefined || row === undefined || further !== undefined || !isColumn(column.shape)) return undefined;
      const left = of(column), [right] = of(row) ?? [];
      return left === undefined || right === undefined ? undefined : filled((i, j) => scalarProduct([left[i - 1]?.[0] ?? integer(0), right[j - 1] ?? integer(0)]));
    }
    case 'apply': {
      const [first, second] = e.args;
      if (e.name === 'unit') { const at = unitIndex(e); return at === undefined ? undefined : filled((i) => integer(i === at ? 1 : 0)); }
      if (first === undefined || second === undefined || (e.name !== 'vcat' && e.name !== 'hcat')) return undefined;
      const a = of(first), b = of(second);
      if (a === undefined || b === undefined) return undefined;
      return e.name === 'vcat' ? [...a, ...b] : a.map((row, i) => [...row, ...b[i] ?? []]);
    }
    default: return undefined;
  }
}
