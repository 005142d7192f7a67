import { expect, test } from 'vitest';
import { codeActions } from '../../server/src/features/codeActions';
import { edited, marked } from './setup';

const DECLARED = 'X : matrix(n, d); w : vector(d); y : vector(n); a, b, c : scalar\n';

/** The titles of the refactorings that are offered, and the text after the one that starts with `title`. */
async function refactored(source: string, title: string, languageId?: string): Promise<string> {
  const { analysis, range } = marked(source, languageId);
  const actions = await codeActions(analysis, range, ['refactor.extract', 'refactor.inline', 'refactor.rewrite'], 'auto');
  const action = actions.find((candidate) => candidate.title.startsWith(title));
  return action?.does.by === 'edit' ? edited(analysis, action.does.edits) : `none among: ${actions.map((each) => each.title).join(', ')}`;
}
const NONE = 'none among: ';

test.each([
  ['an expression',                 `${DECLARED}f = norm2(¦X*w - y¦)^2`,             `${DECLARED}v = X*w - y\nf = norm2(v)^2`],
  ['with its brackets',             `${DECLARED}f = 2*¦(X*w - y)¦`,                  `${DECLARED}v = X*w - y\nf = 2*v`],
  ['with spaces around',            `${DECLARED}f = 2*(¦ X*w ¦- y)`,                 `${DECLARED}v = X*w\nf = 2*( v - y)`],
  ['a scalar, under a free letter', `${DECLARED}s = 1\nf = ¦norm2(w)¦^2`,            `${DECLARED}s = 1\ns1 = norm2(w)\nf = s1^2`],
  ['a matrix',                      `${DECLARED}f = tr(¦X'*X¦)`,                     `${DECLARED}M = X'*X\nf = tr(M)`],
  ['in a query',                    `${DECLARED}gradient norm2(¦X*w¦) wrt w`,        `${DECLARED}v = X*w\ngradient norm2(v) wrt w`],
  ['not half an expression',        `${DECLARED}f = a*¦b + c¦`,                      NONE],
  ['not a name',                    `${DECLARED}f = ¦a¦ + b`,                        NONE],
  ['not what depends on an index',  `${DECLARED}f = sum(i = 1..n) ¦y[i]^2¦`,         NONE],
  ['not what depends on a parameter', `${DECLARED}f(w) = sum(¦X*w¦)`,                NONE],
])('extract %s', async (_, source, expected) => {
  const result = await refactored(source, 'Extract');
  expect(expected === NONE ? result.startsWith(NONE) : result).toBe(expected === NONE ? true : expected);
});
test('extract in a comment of a host file, on the first line of the block too', async () => {
  expect(await refactored('    # mcalc: f = norm2(¦A*x¦)\n    x = 1\n', 'Extract', 'python')).toBe('    # mcalc: v = A*x\n    #   f = norm2(v)\n    x = 1\n');
  expect(await refactored('  r = 1\n  f = norm2(¦A*x¦)\n', 'Extract')).toBe('  r = 1\n  v = A*x\n  f = norm2(v)\n');
  expect(await refactored('// mcalc: A : matrix(n, n)\n//   f = norm2(¦A*x¦)\n', 'Extract', 'cpp')).toBe('// mcalc: A : matrix(n, n)\n//   v = A*x\n//   f = norm2(v)\n');
});

