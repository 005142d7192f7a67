/** What code generation gives as a whole: parameters, docstrings, refusals, and expressions of any depth. */
import { describe, expect, test } from 'vitest';
import { inArena, newArena } from '../../server/src/algebra/arena';
import { apply } from '../../server/src/algebra/construct/apply';
import { integer, symbol } from '../../server/src/algebra/construct/leaf';
import { add } from '../../server/src/algebra/construct/sum';
import { total } from '../../server/src/algebra/laws/elementwise';
import { isBlocked } from '../../server/src/calculus/differentialOf';
import { pullback } from '../../server/src/calculus/sweep';
import { generate } from '../../server/src/codegen/generate';
import type { CodeOutcome } from '../../server/src/codegen/request';
import { named } from '../../server/src/shapes/dimension';
import { column } from '../../server/src/shapes/shape';
import { emit } from './emit';

function outcomeOf(text: string, functionName?: string): CodeOutcome {
  const [one] = emit(text, 'numpy', functionName === undefined ? {} : { functionName });
  if (one === undefined || typeof one === 'string') throw new Error(one ?? 'no query');
  return one.outcome;
}
function codeOf(text: string, functionName?: string): Extract<CodeOutcome, { ok: true }>['code'] {
  const outcome = outcomeOf(text, functionName);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.code;
}

describe('parameters', () => {
  test.each([
    { text: 'x : vector(n)\ngradient m*norm2(x)^2 wrt x',                              parameters: ['x', 'm'],       of: 'a dimension that no shape gives' },
    { text: 'A : matrix(2*n, n)\nx : vector(n)\ngradient n*norm2(A*x)^2 wrt x',        parameters: ['A', 'x'],       of: 'a dimension from a shape' },
    { text: 'x : vector(3*k)\ngradient k*norm2(x)^2 wrt x',                            parameters: ['x'],            of: 'a dimension from a multiple' },
    { text: 'X, A : matrix(n, n)\ndifferential X*A*X wrt X',                           parameters: ['X', 'A', 'dX'], of: 'the direction last' },
    { text: 'lambda : scalar\nx : vector(n)\ngradient lambda*norm2(x)^2 wrt x',        parameters: ['lambda_', 'x'], of: 'a keyword' },
    { text: 'a, x : vector(n)\ngradient a\'*x wrt x',                                  parameters: ['a', 'x'],       of: 'what the gradient does not depend on' },
  ])('$of', ({ text, parameters }) => { expect(codeOf(text).parameters).toEqual(parameters); });
});

describe('functions that are only known by their shapes', () => {
  test.each([
    { text: 'g : vector(n) -> scalar\nx : vector(n)\nhessian g(x)^2 wrt x',                                           parameters: ['g', 'grad_g', 'hess_g', 'x'],                  of: 'of a vector' },
    { text: 'φ : scalar -> scalar\nx : vector(n)\nhessian sum(φ.(x).^2) wrt x',                                       parameters: ['φ', 'dφ', 'd2φ', 'x'],                         of: 'of a number' },
    { text: 'F : vector(n) -> vector(m)\nx : vector(n)\nhessian norm2(F(x))^2 wrt x',                                 parameters: ['F', 'jac_F', 'hess_F', 'x', 'm'],              of: 'with several entries' },
    { text: 'h : vector(n), vector(m) -> scalar\nB : matrix(m, n); x : vector(n)\nhessian h(x, B*x) wrt x',           parameters: ['hess11_h', 'hess12_h', 'hess22_h', 'B', 'x'], of: 'of two vectors' },
    { text: 's : scalar, vector(n) -> scalar\nx, y : vector(n)\nhessian s(x\'*y, x) wrt x',                           parameters: ['d11s', 'hess21_s', 'hess22_s', 'x', 'y'],      of: 'of a number and a vector' },
    { text: 'φ : scalar, scalar -> scalar\nx, y : vector(n)\ngradient sum(φ.(x, y).^2) wrt y',                        parameters: ['φ', 'd2φ', 'x', 'y'],                          of: 'of two numbers' },
    { text: 'F : vector(n), vector(m) -> vector(k)\nx : vector(n); y : vector(m)\ngradient norm2(F(x, y))^2 wrt y',   parameters: ['F', 'jac2_F', 'x', 'y'],                       of: 'with several entries, of two vectors' },
  ])('$of', ({ text, parameters }) => { expect(codeOf(text).parameters).toEqual(parameters); });

  test('what the comment says of them', () => {
    const { body } = codeOf("h : vector(n), scalar -> scalar\nF : vector(n) -> vector(m)\nx : vector(n); t : scalar; y : vector(m)\nhessian y'*F(x)*h(x, t) wrt x");
    expect(body.split('\n').filter((line) => /^ {4}\w+ +: /.test(line)).map((line) => line.trim())).toEqual([
      'F        : function of (n,) that returns (m,)', 'jac_F    : Jacobian of F, returns (m, n)', 'hess_F   : Hessians of the entries of F one below the other, returns (m*n, n)',
      'h        : function of (n,) and scalar that returns scalar', 'grad1_h  : gradient of h by argument 1, returns (n,)', 'hess11_h : Hessian of h by argument 1, returns (n, n)',
      'x        : (n,)', 't        : scalar', 'y        : (m,)',
    ]);
  });
});

