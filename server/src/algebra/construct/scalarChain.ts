/** Scalar-valued products: one node for `u'*v`, sums of entries and quadratic forms, read from either end. */
import { SCALAR, isColumn } from '../../shapes/shape';
import { intern } from '../arena';
import type { Expr, SumExpr } from '../expression';
import { RATIONAL_ONE } from '../rational';
import { apply } from './apply';
import { hadamard, scalarProduct } from './hadamard';
import { dimension, integerOf, isAllOnes, isZero, numeral, ones } from './leaf';
import { isDiagOperator } from './merge';
import { partsOf } from './parts';
import { power } from './power';
import { scale, product, rawProduct, columnChain } from './product';
import { sum } from './sum';
import { trace } from './trace';
import { transpose } from './transpose';

/** A chain row … column whose value is a scalar: one node for `u'*v`, `sum(u.*v)` and quadratic forms. */
export function scalarChain(chain: readonly Expr[]): Expr {
  const first = chain[0];
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return numeral(RATIONAL_ONE);
  if (chain.length === 1) return first;
  const at = chain.findIndex(isDiagOperator);
  const diagonal = at < 0 ? undefined : chain[at];
  if (diagonal !== undefined && isDiagOperator(diagonal)) {
    return sumOfEntries([diagonal.args[0], columnChain(chain.slice(0, at).toReversed().map(transpose)), columnChain(chain.slice(at + 1))]);
  }
  // (u.*v)'*w and w'*(u.*v) are sum(u.*v.*w)
  if (isElementwiseColumn(last)) return sumOfEntries([transpose(rawProduct(chain.slice(0, -1))), last]);
  const firstColumn = transpose(first);
  if (isElementwiseColumn(firstColumn)) return sumOfEntries([firstColumn, rawProduct(chain.slice(1))]);
  // vec(A)'*vec(B) is tr(A'*B)
  if (chain.length === 2 && firstColumn.op === 'apply' && firstColumn.name === 'vec' && last.op === 'apply' && last.name === 'vec') {
    const [x] = firstColumn.args;
    const [y] = last.args;
    if (x !== undefined && y !== undefined && x.shape === y.shape) return trace([transpose(x), y]);
  }
  if (chain.length === 2 && isAllOnes(first)) {
    const total = knownTotal(last);
    if (total !== undefined) return total;
  }
  if (isAllOnes(first) && isAllOnes(last) && chain.length === 2) return dimension(last.shape.rows);
  // sum(A.*B) is tr(A'*B)
  const middle = chain.length === 3 && isAllOnes(first) && isAllOnes(last) ? chain[1] : undefined;
  if (middle !== undefined) {
    const pair = pairOf(middle);
    if (pair !== undefined) return trace([transpose(pair[0]), pair[1]]);
  }
  // The same scalar read backwards is its own transpose: one node for both readings, the first one met is shown.
  const backwards = chain.toReversed().map(transpose);
  const [forwardKey, backwardKey] = [chain, backwards].map((factors) => factors.map((factor) => factor.id).join(' '));
  const key = forwardKey !== undefined && backwardKey !== undefined && backwardKey < forwardKey ? backwardKey : forwardKey;
  return intern(`* ${key}`, SCALAR, chain, { op: 'product', factors: chain });
}

/** The sum of the entries of a column where a law knows it: spectra, the logarithm of a Cholesky diagonal, deviations from the mean. */
function knownTotal(column: Expr): Expr | undefined {
  if (column.op === 'apply') {
    const [x] = column.args;
    if (x === undefined) return undefined;
    if (column.name === 'eigvals') return trace([x]);
    if (column.name === 'svdvals') return apply('nuc', [x]);
    const inner = column.name === 'log' && x.op === 'apply' && x.name === 'diagonal' ? x.args[0] : undefined;
    const [s] = inner?.op === 'apply' && inner.name === 'chol' ? inner.args : [];
    return s === undefined ? undefined : scale(numeral({ n: 1, d: 2 }), apply('logdet', [s]));
  }
  if (column.op !== 'sum' || column.terms.length > 6 || !column.terms.some(({ expr }) => expr.op === 'scale' && expr.body.op === 'ones')) return undefined;
  const parts = sum(column.terms.map(({ coefficient, expr }) => ({ coefficient, expr: product([transpose(ones(column.shape.rows)), expr]) })), SCALAR);
  // Only where terms cancel, or are multiples of one sum: otherwise the sum stays in one piece.
  return parts.op !== 'sum' || parts.terms.length < column.terms.length || haveOneTotal(parts) ? parts : undefined;
}

/** n*sum(x) - 6*sum(x): all terms are multiples of the sum of one vector. */
function haveOneTotal({ terms: [first, ...more] }: SumExpr): boolean {
  const totals = first === undefined ? [] : partsOf(first.expr).scalars.filter((scalar) => scalar.op === 'product' && scalar.factors.some(isAllOnes));
  return totals.some((total) => more.every(({ expr }) => partsOf(expr).scalars.includes(total)));
}

const isElementwiseColumn = (e: Expr): boolean => isColumn(e.shape) && (e.op === 'hadamard' || (e.op === 'power' && e.exponent.op === 'number' && e.exponent.value.n === 2));

/** `A.*B` or `A.^2` as the pair it is a product of. */
function pairOf(e: Expr): readonly [Expr, Expr] | undefined {
  if (e.op === 'hadamard') {
    const [a, b] = e.factors;
    return e.factors.length === 2 && a !== undefined && b !== undefined && integerSquare(a) === undefined && integerSquare(b) === undefined ? [a, b] : undefined;
  }
  const base = integerSquare(e);
  return base === undefined ? undefined : [base, base];
}

/** `u` when the array is u.^2: of w.^-2 it is 1./w. */
function integerSquare(e: Expr): Expr | undefined {
  const k = e.op === 'power' ? integerOf(e.exponent) : undefined;
  return e.op !== 'power' ? undefined : k === 2 ? e.base : k === -2 ? power(e.base, numeral({ n: -1, d: 1 })) : undefined;
}

/** The sum of the entries of an elementwise product of columns: `u'*v` for two of them. */
function sumOfEntries(columns: readonly Expr[]): Expr {
  const entries = hadamard(columns);
  const { coefficient, scalars, body } = partsOf(entries);
  if (isZero(entries)) return numeral({ n: 0, d: 1 });
  const bare = body ?? entries;
  const size = bare.shape.rows;
  let core: Expr;
  const pair = pairOf(bare);
  if (bare.op === 'ones') core = dimension(size);
  else if (pair !== undefined) core = scalarChainOf(pair[0], pair[1]);
  else core = bare.op === 'hadamard' || bare.op === 'power' ? rawScalar(ones(size), bare) : scalarChainOf(ones(size), bare);
  return scale(numeral(coefficient), scalarProduct([...scalars, core]));
}

/** `u'*v` where neither is an elementwise product any more. */
function scalarChainOf(u: Expr, v: Expr): Expr {
  if (isElementwiseColumn(u) || isElementwiseColumn(v)) return rawScalar(u, v);
  return product([transpose(u), v]);
}

const rawScalar = (u: Expr, v: Expr): Expr => {
  const row = transpose(u);
  return intern(`* ${row.id} ${v.id}`, SCALAR, [row, v], { op: 'product', factors: [row, v] });
};