test.each([
  ['at a use',                   `${DECLARED}r = X*w - y\nf = norm2(¦r)^2`,                  'Inline r everywhere', `${DECLARED}f = norm2(X*w - y)^2`],
  ['at its definition',          `${DECLARED}¦r = X*w\nf = norm2(r)\ng = r'*r`,              'Inline r everywhere', `${DECLARED}f = norm2(X*w)\ng = (X*w)'*(X*w)`],
  ['here only',                  `${DECLARED}r = X*w\nf = norm2(¦r)\ng = r'*y`,              'Inline r here',       `${DECLARED}r = X*w\nf = norm2(X*w)\ng = r'*y`],
  ['with brackets where it would fall apart', `${DECLARED}r = X*w - y\nf = norm2(y - ¦r)^2`, 'Inline r everywhere', `${DECLARED}f = norm2(y - (X*w - y))^2`],
  ['an atom without brackets',   `${DECLARED}r = norm2(w)\nf = ¦r^2`,                        'Inline r everywhere', `${DECLARED}f = norm2(w)^2`],
  ['before a ;',                 `${DECLARED}r = a; f = 2*¦r`,                               'Inline r everywhere', `${DECLARED}f = 2*a`],
  ['behind a ;',                 `${DECLARED}g = 1; r = a\nf = 2*¦r`,                        'Inline r everywhere', `${DECLARED}g = 1\nf = 2*a`],
  ['not where a name has changed its meaning', `k = 1\nr = 2*k\nk = 5\nf = ¦r`,              'Inline',              NONE],
  ['not a function',             `${DECLARED}f(w) = sum(w)\ng = ¦f(w)`,                      'Inline',              NONE],
  ['not what nobody uses',       `${DECLARED}¦f = sum(w)`,                                   'Inline',              NONE],
  ['not a query about it',       `${DECLARED}f = sum(w)\ngradient ¦f wrt w`,                 'Inline f everywhere', `${DECLARED}gradient sum(w) wrt w`],
])('inline %s', async (_, source, title, expected) => {
  const result = await refactored(source, title);
  expect(expected === NONE ? result.startsWith(NONE) : result).toBe(expected === NONE ? true : expected);
});
test('inline in a host file takes the line of the definition away', async () => {
  expect(await refactored('# mcalc: A : matrix(n, n)\n#   v = A*x\n#   f = norm2(¦v)\ny = 1\n', 'Inline', 'python')).toBe('# mcalc: A : matrix(n, n)\n#   f = norm2(A*x)\ny = 1\n');
});

test.each([
  ['expand a selection',           `${DECLARED}f = ¦a*(b + c)¦ + 1`,      'Expand', `${DECLARED}f = a*b + a*c + 1`],
  ['with the brackets it needs',   `${DECLARED}f = c*¦(a*(b + c))¦`,      'Expand', `${DECLARED}f = c*(a*b + a*c)`],
  ['expand a value',               `${DECLARED}f = ¦a*(b + c)`,           'Expand', `${DECLARED}f = a*b + a*c`],
  ['factor a value',               `${DECLARED}f = ¦X'*X*w - X'*y`,       'Factor', `${DECLARED}f = X'*(X*w - y)`],
  ['keeping definitions by name',  `${DECLARED}r = X*w - y\nf = ¦X'*r - X'*y`, 'Factor', `${DECLARED}r = X*w - y\nf = X'*(r - y)`],
  ['nothing of what cannot be read', `${DECLARED}f = ¦0.5*np.sum(X*w)¦`, 'Expand', NONE],
  ['nothing where nothing changes', `${DECLARED}f = ¦a + b`,              'Expand', NONE],
])('%s', async (_, source, title, expected) => {
  const result = await refactored(source, title);
  expect(expected === NONE ? result.startsWith(NONE) : result).toBe(expected === NONE ? true : expected);
});

test('an inferred shape becomes a declaration', async () => {
  expect(await refactored('A : matrix(n, n)\nf = norm2(A*¦q)', 'Declare')).toBe('A : matrix(n, n)\nq : vector(n); f = norm2(A*q)');
  expect(await refactored('A : matrix(n, n)\nf = norm2(¦A*q)', 'Declare')).toMatch(NONE);
});

test.each([
  ['LaTeX',                      `${DECLARED}f = ¦\\tfrac12\\|Xw-y\\|_2^2¦`,   'Convert LaTeX to 1/2*norm2(X*w - y)^2', `${DECLARED}f = 1/2*norm2(X*w - y)^2`],
  ['NumPy, by the ranks of names', `${DECLARED}f = ¦y @ (X @ w) + a*np.sum(w**2)¦`, 'Convert NumPy',                        `${DECLARED}f = y'*(X*w) + a*sum(w.^2)`],
  ['not what is mcalc already',  `${DECLARED}f = ¦X*w - y¦`,                      'Convert NumPy',                               NONE],
  ['not what has no counterpart', `${DECLARED}f = ¦np.fft.fft(w)¦`,               'Convert',                               NONE],
])('convert %s', async (_, source, title, expected) => {
  const result = await refactored(source, title);
  expect(expected === NONE ? result.startsWith(NONE) : result).toBe(expected === NONE ? true : expected);
});

