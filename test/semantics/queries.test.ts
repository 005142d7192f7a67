/** Queries and claims with their defaults filled in. */
import { describe, expect, test } from 'vitest';
import { showShape } from '../../server/src/shapes/shape';
import { meaningOf, queriesIn } from './render';

const model = 'X : matrix(n, d); w : vector(d); y : constant vector(n); λ : scalar\nr = X*w - y\nf = norm2(r)^2 + λ*norm2(w)^2\ng(w, b) = norm2(X*w + b*ones(n))^2\n';

describe('queries', () => {
  test.each([
    ['named',                             'gradient f wrt w',                       'gradient f wrt w:d×1 (variable)'],
    ['several',                           'gradient f wrt w, X',                    'gradient f wrt w:d×1, X:n×d (variable)'],
    ['default: all that is not constant', 'gradient f',                             'gradient f wrt X:n×d, w:d×1, λ:scalar (variable)'],
    ['default: the parameters',           'gradient g',                             'gradient g wrt w:d×1, b:scalar (variable)'],
    ['called as it was defined',          'gradient g(w, b)',                       'gradient g wrt w:d×1, b:scalar (variable)'],
    ['called with something else',        'gradient g(2*w, 0)',                     'gradient … wrt w:d×1, X:n×d, b:scalar (variable)'],
    ['an expression',                     "gradient tr(X'*X) wrt X",                'gradient … wrt X:n×d (variable)'],
    ['a vector-valued function',          'jacobian r wrt w',                       'jacobian r wrt w:d×1 (variable)'],
    ['a variable by itself',              'jacobian w wrt w',                       'jacobian … wrt w:d×1 (variable)'],
    ['what is constant, when asked for',  'gradient f wrt y',                       'gradient f wrt y:n×1 (variable)'],
    ['layout',                            'layout numerator\njacobian r wrt w',     'jacobian r wrt w:d×1 (numerator)'],
    ['along',                             'v : vector(d)\njvp r wrt w along v',     'jvp r wrt w:d×1 (variable)'],
    ['backwards',                         'v : vector(n)\nvjp r wrt w along v',     'vjp r wrt w:d×1 (variable)'],
    ['second order',                      'hessian f wrt w\ntaylor f wrt w order 2', 'hessian f wrt w:d×1 (variable)\ntaylor f wrt w:d×1 (variable)'],
    ['a layout of its own',               'layout numerator\njacobian r wrt w layout denominator\njacobian r wrt w', 'jacobian r wrt w:d×1 (denominator)\njacobian r wrt w:d×1 (numerator)'],
    ['a form it has',                     'jacobian r wrt w as index',              'jacobian r wrt w:d×1 (variable)'],
    ['a form it has not: not answered',   'jacobian r wrt w as bilinear',           ''],
    ['an order it has not: not answered', 'gradient f wrt w order 2',               ''],
    ['a direction it has not: not answered', 'v : vector(d)\ngradient f wrt w along v', ''],
    ['no such layout: not answered',      'jacobian r wrt w layout sideways',       ''],
    ['not a scalar: not answered',        'gradient r wrt w',                       ''],
    ['a mistake below a sum',             'f = sum(X*X)\ngradient f wrt X',         ''],
    ['a mistake: not answered',           "h = w'*X\njacobian h wrt w",             ''],
  ])('%s', (_, query, expected) => { expect(queriesIn(model + query)).toBe(expected); });

  test('a variable that was declared anew since is still the function\'s own', () => {
    const meaning = meaningOf("w : vector(k)\ng = w'*w\nw : vector(p)\ngradient g wrt w\ngradient g");
    expect(meaning.queries.map(({ wrt }) => wrt.map(({ shape }) => showShape(shape)))).toEqual([['k×1'], ['k×1']]);
    expect(meaning.diagnostics).toEqual([]);
  });

  test('the layout of the settings, until the file states one', () => {
    const meaning = meaningOf('w : vector(d)\njacobian w wrt w\nlayout numerator\njacobian w wrt w', { layout: 'denominator' });
    expect(meaning.queries.map(({ layout }) => layout)).toEqual(['denominator', 'numerator']);
  });

  test('wrt and of are bound', () => {
    const meaning = meaningOf('gradient norm2(x)^2 wrt x');
    const [query] = meaning.queries;
    expect(query?.wrt[0]).toBe(query?.node.wrt[0] && meaning.bindingOf(query.node.wrt[0]));
    expect(query?.wrt[0]?.origin).toBe('inferred');
  });
});

