/** Results as they come up in papers, one text each. */
import type { Quantity } from '../../protocol/requests';

export interface Result { readonly name: string; readonly text: string; readonly quantity?: Quantity }

const DATA = 'X : matrix(n, d); w : vector(d); y : vector(n)';

export const results: readonly Result[] = [
  { name: 'ridge_gradient',        text: `${DATA}; λ : positive scalar\nr = X*w - y\nf = 1/2*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w` },
  { name: 'ridge_value',           text: `${DATA}; λ : positive scalar\nr = X*w - y\nf = 1/2*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w`, quantity: 'value' },
  { name: 'ridge_both',            text: `${DATA}; λ : positive scalar\nr = X*w - y\nf = 1/2*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w`, quantity: 'value-and-gradient' },
  { name: 'logistic_hessian',      text: `X : matrix(n, d); y : sign vector(n); w : vector(d)\nloss = sum(log(1 + exp(-y.*(X*w))))\nhessian loss wrt w` },
  { name: 'factorisation',         text: "A : matrix(m, n); U : matrix(m, k); V : matrix(n, k)\nf = normF(A - U*V')^2\ngradient f wrt U, V" },
  { name: 'covariance',            text: "S : symmetric(n); C : posdef(n)\nf = logdet(S) + tr(inv(S)*C)\ngradient f wrt S" },
  { name: 'layer_jacobian',        text: 'W : matrix(m, n); x : vector(n); b : vector(m)\njacobian relu(W*x + b) wrt x' },
  { name: 'inverse_differential',  text: 'A, X : matrix(n, n)\ndifferential tr(A*inv(X)) wrt X' },
  { name: 'two_differentials',     text: `${DATA}\nr = X*w - y\ndifferential r wrt w, X` },
  { name: 'rayleigh_hvp',          text: "A : symmetric(n); x, v : vector(n)\nq = x'*A*x/(x'*x)\nhvp q wrt x along v" },
  { name: 'residual_vjp',          text: `${DATA}\nr = X*w - y\njacobian r wrt w`, quantity: 'vjp' },
  { name: 'residual_jvp',          text: `${DATA}\nr = X*w - y\njacobian r wrt w`, quantity: 'jvp' },
  { name: 'adjoint',               text: "P : posdef(n); b, c : vector(n)\nimplicit P*x == b solve x\nf = c'*x\ngradient f wrt b" },
  { name: 'minimiser',             text: "A : matrix(m, n); b : vector(m); λ : positive scalar\nx : vector(n)\nloss = 1/2*norm2(A*x - b)^2 + λ/2*norm2(x)^2\nimplicit gradient loss wrt x == 0 solve x\nf = norm2(x)^2\ngradient f wrt b" },
  { name: 'sphere',                text: "x : vector(n) on sphere; A : symmetric(n)\ndifferential x'*A*x wrt x" },
  { name: 'given_function',        text: 'g : vector(m) -> scalar; W : matrix(m, n); x : vector(n)\nf(x) = g(W*x)\ngradient f wrt x' },
  { name: 'expansion',             text: 'A : matrix(n, n)\ntaylor logdet(A) wrt A order 2' },
  { name: 'entries',               text: "W : matrix(n, n); x : vector(n)\nf = sum(i = 1..n) sum(j = 1..n) W[i, j]*(x[i] - x[j])^2\ngradient f wrt x as index" },
  { name: 'blocks',                text: 'a, t : scalar; b : vector(n); C : matrix(n, n)\nF = [a, t*b\'; b, C]\njacobian F wrt t' },
  { name: 'names',                 text: "weight_of_1, loss_max : vector(n_rows)\nthe_loss = loss_max'*exp(weight_of_1)\ngradient the_loss wrt weight_of_1" },
];
