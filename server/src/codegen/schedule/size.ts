/**
 * Which of two orders of work is cheaper when dimensions are symbols: every dimension is large, and a matrix declared r×c with two
 * different names is taller than wide (samples by features, items by factors). Both only decide between forms that are equal anyway.
 */
import type { Expr } from '../../algebra/expression';
import { asInteger, namesOf, valueOf, type Dimension } from '../../shapes/dimension';

const LARGE = 1000;
/** Each step down the order of dimensions makes one this much smaller. */
const STEP = 3;

/** Sizes to compare costs with, from the shapes of the matrices that occur. */
export function assumedSizes(matrices: readonly Expr[]): (dimension: Dimension) => number {
  const narrower = new Map<string, Set<string>>();
  for (const { shape } of matrices) {
    const [row] = namesOf(shape.rows);
    const [col] = namesOf(shape.cols);
    if (row === undefined || col === undefined || row === col || asInteger(shape.rows) !== undefined) continue;
    const below = narrower.get(row);
    if (below === undefined) narrower.set(row, new Set([col])); else below.add(col);
  }
  const level = new Map<string, number>();
  // Longest chain of "taller than wide"; a cycle (X: m×n and Y: n×m) stops at the number of names.
  const names = [...new Set(matrices.flatMap(({ shape }) => [...namesOf(shape.rows), ...namesOf(shape.cols)]))];
  for (let round = 0; round < Math.min(names.length, 4); round++) {
    for (const [row, cols] of narrower) for (const col of cols) {
      if (narrower.get(col)?.has(row) === true) continue;
      level.set(col, Math.max(level.get(col) ?? 0, Math.min((level.get(row) ?? 0) + 1, 4)));
    }
  }
  const sizes = new Map(names.map((name) => [name, LARGE / STEP ** (level.get(name) ?? 0)]));
  const cache = new Map<Dimension, number>();
  return (dimension) => {
    const known = cache.get(dimension);
    if (known !== undefined) return known;
    for (const name of namesOf(dimension)) if (!sizes.has(name)) sizes.set(name, LARGE);
    const value = Math.max(1, valueOf(dimension, sizes));
    cache.set(dimension, value);
    return value;
  };
}
