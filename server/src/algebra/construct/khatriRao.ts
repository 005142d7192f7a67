/**
 * Kronecker products around the diagonal matrix of a vec. They come from entrywise products and diagonals in vec coordinates, and what they make
 * is a product of Kronecker row by row, or column by column (Khatri, Rao): of two matrices each row is the Kronecker product of their rows.
 */
import { isColumn } from '../../shapes/shape';
import { isApply, type Expr } from '../expression';
import { apply } from './apply';
import { hadamard } from './hadamard';
import { ones } from './leaf';
import { isDiagOperator } from './merge';
import { product } from './product';
import { transpose } from './transpose';

/** kron(ones(k)', Q)*diag(vec(P))*kron(R, S) is Q times the rows of P*R with those of S; turned round, it is the same column by column. */
export function khatriRao(a: Expr, b: Expr, c: Expr): Expr | undefined {
  if (!isDiagOperator(b)) return undefined;
  const [weights] = b.args, of = isApply(weights, 'vec') ? weights.args[0] : undefined;
  if (of === undefined) return undefined;
  const byRows = rowByRow(a, of, c);
  if (byRows !== undefined) return byRows;
  const byColumns = rowByRow(transpose(c), of, transpose(a));
  return byColumns && transpose(byColumns);
}

function rowByRow(a: Expr, of: Expr, c: Expr): Expr | undefined {
  if (!isApply(a, 'kron') || !isApply(c, 'kron')) return undefined;
  const [row, q] = a.args, [r, s] = c.args;
  if (row === undefined || q === undefined || r === undefined || s === undefined) return undefined;
  if (!isRowOfOnes(row) || row.shape.cols !== of.shape.cols || q.shape.cols !== of.shape.rows || r.shape.rows !== of.shape.cols || s.shape.rows !== of.shape.rows || isColumn(r.shape) || isColumn(s.shape)) return undefined;
  return product([q, rowsTogether(product([of, r]), s)]);
}

/** The rows of one matrix with those of the other: as an entrywise product of both, spread out. */
const rowsTogether = (p: Expr, q: Expr): Expr => hadamard([apply('kron', [p, transpose(ones(q.shape.cols))]), apply('kron', [transpose(ones(p.shape.cols)), q])]);

const isRowOfOnes = (e: Expr | undefined): boolean => e?.op === 'transpose' && e.of.op === 'ones';

/** What stands in such a product of rows. */
function togetherIn(e: Expr): { readonly p: Expr; readonly q: Expr } | undefined {
  if (e.op !== 'hadamard' || e.factors.length !== 2) return undefined;
  const [p, q] = [e.factors, e.factors.toReversed()].flatMap(([first, second]) => {
    if (!isApply(first, 'kron') || !isApply(second, 'kron') || !isRowOfOnes(first.args[1]) || !isRowOfOnes(second.args[0])) return [];
    return [first.args[0], second.args[1]];
  });
  return p === undefined || q === undefined ? undefined : { p, q };
}

/** A Kronecker product beside such a product goes into it, and a commutation matrix changes its sides: of rows, behind it; of columns, before it. */
export function intoKhatriRao(a: Expr, b: Expr): Expr | undefined {
  const behind = behindRows(a, b);
  if (behind !== undefined || a.op !== 'apply' || b.op !== 'hadamard') return behind;
  const before = behindRows(transpose(b), transpose(a));
  return before && transpose(before);
}

function behindRows(rows: Expr, behind: Expr): Expr | undefined {
  if (rows.op !== 'hadamard' || behind.op !== 'apply' || (behind.name !== 'kron' && behind.name !== 'comm')) return undefined;
  const [r, s] = behind.args, parts = togetherIn(rows);
  if (behind.name === 'comm') return parts !== undefined && behind.dimensions?.[0] === parts.p.shape.cols && behind.dimensions[1] === parts.q.shape.cols ? rowsTogether(parts.q, parts.p) : undefined;
  if (parts === undefined || r === undefined || s === undefined || parts.p.shape.cols !== r.shape.rows || parts.q.shape.cols !== s.shape.rows || isColumn(r.shape) || isColumn(s.shape)) return undefined;
  return rowsTogether(product([parts.p, r]), product([parts.q, s]));
}
