#!/usr/bin/env python3
"""Fit six models to small synthetic data sets by gradient descent, and print what they reach.

Usage: python3 train.py [--steps 500] [--seed 0]

The loss of each model stands in a comment that starts with "mcalc:". Hover a query to see the gradient and its verdict; the light
bulb on a query inserts the code for it. A `check` line holds the gradient that was worked out by hand to its loss.
"""
import argparse

import numpy as np

# mcalc: X : matrix(n, d); w : vector(d); λ : positive scalar


def minimise(gradient, start, *, rate, steps):
    """Plain gradient descent; the loss functions below are small enough for it."""
    at = start
    for _ in range(steps):
        at = at - rate * gradient(at)
    return at


# --- Ridge regression -------------------------------------------------------------------------------------------------

# mcalc: y : vector(n)
#   r = X*w - y
#   ridge = 1/(2*n)*norm2(r)^2 + λ/2*norm2(w)^2
#   gradient ridge wrt w
#   hessian ridge wrt w
#   check gradient ridge wrt w == 1/n*X'*(X*w - y) + λ*w
def fit_ridge(X, y, lam):
    """The minimiser in closed form: the zero of the gradient above."""
    n, d = X.shape
    return np.linalg.solve(X.T @ X / n + lam * np.eye(d), X.T @ y / n)


# --- Logistic regression, labels -1 and 1 -----------------------------------------------------------------------------

# mcalc: s : sign vector(n)
#   logistic = 1/n*sum(log(1 + exp(-s.*(X*w)))) + λ/2*norm2(w)^2
#   gradient logistic wrt w
#   hessian logistic wrt w
def logistic_gradient(w, X, s, lam):
    margins = s * (X @ w)
    return -X.T @ (s / (1 + np.exp(margins))) / len(s) + lam * w


# --- Logistic regression, labels 0 and 1 ------------------------------------------------------------------------------

# mcalc: t : binary vector(n)
#   prob = sigmoid(X*w)
#   entropy = -1/n*(t'*log(prob) + (1 - t)'*log(1 - prob))
#   gradient entropy wrt w
#   check gradient entropy wrt w == 1/n*X'*(sigmoid(X*w) - t)
def cross_entropy_gradient(w, X, t):
    return X.T @ (1 / (1 + np.exp(-X @ w)) - t) / len(t)


# --- Softmax regression -----------------------------------------------------------------------------------------------

# mcalc: W : matrix(d, k); Y : onehot matrix(n, k)
#   Z = X*W
#   softmaxloss = 1/n*(sum(rowlogsumexp(Z)) - sum(Y.*Z))
#   gradient softmaxloss wrt W
#   check gradient softmaxloss wrt W == 1/n*X'*(rowsoftmax(X*W) - Y)
def softmax_gradient(W, X, Y):
    Z = X @ W
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    return X.T @ (P - Y) / len(X)


# One sample of it, as a layer would see it: scores in, loss out.
# mcalc: z : vector(k); c : onehot vector(k)
#   sample = logsumexp(z) - c'*z
#   gradient sample wrt z
#   check gradient sample wrt z == softmax(z) - c


# --- Matrix factorisation with missing entries ------------------------------------------------------------------------

class Factorisation:
    """Users × items ratings as U*V', where only some entries were observed.

    mcalc: R : matrix(p, q); M : binary matrix(p, q); U : matrix(p, k); V : matrix(q, k)
      E = M.*(U*V' - R)
      ratings = 1/2*normF(E)^2 + λ/2*(normF(U)^2 + normF(V)^2)
      gradient ratings wrt U, V
      check gradient ratings wrt U == (M.*(U*V' - R))*V + λ*U
      check gradient ratings wrt V == (M.*(U*V' - R))'*U + λ*V
    """

    def __init__(self, shape, rank, rng):
        self.U = rng.normal(size=(shape[0], rank))
        self.V = rng.normal(size=(shape[1], rank))

    def step(self, R, M, lam, rate):
        E = M * (self.U @ self.V.T - R)
        U = self.U - rate * (E @ self.V + lam * self.U)
        self.V = self.V - rate * (E.T @ self.U + lam * self.V)
        self.U = U

    def error(self, R, M):
        return np.sqrt(np.sum((M * (self.U @ self.V.T - R)) ** 2) / M.sum())


# --- Gaussian log-likelihood ------------------------------------------------------------------------------------------

# The negative log-likelihood of n samples with mean μ and covariance Σ, up to a constant; S is their scatter about μ over n.
# mcalc: Σ : posdef(d); S : possemidef(d); x, μ : vector(d)
#   gauss = n/2*(logdet(Σ) + tr(inv(Σ)*S))
#   gradient gauss wrt Σ
#   check gradient gauss wrt Σ == n/2*(inv(Σ) - inv(Σ)*S*inv(Σ))
#   distance = 1/2*(x - μ)'*inv(Σ)*(x - μ)
#   gradient distance wrt μ, x
#   check gradient distance wrt μ == Σ\(μ - x)
def gaussian(samples):
    """Mean and covariance of largest likelihood: where both gradients vanish."""
    mu = samples.mean(axis=0)
    centred = samples - mu
    return mu, centred.T @ centred / len(samples)


def main():
    arguments = argparse.ArgumentParser(description="Fit small models by gradient descent.")
    arguments.add_argument("--steps", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=0)
    options = arguments.parse_args()

    rng = np.random.default_rng(options.seed)
    n, d, k = 200, 5, 3
    X = rng.normal(size=(n, d))
    truth = rng.normal(size=d)
    s = np.sign(X @ truth + 0.5 * rng.normal(size=n))
    t = (s + 1) / 2

    w = fit_ridge(X, X @ truth + 0.1 * rng.normal(size=n), lam=1e-3)
    print(f"ridge                 error of the weights  {np.linalg.norm(w - truth):.3f}")

    w = minimise(lambda w: logistic_gradient(w, X, s, 1e-3), np.zeros(d), rate=0.5, steps=options.steps)
    print(f"logistic, -1 and 1    training accuracy     {np.mean(np.sign(X @ w) == s):.3f}")

    w = minimise(lambda w: cross_entropy_gradient(w, X, t), np.zeros(d), rate=0.5, steps=options.steps)
    print(f"logistic, 0 and 1     training accuracy     {np.mean((X @ w > 0) == t):.3f}")

    labels = np.argmax(X @ rng.normal(size=(d, k)), axis=1)
    W = minimise(lambda W: softmax_gradient(W, X, np.eye(k)[labels]), np.zeros((d, k)), rate=0.5, steps=options.steps)
    print(f"softmax               training accuracy     {np.mean(np.argmax(X @ W, axis=1) == labels):.3f}")

    R = rng.normal(size=(30, k)) @ rng.normal(size=(k, 20))
    M = rng.random(R.shape) < 0.6
    model = Factorisation(R.shape, k, rng)
    for _ in range(options.steps):
        model.step(R, M, lam=1e-3, rate=0.02)
    print(f"factorisation         error of the ratings  {model.error(R, M):.3f}")

    mu, Sigma = gaussian(X)
    print(f"gaussian              log det of Σ          {np.linalg.slogdet(Sigma)[1]:.3f}")


if __name__ == "__main__":
    main()
