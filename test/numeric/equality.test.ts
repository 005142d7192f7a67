import { describe, expect, test } from 'vitest';
import { compareClaim, type Difference } from '../../server/src/numeric/claims';
import { verifyEquality } from '../../server/src/numeric/equality';
import type { Verdict } from '../../server/src/calculus/result';
import { setting, tree } from './setup';

const equality = (left: string, right: string, vars: readonly string[], wrt?: string, unstructured = false): Verdict => {
  const scope = setting(vars);
  return verifyEquality({ left: tree(left), right: tree(right), setting: scope, seed: 1, wrt: wrt === undefined ? undefined : scope.variables.get(wrt), unstructured });
};

describe('lines of a derivation', () => {
  test.each<[left: string, right: string, vars: readonly string[], wrt: string]>([
    ["d(tr(A*X*B))", "tr(d(A*X*B))", ['A n,n', 'X n,n', 'B n,n'], 'X'],
    ["tr(d(A*X*B))", "tr(A*dX*B)", ['A n,n', 'X n,n', 'B n,n'], 'X'],
    ["tr(A*dX*B)", "dot(A'*B', dX)", ['A n,n', 'X n,n', 'B n,n'], 'X'],
    ["d(1/2*norm2(X*w - y)^2)", "(X*w - y)'*d(X*w - y)", ['X n,d', 'w d', 'y n'], 'w'],
    ["d(x.*exp(x))", "dx.*exp(x) + x.*d(exp(x))", ['x n'], 'x'],
    ['d(A)', 'zeros(n, n)', ['A n,n', 't'], 't'],
    ["d(logdet(P))", 'tr(inv(P)*dP)', ['P n,n posdef'], 'P'],
    ["dP'", 'dP', ['P n,n posdef'], 'P'],
    ["Q'*dQ", "-(Q'*dQ)'", ['Q n,n orthogonal'], 'Q'],
    ["s*d(s) where s = t^2", 't^2*2*t*dt', ['t'], 't'],
  ])('%s = %s', (left, right, vars, wrt) => { expect(equality(left, right, vars, wrt)).toMatchObject({ verdict: 'pass', points: 3 }); });

  test.each<[left: string, right: string, vars: readonly string[], wrt: string]>([
    ["d(tr(A*X*B))", "tr(B*dX*A)", ['A n,n', 'X n,n', 'B n,n'], 'X'],
    ["d(x.*exp(x))", "dx.*exp(x)", ['x n'], 'x'],
    ["d(x'*x)", "x'*dx", ['x n'], 'x'],
    ["dX'", 'dX', ['X n,n'], 'X'],
  ])('%s ≠ %s', (left, right, vars, wrt) => { expect(equality(left, right, vars, wrt)).toMatchObject({ verdict: 'fail' }); });

  test('with every entry free the direction is not symmetric', () => {
    expect(equality("dP'", 'dP', ['P n,n posdef'], 'P', true)).toMatchObject({ verdict: 'fail' });
  });
  test('at a kink of every point there is no verdict', () => {
    expect(equality('d(eigmax(sym(K)))', "eigvec(sym(K))'*dK*eigvec(sym(K))", ['K n,n skew'], 'K', true)).toMatchObject({ verdict: 'unchecked', reason: expect.stringMatching(/kink/) as string });
  });
  test.each<[left: string, right: string, wrt: string | undefined, reason: string]>([
    ['d(t)', 'd(t)', undefined, 'd(…) has a value only along a direction'],
    ['d(d(t^2))', '2*dt', 't', 'd(…) inside d(…)'],
    ['sum(i = 1..2) d(i*t)', '3*dt', 't', 'd(…) inside a sum over an index'],
  ])('%s is unchecked', (left, right, wrt, reason) => { expect(equality(left, right, ['t'], wrt)).toEqual({ verdict: 'unchecked', reason }); });
});

