import { describe, expect, test } from 'vitest';
import type { FreeIndex } from '../../server/src/calculus/result';
import { named } from '../../server/src/shapes/dimension';
import type { QueryWord, Tree } from '../../server/src/syntax/tree';
import { binary, call, name, negate, number, transposed } from '../../server/src/syntax/build';
import { closure } from '../../server/src/shapes/adjectives';
import { verify } from '../../server/src/numeric/verify';
import corpus from './fixtures/corpus.json';
import { setting, tree, value, variable, verdictOf, type Case } from './setup';

const pass = (c: Case, result: string, seed?: number): void => { expect({ result, ...verdictOf(c, result, seed) }).toMatchObject({ verdict: 'pass', points: 3 }); };
const fails = (c: Case, result: string | Tree, reason?: RegExp): void => {
  const verdict = verdictOf(c, result);
  expect({ result, ...verdict }).toMatchObject({ verdict: 'fail', ...(reason === undefined ? {} : { reason: expect.stringMatching(reason) as string }) });
};

describe('closed forms of the corpus pass, and their mutants fail', () => {
  const dimensions = ['m', 'n', 'k', 'p', 'q', 'r'];
  const cases = corpus.map((row) => {
    const scope = setting(row.vars), wrt = scope.variables.get(row.wrt);
    if (wrt === undefined) throw new Error(row.wrt);
    const resolve: typeof scope.resolve = (node) => scope.resolve(node) ?? (dimensions.includes(node.name) ? setting([`x ${node.name}`]).resolve(node) : undefined);
    const check = (result: Tree, seed: number): ReturnType<typeof verify> => verify({ of: tree(row.expr), wrt, kind: row.want as QueryWord, unstructured: row.domain === undefined, result, setting: { resolve }, seed });
    return { ...row, check };
  });
  test.each(cases)('$want of $expr wrt $wrt is $expected', ({ expected, check, wrong }) => {
    const result = tree(expected), verdict = check(result, 1);
    expect(verdict).toMatchObject({ verdict: 'pass' });
    expect(verdict.verdict === 'pass' ? verdict.maxRelativeError : NaN).toBeLessThan(1e-7);
    if (wrong !== undefined) expect(check(tree(wrong), 1), wrong).toMatchObject({ verdict: 'fail' });
    // A derivative that is zero is its own multiple and negative.
    if (/^zeros|^0/.test(expected)) return;
    expect(check(negate(result), 1), 'sign').toMatchObject({ verdict: 'fail' });
    expect(check(binary('*', number(2), result), 1), 'factor 2').toMatchObject({ verdict: 'fail' });
    expect(check(binary('*', number(1.00001), result), 1), 'factor 1.00001').toMatchObject({ verdict: 'fail' });
    expect(check(binary('+', result, binary('*', number(0.001), call('exp', result))), 1), 'an extra term').toMatchObject({ verdict: 'fail' });
  });
});

