/** Sizes for dimension names: small, and all different, so that a transposed or misplaced factor does not fit or does not agree. */
import { namesOf, valueOf } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';
import type { Sizes } from './program';

/**
 * The patterns tried, in order: the first two make the two sets of sizes of a verdict. In the first the dimensions named first are
 * the larger (more rows than columns, as data has), in the second the smaller; a function that exists for one kind only (`inv(X'*X)`)
 * is not finite for the other, and the next pattern is tried. The others have even sizes (an invertible skew matrix has) among larger and among smaller ones.
 */
const PATTERNS: readonly ((index: number, count: number) => number)[] = [
  (index, count) => (count < 3 ? count + 2 - index : count + 1 - index), // 3 · 4 3 · 4 3 2 · 5 4 3 2
  (index, count) => (count === 1 ? 4 : count === 2 ? 2 * index + 3 : index === 0 ? 2 : index + 3), // 4 · 3 5 · 2 4 5 · 2 4 5 6
  (index, count) => 2 * (count - index) + 2,
  (index) => index + 4,
  (index) => 2 + (index % 2),
];
/** The last: no longer all different, for what is too large otherwise. */
export const TINY_PATTERN = PATTERNS.length - 1;

/** Patterns in which all sizes are different. */
export const SIZE_PATTERNS = TINY_PATTERN;

export function sizesFor(names: readonly string[], pattern: number): Sizes {
  const size = PATTERNS[pattern % PATTERNS.length];
  return new Map(names.map((name, index) => [name, size?.(index, names.length) ?? index + 2]));
}

/** The names of the dimensions of shapes, in the order of their appearance. */
export const dimensionNames = (shapes: Iterable<Shape>): readonly string[] => [...new Set([...shapes].flatMap((s) => [...namesOf(s.rows), ...namesOf(s.cols)]))];

export interface Size { readonly rows: number; readonly cols: number }
export const sizeOf = (s: Shape, sizes: Sizes): Size => ({ rows: valueOf(s.rows, sizes), cols: valueOf(s.cols, sizes) });

/** `n=4, d=3`, for reasons. */
export const showSizes = (sizes: Sizes): string => [...sizes].map(([name, size]) => `${name}=${size}`).join(', ');
