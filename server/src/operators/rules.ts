/** The rule of every function node. Arithmetic (sums, products, powers, traces) is in `calculus/differentialOf.ts`: there an operator is its own derivative. */
import { apply } from '../algebra/construct/apply';
import { hadamard, outerProduct, scalarProduct } from '../algebra/construct/hadamard';
import { identity, integer, numeral, ones, zero } from '../algebra/construct/leaf';
import { inverse, reciprocal, square } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { add, negate, subtract, sum } from '../algebra/construct/sum';
import { trace } from '../algebra/construct/trace';
import { transpose } from '../algebra/construct/transpose';
import type { ApplyExpr, Expr, PrimitiveName } from '../algebra/expression';
import { RATIONAL_ONE } from '../algebra/rational';
import { SCALAR } from '../shapes/shape';
import { elementwiseRules } from './elementwise';
import type { OperatorRule, Source } from './operator';

const at = (work: Source['work'], place: string): Source => ({ work, place });
const NO_CLOSED_FORM = (): undefined => undefined;

/** The rule of a function that is linear in each argument: the differential puts `h` in the argument's place. */
const multilinear = (summary: string, statement: string, source: Source, rule = 'linearity'): OperatorRule => ({
  rule, summary, statement, source, conditions: [],
  differential: (args, index, h, node) => apply(node.name, args.map((arg, i) => (i === index ? h : arg)), node),
});

type One = (x: Expr, h: Expr) => Expr | undefined;
const rule = (name: string, summary: string, statement: string, source: Source, conditions: readonly string[], differential: One, note?: string): OperatorRule => ({
  rule: name, summary, statement, source, conditions, ...(note === undefined ? {} : { note }),
  differential: ([x], _, h) => (x === undefined ? undefined : differential(x, h)),
});


/** Lower triangle with the diagonal halved: the Φ of the Cholesky rule. */
const phi = (m: Expr): Expr => subtract(apply('tril', [m]), scale(numeral({ n: 1, d: 2 }), apply('diag', [apply('diagonal', [m])])));
/**
 * How L(X, E) moves with X: f([X E; 0 X]) has L(X, E) as the block above the diagonal, so its own derivative has the second one there.
 * Source: Higham, Functions of Matrices, theorem 3.6, used twice.
 */
function secondFrechet(x: Expr, e: Expr, h: Expr, node: ApplyExpr): Expr {
  const [one, none] = [identity(x.shape.rows), zero(x.shape)];
  const blocks = apply('vcat', [apply('hcat', [x, e]), apply('hcat', [none, x])]);
  return product([apply('hcat', [one, none]), apply('frechet', [blocks, apply('blkdiag', [h, h])], node), apply('vcat', [none, one])]);
}
const inner = (u: Expr, v: Expr): Expr => product([transpose(u), v]);
const symmetricPart = (m: Expr): Expr => scale(numeral({ n: 1, d: 2 }), add(m, transpose(m)));

