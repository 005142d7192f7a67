/** Laws of determinants, pseudo-inverses, matrix functions, spectra. */
import { MATRIX_FUNCTIONS, type MatrixFunctionName } from '../../operators/signatures';
import { SCALAR, isSquare } from '../../shapes/shape';
import { isApply, type Expr, type PrimitiveName } from '../expression';
import { apply } from '../construct/apply';
import { commutes } from '../construct/commutes';
import { scalarProduct } from '../construct/hadamard';
import { dimension, integer, isZero, numeral, zero } from '../construct/leaf';
import { partsOf } from '../construct/parts';
import { inverse, matrixPower, power, squareChunks } from '../construct/power';
import { isDiagOperator, rankOneUpdate } from '../construct/merge';
import { product, scale } from '../construct/product';
import { add, negate, sum } from '../construct/sum';
import { trace } from '../construct/trace';
import { transpose } from '../construct/transpose';
import { total } from './elementwise';
import type { Law } from './table';

const unary = (head: PrimitiveName, name: string, given: string, example: readonly [string, string], rewrite: (x: Expr) => Expr | undefined): Law =>
  ({ head, name, given, example, rewrite: ([x]) => (x === undefined ? undefined : rewrite(x)) });

const ABC = 'A, B, C : invertible matrix(n, n)';

/** The parts of `t*B` when there is a scalar t ≠ 1 to take out. */
function scaledParts(x: Expr): { readonly scalar: Expr; readonly body: Expr } | undefined {
  const { coefficient, scalars, body } = partsOf(x);
  return body === undefined || (scalars.length === 0 && coefficient.n === coefficient.d) ? undefined : { scalar: scalarProduct([numeral(coefficient), ...scalars]), body };
}

/** Of a transpose and its original, the one that was met first: det and logdet do not tell them apart. */
function earlierOfTransposes(x: Expr): Expr {
  const mirrored = transpose(x);
  // The transpose of a product with a skew factor is a multiple of another product: it is that product which was met first, or not.
  return (partsOf(mirrored).body ?? mirrored).id < x.id ? mirrored : x;
}

/** The blocks of a block-diagonal matrix, where both are square. */
function squareBlocks(e: Expr): readonly [Expr, Expr] | undefined {
  const [a, b] = isApply(e, 'blkdiag') ? e.args : [];
  return a === undefined || b === undefined || !isSquare(a.shape) || !isSquare(b.shape) ? undefined : [a, b];
}

/** f′(X), where X and the direction commute. */
const derivatives: Readonly<Record<MatrixFunctionName, (x: Expr) => Expr>> = {
  expm:  (x) => apply('expm', [x]),
  logm:  (x) => inverse(x),
  sqrtm: (x) => scale(numeral({ n: 1, d: 2 }), inverse(apply('sqrtm', [x]))),
  sinm:  (x) => apply('cosm', [x]),
  cosm:  (x) => negate(apply('sinm', [x])),
};

