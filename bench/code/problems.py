"""Reference problems: what a practitioner writes after thinking about it, against the emitted code.

Every problem has its mcalc text, random inputs for a size n, `hand` (value and gradients, written for speed), `naive` (the printed
formula of the gradient, transcribed) and `loss` for torch's autograd. Hessians have `hand` and `loss`.
"""
import numpy as np


def spd(n, rng):
    b = rng.standard_normal((n, 2 * n))
    return b @ b.T / (2 * n) + 0.1 * np.eye(n)


def tall(n, rng):
    return rng.standard_normal((2 * n, n)) / np.sqrt(n)


class least_squares:
    text = "A : matrix(2*n, n)\nb : vector(2*n)\nx : vector(n)\ngradient 1/2*norm2(A*x - b)^2 wrt x"
    make = staticmethod(lambda n, rng: dict(A=tall(n, rng), b=rng.standard_normal(2 * n), x=rng.standard_normal(n)))

    def hand(A, b, x):
        r = A @ x - b
        return 0.5 * (r @ r), A.T @ r

    def naive(A, b, x):
        return A.T @ A @ x - A.T @ b

    def loss(torch, A, b, x):
        r = A @ x - b
        return 0.5 * (r @ r)


class ridge:
    text = "A : matrix(2*n, n)\nb : vector(2*n)\nx : vector(n)\nlam : scalar\ngradient 1/2*norm2(A*x - b)^2 + lam/2*norm2(x)^2 wrt x"
    make = staticmethod(lambda n, rng: dict(A=tall(n, rng), b=rng.standard_normal(2 * n), x=rng.standard_normal(n), lam=0.3))

    def hand(A, b, x, lam):
        r = A @ x - b
        return 0.5 * (r @ r) + 0.5 * lam * (x @ x), A.T @ r + lam * x

    def naive(A, b, x, lam):
        return (A.T @ A + lam * np.eye(x.shape[0])) @ x - A.T @ b

    def loss(torch, A, b, x, lam):
        r = A @ x - b
        return 0.5 * (r @ r) + 0.5 * lam * (x @ x)


class logistic:
    text = "X : matrix(2*n, n)\ny : sign vector(2*n)\nw : vector(n)\ngradient sum(log(1 + exp(-y.*(X*w)))) wrt w"
    make = staticmethod(lambda n, rng: dict(X=tall(n, rng), y=np.sign(rng.standard_normal(2 * n)), w=rng.standard_normal(n)))

    def hand(X, y, w):
        e = np.exp(-y * (X @ w))
        return np.log1p(e).sum(), -(X.T @ (y * (e / (1 + e))))

    def naive(X, y, w):
        e = np.exp(-y * (X @ w))
        return -(X.T @ (np.diag(e / (1 + e)) @ y))

    def loss(torch, X, y, w):
        return torch.nn.functional.softplus(-y * (X @ w)).sum()


