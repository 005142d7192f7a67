import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../server/src/syntax/parse';
import { show } from './show';

const shown = (text: string): string => parseDocument(text).statements.map(show).join(' ¶ ');

describe('every form of statement', () => {
  test.each([
    ['X : matrix(n, d)', '<declare> X : matrix(n, d)'],
    ['a, b : vector(n)', '<declare> a, b : vector(n)'],
    ['λ : scalar', '<declare> λ : scalar'],
    ['S : symmetric matrix(n, n)', '<declare> S : symmetric matrix(n, n)'],
    ['P : posdef(n)', '<declare> P : posdef matrix(n, n)'],
    ['c : positive vector(n)', '<declare> c : positive vector(n)'],
    ['A : matrix(3, 3)', '<declare> A : matrix(3, 3)'],
    ['X ∈ R^(n×d)', '<declare> X : matrix(n, d)'],
    ['X in R^(n, d)', '<declare> X : matrix(n, d)'],
    ['w ∈ R^d', '<declare> w : vector(d)'],
    ['λ ∈ R', '<declare> λ : scalar'],
    ['X ∈ S^n', '<declare> X : symmetric matrix(n, n)'],
    ['P ∈ S++^n', '<declare> P : posdef matrix(n, n)'],
    ['X ∈ ℝⁿˣᵈ', '<declare> X : matrix(n, d)'],
    ['x ∈ ℝ^n×d', '<declare> x : matrix(n, d)'],
    ['x ∈ R_+^n', '<declare> x : nonnegative vector(n)'],
    ['x ∈ R^(n x d)', '<declare> x : matrix(n, d)'],
    ['g : vector(n) -> scalar', '<declare> g : vector(n) -> scalar'],
    ['h : vector(n), scalar → matrix(n, n)', '<declare> h : vector(n), scalar -> matrix(n, n)'],
    ['h : (vector(n), R^d) -> R', '<declare> h : vector(n), vector(d) -> scalar'],
    ['r = X*w - y', '<define> r = X*w - y'],
    ['f(w) = 1/2*norm2(X*w - y)^2', '<define> f(w) = 1/2*norm2(X*w - y)^2'],
    ['f(w, b) = 1', '<define> f(w, b) = 1'],
    ['gradient f wrt w', '<gradient> f wrt w'],
    ['∇f wrt w', '<gradient> f wrt w'],
    ['∇ f wrt w', '<gradient> f wrt w'],
    ['∇_w f', '<gradient> f wrt w'],
    [`gradient tr(X'*A*X) wrt X`, `<gradient> tr(X'*A*X) wrt X`],
    ['grad f wrt w, b', '<gradient> f wrt w, b'],
    ['gradient f wrt S unstructured', '<gradient> f wrt S unstructured'],
    ['taylor f wrt w order 2', '<taylor> f wrt w order 2'],
    ['derivative f wrt x order 3', '<derivative> f wrt x order 3'],
    ['gradient f wrt w as index', '<gradient> f wrt w as index'],
    ['jacobian F wrt X as vec', '<jacobian> F wrt X as kronecker'],
    ['hessian f wrt X unstructured as bilinear', '<hessian> f wrt X unstructured as bilinear'],
    ['jacobian r wrt w layout denominator', '<jacobian> r wrt w layout denominator'],
    ['jvp f wrt x along as*v as operator', '<jvp> f wrt x along as*v as operator'],
    ['hvp f wrt x along v + u', '<hvp> f wrt x along v + u'],
    [`check gradient f wrt w == X'*(X*w - y)`, `<check> <gradient> f wrt w == X'*(X*w - y)`],
    ['check tr(A*B) == tr(B*A)', '<check> tr(A*B) == tr(B*A)'],
    ['check ∇₁h(x, y) == ∇²g(x)*x', '<check> ∇₁h(x, y) == ∇²g(x)*x'],
    ['check ∇²₁₂h(x, y) == A', '<check> ∇²₁₂h(x, y) == A'],
    ['layout numerator', '<layout> numerator'],
    [`inner w: <u, v> = u'*M*v`, `<inner> w: <u, v> = u'*M*v`],
    ['implicit h(p, x) == 0 solve x', '<implicit> h(p, x) == 0 solve x'],
    ['implicit A*x + diag(p)*x == b solve x', '<implicit> A*x + diag(p)*x == b solve x'],
    ['implicit gradient L wrt w == 0 solve w', '<implicit> <gradient> L wrt w == 0 solve w'],
    ['rule d(g(x)) = diag(x)*dx', '<rule> d(g(x)) = diag(x)*dx'],
    ['x on sphere', '<on> x on sphere'],
    ['x : vector(n) on sphere', '<declare> x : vector(n) on sphere'],
    ['order = 2', '<define> order = 2'],
    ['check : scalar', '<declare> check : scalar'],
    ['f = 1/2* # half\n  norm2(r)^2 +\n  x', '<define> f = 1/2*norm2(r)^2 + x'],
    ['f = tr(A*\n  B\n  + C)', '<define> f = tr(A*B + C)'],
    ['g = 2', '<define> g = 2'],
    ['f = [A B\n C D]', '<define> f = [A, B; C, D]'],
    ['f = [a, b; c -d]', '<define> f = [a, b; c, -d]'],
    [`f = s'*s where s = A*x,\n t = 3`, `<define> f = s'*s where s = A*x, t = 3`],
    ['f = s\n where s = A*x', '<define> f = s where s = A*x'],
    ['g = 3', '<define> g = 3'],
    ['g = 4', '<define> g = 4'],
    ['f = sum(i = 1..N) x[i]*y + z', '<define> f = sum(i = 1..N) x[i]*y + z'],
  ])('%s', (text, expected) => {
    expect(parseDocument(text).errors).toEqual([]);
    expect(shown(text)).toBe(expected);
  });

  test.each(['check', 'gradient', 'layout', 'order', 'wrt', 'inner', 'rule', 'implicit', 'in', 'scalar', 'where'])("'%s' may be a name", (word) => {
    expect(parseDocument(`${word} : scalar\n${word} = 2\n${word}(x) = x`).errors).toEqual([]);
  });
});

