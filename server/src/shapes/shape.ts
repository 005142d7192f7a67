/** Shapes. Everything is a matrix of rows × columns; a column vector has one column, a scalar one row and one column. */
import { ONE, type Dimension } from './dimension';

export interface Shape { readonly rows: Dimension; readonly cols: Dimension }

const interned = new Map<string, Shape>();

/** The shape `rows × cols`; equal shapes are the same object. */
export function shape(rows: Dimension, cols: Dimension): Shape {
  const key = `${rows.key}×${cols.key}`;
  const known = interned.get(key);
  if (known !== undefined) return known;
  const made: Shape = { rows, cols };
  interned.set(key, made);
  return made;
}

export const SCALAR = shape(ONE, ONE);
export const column = (rows: Dimension): Shape => shape(rows, ONE);
export const transposedShape = (s: Shape): Shape => shape(s.cols, s.rows);
export const isScalar = (s: Shape): boolean => s === SCALAR;
export const isColumn = (s: Shape): boolean => s.cols === ONE;
export const isRow = (s: Shape): boolean => s.rows === ONE;
export const isSquare = (s: Shape): boolean => s.rows === s.cols;
/** `n×d`, as messages and hovers write a shape. */
export const showShape = (s: Shape): string => (isScalar(s) ? 'scalar' : `${s.rows.key}×${s.cols.key}`);
/** The sides that a reader is told of: a number has none, a column one. */
export const sidesOf = (s: Shape): readonly Dimension[] => (isScalar(s) ? [] : isColumn(s) ? [s.rows] : [s.rows, s.cols]);
/** The `shape` field of the machine-readable output: [] scalar, [n] column, [m, n] otherwise. */
export const shapeList = (s: Shape): readonly (string | number)[] => {
  const plain = (d: Dimension): string | number => (/^\d+$/.test(d.key) ? Number(d.key) : d.key);
  return isScalar(s) ? [] : isColumn(s) ? [plain(s.rows)] : [plain(s.rows), plain(s.cols)];
};
