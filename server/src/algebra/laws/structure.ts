/** Laws of diag, diagonal, vec, kron, triangles, stacking and the commutation matrix. */
import { asInteger, ONE, triangle } from '../../shapes/dimension';
import { SCALAR, isColumn, isRow, isSquare } from '../../shapes/shape';
import { isApply, type Expr, type PrimitiveName } from '../expression';
import { apply, ELEMENTWISE } from '../construct/apply';
import { allOnes, hadamard, outerProduct, scalarProduct } from '../construct/hadamard';
import { identity, isAllOnes, isZero, numeral, ones, zero } from '../construct/leaf';
import { partsOf } from '../construct/parts';
import { isDiagOperator } from '../construct/merge';
import { power } from '../construct/power';
import { unit, unitIndex } from '../construct/unitVector';
import { product, scale } from '../construct/product';
import { sum } from '../construct/sum';
import { transpose } from '../construct/transpose';
import { add as addDimensions, multiply } from '../../shapes/dimension';
import { shape } from '../../shapes/shape';
import type { Law } from './table';

const unary = (head: PrimitiveName, name: string, given: string, example: readonly [string, string], rewrite: (x: Expr) => Expr | undefined): Law =>
  ({ head, name, given, example, rewrite: ([x]) => (x === undefined ? undefined : rewrite(x)) });
const binary = (head: PrimitiveName, name: string, given: string, example: readonly [string, string], rewrite: (a: Expr, b: Expr) => Expr | undefined): Law =>
  ({ head, name, given, example, rewrite: ([a, b]) => (a === undefined || b === undefined ? undefined : rewrite(a, b)) });

/** Linear functions of one array: zero goes to zero, coefficients and scalars come out. */
const linear = (head: PrimitiveName): Law => ({
  head, name: `${head} is linear`, given: 'x : vector(n), X : matrix(n, n), z : vector(m*n)',
  example: head === 'diag' ? ['diag(2*x)', '2*diag(x)'] : head === 'unvec' ? ['unvec(2*z, m, n)', '2*unvec(z, m, n)'] : [`${head}(2*X)`, `2*${head}(X)`],
  rewrite: ([x], attributes) => {
    if (x === undefined) return undefined;
    const { coefficient, scalars, body } = partsOf(x);
    if (body === undefined || (scalars.length === 0 && coefficient.n === coefficient.d)) return undefined;
    return scale(scalarProduct([numeral(coefficient), ...scalars]), apply(head, [body], attributes));
  },
});