test('the dimension of a multiple is divided out', () => { expect(codeOf('x : vector(3*k)\ngradient k*norm2(x)^2 wrt x').body).toContain('k = x.shape[0] // 3'); });

describe('values bear the names of the reader', () => {
  test.each([
    { text: 'X : matrix(n, d)\nw : vector(d)\ny : vector(n)\nr = X*w - y\nf = norm2(r)^2 + norm1(r)\ngradient f wrt w',                       lines: ['r = X @ w - y', 'return X.T @ (2 * r + np.sign(r))'] },
    { text: 'W : matrix(m, n)\nx : vector(n)\nt : vector(m)\nhidden = tanh(W*x)\ne = hidden - t\nf = norm2(e)^2\ngradient f wrt W',       lines: ['hidden = np.tanh(W @ x)', 'return np.outer(2 * (hidden - t) * (1 - hidden ** 2), x)'] },
    { text: 'x : vector(n)\nf = norm2(x)\ngradient f wrt x',                                                                               lines: ['return x / np.sqrt(x @ x)'] },
    { text: 'x : vector(n)\nlambda = sigmoid(x)\nf = norm2(lambda)^2\ngradient f wrt x',                                                     lines: ['lambda_ = expit(x)', 'return 2 * lambda_ ** 2 * (1 - lambda_)'] },
  ])('$lines', ({ text, lines }) => { expect(codeOf(text).body.split('"""\n')[1]?.trimEnd().split('\n').map((line) => line.trim())).toEqual(lines); });
});

test('a wished name is made valid', () => { expect(codeOf('x : vector(n)\ngradient norm2(x)^2 wrt x', '∇f of x').name).toBe('_f_of_x'); });

test('the docstring', () => {
  expect(codeOf('X : matrix(n, d)\ny : sign vector(n)\nw : vector(d)\nP : posdef(d)\nf = norm2(X*w - y)^2 + w\'*inv(P)*w\ngradient f wrt w', 'gradient').body.split('"""')[1]).toBe(`Gradient of f with respect to w.

        f = norm2(X*w - y)^2 + w'*inv(P)*w
        gradient = 2*(X'*(X*w - y) + inv(P)*w)

    X : (n, d)
    y : (n,), sign
    w : (d,)
    P : (d, d), posdef
    Returns (d,).
    Cost: 1/3*d^3 + 4*d*n operations (the function: 1/3*d^3 + 2*d*n); memory:
    d^2 + n.
    `);
});

test('what has no code is refused by name', () => {
  const [one] = emit('A, B : matrix(n, n)\ngradient tr(logm(A)*B) wrt A', 'pytorch');
  expect(typeof one === 'string' ? one : one?.outcome).toMatchObject({ ok: false, construct: 'the derivative of the matrix logarithm' });
});

test('a chain of ten thousand', () => {
  inArena(newArena(), () => {
    const shape = column(named('n'));
    const x = symbol('x', shape, new Set());
    let chain = x;
    for (let i = 0; i < 10_000; i++) chain = apply('sigmoid', [add(chain, x)]);
    const f = total(chain);
    const gradient = pullback(f, x, integer(1));
    if (isBlocked(gradient)) throw new Error('blocked');
    const outcome = generate({ target: 'numpy', kind: 'valueAndGradient', function: f, results: [{ wrt: 'x', expression: gradient }], variables: [{ name: 'x', shape, properties: new Set() }], texts: { of: 'f', formulas: [], results: [], conditions: [] } });
    expect(outcome.ok).toBe(true);
  });
}, 60_000);
