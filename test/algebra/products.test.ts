/** What neighbours in a product become: both sides are one node, and have one value. */
import { expect, test } from 'vitest';
import { workbench } from './express';

const DECLARED = [
  'A, B : matrix(n, n)', 'S : symmetric(n)', 'P : posdef(n)', 'X : matrix(m, n)', 'Y : matrix(n, k)', 'V : fullrank matrix(m, n)', 'x, y, z : vector(n)', 'u : vector(m)', 't : scalar', 'L : invertible lower matrix(n, n)',
  'W : matrix(n, d)', 'C : matrix(n, d)', 'R : matrix(d, p)', 'Z : matrix(n, q)',
].join('; ');

test.each([
  // Penrose
  ["V*pinv(V)*V", 'V'], ["pinv(V)*V*pinv(V)", 'pinv(V)'], ["V*pinv(V)*pinv(V)'", "pinv(V)'"], ["V'*V*pinv(V)", "V'"], ["pinv(V)'*pinv(V)*V", "pinv(V)'"], ["pinv(V)*V*V'", "V'"], ["pinv(V)*pinv(V)'*V'", 'pinv(V)'],
  // functions of a symmetric matrix by its spectrum
  ["eigvecs(S)*diag(exp(eigvals(S)))*eigvecs(S)'", 'expm(S)'], ["eigvecs(P)*diag(log(eigvals(P)))*eigvecs(P)'", 'logm(P)'], ["eigvecs(P)*diag(sqrt(eigvals(P)))*eigvecs(P)'", 'sqrtm(P)'],
  ["eigvecs(S)*diag(eigvals(S).^3 - 2*eigvals(S) + 1)*eigvecs(S)'", 'S^3 - 2*S + eye(n)'], ["eigvecs(P)*diag(1./eigvals(P))*eigvecs(P)'", 'inv(P)'],
  // what is made of a matrix commutes with it
  ['(eye(n) + t*A)*A', 'A*(eye(n) + t*A)'], ["(eye(n) + t*A')*A'", "A'*(eye(n) + t*A')"], ['inv(2*eye(n) - A)*A^2', 'A^2*inv(2*eye(n) - A)'],
  // softmax
  ['exp(x)/sum(exp(x))', 'softmax(x)'], ["exp(x)*exp(x)'/sum(exp(x))^2", "softmax(x)*softmax(x)'"], ['diag(exp(x).*y)/sum(exp(x))', 'diag(softmax(x).*y)'], ["exp(x)'*exp(-x)", 'n'], ["softmax(x)'*ones(n)", '1'],
  // Kronecker products with one block
  ['kron(x, eye(m))*X', 'kron(x, X)'], ["X*kron(y', eye(n))", "kron(y', X)"], ['kron(eye(n), u)*A', 'kron(A, u)'], ["kron(x, kron(y', A))", "kron(x*y', A)"],
  // products of Kronecker row by row and column by column
  ["kron(ones(d)', A)*diag(vec(W))*kron(R, Z)", "A*(kron(W*R, ones(q)').*kron(ones(p)', Z))"],
  ["(kron(C, ones(n)').*kron(ones(d)', A))*kron(R, Z)", "kron(C*R, ones(q)').*kron(ones(p)', A*Z)"],
  ["(kron(W, ones(q)').*kron(ones(d)', Z))*comm(d, q)", "kron(Z, ones(d)').*kron(ones(q)', W)"],
  ["kron(R', Z')*(kron(C', ones(n)).*kron(ones(d), A))", "kron(R'*C', ones(q)).*kron(ones(p), Z'*A)"],
  // triangles
  ['tril(L\')', 'diag(diagonal(L))'], ['diagonal(inv(L))', '1./diagonal(L)'],
  // powers of one base, also where a pair of factors makes it
  ['abs(t)^(t - 1)*t*sign(t)', 'abs(t)^t'],
])('%s is %s', (left, right) => {
  const bench = workbench(DECLARED);
  expect(bench.expr(left)).toBe(bench.expr(right));
  expect(bench.sameValue(left, bench.expr(right))).toMatchObject({ verdict: 'pass' });
});
