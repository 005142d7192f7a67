/** What the schedule decides, read off the NumPy code: one query a row, the code without its docstring beside it. */
import { describe, expect, test } from 'vitest';
import { emit } from './emit';

const DECLARATIONS = `A, B, C, X : matrix(n, n)
G, H : matrix(m, n)
K : matrix(n, k)
x, y, z, b : vector(n)
u, v : vector(m)
p : positive vector(n)
P : posdef(n)
D : invertible matrix(n, n)
`;

interface Row { readonly decision: string; readonly query: string; readonly code: string }

const rows: readonly Row[] = [
  { decision: 'vectors first; the value from the gradient', query: `gradient x'*A'*B*y wrt x`, code: `
def value_and_gradient(A, B, x, y):
    gradient = A.T @ (B @ y)
    return x @ gradient, gradient` },
  { decision: 'a long chain never multiplies two matrices', query: `gradient u'*G*A*K*K'*x wrt x`, code: `
def value_and_gradient(A, G, K, x, u):
    return u @ (G @ (A @ (K @ (K.T @ x)))), K @ (K.T @ (A.T @ (G.T @ u)))` },
  { decision: 'a sum of matrices is applied term by term', query: `gradient norm2((A + A')*x)^2 wrt x`, code: `
def value_and_gradient(A, x):
    z = A @ x + A.T @ x
    return z @ z, 2 * (A @ z + A.T @ z)` },
  { decision: 'a rank-one matrix and an identity are not formed', query: `gradient norm2((x*x' + eye(n))*y)^2 wrt y`, code: `
def value_and_gradient(x, y):
    v = (x @ y) * x + y
    return v @ v, 2 * ((x @ v) * x + v)` },
  { decision: 'the trace of a product is a sum of entries', query: `gradient tr(A*B*C) wrt A`, code: `
def value_and_gradient(A, B, C):
    return np.sum(A.T * (B @ C)), C.T @ B.T` },
  { decision: 'a solve instead of an inverse', query: `gradient x'*inv(D)*y wrt x`, code: `
def value_and_gradient(x, y, D):
    solution = np.linalg.solve(D, y)
    return x @ solution, solution` },
  { decision: 'an inverse that is a result serves everything', query: `gradient x'*inv(D)*y + logdet(D) wrt D`, code: `
def value_and_gradient(x, y, D):
    D_inv = np.linalg.inv(D)
    v = D_inv @ y
    return x @ v + np.linalg.slogdet(D)[1], D_inv.T - np.outer(D_inv.T @ x, v)` },
  { decision: 'Cholesky where declared positive definite', query: `gradient x'*inv(P)*x wrt x`, code: `
def value_and_gradient(x, P):
    solution = linalg.cho_solve((np.linalg.cholesky(P), True), x, check_finite=False)
    return x @ solution, 2 * solution` },
  { decision: 'one factorisation for solve and determinant', query: `gradient x'*inv(P)*x + logdet(P) wrt x`, code: `
def value_and_gradient(x, P):
    L = np.linalg.cholesky(P)
    solution = linalg.cho_solve((L, True), x, check_finite=False)
    return x @ solution + 2 * np.log(np.diagonal(L)).sum(), 2 * solution` },
  { decision: 'the inverse from the Cholesky factor', query: `gradient tr(inv(P)*B) wrt B`, code: `
def value_and_gradient(B, P):
    L_inv = dtrtri(np.linalg.cholesky(P), lower=1)[0]
    P_inv = L_inv.T @ L_inv
    return np.vdot(P_inv, B), P_inv` },
  { decision: 'the diagonal of a product without the product', query: `gradient tr(A*diag(x)*B) wrt x`, code: `
def value_and_gradient(A, B, x):
    gradient = np.einsum("ij,ij->i", B, A.T)
    return x @ gradient, gradient` },
  { decision: 'a diagonal matrix scales rows', query: `gradient sum(diagonal(A*B).*x) wrt A`, code: `
def value_and_gradient(A, B, x):
    return np.einsum("ij,ij->i", A, B.T) @ x, x[:, None] * B.T` },
  { decision: 'shared parts inside a chain', query: `gradient norm2(A'*diag(p)*A*x)^2 wrt x`, code: `
def value_and_gradient(A, x, p):
    Ax = A @ x
    v = (A @ (A.T @ (p * Ax))) * p
    return v @ Ax, 2 * (A.T @ v)` },
  { decision: 'odd powers of a norm from the norm', query: `gradient norm2(x)^3 wrt x`, code: `
def value_and_gradient(x):
    norm = np.sqrt(x @ x)
    return norm ** 3, 3 * norm * x` },
  { decision: 'log1p', query: `gradient sum(log(1 + x.^2)) wrt x`, code: `
def value_and_gradient(x):
    v = x ** 2
    return np.log1p(v).sum(), 2 * x / (v + 1)` },
  { decision: 'rows and columns of equal entries are broadcast', query: `gradient sum(G + u*ones(n)' + ones(m)*x') wrt x`, code: `
def value_and_gradient(G, x, u):
    m = G.shape[0]
    n = G.shape[1]
    return np.sum(G + u[:, None] + x), m * np.ones(n)` },
  { decision: 'the logarithm of a determinant does not overflow', query: `gradient log(det(P)) wrt P`, code: `
def value_and_gradient(P):
    L = np.linalg.cholesky(P)
    L_inv = dtrtri(L, lower=1)[0]
    P_inv = L_inv.T @ L_inv
    return 2 * np.log(np.diagonal(L)).sum(), P_inv` },
  { decision: 'scalars by scalars first', query: `gradient x'*A*x/(x'*x) wrt x`, code: `
def value_and_gradient(A, x):
    Ax = A @ x
    s = x @ Ax
    s2 = x @ x
    return s / s2, (Ax + A.T @ x - 2 * s / s2 * x) / s2` },
  { decision: 'softmax with its largest entry taken off', query: `hessian logsumexp(A*x) wrt x`, code: `
def hessian(A, x):
    Ax = A @ x
    weights = np.exp(Ax - Ax.max())
    probabilities = weights / weights.sum()
    return (A.T * probabilities - np.outer(A.T @ probabilities, probabilities)) @ A` },
  { decision: 'probabilities of rows are worked out once', query: `gradient sum(G.*rowsoftmax(H)) wrt H`, code: `
def value_and_gradient(G, H):
    weights = np.exp(H - H.max(axis=1)[:, None])
    probabilities = weights / weights.sum(axis=1)[:, None]
    value = np.vdot(G, probabilities)
    gradient = G * probabilities - np.einsum("ij,ij->i", probabilities, G)[:, None] * probabilities
    return value, gradient` },
  { decision: 'an identity is added to the diagonal in place', query: `jacobian x/norm2(x) wrt x`, code: `
def jacobian(x):
    n = x.shape[0]
    norm = np.sqrt(x @ x)
    J = np.outer(-x / norm ** 3, x)
    J.flat[::n + 1] += 1 / norm
    return J` },
  { decision: 'a Kronecker product', query: `jacobian A*X*B wrt X`, code: `
def jacobian(A, B, X):
    return np.kron(B.T, A)` },
  { decision: 'only the blocks of a Kronecker product with an identity', query: `hessian normF(G*X)^2 wrt X`, code: `
def hessian(X, G):
    n = X.shape[0]
    blocks = np.zeros((n, n, n, n))
    blocks[np.arange(n), :, np.arange(n)] = 2 * (G.T @ G)
    H = blocks.reshape(n * n, n * n)
    return H` },
  { decision: 'two solves with one factorisation; the direction comes last', query: `differential inv(D) wrt D`, code: `
def differential(D, dD):
    lu = linalg.lu_factor(D, check_finite=False)
    return -linalg.lu_solve(lu, linalg.lu_solve(lu, dD, check_finite=False).T, trans=1, check_finite=False).T` },
  { decision: 'a dimension from the shape of an argument', query: `jacobian b - A*x wrt b`, code: `
def jacobian(A, x, b):
    n = A.shape[0]
    return np.eye(n)` },
  { decision: 'no dependence is a zero', query: `jacobian A*x wrt b`, code: `
def jacobian(A, x, b):
    n = A.shape[0]
    return np.zeros((n, n))` },
  { decision: 'a dimension as a number', query: `gradient n*norm2(x)^2 wrt x`, code: `
def value_and_gradient(x):
    n = x.shape[0]
    return n * (x @ x), 2 * n * x` },
];

const withoutDocstring = (body: string): string => body.replace(/ {4}"""[\s\S]*?"""\n/, '');

describe('schedule', () => {
  test.each(rows)('$decision: $query', ({ query, code }) => {
    const [one] = emit(DECLARATIONS + query, 'numpy', { asValueAndGradient: true });
    if (one === undefined || typeof one === 'string' || !one.outcome.ok) throw new Error(JSON.stringify(one));
    expect(`\n${withoutDocstring(one.outcome.code.body)}`).toBe(code);
  });
});
