/** Functions whose code brings along a self-test. */
import { expect } from 'vitest';
import type { Quantity } from '../../protocol/requests';
import type { TargetName } from '../../server/src/codegen/request';
import { analysed } from '../service/setup';

export interface SelfTested { readonly text: string; readonly quantity?: Quantity; /** Constructs that languages lack. */ readonly lacking?: readonly TargetName[] }

/** Every construct that a self-test can have in it. */
export const selfTested: readonly SelfTested[] = [
  { text: 'X : matrix(n, d); y : sign vector(n); w : vector(d); λ : positive scalar\ngradient sum(log(1 + exp(-y.*(X*w)))) + λ/2*norm2(w)^2 wrt w' },
  { text: 'X : matrix(n, d); y : binary vector(n); w : vector(d)\nhessian -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w))) wrt w' },
  { text: 'X : matrix(n, d); w : vector(d)\ngradient sum(exp(sin(X*w))) wrt w', quantity: 'hvp' },
  { text: 'X : matrix(n, d); w : vector(d)\ngradient sum(exp(sin(X*w))) wrt w', quantity: 'jvp' },
  { text: 'X : matrix(n, d); w : vector(d)\ngradient sum(exp(sin(X*w))) wrt w', quantity: 'jacobian' },
  { text: 'X : matrix(n, d); W : matrix(d, k); Y : onehot matrix(n, k)\ngradient sum(rowlogsumexp(X*W)) - tr(Y\'*X*W) wrt W' },
  { text: 'A : matrix(m, n); U : matrix(m, k); V : matrix(n, k)\ngradient normF(A - U*V\')^2 wrt U, V', quantity: 'value-and-gradient' },
  { text: 'A : symmetric matrix(n, n); S : symmetric matrix(n, n)\ngradient tr(S*A*S) wrt S' },
  { text: 'A : symmetric matrix(n, n); S : symmetric matrix(n, n)\ngradient tr(S*A*S)^2 wrt S', quantity: 'hvp' },
  { text: 'S, C : posdef(n)\ngradient 1/2*logdet(S) + 1/2*tr(inv(S)*C) wrt S unstructured' },
  { text: 'A : matrix(n, m); x : positive vector(m)\ngradient -logdet(A*diag(x)*A\') wrt x' },
  { text: 'A : matrix(m, n); B : matrix(k, p); X : matrix(n, k)\njacobian A*X*B wrt X' },
  { text: 'X : matrix(n, d); w : vector(d)\njacobian sigmoid(X*w) wrt w', quantity: 'vjp' },
  { text: 'X : matrix(n, d); w : vector(d); t : scalar\njacobian exp(t*(X*w)) wrt t' },
  { text: 'X : matrix(n, n); A : matrix(n, k)\ndifferential X*A*A\'*X wrt X' },
  { text: 'x : vector(n); y : vector(n)\nvjp x.*y wrt x along sin(y)' },
  { text: 'x : unitinterval vector(n); p : probability vector(n)\ngradient p\'*log(x) wrt x' },
  { text: 'L : invertible lower matrix(n, n); b : vector(n)\ngradient norm2(inv(L)*b)^2 wrt L' },
  { text: 'A : symmetric matrix(n, n); x : vector(n) on sphere\ngradient x\'*A*x wrt x' },
  { text: 'A : matrix(n, n); Q : orthogonal(n)\ngradient tr(A*Q) wrt Q' },
  { text: 'A : matrix(n, n); k : positive integer scalar; X : matrix(n, n)\ngradient tr(A*X^k) wrt X' },
  { text: 'x : vector(3); y : vector(3); A : matrix(3, 3)\ngradient (A*cross(x, y))\'*x wrt x' },
  { text: 't : scalar; x : vector(n)\nhessian exp(t)*norm2(x)^2 + n*t^3 wrt t' },
];

/** The code of a row with assertions of shapes and the function that tests it. */
export function selfTestedCode({ text, quantity }: SelfTested, target: TargetName, name: string): ReturnType<ReturnType<typeof analysed>['code']> {
  const analysis = analysed(text);
  const answer = analysis.queries[0]?.answers[0] ?? expect.fail(text);
  return analysis.code(answer, target, { name, assertShapes: true, selfTest: true, ...(quantity === undefined ? {} : { quantity }) });
}