export const matrixLaws: readonly Law[] = [
  unary('det', 'determinant of a scalar',       't : scalar',            ['det(t)', 't'],                         (x) => (x.shape === SCALAR ? x : undefined)),
  unary('det', 'determinant of zero',           '',                      ['det(zeros(n, n))', '0'],               (x) => (isZero(x) && x.shape !== SCALAR ? integer(0) : undefined)),
  unary('det', 'determinant of the identity',   '',                      ['det(eye(n))', '1'],                    (x) => (x.op === 'identity' ? integer(1) : undefined)),
  unary('det', 'determinant of a multiple',     'A : matrix(n, n), t : scalar', ['det(t*A)', 't^n*det(A)'],       (x) => { const parts = scaledParts(x); return parts === undefined ? undefined : scalarProduct([power(parts.scalar, dimension(x.shape.rows)), apply('det', [parts.body])]); }),
  unary('det', 'determinant of a product',      ABC,                     ['det(A*B)', 'det(A)*det(B)'],           (x) => { const chunks = x.op === 'product' ? squareChunks(x.factors) : []; return chunks.length < 2 ? undefined : scalarProduct(chunks.map((chunk) => apply('det', [product(chunk)]))); }),
  unary('det', 'determinant of a power',        ABC,                     ['det(inv(A))', '1/det(A)'],             (x) => (x.op === 'matrixPower' ? power(apply('det', [x.base]), x.exponent) : undefined)),
  unary('det', 'determinant of a diagonal',     'x : vector(n)',         ['det(diag(x))', 'prod(x)'],             (x) => (isDiagOperator(x) ? apply('prod', [x.args[0]]) : undefined)),
  unary('det', 'determinant of a Kronecker product', 'A : matrix(m, m), B : matrix(n, n)', ['det(kron(A, B))', 'det(A)^n*det(B)^m'], (x) => { const [a, b] = isApply(x, 'kron') ? x.args : []; return a === undefined || b === undefined || !isSquare(a.shape) || !isSquare(b.shape) ? undefined : scalarProduct([power(apply('det', [a]), dimension(b.shape.rows)), power(apply('det', [b]), dimension(a.shape.rows))]); }),
  unary('det', 'determinant of a block-diagonal matrix', ABC,            ['det(blkdiag(A, B))', 'det(A)*det(B)'], (x) => { const blocks = squareBlocks(x); return blocks === undefined ? undefined : scalarProduct(blocks.map((block) => apply('det', [block]))); }),
  unary('det', 'determinant of a matrix exponential', ABC,               ['det(expm(A))', 'exp(tr(A))'],          (x) => (isApply(x, 'expm') && x.args[0] !== undefined ? apply('exp', [trace([x.args[0]])]) : undefined)),
  unary('det', 'determinant of a rank-one update of a multiple of the identity', 'x, y : vector(n), t : positive scalar', ["det(t*eye(n) + x*y')", "t^n*(1 + x'*y/t)"], (x) => { const update = rankOneUpdate(x); return update === undefined ? undefined : scalarProduct([power(update.multiple, dimension(x.shape.rows)), rankOneDeterminant(update)]); }),
  unary('det', 'determinant of a transpose',    ABC,                     ["det(A')", 'det(A)'],                   (x) => { const earlier = earlierOfTransposes(x); return earlier === x ? undefined : apply('det', [earlier]); }),

  unary('logdet', 'logdet of a scalar',         't : scalar',            ['logdet(t)', 'log(abs(t))'],            (x) => (x.shape === SCALAR ? apply('log', [apply('abs', [x])]) : undefined)),
  unary('logdet', 'logdet of the identity',     '',                      ['logdet(eye(n))', '0'],                 (x) => (x.op === 'identity' ? integer(0) : undefined)),
  unary('logdet', 'logdet of a multiple',       'A : matrix(n, n), t : scalar', ['logdet(t*A)', 'n*log(abs(t)) + logdet(A)'], (x) => { const parts = scaledParts(x); return parts === undefined ? undefined : add(scalarProduct([dimension(x.shape.rows), apply('log', [apply('abs', [parts.scalar])])]), apply('logdet', [parts.body])); }),
  unary('logdet', 'logdet of a product',        ABC,                     ['logdet(A*B)', 'logdet(A) + logdet(B)'], (x) => { const chunks = x.op === 'product' ? squareChunks(x.factors) : []; if (chunks.length < 2) return undefined; const [first, ...more] = chunks.map((chunk) => apply('logdet', [product(chunk)])); return first === undefined ? undefined : add(first, ...more); }),
  unary('logdet', 'logdet of a power',          ABC,                     ['logdet(inv(A))', '-logdet(A)'],        (x) => (x.op === 'matrixPower' ? scalarProduct([x.exponent, apply('logdet', [x.base])]) : undefined)),
  unary('logdet', 'logdet of a diagonal',       'x : vector(n)',         ['logdet(diag(x))', 'sum(log(abs(x)))'], (x) => (isDiagOperator(x) ? total(apply('log', [apply('abs', [x.args[0]])])) : undefined)),
  unary('logdet', 'logdet of a matrix exponential', ABC,                 ['logdet(expm(A))', 'tr(A)'],            (x) => (isApply(x, 'expm') && x.args[0] !== undefined ? trace([x.args[0]]) : undefined)),
  unary('logdet', 'logdet of a rank-one update of a multiple of the identity', 'x, y : vector(n), t : positive scalar', ["logdet(t*eye(n) + x*y')", "n*log(t) + log(abs(1 + x'*y/t))"], (x) => { const update = rankOneUpdate(x); return update === undefined ? undefined : add(scalarProduct([dimension(x.shape.rows), apply('log', [apply('abs', [update.multiple])])]), apply('log', [apply('abs', [rankOneDeterminant(update)])])); }),
  unary('logdet', 'logdet of a block-diagonal matrix', ABC,             ['logdet(blkdiag(A, B))', 'logdet(A) + logdet(B)'], (x) => { const blocks = squareBlocks(x); return blocks === undefined ? undefined : add(apply('logdet', [blocks[0]]), apply('logdet', [blocks[1]])); }),
  unary('logdet', 'logdet of a transpose',      ABC,                     ["logdet(A')", 'logdet(A)'],             (x) => { const earlier = earlierOfTransposes(x); return earlier === x ? undefined : apply('logdet', [earlier]); }),

  unary('pinv', 'pseudo-inverse of an invertible matrix', 'A : invertible matrix(n, n)', ['pinv(A)', 'inv(A)'], (x) => (x.op === 'symbol' && x.properties.has('invertible') ? inverse(x) : undefined)),
  unary('pinv', 'pseudo-inverse of a pseudo-inverse', 'X : matrix(m, n)', ['pinv(pinv(X))', 'X'],               (x) => (isApply(x, 'pinv') ? x.args[0] : undefined)),
  unary('pinv', 'pseudo-inverse of a multiple', 'X : matrix(m, n)',      ['pinv(2*X)', '1/2*pinv(X)'],            (x) => { const parts = scaledParts(x); return parts === undefined ? undefined : scale(power(parts.scalar, integer(-1)), apply('pinv', [parts.body])); }),

  unary('expm', 'matrix exponential of zero',   '',                      ['expm(zeros(n, n))', 'eye(n)'],         (x) => (isZero(x) && x.shape !== SCALAR ? matrixPower(x, integer(0)) : undefined)),
  unary('expm', 'matrix exponential of a scalar', 't : scalar',          ['expm(t)', 'exp(t)'],                   (x) => (x.shape === SCALAR ? apply('exp', [x]) : undefined)),
  unary('expm', 'matrix exponential of a diagonal', 'x : vector(n)',     ['expm(diag(x))', 'diag(exp(x))'],       (x) => (isDiagOperator(x) ? apply('diag', [apply('exp', [x.args[0]])]) : undefined)),
  unary('expm', 'matrix exponential of a logarithm', 'P : posdef(n)',    ['expm(logm(P))', 'P'],                  (x) => (isApply(x, 'logm') ? x.args[0] : undefined)),
  unary('logm', 'matrix logarithm of the identity', '',                  ['logm(eye(n))', 'zeros(n, n)'],         (x) => (x.op === 'identity' ? zero(x.shape) : undefined)),
  unary('logm', 'matrix logarithm of an inverse', 'P : posdef(n)',       ['logm(inv(P))', '-logm(P)'],            (x) => (x.op === 'matrixPower' && x.exponent === integer(-1) ? negate(apply('logm', [x.base])) : undefined)),
  unary('sqrtm', 'root of the identity',        '',                      ['sqrtm(eye(n))', 'eye(n)'],             (x) => (x.op === 'identity' ? x : undefined)),

  unary('sinm', 'sine of a scalar as a matrix', 't : scalar',            ['sinm(t)', 'sin(t)'],                   (x) => (x.shape === SCALAR ? apply('sin', [x]) : undefined)),
  unary('sinm', 'sine of a diagonal matrix',    'x : vector(n)',         ['sinm(diag(x))', 'diag(sin(x))'],       (x) => (isDiagOperator(x) ? apply('diag', [apply('sin', [x.args[0]])]) : undefined)),
  unary('sinm', 'sine of a zero matrix',        '',                      ['sinm(zeros(n, n))', 'zeros(n, n)'],    (x) => (isZero(x) ? x : undefined)),
  unary('cosm', 'cosine of a scalar as a matrix', 't : scalar',          ['cosm(t)', 'cos(t)'],                   (x) => (x.shape === SCALAR ? apply('cos', [x]) : undefined)),
  unary('cosm', 'cosine of a diagonal matrix',  'x : vector(n)',         ['cosm(diag(x))', 'diag(cos(x))'],       (x) => (isDiagOperator(x) ? apply('diag', [apply('cos', [x.args[0]])]) : undefined)),
  unary('cosm', 'cosine of a zero matrix',      '',                      ['cosm(zeros(n, n))', 'eye(n)'],         (x) => (isZero(x) && x.shape !== SCALAR ? matrixPower(x, integer(0)) : undefined)),

  unary('nuc', 'nuclear norm of a multiple',    'X : matrix(m, n)',      ['nuc(2*X)', '2*nuc(X)'],                (x) => { const parts = scaledParts(x); return parts === undefined ? undefined : scalarProduct([apply('abs', [parts.scalar]), apply('nuc', [parts.body])]); }),
  unary('spec', 'spectral norm of a multiple',  'X : matrix(m, n)',      ['spec(2*X)', '2*spec(X)'],              (x) => { const parts = scaledParts(x); return parts === undefined ? undefined : scalarProduct([apply('abs', [parts.scalar]), apply('spec', [parts.body])]); }),

  { head: 'frechet', name: 'a Fréchet derivative is linear', given: 'A, E : matrix(n, n)', example: ['frechet(expm, A, 2*E)', '2*frechet(expm, A, E)'],
    rewrite: ([x, e], attributes) => {
      if (x === undefined || e === undefined) return undefined;
      if (isZero(e)) return zero(e.shape);
      if (e.op === 'sum' && e.terms.length === 1) return sum(e.terms.map((term) => ({ coefficient: term.coefficient, expr: apply('frechet', [x, term.expr], attributes) })), e.shape);
      if (e.op === 'scale') return scale(e.scalar, apply('frechet', [x, e.body], attributes));
      return undefined;
    } },
  { head: 'frechet', name: 'a Fréchet derivative in a commuting direction', given: 'A : matrix(n, n)', example: ['frechet(expm, A, eye(n))', 'expm(A)'],
    rewrite: ([x, e], { inner }) => {
      const f = MATRIX_FUNCTIONS.find((known) => known === inner);
      return x === undefined || e === undefined || f === undefined || !commutes(x, e) ? undefined : product([derivatives[f](x), e]);
    } },
];

/** det(I + (t/c)*u*v') = 1 + (t/c)*v'*u. */
const rankOneDeterminant = ({ multiple, weight, column, row }: NonNullable<ReturnType<typeof rankOneUpdate>>): Expr => add(integer(1), scalarProduct([weight, power(multiple, integer(-1)), product([row, column])]));