export const structureLaws: readonly Law[] = [
  linear('diag'), linear('diagonal'), linear('vec'), linear('tril'), linear('triu'), linear('unvec'),

  unary('diag', 'diagonal matrix of zero',      '',              ['diag(zeros(n))', 'zeros(n, n)'],     (x) => (isZero(x) && x.shape !== SCALAR ? zero(shape(x.shape.rows, x.shape.rows)) : undefined)),
  unary('diag', 'diagonal matrix of a scalar',  't : scalar',    ['diag(t)', 't'],                      (x) => (x.shape === SCALAR ? x : undefined)),
  unary('diag', 'diagonal matrix of ones',      '',              ['diag(ones(n))', 'eye(n)'],           (x) => (x.op === 'ones' ? identity(x.shape.rows) : undefined)),
  unary('diag', 'diagonal matrix of a unit vector', '',          ['diag(unit(n, 2))', "unit(n, 2)*unit(n, 2)'"], (x) => (isApply(x, 'unit') ? product([x, transpose(x)]) : undefined)),
  unary('diag', 'diagonal matrix of the diagonal of a diagonal matrix', 'D : diagonal(n)', ['diag(diagonal(D))', 'D'], (x) => (isApply(x, 'diagonal') && x.args[0]?.op === 'symbol' && x.args[0].properties.has('diagonal') ? x.args[0] : undefined)),

  unary('diagonal', 'diagonal of a scalar',     't : scalar',    ['diagonal(t)', 't'],                  (x) => (x.shape === SCALAR ? x : undefined)),
  unary('diagonal', 'diagonal of zero',         '',              ['diagonal(zeros(n, n))', 'zeros(n)'], (x) => (isZero(x) ? zero(shape(x.shape.rows, ONE)) : undefined)),
  unary('diagonal', 'diagonal of the identity', '',              ['diagonal(eye(n))', 'ones(n)'],       (x) => (x.op === 'identity' ? ones(x.shape.rows) : undefined)),
  unary('diagonal', 'diagonal of a diagonal matrix', 'x : vector(n)', ['diagonal(diag(x))', 'x'],       (x) => (isDiagOperator(x) ? x.args[0] : undefined)),
  unary('diagonal', 'diagonal of a rank-one matrix', 'x, y : vector(n)', ["diagonal(x*y')", 'x.*y'],     (x) => { const outer = outerProduct(x); return outer === undefined ? undefined : hadamard([outer.column, transpose(outer.row)]); }),
  unary('diagonal', 'diagonal beside a diagonal matrix', 'x : vector(n), A : matrix(n, n)', ['diagonal(diag(x)*A)', 'x.*diagonal(A)'], diagonalOfProduct),
  unary('diagonal', 'diagonal around a diagonal matrix', 'A, B : matrix(n, n), x : vector(n)', ['diagonal(A*diag(x)*B)', "(A.*B')*x"],  diagonalAround),
  unary('diagonal', 'diagonal of an elementwise product', 'A, B : matrix(n, n)', ['diagonal(A.*B)', 'diagonal(A).*diagonal(B)'], (x) => (x.op === 'hadamard' ? hadamard(x.factors.map((factor) => apply('diagonal', [factor]))) : undefined)),
  unary('diagonal', 'diagonal of a transpose',  'A : matrix(n, n)', ["diagonal(A')", 'diagonal(A)'],    (x) => { const mirrored = transpose(x); return (partsOf(mirrored).body ?? mirrored).id < x.id ? apply('diagonal', [mirrored]) : undefined; }),
  unary('diagonal', 'diagonal of a function entry by entry', 'A : matrix(n, n)', ['diagonal(exp(A))', 'exp(diagonal(A))'], (x) => (x.op === 'apply' && ELEMENTWISE.has(x.name) ? apply(x.name, x.args.map((arg) => (arg.shape === SCALAR ? arg : apply('diagonal', [arg]))), x) : x.op === 'power' && x.exponent.shape === SCALAR ? power(apply('diagonal', [x.base]), x.exponent) : undefined)),
  unary('diagonal', 'diagonal of a sum with diagonal parts', 'A : matrix(n, n), x : vector(n)', ['diagonal(A + diag(x))', 'diagonal(A) + x'], (x) => (x.op === 'sum' && x.terms.some((term) => term.expr.op === 'identity' || isDiagOperator(term.expr) || outerProduct(term.expr) !== undefined) ? sum(x.terms.map((term) => ({ coefficient: term.coefficient, expr: apply('diagonal', [term.expr]) })), shape(x.shape.rows, ONE)) : undefined)),

  unary('vec', 'vec of a column',               'x : vector(n)', ['vec(x)', 'x'],                       (x) => (isColumn(x.shape) ? x : undefined)),
  unary('vec', 'vec of a row',                  'x : vector(n)', ["vec(x')", 'x'],                      (x) => (isRow(x.shape) ? transpose(x) : undefined)),
  unary('vec', 'vec of zero',                   '',              ['vec(zeros(m, n))', 'zeros(m*n)'],    (x) => (isZero(x) ? zero(shape(multiply(x.shape.rows, x.shape.cols), ONE)) : undefined)),
  unary('vec', 'vec of unvec',                  'z : vector(m*n)', ['vec(unvec(z, m, n))', 'z'],        (x) => (isApply(x, 'unvec') ? x.args[0] : undefined)),
  { head: 'unvec', name: 'unvec of ones', given: '', example: ['unvec(ones(m*n), m, n)', 'ones(m, n)'], rewrite: ([x], { dimensions }) => { const [m, n] = dimensions ?? []; return x?.op === 'ones' && m !== undefined && n !== undefined ? allOnes(shape(m, n)) : undefined; } },
  unary('vec', 'vec of a rank-one matrix',      'x : vector(m), y : vector(n)', ["vec(x*y')", 'kron(y, x)'], (x) => { const outer = outerProduct(x); return outer === undefined || isAllOnes(x) ? isAllOnes(x) ? ones(multiply(x.shape.rows, x.shape.cols)) : undefined : apply('kron', [transpose(outer.row), outer.column]); }),

  binary('kron', 'Kronecker product with a scalar', 't : scalar, A : matrix(m, n)', ['kron(t, A)', 't*A'], (a, b) => (a.shape === SCALAR ? scale(a, b) : b.shape === SCALAR ? scale(b, a) : undefined)),
  binary('kron', 'content of a Kronecker product', 'A : matrix(m, n), B : matrix(p, q)', ['kron(2*A, B)', '2*kron(A, B)'], (a, b) => { const x = partsOf(a); const y = partsOf(b); const plain = x.scalars.length + y.scalars.length === 0 && x.coefficient.n === x.coefficient.d && y.coefficient.n === y.coefficient.d; return plain || x.body === undefined || y.body === undefined ? undefined : scale(scalarProduct([numeral(x.coefficient), numeral(y.coefficient), ...x.scalars, ...y.scalars]), apply('kron', [x.body, y.body])); }),
  binary('kron', 'Kronecker product with zero', 'A : matrix(m, n)', ['kron(zeros(p, q), A)', 'zeros(m*p, n*q)'], (a, b) => (isZero(a) || isZero(b) ? zero(shape(multiply(a.shape.rows, b.shape.rows), multiply(a.shape.cols, b.shape.cols))) : undefined)),
  binary('kron', 'Kronecker products associate', 'A : matrix(m, n), B : matrix(p, q), C : matrix(k, r)', ['kron(kron(A, B), C)', 'kron(A, kron(B, C))'], (a, b) => { const [p, q] = isApply(a, 'kron') ? a.args : []; return p === undefined || q === undefined ? undefined : apply('kron', [p, apply('kron', [q, b])]); }),
  binary('kron', 'Kronecker product with a column and a row', 'x : vector(m), y : vector(n), A : matrix(p, q)', ["kron(x, kron(y', A))", "kron(x*y', A)"], (a, b) => { const [p, q] = isApply(b, 'kron') ? b.args : []; return p === undefined || q === undefined ? undefined : isColumn(a.shape) && isRow(p.shape) ? apply('kron', [product([a, p]), q]) : isRow(a.shape) && isColumn(p.shape) ? apply('kron', [product([p, a]), q]) : undefined; }),
  binary('kron', 'Kronecker product of identities', '', ['kron(eye(m), eye(n))', 'eye(m*n)'],            (a, b) => (a.op === 'identity' && b.op === 'identity' ? identity(multiply(a.shape.rows, b.shape.rows)) : undefined)),
  binary('kron', 'Kronecker product of ones', '', ['kron(ones(m), ones(n))', 'ones(m*n)'],               (a, b) => (a.op === 'ones' && b.op === 'ones' ? ones(multiply(a.shape.rows, b.shape.rows)) : undefined)),
  binary('kron', 'Kronecker product of diagonal matrices', 'x : vector(m), y : vector(n)', ['kron(diag(x), diag(y))', 'diag(kron(x, y))'], (a, b) => { const x = diagonalVector(a); const y = diagonalVector(b); return x === undefined || y === undefined ? undefined : apply('diag', [apply('kron', [x, y])]); }),
  binary('kron', 'Kronecker product of a row and a column', 'x : vector(m), y : vector(n)', ["kron(x', y)", "y*x'"], (a, b) => (isRow(a.shape) && isColumn(b.shape) ? product([b, a]) : isColumn(a.shape) && isRow(b.shape) ? product([a, b]) : undefined)),

  unary('tril', 'lower triangle of what is lower', 'L : lower(n)', ['tril(L)', 'L'],                     (x) => (isTriangular(x, 'lower') ? x : undefined)),
  unary('triu', 'upper triangle of what is upper', 'U : upper(n)', ['triu(U)', 'U'],                     (x) => (isTriangular(x, 'upper') ? x : undefined)),
  unary('tril', 'lower triangle of what is upper', 'U : upper(n)', ['tril(U)', 'diag(diagonal(U))'],     (x) => (isTriangular(x, 'upper') ? apply('diag', [apply('diagonal', [x])]) : undefined)),
  unary('triu', 'upper triangle of what is lower', 'L : lower(n)', ['triu(L)', 'diag(diagonal(L))'],     (x) => (isTriangular(x, 'lower') ? apply('diag', [apply('diagonal', [x])]) : undefined)),
  unary('diagonal', 'diagonal of a power of a triangular matrix', 'L : invertible lower matrix(n, n)', ['diagonal(inv(L))', '1./diagonal(L)'], (x) => (x.op === 'matrixPower' && x.exponent.op === 'number' && (isTriangular(x.base, 'lower') || isTriangular(x.base, 'upper')) ? power(apply('diagonal', [x.base]), x.exponent) : undefined)),
  unary('vech', 'vech of zero',                 '',              ['vech(zeros(n, n))', 'zeros(n*(n+1)/2)'], (x) => (isZero(x) ? zero(shape(triangle(x.shape.rows), ONE)) : undefined)),
  unary('vech', 'vech of a scalar',             't : scalar',    ['vech(t)', 't'],                      (x) => (x.shape === SCALAR ? x : undefined)),
  { head: 'comm', name: 'commutation with a vector', given: '', example: ['comm(1, n)', 'eye(n)'], rewrite: (_, { dimensions }) => { const [m, n] = dimensions ?? []; return m === undefined || n === undefined || (asInteger(m) !== 1 && asInteger(n) !== 1) ? undefined : identity(multiply(m, n)); } },
  binary('vcat', 'stacked zeros', '', ['vcat(zeros(m), zeros(n))', 'zeros(m+n)'],                        (a, b) => (isZero(a) && isZero(b) ? zero(shape(addDimensions(a.shape.rows, b.shape.rows), a.shape.cols)) : undefined)),
  binary('vcat', 'a unit vector above zeros', '', ['vcat(unit(n, 2), zeros(m))', 'unit(m+n, 2)'],          (a, b) => { const at = unitIndex(a); return at === undefined || !isZero(b) ? undefined : unit(addDimensions(a.shape.rows, b.shape.rows), at); }),
  binary('vcat', 'a unit vector below zeros', '', ['vcat(zeros(3), unit(n, 2))', 'unit(n+3, 5)'],          (a, b) => { const at = unitIndex(b); const above = asInteger(a.shape.rows); return at === undefined || above === undefined || !isZero(a) ? undefined : unit(addDimensions(a.shape.rows, b.shape.rows), above + at); }),
  binary('hcat', 'a unit row before zeros', '', ["hcat(unit(n, 2)', zeros(1, m))", "unit(m+n, 2)'"],        (a, b) => turnedStack(a, b)),
  binary('hcat', 'stacked zeros side by side', '', ['hcat(zeros(m, n), zeros(m, p))', 'zeros(m, n+p)'],   (a, b) => (isZero(a) && isZero(b) ? zero(shape(a.shape.rows, addDimensions(a.shape.cols, b.shape.cols))) : undefined)),
];