describe('identities', () => {
  test.each<[string, string, readonly string[]]>([
    ['tr(A*B)', 'tr(B*A)', ['A m,n', 'B n,m']],
    ["(A*B)'", "B'*A'", ['A m,n', 'B n,p']],
    ['log(x.*y)', 'log(x) + log(y)', ['x n positive', 'y n positive']],
    ["inv(A + u*v')", "inv(A) - inv(A)*u*v'*inv(A)/(1 + v'*inv(A)*u)", ['A n,n', 'u n', 'v n']],
    ['log(x)', 'log(x) + (x - x)', ['x n']],
    ['exp(x) - exp(x)', 'zeros(n)', ['x n']],
  ])('%s = %s', (left, right, vars) => { expect(equality(left, right, vars)).toMatchObject({ verdict: 'pass' }); });
  test.each<[string, string, readonly string[]]>([
    ['A*B', 'B*A', ['A n,n', 'B n,n']],
    ['sqrt(x.^2)', 'x', ['x n']],
    ['x', "x'", ['x n']],
    ['exp(x)', 'exp(x) + 1e-6', ['x n']],
  ])('%s ≠ %s', (left, right, vars) => { expect(equality(left, right, vars)).toMatchObject({ verdict: 'fail' }); });
});

describe('how a claim fails', () => {
  test.each<[actual: string, claimed: string, vars: readonly string[], difference: Difference]>([
    ["X'*(X*w - y)", "X'*X*w - X'*y",          ['X n,d', 'w d', 'y n'], { how: 'none' }],
    ["X'*(X*w - y)", "(X*w - y)'*X",           ['X n,d', 'w d', 'y n'], { how: 'transposed' }],
    ["X'*(X*w - y)", "2*(X*w - y)'*X",         ['X n,d', 'w d', 'y n'], { how: 'transposed', factor: '2' }],
    ["X'*(X*w - y)", "2*X'*(X*w - y)",         ['X n,d', 'w d', 'y n'], { how: 'factor', factor: '2' }],
    ["2*X'*(X*w - y)", "X'*(X*w - y)",         ['X n,d', 'w d', 'y n'], { how: 'factor', factor: '1/2' }],
    ["X'*(X*w - y)", "-3*X'*(X*w - y)",        ['X n,d', 'w d', 'y n'], { how: 'factor', factor: '-3' }],
    ["X'*(X*w - y)", "0.7312*X'*(X*w - y)",    ['X n,d', 'w d', 'y n'], { how: 'factor', factor: '0.731200' }],
    ["1/n*X'*(X*w - y)", "X'*(X*w - y)",       ['X n,d', 'w d', 'y n'], { how: 'factor', factor: 'n' }],
    ["X'*(X*w - y)", "X'*(X*w - y)/n",         ['X n,d', 'w d', 'y n'], { how: 'factor', factor: '1/n' }],
    ["X'*(X*w - y)", "X'*(y - X*w)",           ['X n,d', 'w d', 'y n'], { how: 'sign' }],
    ["X'*(X*w - y)", "X*w - y",                ['X n,d', 'w d', 'y n'], { how: 'shape', actual: [3, 1], claimed: [4, 1] }],
    ["X'*(X*w - y) + w", "X'*(X*w - y)",       ['X n,d', 'w d', 'y n'], { how: 'differs' }],
    ["A*x + A'*x", '2*A*x',                    ['A n,n', 'x n'],        { how: 'onlyIf', variable: 'A', property: 'symmetric' }],
    ["inv(Q)*x", "Q'*x",                       ['Q n,n', 'x n'],        { how: 'onlyIf', variable: 'Q', property: 'orthogonal' }],
    ["A'*A*x", "2*A'*A*x",                     ['A n,n', 'x n'],        { how: 'factor', factor: '2' }],
    ['log(x)', 'z',                            ['x n'],                 { how: 'unknown', reason: 'z has no value' }],
    ['zeros(n)', 'x',                          ['x n'],                 { how: 'differs' }],
  ])('%s claimed to be %s', (actual, claimed, vars, difference) => {
    expect(compareClaim({ actual: tree(actual), claimed: tree(claimed), setting: setting(vars), seed: 1 })).toEqual(difference);
  });
  test('of a differential, the direction is a name', () => {
    const scope = setting(['X n,n']), wrt = scope.variables.get('X');
    const difference = (claimed: string): Difference => compareClaim({ actual: tree('dX*X + X*dX'), claimed: tree(claimed), setting: scope, seed: 1, changes: wrt && { of: wrt, names: ['dX'] } });
    expect(difference('X*dX + dX*X')).toEqual({ how: 'none' });
    expect(difference('-X*dX - dX*X')).toEqual({ how: 'sign' });
    expect(difference('2*X*dX')).toEqual({ how: 'differs' });
  });
});