const RIDGE = `${DECLARED}r = X*w - y\nf = 1/2*norm2(r)^2\n`;
test.each([
  ['a whole file, under an option of its own', `${RIDGE}¦gradient f wrt w\ncheck gradient f wrt w == X'*r\ncheck jacobian r wrt w == X`, 'numerator', `layout numerator\n${RIDGE}gradient f wrt w\ncheck gradient f wrt w == r'*X\ncheck jacobian r wrt w == X`],
  ['and back',                     `layout ¦numerator\n${RIDGE}check gradient f wrt w == r'*X`,                     'Rewrite with each', `layout variable\n${RIDGE}check gradient f wrt w == X'*r`],
  ['from one to the other',        `${RIDGE}layout numerator\ncheck ¦gradient f wrt w == r'*X\ncheck jacobian r wrt w == X`, 'denominator', `${RIDGE}layout denominator\ncheck gradient f wrt w == X'*r\ncheck jacobian r wrt w == X'`],
  ['not beyond the next option',   `${RIDGE}layout ¦numerator\ncheck gradient f wrt w == r'*X\nlayout variable\ncheck gradient f wrt w == X'*r`, 'denominator', `${RIDGE}layout denominator\ncheck gradient f wrt w == X'*r\nlayout variable\ncheck gradient f wrt w == X'*r`],
  ['a gradient by a matrix keeps its shape', `layout ¦variable\n${RIDGE}gradient f wrt X\ncheck gradient f wrt X == r*w'`,            'numerator', `layout numerator\n${RIDGE}gradient f wrt X\ncheck gradient f wrt X == r*w'`],
  ['not on a definition',          `${RIDGE}¦g = 1\ngradient f wrt w`,                                              'layout', NONE],
])('layout: %s', async (_, source, title, expected) => {
  const { analysis, range } = marked(source);
  const action = (await codeActions(analysis, range, ['refactor.rewrite'], 'auto')).find((candidate) => candidate.title.includes(title));
  const result = action?.does.by === 'edit' ? edited(analysis, action.does.edits) : NONE;
  expect(result).toBe(expected);
  // What held before holds behind.
  if (result !== NONE) for (const claim of marked(result).analysis.claims) expect((await claim.check())?.verdict.verdict).toBe('pass');
});

test.each([
  ['LaTeX',  `${DECLARED}f = ¦1/2*norm2(X*w - y)^2¦`,           'Convert to LaTeX', `${DECLARED}f = \\tfrac{1}{2}\\lVert Xw - y\\rVert_2^2`],
  ['NumPy',  `${DECLARED}f = ¦1/2*norm2(X*w - y)^2¦`,           'Convert to NumPy', `${DECLARED}f = 1/2*np.linalg.norm(X @ w - y)**2`],
  ['NumPy: rows and columns are one-dimensional', `${DECLARED}A : matrix(n, n)\nf = ¦y'*A*y + a*(y'*X)*w - sum(y*w')¦`, 'Convert to NumPy', `${DECLARED}A : matrix(n, n)\nf = y @ A @ y + a*(y @ X) @ w - np.sum(np.outer(y, w))`],
  ['NumPy: entry by entry', `${DECLARED}f = ¦sum(log(1 + exp(-y.*(X*w)))) + X[1, 2]./b¦`, 'Convert to NumPy', `${DECLARED}f = np.sum(np.log(1 + np.exp(-y*(X @ w)))) + X[0, 1]/b`],
  ['NumPy: solves', `${DECLARED}S : posdef(n)\nf = ¦logdet(S) + y'*(S\\y) - tr(inv(S)*S^2)¦`, 'Convert to NumPy', `${DECLARED}S : posdef(n)\nf = np.linalg.slogdet(S)[1] + y @ np.linalg.solve(S, y) - np.trace(np.linalg.inv(S) @ np.linalg.matrix_power(S, 2))`],
  ['not what NumPy has no word for', `${DECLARED}f = ¦sum(i = 1..n) y[i]^2¦`, 'Convert to NumPy', NONE],
])('convert into %s', async (_, source, title, expected) => {
  const result = await refactored(source, title);
  expect(expected === NONE ? result.startsWith(NONE) : result).toBe(expected === NONE ? true : expected);
});