export const rules: Readonly<Record<PrimitiveName, OperatorRule>> = {
  ...elementwiseRules,

  det:    rule('Jacobi’s formula',                'the determinant',                    'd det(X) = det(X)*tr(inv(X)*dX)',            at('cookbook', '(41), (49)'), ['#1 invertible'], (x, h) => (outerProduct(x) === undefined ? scale(apply('det', [x]), trace([inverse(x), h])) : trace([apply('adj', [x]), h]))),
  logdet: rule('logarithmic determinant',         'log|det(X)|',                        'd logdet(X) = tr(inv(X)*dX)',                at('cookbook', '(43), (57)'), ['#1 invertible'], (x, h) => trace([inverse(x), h])),
  adj:    rule('adjugate',                        'the adjugate det(X)*inv(X)',         'd adj(X) = tr(adj(X)*dX)*inv(X) - adj(X)*dX*inv(X)', at('magnus', '8.5'), ['#1 invertible'], (x, h) => { const a = apply('adj', [x]); const i = inverse(x); return subtract(scale(trace([a, h]), i), product([a, h, i])); }),
  pinv:   rule('pseudo-inverse of constant rank', 'the Moore-Penrose pseudo-inverse',   'd pinv(X) = -pinv(X)*dX*pinv(X) + pinv(X)*pinv(X)\'*dX\'*(I - X*pinv(X)) + (I - pinv(X)*X)*dX\'*pinv(X)\'*pinv(X)', at('magnus', '8.5, constant rank'), ['#1 of full rank'], pseudoInverse),
  prod:   rule('product of entries',              'the product of all entries',         'd prod(x) = prod(x)*sum(dx./x)',             at('parr', '4.4'), ['#1 ≠ 0 in every entry'], (x, h) => scalarProduct([apply('prod', [x]), entrySum(hadamard([reciprocal(x), h]))])),

  nuc:    rule('nuclear norm',                    'the sum of singular values',         'd nuc(X) = <U*V\', dX> with X = U*Σ*V\'',      at('minka', 'singular values'), ['#1 of full column rank'], (x, h) => trace([inverse(apply('sqrtm', [product([transpose(x), x])])), transpose(x), h])),
  spec:   rule('largest singular value',          'the largest singular value',         'd spec(X) = u\'*dX*v for the leading singular vectors', at('minka', 'singular values'), ['the largest singular value of #1 is simple'], (x, h) => product([transpose(apply('leftsv', [x])), h, apply('rightsv', [x])])),
  eigmax: rule('Hellmann-Feynman',                'the largest eigenvalue of a symmetric matrix', 'd eigmax(S) = q\'*dS*q for its unit eigenvector q', at('mit', '13.1'), ['#1 symmetric', 'the largest eigenvalue of #1 is simple'], (x, h) => { const q = apply('eigvec', [x]); return product([transpose(q), h, q]); }),
  eigmin: rule('Hellmann-Feynman',                'the smallest eigenvalue of a symmetric matrix', 'd eigmin(S) = q\'*dS*q for its unit eigenvector q', at('mit', '13.1'), ['#1 symmetric', 'the smallest eigenvalue of #1 is simple'], (x, h) => { const q = apply('eigvecmin', [x]); return product([transpose(q), h, q]); }),
  eigvec: rule('eigenvector',                     'the unit eigenvector of the largest eigenvalue', 'd q = pinv(λ*I - S)*dS*q', at('cookbook', '(68)'), ['#1 symmetric', 'the largest eigenvalue of #1 is simple'], (x, h) => eigenvector(x, h, apply('eigvec', [x]), apply('eigmax', [x]))),
  eigvecmin: rule('eigenvector',                  'the unit eigenvector of the smallest eigenvalue', 'd q = pinv(λ*I - S)*dS*q', at('cookbook', '(68)'), ['#1 symmetric', 'the smallest eigenvalue of #1 is simple'], (x, h) => eigenvector(x, h, apply('eigvecmin', [x]), apply('eigmin', [x]))),
  eigvals: rule('Hellmann-Feynman',               'the eigenvalues of a symmetric matrix, ascending', 'd λ = diagonal(Q\'*dS*Q) for the unit eigenvectors Q', at('mit', '13.1'), ['#1 symmetric', 'the eigenvalues of #1 are simple'], (x, h) => apply('diagonal', [inEigenbasis(apply('eigvecs', [x]), h)])),
  eigvecs: rule('eigenvectors',                   'the unit eigenvectors as columns, in the order of eigvals', 'dQ = Q*(E.*(Q\'*dS*Q)), E = 1/(λⱼ - λᵢ) off the diagonal', at('mit', '13.2'), ['#1 symmetric', 'the eigenvalues of #1 are simple'], (x, h) => { const q = apply('eigvecs', [x]); return product([q, hadamard([reciprocalGaps(apply('eigvals', [x])), inEigenbasis(q, h)])]); }),
  svdvals: rule('singular values',                'the singular values',                'd σᵢ = uᵢ\'*dX*vᵢ', at('minka', 'singular values'), [], NO_CLOSED_FORM),
  leftsv:  rule('singular vector',                'the left singular vector of the largest singular value', 'no closed form', at('minka', 'singular values'), [], NO_CLOSED_FORM),
  rightsv: rule('singular vector',                'the right singular vector of the largest singular value', 'no closed form', at('minka', 'singular values'), [], NO_CLOSED_FORM),

  expm:   rule('Fréchet derivative',              'the matrix exponential',             'd expm(X) = frechet(expm, X, dX)',           at('higham', '3.1, 10.2'), [], (x, h) => apply('frechet', [x, h], { inner: 'expm' })),
  logm:   rule('Fréchet derivative',              'the matrix logarithm',               'd logm(X) = frechet(logm, X, dX)',           at('higham', '3.1, 11.5'), ['#1 without eigenvalues ≤ 0'], (x, h) => apply('frechet', [x, h], { inner: 'logm' })),
  sqrtm:  rule('Fréchet derivative',              'the principal square root',          'd sqrtm(X) = frechet(sqrtm, X, dX), R*dR + dR*R = dX', at('higham', '3.1, 6.1'), ['#1 without eigenvalues ≤ 0'], (x, h) => apply('frechet', [x, h], { inner: 'sqrtm' })),
  sinm:   rule('Fréchet derivative',              'the sine of a matrix',               'd sinm(X) = frechet(sinm, X, dX)',           at('higham', '3.1, 12.1'), [], (x, h) => apply('frechet', [x, h], { inner: 'sinm' })),
  cosm:   rule('Fréchet derivative',              'the cosine of a matrix',             'd cosm(X) = frechet(cosm, X, dX)',           at('higham', '3.1, 12.1'), [], (x, h) => apply('frechet', [x, h], { inner: 'cosm' })),
  frechet: { rule: 'Fréchet derivative', summary: 'the derivative of a matrix function at X in the direction E', statement: 'linear in E; in X a block of frechet(f, [X E; 0 X], [dX 0; 0 dX])', source: at('higham', '3.1, 3.2'), conditions: [],
    differential: (args, index, h, node) => { const [x, e] = args; return x === undefined || e === undefined ? undefined : index === 1 ? apply('frechet', [x, h], node) : secondFrechet(x, e, h, node); } },
  chol:   rule('Cholesky factor',                 'the lower Cholesky factor',          'd L = L*Φ(inv(L)*dS*inv(L)\'), Φ the lower triangle with half the diagonal', at('magnus', 'triangular factors'), ['#1 positive definite'], (x, h) => { const l = apply('chol', [x]); const i = inverse(l); return product([l, phi(product([i, symmetricPart(h), transpose(i)]))]); }),

  kron:     multilinear('the Kronecker product',                     'd kron(A, B) = kron(dA, B) + kron(A, dB)', at('cookbook', '(39)'), 'product rule'),
  cross:    multilinear('the cross product of 3-vectors',            'd cross(a, b) = cross(da, b) + cross(a, db)', at('mit', '2.4'), 'product rule'),
  vec:      multilinear('the columns of a matrix, stacked',          'd vec(X) = vec(dX)',             at('mit', '3.2')),
  unvec:    multilinear('a vector cut into the columns of a matrix', 'd unvec(x, m, n) = unvec(dx, m, n)', at('mit', '3.2')),
  diag:     multilinear('the diagonal matrix of a vector',           'd diag(x) = diag(dx)',           at('mit', '2.4, Example 14')),
  diagonal: multilinear('the diagonal of a matrix, as a vector',     'd diagonal(X) = diagonal(dX)',   at('mit', '2.4, Example 14')),
  tril:     multilinear('the lower triangle',                        'd tril(X) = tril(dX)',           at('mit', '2.2')),
  triu:     multilinear('the upper triangle',                        'd triu(X) = triu(dX)',           at('mit', '2.2')),
  hcat:     stacking('blocks side by side'),
  vcat:     stacking('blocks on top of each other'),
  blkdiag:  stacking('blocks along the diagonal'),
  unit:     { rule: 'constant', summary: 'the unit vector with a one at entry i of n', statement: 'constant', source: at('cookbook', '9.7, single-entry matrix'), conditions: [], differential: NO_CLOSED_FORM },
  vech:     multilinear('the entries on and below the diagonal, column by column', 'd vech(X) = vech(dX)', at('magnus', '3.8')),
  dup:      { rule: 'constant', summary: 'the duplication matrix: dup(n)*vech(S) = vec(S) for symmetric S', statement: 'constant', source: at('magnus', '3.8'), conditions: [], differential: NO_CLOSED_FORM },
  elim:     { rule: 'constant', summary: 'the elimination matrix: elim(n)*vec(X) = vech(X)', statement: 'constant', source: at('magnus', '3.8, 3.9'), conditions: [], differential: NO_CLOSED_FORM },
  comm:     { rule: 'constant', summary: 'the commutation matrix: comm(m, n)*vec(X) = vec(X\') for X m×n', statement: 'constant', source: at('magnus', '3.7'), conditions: [], differential: NO_CLOSED_FORM },

  atan2:    { rule: 'chain rule, entry by entry', summary: 'the angle of (x, y) for atan2(y, x)', statement: 'd atan2(y, x) = (x.*dy - y.*dx)./(x.^2 + y.^2)', source: at('parr', '4.4'), conditions: ['#1 and #2 not both 0'],
    differential: ([y, x], index, h) => (y === undefined || x === undefined ? undefined : hadamard([index === 0 ? x : negate(y), reciprocal(add(square(x), square(y))), h])) },
  max:      { rule: 'the larger one counts', summary: 'the largest entry, or the larger of two entry by entry', statement: 'd max(u, v) = dv + step(u - v).*(du - dv)', source: at('parr', '4.4, element-wise max'), conditions: ['no ties'], note: { one: 'at a tie the largest entries share the derivative equally', two: 'at a tie the second argument counts' },
    differential: (args, index, h) => maximum(args, index, h) },
  min:      { rule: 'the smaller one counts', summary: 'the smallest entry, or the smaller of two entry by entry', statement: 'd min(u, v) = step(v - u).*du + step(u - v).*dv', source: at('parr', '4.4, element-wise min'), conditions: ['no ties'], differential: NO_CLOSED_FORM },
  argmax:   rule('constant', 'one where the largest entry stands, zero elsewhere', 'd argmax(u) = 0', at('parr', '4.4, element-wise max'), ['no ties'], (u) => scale(integer(0), u)),
  softmax:  rule('softmax',          'exp(u)/sum(exp(u))',              'd softmax(u) = s.*du - s*(s\'*du), s = softmax(u)',  at('mit', 'softmax'), [], (u, h) => { const s = apply('softmax', [u]); return subtract(hadamard([s, h]), scale(inner(s, h), s)); }),
  logsumexp: rule('log-sum-exp',     'log(sum(exp(u)))',                'd logsumexp(u) = softmax(u)\'*du',                 at('mit', 'softmax'), [], (u, h) => inner(apply('softmax', [u]), h)),
  rowsoftmax: rule('softmax of rows', 'the softmax of every row',        'dP = P.*dS - diag(rowsum(P.*dS))*P',              at('mit', 'softmax'), [], (u, h) => { const p = apply('rowsoftmax', [u]); const m = hadamard([p, h]); return subtract(m, product([apply('diag', [product([m, ones(u.shape.cols)])]), p])); }),
  rowlogsumexp: rule('log-sum-exp of rows', 'log(sum(exp(row))) of every row', 'd rowlogsumexp(S) = rowsum(rowsoftmax(S).*dS)', at('mit', 'softmax'), [], (u, h) => product([hadamard([apply('rowsoftmax', [u]), h]), ones(u.shape.cols)])),

  // Written out by laws before a derivative is asked for.
  leakyrelu: rule('leaky relu', 'relu(u) - a*relu(-u), a = 0.01', 'd leakyrelu(u) = (step(u) + a*step(-u)).*du', at('parr', '5'), [], NO_CLOSED_FORM),
  elu:       rule('elu',        'u for u > 0, else exp(u) - 1',   'd elu(u) = (step(u) + step(-u).*exp(u)).*du', at('parr', '5'), [], NO_CLOSED_FORM),
  gelu:      rule('gelu',       'u*Φ(u), Φ the normal distribution', 'd gelu(u) = (Φ(u) + u.*φ(u)).*du',         at('parr', '5'), [], NO_CLOSED_FORM),
  silu:      rule('silu',       'u*σ(u)',                         'd silu(u) = (σ(u) + u.*σ(u).*(1 - σ(u))).*du', at('parr', '5'), [], NO_CLOSED_FORM),
};

