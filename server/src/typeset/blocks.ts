/** Block matrices in two dimensions. */

type Row = readonly string[];

/**
 * Rows that have the same number of columns: where `[0, bᵀ; C]` has not, its blocks are no columns of the whole, so each row is one that stands by
 * itself, which `joined` makes of several blocks.
 */
export const alignedRows = (rows: readonly Row[], joined: (row: Row) => string): readonly Row[] =>
  (rows.every((row) => row.length === rows[0]?.length) ? rows : rows.map((row) => [row.length === 1 ? row.join('') : joined(row)]));