class softmax_regression:
    text = "X : matrix(2*n, n)\nW : matrix(n, k)\nY : onehot matrix(2*n, k)\ngradient sum(rowlogsumexp(X*W)) - tr(Y'*X*W) wrt W"

    def make(n, rng):
        k = max(3, n // 20)
        return dict(X=tall(n, rng), W=rng.standard_normal((n, k)), Y=np.eye(k)[rng.integers(k, size=2 * n)])

    def hand(X, W, Y):
        S = X @ W
        top = S.max(axis=1)
        E = np.exp(S - top[:, None])
        s = E.sum(axis=1)
        value = (top + np.log(s)).sum() - np.vdot(Y, S)
        E /= s[:, None]
        E -= Y
        return value, X.T @ E

    def naive(X, W, Y):
        S = X @ W
        E = np.exp(S)
        return X.T @ (np.diag(1 / (E @ np.ones(W.shape[1]))) @ E) - X.T @ Y

    def loss(torch, X, W, Y):
        S = X @ W
        return torch.logsumexp(S, 1).sum() - (Y * S).sum()


class poisson:
    text = "X : matrix(2*n, n)\ny : nonnegative vector(2*n)\nw : vector(n)\ngradient sum(exp(X*w)) - y'*X*w wrt w"
    make = staticmethod(lambda n, rng: dict(X=tall(n, rng), y=rng.poisson(1.0, 2 * n).astype(float), w=0.1 * rng.standard_normal(n)))

    def hand(X, y, w):
        z = X @ w
        e = np.exp(z)
        return e.sum() - y @ z, X.T @ (e - y)

    def naive(X, y, w):
        return X.T @ np.exp(X @ w) - X.T @ y

    def loss(torch, X, y, w):
        z = X @ w
        return torch.exp(z).sum() - y @ z


class quadratic:
    text = "A : matrix(n, n)\nb, x : vector(n)\ngradient x'*A*x + b'*x wrt x"
    make = staticmethod(lambda n, rng: dict(A=rng.standard_normal((n, n)), b=rng.standard_normal(n), x=rng.standard_normal(n)))

    def hand(A, b, x):
        y = A @ x
        return x @ y + b @ x, y + x @ A + b

    def naive(A, b, x):
        return (A + A.T) @ x + b

    def loss(torch, A, b, x):
        return x @ (A @ x) + b @ x


class factorisation:
    text = "A : matrix(n, n)\nU, V : matrix(n, k)\ngradient normF(A - U*V')^2 wrt U, V"

    def make(n, rng):
        k = max(2, n // 20)
        return dict(A=rng.standard_normal((n, n)), U=rng.standard_normal((n, k)), V=rng.standard_normal((n, k)))

    def hand(A, U, V):
        R = U @ V.T
        R -= A
        return np.vdot(R, R), 2.0 * (R @ V), 2.0 * (R.T @ U)

    def naive(A, U, V):
        return -(2 * (A - U @ V.T) @ V), -(2 * (A - U @ V.T).T @ U)

    def loss(torch, A, U, V):
        R = A - U @ V.T
        return (R * R).sum()


class covariance:
    text = "S, C : posdef(n)\ngradient 1/2*logdet(S) + 1/2*tr(inv(S)*C) wrt S unstructured"
    make = staticmethod(lambda n, rng: dict(S=spd(n, rng), C=spd(n, rng)))

    def hand(S, C):
        P = np.linalg.inv(S)
        PC = P @ C
        return 0.5 * np.linalg.slogdet(S)[1] + 0.5 * np.trace(PC), 0.5 * (P - PC @ P)

    def naive(S, C):
        return 0.5 * np.linalg.inv(S) - 0.5 * (np.linalg.inv(S) @ C @ np.linalg.inv(S))

    def loss(torch, S, C):
        return 0.5 * torch.logdet(S) + 0.5 * torch.trace(torch.linalg.solve(S, C))


class design:
    text = "A : matrix(n, 2*n)\nc : vector(2*n)\nx : positive vector(2*n)\ngradient c'*x - logdet(A*diag(x)*A') wrt x"
    make = staticmethod(lambda n, rng: dict(A=rng.standard_normal((n, 2 * n)), c=rng.standard_normal(2 * n), x=rng.uniform(0.5, 1.5, 2 * n)))

    def hand(A, c, x):
        M = (A * x) @ A.T
        return c @ x - np.linalg.slogdet(M)[1], c - np.einsum("ij,ij->j", A, np.linalg.inv(M) @ A)

    def naive(A, c, x):
        return c - np.diag(A.T @ np.linalg.inv(A @ np.diag(x) @ A.T) @ A)

    def loss(torch, A, c, x):
        return c @ x - torch.logdet((A * x) @ A.T)


class gaussian_process:
    text = "K : posdef(n)\ny : vector(n)\nt : positive scalar\ngradient 1/2*y'*inv(K + t*eye(n))*y + 1/2*logdet(K + t*eye(n)) wrt t"
    make = staticmethod(lambda n, rng: dict(K=spd(n, rng), y=rng.standard_normal(n), t=0.5))

    def hand(K, y, t):
        M = K.copy()
        M.flat[:: K.shape[0] + 1] += t
        P = np.linalg.inv(M)
        a = P @ y
        return 0.5 * (y @ a) + 0.5 * np.linalg.slogdet(M)[1], 0.5 * (np.trace(P) - a @ a)

    def naive(K, y, t):
        M = K + t * np.eye(K.shape[0])
        return 0.5 * np.trace(np.linalg.inv(M)) - 0.5 * (y @ np.linalg.inv(M) @ np.linalg.inv(M) @ y)

    def loss(torch, K, y, t):
        M = K + t * torch.eye(K.shape[0], dtype=K.dtype)
        return 0.5 * (y @ torch.linalg.solve(M, y)) + 0.5 * torch.logdet(M)


GRADIENTS = [least_squares, ridge, logistic, softmax_regression, poisson, quadratic, factorisation, covariance, design, gaussian_process]


class hessian_quadratic:
    text = "A : matrix(n, n)\nx : vector(n)\nhessian x'*A*x wrt x"
    wrt = "x"
    make = staticmethod(lambda n, rng: dict(A=rng.standard_normal((n, n)), x=rng.standard_normal(n)))

    def hand(A, x):
        return A + A.T

    def loss(torch, A, x):
        return x @ (A @ x)


class hessian_logistic:
    text = "X : matrix(2*n, n)\ny : sign vector(2*n)\nw : vector(n)\nhessian sum(log(1 + exp(-y.*(X*w)))) wrt w"
    wrt = "w"
    make = logistic.make

    def hand(X, y, w):
        s = 1 / (1 + np.exp(-y * (X @ w)))
        return X.T @ ((s * (1 - s))[:, None] * X)

    loss = logistic.loss


class hessian_factorisation:
    text = "A : matrix(n, n)\nU : matrix(k, n)\nV : matrix(n, k)\nhessian normF(A - U'*V')^2 wrt U"
    wrt = "U"
    make = staticmethod(lambda n, rng: dict(A=rng.standard_normal((n, n)), U=rng.standard_normal((5, n)), V=rng.standard_normal((n, 5))))

    def hand(A, U, V):
        k, n = U.shape
        H = np.zeros((n, k, n, k))
        i = np.arange(n)
        H[i, :, i, :] = 2 * (V.T @ V)
        return H.reshape(n * k, n * k)

    def loss(torch, A, U, V):
        R = A - U.T @ V.T
        return (R * R).sum()


HESSIANS = [hessian_quadratic, hessian_logistic, hessian_factorisation]

if __name__ == "__main__":
    import json
    print(json.dumps({problem.__name__: problem.text for problem in GRADIENTS + HESSIANS}))