function stacking(summary: string): OperatorRule {
  return {
    rule: 'linearity', summary, statement: 'the differential of each block in its place', source: at('mit', '2.2'), conditions: [],
    differential: (args, index, h, node) => apply(node.name, args.map((arg, i) => (i === index ? h : zeroLike(arg))), node),
  };
}

const zeroLike = (e: Expr): Expr => sum([], e.shape);

const entrySum = (e: Expr): Expr => (e.shape === SCALAR ? e : product([transpose(ones(e.shape.rows)), e, ones(e.shape.cols)]));

function pseudoInverse(x: Expr, h: Expr): Expr {
  const p = apply('pinv', [x]);
  const left = subtract(identity(x.shape.rows), product([x, p]));
  const right = subtract(identity(x.shape.cols), product([p, x]));
  return sum([
    { coefficient: { n: -1, d: 1 }, expr: product([p, h, p]) },
    { coefficient: RATIONAL_ONE, expr: product([p, transpose(p), transpose(h), left]) },
    { coefficient: RATIONAL_ONE, expr: product([right, transpose(h), transpose(p), p]) },
  ], p.shape);
}

function eigenvector(s: Expr, h: Expr, q: Expr, value: Expr): Expr {
  return product([apply('pinv', [subtract(scale(value, identity(s.shape.rows)), s)]), symmetricPart(h), q]);
}

/** Q'*sym(h)*Q: how a symmetric matrix moves, seen from its eigenvectors. */
const inEigenbasis = (q: Expr, h: Expr): Expr => product([transpose(q), symmetricPart(h), q]);

/** 1/(λⱼ - λᵢ) at (i, j), and 0 on the diagonal. */
function reciprocalGaps(values: Expr): Expr {
  const n = values.shape.rows;
  const gaps = subtract(product([ones(n), transpose(values)]), product([values, transpose(ones(n))]));
  return hadamard([subtract(product([ones(n), transpose(ones(n))]), identity(n)), reciprocal(add(gaps, identity(n)))]);
}

function maximum(args: readonly Expr[], index: number, h: Expr): Expr | undefined {
  const [u, v] = args;
  if (u === undefined) return undefined;
  if (v === undefined) {
    return entrySum(hadamard([apply('argmax', [u]), h]));
  }
  // Where the two are equal v counts, so that max(u, u) is u.
  const larger = hadamard([apply('step', [subtract(u, v)]), h]);
  return index === 0 ? larger : subtract(h, larger);
}

