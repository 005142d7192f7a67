import { expect, test } from 'vitest';
import type { DerivationView, Form } from '../../protocol/derivation';
import { analysed } from './setup';

const NOTES = "X : matrix(n, d); y : vector(n); λ : positive scalar\nr = X*w - y\nf = 1/2*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w, X\nA : matrix(k, k)\ngradient sum(leftsv(A)) wrt A";

const lines = (view: DerivationView): readonly string[] => [
  view.title, ...view.given.map(({ text }) => `given ${text}`), ...view.definitions.map(({ text }) => text),
  ...view.results.flatMap(({ formula, shape, verdict, steps, conditions }) => [
    ...steps.map((step) => `  ${step.formula.text}   ${step.rule} ${step.verdict?.verdict ?? ''}`),
    `${formula.text} ∈ ${shape.text} ${verdict.verdict}`, ...conditions.map(({ text }) => `where ${text}`),
  ]),
  ...view.problems.map(({ message }) => `problem ${message}`),
  `${view.form} of ${view.forms.map(({ form }) => form).join(', ')}`,
];

test('a derivation is ready to be shown', async () => {
  const analysis = analysed(NOTES);
  const view = await analysis.derivationView(analysis.queries[0] ?? expect.fail('no query'));
  const text = lines(view);
  expect(text.slice(0, 7)).toEqual(['gradient f wrt w, X', 'given X ∈ ℝⁿˣᵈ', 'given y ∈ ℝⁿ', 'given λ ∈ ℝ positive', 'given w ∈ ℝᵈ', 'r = Xw − y', 'f = ½‖r‖₂² + (λ/2)‖w‖₂²']);
  expect(text).toEqual(expect.arrayContaining(['∇_w f = Xᵀ(Xw − y) + λw ∈ ℝᵈ pass', '∇_X f = (Xw − y)wᵀ ∈ ℝⁿˣᵈ pass', 'gradient of differential, gradient, jacobian, hessian, operator, bilinear, kronecker, index']));
  const steps = view.results.flatMap((result) => result.steps);
  expect(steps.length).toBeGreaterThan(4);
  expect(steps.map(({ verdict }) => verdict?.verdict)).toEqual(steps.map(() => 'pass'));
  expect(view.range).toEqual({ start: { line: 3, character: 0 }, end: { line: 3, character: 19 } });
});

test('each line says what changed in it, and which shapes its parts have', async () => {
  const analysis = analysed('A : matrix(n, n); x : vector(n)\ng = log(det(A))*norm2(x)^2\ngradient g wrt x');
  const { results: [result], definitions } = await analysis.derivationView(analysis.queries[0] ?? expect.fail('no query'));
  expect(definitions.map(({ annotated }) => annotated)).toEqual(['g = \\log(\\det \\shaped{A}{n\\times n})\\lVert \\shaped{x}{n}\\rVert_2^2']);
  expect(result?.formula.annotated).toContain('\\shaped{x}{n}');
  expect(result?.steps.map(({ formula }) => /\\changed\{/.test(formula.annotated ?? ''))).toEqual(result?.steps.map((_, i) => i > 0));
});

test('the same function in another form, under the same name', async () => {
  const analysis = analysed(NOTES);
  const query = analysis.queries[0] ?? expect.fail('no query');
  const [gradient, hessian] = [await analysis.derivationView(query), await analysis.derivationView(query, 'hessian')];
  expect([hessian.form, hessian.id, hessian.title]).toEqual(['hessian', gradient.id, gradient.title]);
  expect(hessian.results[0]?.formula.text).toBe('∇²_w f = XᵀX + λI');
  const shown = (form: Form): readonly (string | undefined)[] => analysis.inForm(query, form)?.answers.map(({ forms }) => forms?.formula.text) ?? [];
  expect(shown('kronecker')).toEqual(['∇_w f = Xᵀ(Xw − y) + λw', 'vec(∇_X f) = w ⊗ (Xw − y)']);
  expect(shown('bilinear')[0]).toBe('d²f[dw₁, dw₂] = dw₁ᵀ(XᵀX dw₂ + λ dw₂)');
  expect(shown('operator')[0]).toBe('∇²_w f : dw ↦ XᵀX dw + λ dw');
  expect(shown('index')[0]).toBe('(∇_w f)ᵢ = ∑ₗ₌₁ⁿ Xₗᵢ(∑ⱼ₌₁ᵈ Xₗⱼwⱼ − yₗ) + λwᵢ');
  expect(analysis.inForm(query, 'taylor')).toBeUndefined();
});

test.each([
  ['gradient f wrt w',                   false],
  ['hessian f wrt w',                    false],
  ['jacobian r wrt w',                   false],
  ['gradient f wrt w as kronecker',      true],
  ['gradient f wrt w, X',                true],
  ['jacobian r wrt X',                   true],
  ["jacobian w*y' wrt w",                true],
])('%s has a Kronecker form to look at: %s', async (query, has) => {
  const analysis = analysed(`X : matrix(n, d); w : vector(d); y : vector(n)\nr = X*w - y\nf = r'*r\n${query}`);
  const view = await analysis.derivationView(analysis.queries[0] ?? expect.fail('no query'));
  expect(view.forms.some(({ form }) => form === 'kronecker')).toBe(has);
});

test('what cannot be derived says so, where it stands', async () => {
  const analysis = analysed(NOTES);
  const view = await analysis.derivationView(analysis.queries[1] ?? expect.fail('no query'));
  expect(view.results).toEqual([]);
  expect(view.problems).toEqual([{ message: expect.stringContaining('leftsv') as string, range: { start: { line: 5, character: 13 }, end: { line: 5, character: 22 } } }]);
});

test('a definition has its derivatives without a query', () => {
  const analysis = analysed(NOTES);
  const byName = (name: string): string | undefined => {
    const binding = analysis.meaning.bindings.find((each) => each.name === name);
    return binding?.kind === 'definition' ? analysis.answersOf(binding)?.answers.map(({ forms }) => forms?.formula.text).join('; ') : undefined;
  };
  expect(byName('r')).toBe('∂r/∂X = wᵀ ⊗ Iₙ; ∂r/∂w = X; ∂r/∂y = −I');
  expect(byName('f')).toContain('∇_w f = Xᵀ(Xw − y) + λw');
});