describe('where statements end', () => {
  test.each([
    ['a newline', 'f = a\ng = b', '<define> f = a ¶ <define> g = b'],
    ['a carriage return', 'f = a\r\ng = b\r\n', '<define> f = a ¶ <define> g = b'],
    ['a semicolon', 'f = a; g = b;; h = c', '<define> f = a ¶ <define> g = b ¶ <define> h = c'],
    ['not at a semicolon in a matrix', 'f = [a; b]; g = b', '<define> f = [a; b] ¶ <define> g = b'],
    ['not in an open bracket', 'f = tr(a\n+ b\n\n- c)\ng = b', '<define> f = tr(a + b - c) ¶ <define> g = b'],
    ['not after an operator', 'f = a + # half\n\n  b', '<define> f = a + b'],
    ['not before where', 'f = s\n  where s = a,\n        t = b\ng = c', '<define> f = s where s = a, t = b ¶ <define> g = c'],
    ['comments', '# one\n// two\nf = a # three\n# four', '<define> f = a'],
    ['nothing at all', '', ''],
    ['only spaces', ' \n\t\n;\n', ''],
  ])('%s', (_, text, expected) => {
    expect(parseDocument(text).errors).toEqual([]);
    expect(shown(text)).toBe(expected);
  });
});

describe('an unreadable statement leaves its neighbours whole', () => {
  test.each([
    ['a bracket never closed', 'f = tr(A*(B\ng = b', 'g = b'],
    ['a call left at its bracket', 'f = tr(\ng = b', 'g = b'],
    ['an operator at the end', 'f = a +\nX : matrix(n, n)', 'X : matrix(n, n)'],
    ['a matrix never closed', 'f = [a, b\ngradient f wrt b', 'gradient f wrt b'],
    ['a comma at the end', 'gradient f wrt a,\nf(x) = x', 'f(x) = x'],
    ['prose', 'once upon a time\ng = b', 'g = b'],
    ['a bracket too many', 'f = (a))\ng = b', 'g = b'],
  ])('%s', (_, text, rest) => {
    const { statements, errors } = parseDocument(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(statements.map(({ span }) => text.slice(span.start, span.end)).at(-1)).toBe(rest);
    const at = text.indexOf(rest);
    expect(errors.filter(({ span }) => span.end > at)).toEqual([]);
  });
});
