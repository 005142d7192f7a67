import { describe, expect, test } from 'vitest';
import { understand } from '../../server/src/semantics/understand';
import { parseDocument } from '../../server/src/syntax/parse';
import { settingAt } from '../../server/src/numeric/setting';
import { verify } from '../../server/src/numeric/verify';
import type { Verdict } from '../../server/src/calculus/result';
import { tree } from './setup';

/** The verdict on `result` as the answer to the last query of a file. */
function verdictIn(text: string, result: string): Verdict {
  const meaning = understand(parseDocument(text));
  expect(meaning.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  const query = meaning.queries.at(-1), wrt = query?.wrt[0];
  if (query === undefined || wrt === undefined) throw new Error('no query');
  return verify({ of: query.of, wrt, kind: query.node.word, unstructured: query.node.unstructured, result: tree(result), setting: settingAt(meaning, query.node.span.start, wrt), seed: 1, order: query.node.order, along: query.node.along, inner: meaning.innerProductOf(wrt) });
}

const RIDGE = `X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar
r = X*w - y
f = 1/2*norm2(r)^2 + λ/2*norm2(w)^2
`;

describe('names mean what they mean in the file', () => {
  test.each<[what: string, text: string, right: string, wrong: string]>([
    ['definitions', `${RIDGE}gradient f wrt w`, "X'*(X*w - y) + λ*w", "X'*(X*w - y)"],
    ['definitions in the result', `${RIDGE}gradient f wrt w`, "X'*r + λ*w", "X'*r"],
    ['dimensions', `${RIDGE}hessian f wrt w`, "X'*X + λ*eye(d)", "X'*X + eye(d)"],
    ['shadowed definitions', `${RIDGE}r = 2*w\ngradient f wrt w`, "X'*(X*w - y) + λ*w", "X'*r + λ*w"],
    ['shadowed variables', "x : vector(n); A : matrix(n, n)\nf = x'*x\nx : matrix(n, n)\ngradient f*tr(x*A) wrt A", "f*x'", 'f*x'],
    ['functions with parameters', "w : vector(d); v : vector(d)\nf(w) = 1/2*w'*w\ng = f(2*v + w)\ngradient g wrt v", '2*(2*v + w)', '2*v + w'],
    ['inferred shapes', "f = x'*A*x\ngradient f wrt x", "(A + A')*x", '2*A*x'],
    ['transpose by T', "A : matrix(n, n)\ngradient tr(A^T*A) wrt A", '2*A', 'A'],
    ['ones of the required shape', 'X : matrix(n, d); w : vector(d)\ngradient sum(log(vector(1) + exp(X*w))) wrt w', "X'*sigmoid(X*w)", "X'*exp(X*w)"],
    ['ones as a factor', "X : matrix(n, d); w : vector(d)\ngradient vector(1)'*X*w wrt w", "X'*ones(n)", "X'*ones(n)*2"],
    ['sums over samples', "X : matrix(N, d); w : vector(d); y : sign vector(N)\ngradient sum(i = 1..N) log(1 + exp(-y[i]*X[i]'*w)) wrt w", "-X'*(y.*sigmoid(-y.*(X*w)))", "X'*(y.*sigmoid(-y.*(X*w)))"],
    ['inner products', "A : symmetric(n); M : posdef(n); x : vector(n)\ninner x: <u, v> = u'*M*v\ngradient 1/2*x'*A*x wrt x", 'M\\(A*x)', 'A*x'],
    ['structure', "A : matrix(n, n); S : symmetric(n)\ngradient tr(A*S) wrt S", 'sym(A)', "A'"],
    ['every entry free', "A : matrix(n, n); S : symmetric(n)\ngradient tr(A*S) wrt S unstructured", "A'", 'sym(A)'],
    ['directions', 'x : vector(n); v : vector(n)\njvp exp(x) wrt x along v', 'exp(x).*v', 'exp(x)'],
    ['solutions of equations', "A : matrix(n, n); b, c, p : vector(n)\nimplicit (A + diag(p))*x == b solve x\ngradient c'*x wrt p", "-x.*(inv(A + diag(p))'*c)", "-x.*(inv(A)'*c)"],
    ['solutions of equations, through definitions', "A : matrix(n, n); b, p : vector(n)\nr = A*x + p.*x - b\nf = norm2(x)^2\nimplicit r == 0 solve x\ngradient f wrt p", "-2*x.*(inv(A + diag(p))'*x)", 'zeros(n)'],
    ['minimisers', "X : matrix(N, d); w : vector(d); y : vector(N); λ : positive scalar\nf(w) = 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2\nimplicit gradient f wrt w == 0 solve w\ngradient norm2(w)^2 wrt λ", "-2*w'*inv(X'*X + λ*eye(d))*w", '0'],
    ['solutions in the value at a minimum', "X : matrix(N, d); w : vector(d); y : vector(N); λ : positive scalar\nf(w) = 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2\nimplicit gradient f wrt w == 0 solve w\nhessian f wrt λ", "-w'*inv(X'*X + λ*eye(d))*w", '0'],
    ['an unknown as the variable is free', "A : matrix(n, n); b, c, x : vector(n)\nimplicit A*x == b solve x\ngradient (c'*x)^2 wrt x", "2*c'*x*c", 'zeros(n)'],
    ['unknown functions', 'g : vector(n) -> scalar\nA : matrix(n, n); x : vector(n)\ngradient g(A*x) wrt x', "A'*∇g(A*x)", '∇g(A*x)'],
    ['unknown vector functions', 'g : vector(n) -> vector(m)\nA : matrix(n, n); x : vector(n)\njacobian g(A*x) wrt x', 'Dg(A*x)*A', 'A*Dg(A*x)'],
    ['unknown functions, elementwise', 'φ : scalar -> scalar\nx : vector(n)\njacobian φ.(x) wrt x', 'diag(Dφ.(x))', 'diag(φ.(x))'],
    ['unknown functions of several arguments', 'h : vector(n), vector(m) -> scalar\nB : matrix(m, n); x : vector(n)\ngradient h(x, B*x) wrt x', "D1h(x, B*x)' + B'*∇₂h(x, B*x)", "∇₁h(x, B*x) - B'*∇₂h(x, B*x)"],
    ['unknown vector functions of several arguments', 'F : scalar, vector(n) -> vector(m)\nt : scalar; x : vector(n)\njacobian F(t, t*x) wrt t', 'D1F(t, t*x) + D₂F(t, t*x)*x', 'D₂F(t, t*x)*x'],
    ['unknown functions, mixed derivatives', 'h : vector(n), vector(m) -> scalar\nx : vector(n); y : vector(m)\njacobian ∇₁h(x, y) wrt y', "H21h(x, y)'", 'H12h(x, y)*2'],
    ['unknown vector functions, second derivatives', 'F : vector(n) -> vector(m)\nx : vector(n); y : vector(m)\nhessian y\'*F(x) wrt x', "kron(y', eye(n))*∇²F(x)", "kron(eye(n), y')*∇²F(x)"],
    ['unknown functions, elementwise, of several arguments', 'φ : scalar, scalar -> scalar\nx, y : vector(n)\njacobian φ.(x, y) wrt y', 'diag(∇₂φ.(x, y))', 'diag(∇₁φ.(x, y))'],
    ['unknown functions, second derivatives', 'g : vector(n) -> scalar\nx : vector(n)\nhessian g(2*x) wrt x', '4*Hg(2*x)', '2*Hg(2*x)'],
  ])('%s', (_what, text, right, wrong) => {
    expect(verdictIn(text, right)).toMatchObject({ verdict: 'pass', points: 3 });
    expect(verdictIn(text, wrong)).toMatchObject({ verdict: 'fail' });
  });
});