/** Right derivatives and what people write instead. */
/** An index of an index form: its letter and how far it runs. */
const index = (text: string): FreeIndex => { const [letter = '', to = ''] = text.split(' '); return { letter, to: named(to) }; };
const ridge: Case = { of: '1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2', wrt: 'w', kind: 'gradient', vars: ['X n,d', 'w d', 'y n', 'λ'] };
const table: readonly { readonly of: Case; readonly right: readonly string[]; readonly wrong: readonly (readonly [result: string, reason?: RegExp])[] }[] = [
  { of: ridge,
    right: ["X'*(X*w - y) + λ*w", "X'*X*w - X'*y + λ*w", "X'*r + λ*w where r = X*w - y"],
    wrong: [["(X*w - y)'*X + λ*w'", /gradient is 1×3, it must be 3×1/], ["X'*(X*w - y)"], ["X'*(X*w - y) + 2*λ*w"], ["X'*(X*w + y) + λ*w"], ["X*(X*w - y)", /no value: product of 4×3 and 4×1/], ["X'*(X*w - y) + λ*w + 1e-5"], ['inv(X*X\')*X*w', /not finite where the function is|no value|must be/]] },
  { of: { of: 'tr(A*X*B)', wrt: 'X', kind: 'gradient', vars: ['A n,n', 'X n,n', 'B n,n'] }, right: ["A'*B'", "(B*A)'"], wrong: [['B*A'], ["B'*A'"], ['A*B']] },
  { of: { of: 'logdet(X)', wrt: 'X', kind: 'gradient', vars: ['X n,n'] }, right: ["inv(X)'", "inv(X')"], wrong: [['inv(X)'], ["-inv(X)'"], ["2*inv(X)' - diag(diagonal(inv(X)))"]] },
  { of: { of: 'logdet(X)', wrt: 'X', kind: 'gradient', vars: ['X n,n symmetric'] }, right: ['inv(X)'], wrong: [['2*inv(X) - diag(diagonal(inv(X)))'], ['2*inv(X)']] },
  { of: { of: "a'*X*b", wrt: 'X', kind: 'gradient', vars: ['a n', 'b n', 'X n,n symmetric'] }, right: ["sym(a*b')", "(a*b' + b*a')/2"], wrong: [["a*b'", /not in the tangent space of the symmetric variable/], ["a*b' + b*a'"]] },
  { of: { of: "a'*X*b", wrt: 'X', kind: 'gradient', vars: ['a n', 'b n', 'X n,n symmetric'], options: { unstructured: true } }, right: ["a*b'"], wrong: [["sym(a*b')"], ["b*a'"]] },
  { of: { of: "a'*X*b", wrt: 'X', kind: 'gradient', vars: ['a n', 'b n', 'X n,n skew'] }, right: ["skew(a*b')"], wrong: [["a*b'", /not in the tangent space of the skew variable/], ["sym(a*b')"]] },
  { of: { of: "a'*X*b", wrt: 'X', kind: 'gradient', vars: ['a n', 'b n', 'X n,n lower'] }, right: ["tril(a*b')"], wrong: [["a*b'"], ["triu(a*b')"]] },
  { of: { of: "a'*X*b", wrt: 'X', kind: 'gradient', vars: ['a n', 'b n', 'X n,n diagonal'] }, right: ['diag(a.*b)'], wrong: [["a*b'"], ['a.*b', /must be 3×3/]] },
  { of: { of: 'tr(A*Q)', wrt: 'Q', kind: 'gradient', vars: ['A n,n', 'Q n,n orthogonal'] }, right: ["Q*skew(Q'*A')", "(A' - Q*A*Q)/2"], wrong: [["A'", /not in the tangent space of the orthogonal variable/], ["A' - Q*A*Q"]] },
  { of: { of: "x'*A*x", wrt: 'x', kind: 'gradient', vars: ['A n,n symmetric', 'x n sphere'] }, right: ["2*(A*x - x'*A*x*x)", "2*(eye(n) - x*x')*A*x"], wrong: [['2*A*x', /not in the tangent space of the sphere variable/], ["A*x - x'*A*x*x"]] },
  { of: { of: "x'*A*x", wrt: 'x', kind: 'hessian', vars: ['A n,n symmetric', 'x n sphere'] }, right: ["2*(eye(n) - x*x')*(A - x'*A*x*eye(n))*(eye(n) - x*x')"], wrong: [['2*A'], ["2*(eye(n) - x*x')*A*(eye(n) - x*x')"], ["2*(A - x'*A*x*eye(n)) + x*x'*A"]] },
  { of: { of: "x'*A*x", wrt: 'x', kind: 'hvp', vars: ['A n,n symmetric', 'x n sphere', 'v n'], options: { along: name('v') } }, right: ["2*(A*v - v'*A*x*x - x'*A*x*v)"], wrong: [["2*(eye(n) - x*x')*A*v"], ['2*A*v'], ["2*(A*v - x'*A*x*v)"]] },
  { of: { of: "tr(Q'*A*Q)", wrt: 'Q', kind: 'gradient', vars: ['A n,n symmetric', 'Q n,p stiefel'] }, right: ["2*(A*Q - Q*Q'*A*Q)", "2*A*Q - 2*Q*sym(Q'*A*Q)"], wrong: [['2*A*Q', /not in the tangent space of the stiefel variable/]] },
  { of: { of: "tr(Q'*A*Q)", wrt: 'Q', kind: 'hvp', vars: ['A n,n symmetric', 'Q n,p stiefel', 'V n,p'], options: { along: name('V') } }, right: ["E - Q*sym(Q'*E) where E = 2*A*V - 2*V*Q'*A*Q"], wrong: [["E - Q*sym(Q'*E) where E = 2*A*V"], ['2*A*V']] },
  { of: { of: 'f', wrt: 'w', kind: 'gradient', vars: ['X n,d', 'w d', 'y n'], definitions: { r: 'X*w - y', f: "r'*r" } }, right: ["2*X'*r", "2*X'*(X*w - y)"], wrong: [["X'*r"], ["2*r'*X"]] },
  { of: { of: '1/n*sum(log(1 + exp(-y.*(X*w))))', wrt: 'w', kind: 'gradient', vars: ['X n,d', 'w d', 'y n sign'] }, right: ["-1/n*X'*(y.*sigmoid(-y.*(X*w)))"], wrong: [["-X'*(y.*sigmoid(-y.*(X*w)))"], ["-1/d*X'*(y.*sigmoid(-y.*(X*w)))"]] },
  { of: { of: '1/2*norm2(X*w)^2', wrt: 'w', kind: 'gradient', vars: ['X n,d', 'w d'], options: { layout: 'numerator' } }, right: ["w'*X'*X"], wrong: [["X'*X*w", /must be|is 1×3/]] },
  { of: { of: "1/2*x'*A*x", wrt: 'x', kind: 'gradient', vars: ['A n,n symmetric', 'M n,n posdef', 'x n'], options: { inner: { left: { name: 'u' }, right: { name: 'v' }, value: binary('*', binary('*', transposed(name('u')), name('M')), name('v')) } } }, right: ['inv(M)*A*x', 'M\\(A*x)'], wrong: [['A*x'], ['M*A*x']] },
  { of: { of: 'A*x', wrt: 'x', kind: 'jacobian', vars: ['A m,n', 'x n'] }, right: ['A'], wrong: [["A'", /Jacobian is 3×4, it must be 4×3/], ['2*A']] },
  { of: { of: 'A*x', wrt: 'x', kind: 'jacobian', vars: ['A m,n', 'x n'], options: { layout: 'denominator' } }, right: ["A'"], wrong: [['A']] },
  { of: { of: 'A*X*B', wrt: 'X', kind: 'jacobian', vars: ['A m,n', 'X n,p', 'B p,q'] }, right: ["kron(B', A)"], wrong: [["kron(A, B')"], ["kron(B, A')"]] },
  { of: { of: "X'", wrt: 'X', kind: 'jacobian', vars: ['X m,n'] }, right: ['comm(m, n)'], wrong: [['comm(n, m)'], ['eye(m*n)']] },
  { of: { of: 'inv(A + t*B)', wrt: 't', kind: 'jacobian', vars: ['A n,n invertible', 'B n,n', 't'] }, right: ['-inv(A + t*B)*B*inv(A + t*B)'], wrong: [['-inv(A + t*B)*inv(A + t*B)*B'], ['vec(-inv(A + t*B)*B*inv(A + t*B))']] },
  { of: { of: 'X', wrt: 'X', kind: 'jacobian', vars: ['X n,n symmetric'] }, right: ['eye(n*n)', '(eye(n*n) + comm(n, n))/2'], wrong: [['2*eye(n*n)']] },
  { of: { ...ridge, kind: 'hessian' }, right: ["X'*X + λ*eye(d)"], wrong: [["X'*X"], ["2*X'*X + λ*eye(d)"], ["X*X' + λ*eye(n)"]] },
  { of: { ...ridge, kind: 'hessian', options: { gradient: tree("X'*(X*w - y) + λ*w") } }, right: ["X'*X + λ*eye(d)"], wrong: [["X'*X"], ["2*X'*X + λ*eye(d)"]] },
  { of: { of: "x'*A*x", wrt: 'x', kind: 'hessian', vars: ['A n,n', 'x n'] }, right: ["A + A'"], wrong: [['2*A', /not symmetric/], ["2*sym(A)*0.5"]] },
  { of: { of: 't^3', wrt: 't', kind: 'hessian', vars: ['t'] }, right: ['6*t'], wrong: [['3*t^2'], ['6']] },
  { of: { of: 'logdet(X)', wrt: 'X', kind: 'hessian', vars: ['X n,n'] }, right: ["-comm(n, n)*kron(inv(X)', inv(X))"], wrong: [["-kron(inv(X)', inv(X))"]] },
  { of: { of: 'logdet(K)', wrt: 'K', kind: 'hessian', vars: ['K n,n skew'], options: { unstructured: true, gradient: tree('-inv(K)') } }, right: ['comm(n, n)*kron(inv(K), inv(K))'], wrong: [['-comm(n, n)*kron(inv(K), inv(K))'], ['kron(inv(K), inv(K))']] },
  { of: { of: "tr(S*A*S)", wrt: 'S', kind: 'hessian', vars: ['A n,n', 'S n,n symmetric'] }, right: ["(kron(eye(n), A + A') + kron(A + A', eye(n)))/2", "kron(eye(n), A + A')"], wrong: [["2*kron(eye(n), A + A')"]] },
  { of: { of: "1/2*x'*A*x", wrt: 'x', kind: 'hessian', vars: ['A n,n symmetric', 'M n,n posdef', 'x n'], options: { inner: { left: { name: 'u' }, right: { name: 'v' }, value: tree("u'*M*v") } } }, right: ['inv(M)*A'], wrong: [['A'], ['A*inv(M)']] },
  { of: { of: 'logsumexp(logsoftmax(x))', wrt: 'x', kind: 'gradient', vars: ['x n'] }, right: ['zeros(n)'], wrong: [['x*1e-6']] },
  { of: { of: 'X*X', wrt: 'X', kind: 'differential', vars: ['X n,n'] }, right: ['dX*X + X*dX'], wrong: [['2*X*dX'], ['dX*X'], ["dX*X + X*dX + dX*dX"]] },
  { of: { of: 'tr(expm(A*t))', wrt: 't', kind: 'differential', vars: ['A n,n', 't'] }, right: ['tr(A*expm(A*t))*dt'], wrong: [['tr(expm(A*t))*dt']] },
  { of: { of: 'log(x)', wrt: 'x', kind: 'differential', vars: ['x n'] }, right: ['dx ./ x'], wrong: [['x ./ dx']] },
  { of: { of: 'tr(X*logm(X))', wrt: 'X', kind: 'gradient', vars: ['X n,n'] }, right: ["logm(X)' + eye(n)"], wrong: [['logm(X) + eye(n)'], ["logm(X)'"]] },
  { of: { of: 'tr(X^k)', wrt: 'X', kind: 'gradient', vars: ['X n,n', 'k'] }, right: ["k*(X^(k - 1))'"], wrong: [['k*X^(k - 1)'], ["(k - 1)*(X^(k - 1))'"]] },
  { of: { of: 'eigmax(S)', wrt: 'S', kind: 'gradient', vars: ['S n,n symmetric'] }, right: ["eigvec(S)*eigvec(S)'"], wrong: [["eigvecmin(S)*eigvecmin(S)'"]] },
  { of: { of: 'sum(relu(W*x + b))', wrt: 'W', kind: 'gradient', vars: ['W m,n', 'x n', 'b m'] }, right: ["step(W*x + b)*x'"], wrong: [["relu(W*x + b)*x'"], ["ones(m)*x'"]] },
  { of: { of: "sum(i = 1..n) log(1 + exp(-y[i]*x[i]*w))", wrt: 'w', kind: 'gradient', vars: ['x n', 'y n sign', 'w'] }, right: ["-sum(y.*x.*sigmoid(-y.*x*w))", "sum(i = 1..n) -y[i]*x[i]*sigmoid(-y[i]*x[i]*w)"], wrong: [["-sum(y.*x.*sigmoid(y.*x*w))"]] },
  { of: { of: 'exp(x)', wrt: 'x', kind: 'jvp', vars: ['x n', 'v n'], options: { along: name('v') } }, right: ['exp(x).*v'], wrong: [['exp(v).*x'], ['exp(x)']] },
  { of: { of: 'A*exp(x)', wrt: 'x', kind: 'vjp', vars: ['A m,n', 'x n', 'v m'], options: { along: name('v') } }, right: ["exp(x).*(A'*v)"], wrong: [["A'*v"], ["exp(x)'.*(A'*v)'"]] },
  { of: { of: "sum(exp(x)) + x'*A*x", wrt: 'x', kind: 'hvp', vars: ['A n,n', 'x n', 'v n'], options: { along: name('v') } }, right: ["exp(x).*v + A*v + A'*v"], wrong: [["exp(x).*v + 2*A*v"], ['exp(x).*v']] },
  { of: { of: "exp(a'*x)", wrt: 'x', kind: 'taylor', vars: ['a n', 'x n'], options: { order: 2 } }, right: ["exp(a'*x)*(1 + a'*dx + (a'*dx)^2/2)"], wrong: [["exp(a'*x)*(1 + a'*dx)"], ["exp(a'*x)*(1 + a'*dx + (a'*dx)^2)"]] },
  { of: { of: 'sin(a*t)', wrt: 't', kind: 'derivative', vars: ['a', 't'], options: { order: 3, tangents: [] } }, right: ['-a^3*cos(a*t)'], wrong: [['a^3*cos(a*t)'], ['-a^3*sin(a*t)'], ['-a^2*cos(a*t)']] },
  { of: { of: 'exp(t)', wrt: 't', kind: 'derivative', vars: ['t'], options: { order: 8, tangents: [] } }, right: ['exp(t)'], wrong: [['exp(t)*1.001']] },
  { of: { of: 'sum(exp(X*x))', wrt: 'x', kind: 'derivative', vars: ['X m,n', 'x n'], options: { order: 3, tangents: ['dx1', 'dx2', 'dx3'] } }, right: ['sum(exp(X*x).*(X*dx1).*(X*dx2).*(X*dx3))'], wrong: [['sum(exp(X*x).*(X*dx1).*(X*dx1).*(X*dx3))'], ['2*sum(exp(X*x).*(X*dx1).*(X*dx2).*(X*dx3))']] },
  { of: { of: 'inv(Z)', wrt: 'Z', kind: 'derivative', vars: ['Z n,n'], options: { order: 2, tangents: ['dZ1', 'dZ2'] } }, right: ['inv(Z)*(dZ1*inv(Z)*dZ2 + dZ2*inv(Z)*dZ1)*inv(Z)'], wrong: [['2*inv(Z)*dZ1*inv(Z)*dZ2*inv(Z)'], ['inv(Z)*dZ1*inv(Z)*dZ2*inv(Z)']] },
  { of: { of: '1/2*norm2(X*w)^2', wrt: 'w', kind: 'gradient', vars: ['X n,d', 'w d'], options: { form: 'index', indices: { rows: [index('i d')], columns: [] } } }, right: ['sum(k = 1..n) X[k, i]*(sum(j = 1..d) X[k, j]*w[j])', "(X'*X*w)[i]"], wrong: [['sum(k = 1..n) X[k, i]*w[i]'], ['sum(k = 1..d) sum(j = 1..d) X[k, i]*X[k, j]*w[j]']] },
  { of: { of: "X'", wrt: 'X', kind: 'jacobian', vars: ['X m,n'], options: { form: 'index', indices: { rows: [index('i n'), index('j m')], columns: [index('k m'), index('l n')] } } }, right: ['eye(n)[i, l]*eye(m)[j, k]'], wrong: [['eye(m)[j, k]'], ['2*eye(n)[i, l]*eye(m)[j, k]']] },
  { of: { of: 'sum(x.^3)', wrt: 'x', kind: 'derivative', vars: ['x n'], options: { order: 3, tangents: ['dx1', 'dx2', 'dx3'], form: 'index', indices: { rows: [], columns: [index('i n'), index('j n'), index('k n')] } } }, right: ['6*eye(n)[i, j]*eye(n)[j, k]'], wrong: [['6*eye(n)[i, j]'], ['3*eye(n)[i, j]*eye(n)[j, k]']] },
  { of: { of: "tr(A*X)", wrt: 'X', kind: 'gradient', vars: ['A n,m', 'X m,n'], options: { form: 'kronecker' } }, right: ["vec(A')"], wrong: [['vec(A)'], ["2*vec(A')"]] },
  { of: { of: 'A*X', wrt: 'X', kind: 'differential', vars: ['A m,n', 'X n,p'], options: { form: 'kronecker' } }, right: ['kron(eye(p), A)*vec(dX)', 'vec(A*dX)'], wrong: [['vec(dX)', /is 1[25]×1|must be/], ['2*vec(A*dX)']] },
  { of: { of: 'x.^3', wrt: 'x', kind: 'derivative', vars: ['x n'], options: { order: 2, form: 'kronecker' } }, right: ['6*diag(vec(eye(n)))*kron(ones(n), eye(n))*diag(x)'], wrong: [['3*diag(vec(eye(n)))*kron(ones(n), eye(n))*diag(x)'], ['6*diag(x)', /entries, it must have/]] },
  { of: { of: 'logdet(X)', wrt: 'X', kind: 'hessian', vars: ['X n,n'], options: { form: 'operator' } }, right: ["-inv(X)'*dX'*inv(X)'"], wrong: [["inv(X)'*dX'*inv(X)'"], ["-inv(X)*dX*inv(X)"]] },
  { of: { of: 'logdet(X)', wrt: 'X', kind: 'hessian', vars: ['X n,n'], options: { form: 'bilinear', tangents: ['dX1', 'dX2'] } }, right: ['-tr(inv(X)*dX1*inv(X)*dX2)'], wrong: [['tr(inv(X)*dX1*inv(X)*dX2)'], ["-tr(inv(X)*dX1*inv(X)*dX2')"], ['-tr(inv(X)*dX1*inv(X)*dX1)']] },
  { of: { of: 'A*X', wrt: 'X', kind: 'jacobian', vars: ['A m,n', 'X n,p'], options: { form: 'operator' } }, right: ['A*dX'], wrong: [['dX', /is 3×|must be|sum of/], ['2*A*dX']] },
  { of: { of: 'sin(t)', wrt: 't', kind: 'taylor', vars: ['t'], options: { order: 4 } }, right: ['sin(t) + cos(t)*dt - sin(t)*dt^2/2 - cos(t)*dt^3/6 + sin(t)*dt^4/24'], wrong: [['sin(t) + cos(t)*dt - sin(t)*dt^2/2 - cos(t)*dt^3/6']] },
];

