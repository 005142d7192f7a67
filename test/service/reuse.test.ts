import { expect, test } from 'vitest';
import { Abandoned, analyse, type Analysis, type Rooms } from '../../server/src/service/analysis';
import { analysed, textAt } from './setup';
import { rooms } from './rooms';

const NOTES = `X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar
r = X*w - y
f = norm2(r)^2 + λ*norm2(w)^2
gradient f wrt w
A : matrix(k, k)
gradient logdet(A) wrt A
gradient sum(leftsv(A)) wrt A`;

const derivations = (analysis: Analysis) => analysis.queries.flatMap(({ answers }) => answers.map(({ derivation }) => derivation));

test.each([
  ['a line is put before it all',          (text: string) => `B : matrix(p, p)\n${text}`,                        [true, true]],
  ['a comment is written',                 (text: string) => text.replace('r = ', '# the residual\nr = '),       [true, true]],
  ['an unrelated name is declared anew',   (text: string) => text.replace('A : ', 'A : symmetric '),             [true, false]],
  ['a definition below a query changes',   (text: string) => text.replace('r = X*w - y', 'r = X*w + y'),         [false, true]],
  ['a property is added',                  (text: string) => text.replace('λ : scalar', 'λ : positive scalar'),  [false, true]],
  ['a shape changes',                      (text: string) => text.replace('matrix(n, d)', 'matrix(n, 3)').replace('vector(d)', 'vector(3)'), [false, true]],
  ['another line gets the name in between', (text: string) => text.replace('f = ', 'y : vector(n)\nf = '),       [true, true]],
  ['a name of the definition is shadowed before it', (text: string) => text.replace('r = ', 'X = 2*ones(n, d)\nr = '), [false, true]],
])('after %s, what is left as it was is not derived again', (_, edit, kept) => {
  const before = analysed(NOTES);
  const old = derivations(before);
  const after = analysed(edit(NOTES), 'mcalc', before);
  expect(derivations(after).slice(0, 2).map((derivation, i) => derivation === old[i])).toEqual(kept);
});

test('a verdict is taken over with its answer', async () => {
  const before = analysed(NOTES);
  const verdict = await before.queries[0]?.answers[0]?.check();
  const after = analysed(`p = 1\n${NOTES}`, 'mcalc', before);
  expect(verdict).toMatchObject({ verdict: 'pass' });
  expect(after.queries[0]?.answers[0]?.verdict).toBe(verdict);
  expect(analysed(NOTES).queries[0]?.answers[0]?.verdict).toBeUndefined();
});

test('a problem moves with its place', async () => {
  const before = analysed(NOTES);
  await before.diagnostics();
  const after = analysed(`p = 1\nq = 2\n${NOTES.replace('gradient sum(fre', 'gradient   sum(fre')}`, 'mcalc', before);
  const [problem] = await after.diagnostics();
  expect(problem?.range.start.line).toBe(8);
  expect(textAt(after, problem?.range ?? expect.fail('no problem'))).toBe('leftsv(A)');
});

test('two variables of one name are kept apart', () => {
  const analysis = analysed('x : vector(n)\nf = norm2(x)^2\ngradient f\nx : symmetric matrix(n, n)\ng = normF(x)^2 + norm2(f*x)\ngradient f\ngradient g wrt x');
  expect(analysis.queries.map(({ answers }) => answers.map(({ variable, forms }) => `${variable.name} ${forms?.shape.text ?? ''}`).join())).toEqual(['x ℝⁿ', 'x ℝⁿ', 'x ℝⁿˣⁿ']);
});

test('identifiers stay while the text around them is edited', () => {
  const before = analysed('x : vector(n)\ngradient norm2(x)\ngradient norm2(x)');
  const after = analysed('x : vector(n)\n\n# twice\ngradient norm2( x )\ngradient norm2(x)', 'mcalc', before);
  expect(after.queries.map(({ id }) => id)).toEqual(before.queries.map(({ id }) => id));
  expect(new Set(after.queries.map(({ id }) => id)).size).toBe(2);
});

test('numbers are not asked for before somebody wants a verdict', async () => {
  let loads = 0;
  const counted: Rooms = { ...rooms, checking: () => { loads++; return rooms.checking(); } };
  const analysis = analyse({ uri: 'test:lazy', languageId: 'mcalc', version: 1, text: NOTES }, counted);
  for (const { answers } of analysis.queries) for (const { outcome, forms, steps } of answers) expect([outcome, forms, steps]).toBeDefined();
  expect([analysis.quickDiagnostics.length, loads]).toEqual([0, 0]);
  await analysis.queries[0]?.answers[0]?.check();
  expect(loads).toBe(1);
});

test('work that nobody waits for ends at the next slice', async () => {
  let asked = 0;
  const analysis = analysed(NOTES);
  await expect(analysis.diagnostics(() => ++asked > 3)).rejects.toThrow(Abandoned);
  expect(analysis.queries[0]?.answers[0]?.verdict).toBeDefined();
  expect(analysis.queries[1]?.answers[0]?.verdict).toBeUndefined();
});