/** What the two columns, stacked, are where that is a unit vector, as a row again. */
function turnedStack(a: Expr, b: Expr): Expr | undefined {
  if (!isRow(a.shape) || (a.shape === SCALAR && b.shape === SCALAR)) return undefined;
  const [above, below] = [transpose(a), transpose(b)];
  if (!(isZero(above) && unitIndex(below) !== undefined) && !(isZero(below) && unitIndex(above) !== undefined)) return undefined;
  return transpose(apply('vcat', [above, below]));
}

const diagonalVector = (e: Expr): Expr | undefined => (isDiagOperator(e) ? e.args[0] : e.op === 'identity' ? ones(e.shape.rows) : undefined);

/** diagonal(diag(u)*M) is u.*diagonal(M), at either end. */
function diagonalOfProduct(x: Expr): Expr | undefined {
  if (x.op !== 'product') return undefined;
  const first = x.factors[0];
  const last = x.factors.at(-1);
  if (first !== undefined && isDiagOperator(first)) return hadamard([first.args[0], apply('diagonal', [product(x.factors.slice(1))])]);
  if (last !== undefined && isDiagOperator(last)) return hadamard([last.args[0], apply('diagonal', [product(x.factors.slice(0, -1))])]);
  return undefined;
}

/** Entry i of diagonal(A*diag(x)*B) is the sum over j of A[i, j]*B[j, i]*x[j]. */
function diagonalAround(x: Expr): Expr | undefined {
  if (x.op !== 'product') return undefined;
  const at = x.factors.findIndex(isDiagOperator);
  const weights = x.factors[at];
  if (weights === undefined || !isDiagOperator(weights) || at === 0 || at === x.factors.length - 1) return undefined;
  return product([hadamard([product(x.factors.slice(0, at)), transpose(product(x.factors.slice(at + 1)))]), weights.args[0]]);
}

function isTriangular(e: Expr, side: 'lower' | 'upper'): boolean {
  const opposite = side === 'lower' ? 'upper' : 'lower';
  switch (e.op) {
    case 'identity': return true;
    case 'symbol': return e.properties.has(side) || e.properties.has('diagonal');
    case 'transpose': return isSquare(e.shape) && isTriangular(e.of, opposite);
    case 'apply': return e.name === 'diag' || e.name === (side === 'lower' ? 'tril' : 'triu') || (side === 'lower' && e.name === 'chol');
    case 'matrixPower': return isTriangular(e.base, side);
    case 'product': return e.factors.every((factor) => isSquare(factor.shape) && isTriangular(factor, side));
    case 'sum': return e.terms.every((term) => isTriangular(term.expr, side));
    case 'scale': return isTriangular(e.body, side);
    default: return false;
  }
}