describe.each(table.map((row) => ({ ...row, title: `${row.of.kind} of ${row.of.of} wrt ${row.of.wrt} (${row.of.vars.join('; ')})` })))('$title', ({ of, right, wrong }) => {
  test.each(right)('passes %s', (result) => { for (let seed = 1; seed <= 5; seed++) pass(of, result, seed); });
  test.each(wrong.map(([result, reason]) => ({ result, reason })))('fails $result', ({ result, reason }) => { fails(of, result, reason); });
});

describe('points that do not serve are drawn again', () => {
  test('what is too large at the usual sizes is checked at the smallest', () => {
    const of: Case = { of: 'sum(kron(kron(A, B), kron(C, D)))', wrt: 'A', kind: 'gradient', vars: ['A m,n', 'B p,q', 'C k,l', 'D r,s'] };
    pass(of, 'sum(B)*sum(C)*sum(D)*ones(m, n)');
    fails(of, 'sum(B)*sum(C)*ones(m, n)');
  });
  test.each<[string, Case, string]>([
    ['positive', { of: 'sum(log(x))', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '1 ./ x'],
    ['|x| < 1', { of: 'sum(asin(x)) + log(1 - norm2(x)^2)', wrt: 'x', kind: 'gradient', vars: ['x n'] }, "1 ./ sqrt(1 - x.^2) - 2*x/(1 - norm2(x)^2)"],
    ['more rows than columns', { of: "logdet(X'*X)", wrt: 'X', kind: 'gradient', vars: ['X n,d'] }, "2*X*inv(X'*X)"],
    ['more columns than rows', { of: "logdet(X*X')", wrt: 'X', kind: 'gradient', vars: ['X n,d'] }, "2*inv(X*X')*X"],
    ['even sizes', { of: 'logdet(A)', wrt: 't', kind: 'gradient', vars: ['A n,n skew', 't'] }, '0'],
    ['even sizes, more rows than columns', { of: "logdet(K*C*C'*K)", wrt: 't', kind: 'gradient', vars: ['K n,n skew', 'C n,m', 't'] }, '0'],
    ['pi', { of: 'sin(pi*t)', wrt: 't', kind: 'gradient', vars: ['t'] }, 'pi*cos(pi*t)'],
    ['large', { of: 'log(log(t))', wrt: 't', kind: 'gradient', vars: ['t'] }, '1/(t*log(t))'],
    ['negative', { of: 'log(-t)', wrt: 't', kind: 'gradient', vars: ['t'] }, '1/t'],
    ['full rank', { of: 'logdet(P)', wrt: 't', kind: 'gradient', vars: ['P n,n possemidef', 't'] }, '0'],
    ['three entries', { of: 'x[3]^2', wrt: 'x', kind: 'gradient', vars: ['x 4'] }, '2*x.*[0;0;1;0]'],
  ])('%s', (_what, of, result) => { pass(of, result); });

  test.each<[string, Case, string, RegExp]>([
    ['nowhere finite', { of: 'log(-norm2(x)^2)', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '2*x/norm2(x)^2', /the function is not finite \(at each of \d+ random points\)/],
    ['not a scalar', { of: 'x', wrt: 'x', kind: 'gradient', vars: ['x n'] }, 'x', /not a scalar/],
    ['a kink at every point', { of: 'sum(relu(x))', wrt: 'x', kind: 'gradient', vars: ['x n onehot'] }, 'step(x)', /kink/],
    ['unknown name', { of: 'norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '2*z', /z has no value/],
    ['unknown function', { of: 'norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, 'foo(x)', /foo is no function/],
    ['too large', { of: 'sum(kron(kron(kron(kron(X, X), kron(X, X)), kron(kron(X, X), kron(X, X))), kron(X, X)))', wrt: 'X', kind: 'gradient', vars: ['X n,n'] }, 'X', /too (large|much work) for a numerical check/],
    ['too much work', { of: 'sum(i = 1..500) (sum(j = 1..500) (sum(k = 1..500) i*j*k*t))', wrt: 't', kind: 'gradient', vars: ['t'] }, 't', /too much work for a numerical check/],
    ['order', { of: 'exp(t)', wrt: 't', kind: 'taylor', vars: ['t'], options: { order: 9 } }, 'exp(t)', /beyond order 8/],
  ])('%s is unchecked', (_what, of, result, reason) => { expect(verdictOf(of, result)).toMatchObject({ verdict: 'unchecked', reason: expect.stringMatching(reason) as string }); });

  test('a result without a value where the function has one fails', () => {
    fails({ of: 'norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '2*x + 0*log(x - x)', /not finite where the function is/);
    // It has one for positive x, or for symmetric X: that is not enough.
    fails({ of: 'norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '2*exp(log(x))', /not finite where the function is/);
    fails({ of: 'spec(X)', wrt: 'X', kind: 'gradient', vars: ['X n,n'] }, "eigvec(X)*eigvec(X)'", /not finite where the function is/);
    pass({ of: 'sum(log(x)) + norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '1 ./ x + 2*exp(log(x))');
  });
  test('small scales do not hide a wrong factor', () => {
    fails({ of: '1e-9*norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '3e-9*x');
    pass({ of: '1e-9*norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '2e-9*x');
    pass({ of: '1e9 + norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '2*x');
    fails({ of: '1e6 + norm2(x)^2', wrt: 'x', kind: 'gradient', vars: ['x n'] }, '2.001*x');
  });
});

test('a verdict is reproducible, and names the point and its sizes when it fails', () => {
  expect(verdictOf(ridge, "X'*(X*w - y)", 3)).toEqual(verdictOf(ridge, "X'*(X*w - y)", 3));
  fails(ridge, "X'*(X*w - y)", /^at point 1 \(n=4, d=3\): ⟨gradient, direction⟩ is -?[\d.]+, differences give -?[\d.]+$/);
});

test('the deepest trees are answered, too large ones refused', () => {
  let deep: Tree = name('x');
  for (let i = 0; i < 10_000; i++) deep = call('tanh', deep);
  const x = variable('x'), base = { wrt: x, kind: 'gradient', unstructured: false, setting: setting(['x']), seed: 1 } as const;
  // d tanh^k(x)/dx at depth 10,000 is what the chain rule gives, factor by factor.
  const factor = (at: number): number => { let y = at, slope = 1; for (let i = 0; i < 10_000; i++) { y = Math.tanh(y); slope *= 1 - y * y; } return slope; };
  expect(factor(0.5)).toBeLessThan(1e-4);
  expect(verify({ ...base, of: deep, result: number(0) }).verdict).toBe('fail');
  for (let i = 0; i < 20_000; i++) deep = call('tanh', deep);
  expect(verify({ ...base, of: deep, result: number(0) })).toMatchObject({ verdict: 'unchecked', reason: 'more than 20000 nodes are too many for a numerical check' });
  expect(value('2').data[0]).toBe(2);
  expect(closure(['posdef']).has('symmetric')).toBe(true);
});