describe('claims', () => {
  test.each([
    ['a gradient',           "check gradient f wrt w == 2*X'*r + 2*λ*w",                            'gradient', 'd×1'],
    ['an identity',          'check tr(A*B) == tr(B*A)',                                            undefined,  'scalar'],
    ['a differential',       "check differential tr(A*Y) wrt Y == tr(A*dY)",                        'differential', 'scalar'],
    ['of all variables',     "check differential f == 2*r'*(dX*w + X*dw) + 2*λ*w'*dw + dλ*w'*w",    'differential', 'scalar'],
    ['of another shape',     'check gradient f wrt w == w\'',                                       'gradient', '1×d'],
  ])('%s', (_, text, word, shape) => {
    const meaning = meaningOf(model + text);
    expect(meaning.diagnostics).toEqual([]);
    const [claim] = meaning.claims;
    expect(claim?.query?.node.word).toBe(word);
    const right = claim && meaning.shapeOf(claim.node.right);
    expect(right && showShape(right)).toBe(shape);
  });

  test('a claim with a mistake in it is left out', () => {
    expect(meaningOf(`${model}check gradient f wrt w == X*X`).claims).toEqual([]);
    expect(meaningOf(`${model}check gradient r wrt w == X`).claims).toEqual([]);
  });

  test('dX is an ordinary name elsewhere', () => {
    const meaning = meaningOf('X : matrix(n, d)\ncheck tr(X*dX) == tr(dX*X)');
    expect(meaning.bindings.find(({ name }) => name === 'dX')).toMatchObject({ kind: 'variable', origin: 'inferred' });
  });
});

test('inner products', () => {
  const meaning = meaningOf("w : vector(d)\nM : posdef(d)\ninner w: <u, v> = u'*M*v\nf = w'*w\ngradient f wrt w");
  const [variable] = meaning.queries[0]?.wrt ?? [];
  const inner = variable && meaning.innerProductOf(variable);
  expect(inner?.left.name).toBe('u');
  expect(inner && meaning.bindingOf(inner.left)).toMatchObject({ kind: 'variable', shape: variable?.shape });
  expect(meaning.lookup('u', Infinity)).toBeUndefined();
});

describe('equations', () => {
  const text = 'A : matrix(n, n); b, p, q : vector(n)\nimplicit (A + diag(p))*x == b solve x\nimplicit exp(y) == x + q solve y\nf = norm2(y)^2\n';
  const solvedIn = (of: string): readonly string[] => meaningOf(of).queries.at(-1)?.solved.map(({ name }) => name) ?? [];
  const wrtIn = (of: string): readonly string[] => meaningOf(of).queries.at(-1)?.wrt.map(({ name }) => name) ?? [];

  test('what a function depends on through them, in the order in which they are solved', () => {
    expect(solvedIn(`${text}gradient f wrt p`)).toEqual(['x', 'y']);
    expect(solvedIn(`${text}gradient norm2(x) wrt p`)).toEqual(['x']);
    expect(solvedIn(`${text}gradient norm2(p) wrt p`)).toEqual([]);
  });
  test('without a variable, all that moves it but the unknowns', () => {
    expect(wrtIn(`${text}gradient f`)).toEqual(['A', 'p', 'b', 'q']);
    expect(wrtIn('x, p : vector(n)\ng(p, x) = p\'*x\nimplicit exp(x) == p solve x\ngradient g')).toEqual(['p']);
  });
  test('an unknown that nothing declares has the shape of its equation', () => {
    const meaning = meaningOf(`${text}jacobian x wrt p`);
    expect(meaning.lookup('x', Infinity)).toMatchObject({ kind: 'variable', shape: { rows: { key: 'n' }, cols: { key: '1' } } });
  });
  test('what needs an equation with a mistake has no answer', () => {
    const broken = 'A : matrix(m, n); x, b : vector(n)\nimplicit A*x == b solve x\n';
    expect(meaningOf(`${broken}gradient norm2(x)^2 wrt b`).queries).toEqual([]);
    expect(meaningOf(`${broken}gradient norm2(b)^2 wrt b`).queries.length).toBe(1);
  });
  test('a chain of many', () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `implicit exp(x${i + 1}) == x${i} solve x${i + 1}`);
    const meaning = meaningOf(`x0 : scalar\n${lines.join('\n')}\ngradient x3000 wrt x0`);
    expect(meaning.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(meaning.queries[0]?.solved.length).toBe(3000);
  });
});
