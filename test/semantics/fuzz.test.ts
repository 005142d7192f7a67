import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showShape } from '../../server/src/shapes/shape';
import { postorder } from '../../server/src/syntax/tree';
import { meaningOf } from './render';

/** Text that looks like the language, right or wrong. */
const word = fc.constantFrom(
  'x', 'y', 'w', 'X', 'A', 'S', 'λ', 'n', 'd', 'T', 'i', 'f', 'g', 'r', 'pi', '1', '2', '0.5', '3',
  '+', '-', '*', '/', '\\', '.*', './', '^', '.^', "'", '(', ')', '[', ']', ',', ';', '\n', '=', ':', '==', '<', '>', '|', '..',
  'tr(', 'inv(', 'eye(', 'ones(', 'sum(', 'sum(i = 1..', 'norm2(', 'diag(', 'vec(', 'kron(', 'dot(', 'exp(', 'max(', 'softmax(', 'unvec(', 'frechet(', 'foo(', 'f(', 'g(', 'vector(1)',
  'x : vector(n)\n', 'X : matrix(n, d)\n', 'S : symmetric matrix(n, n)\n', 'g : vector(n) -> scalar\n', '\nf = ', '\nf(w) = ', '\nr = ', '\ngradient f wrt w\n', '\nhessian f\n', '\ncheck gradient f wrt x == ', '\ncheck ', '\ninner x: <u, v> = ', '\nlayout numerator\n', ' where s = ', ' wrt ',
);

test('whatever is written, understanding it ends, and what it says lies within the text', () => {
  fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => {
    const text = words.join('');
    const meaning = meaningOf(text);
    const within = ({ start, end }: { start: number; end: number }): boolean => 0 <= start && start <= end && end <= text.length;
    for (const { message, span, related, fixes } of meaning.diagnostics) {
      expect(message).not.toMatch(/undefined|\?\d/u);
      expect([span, ...related.map((place) => place.span), ...fixes.map((fix) => fix.span)].every(within)).toBe(true);
    }
    for (const binding of meaning.bindings) if (binding.kind === 'variable') expect(showShape(binding.shape)).not.toContain('?');
    for (const query of meaning.queries) {
      for (const node of postorder(query.of)) expect(meaning.shapeOf(node)).toBeDefined();
      expect(query.wrt.length).toBeGreaterThan(0);
    }
  }), { numRuns: 1500 });
});

/** A well-shaped expression of the given shape over declared variables, and its text. The generator knows shapes on its own account. */
type Size = 'n' | 'd' | '1';
const SIZES: readonly Size[] = ['n', 'd', '1'];
const leaf = (rows: Size, cols: Size): string => {
  const leaves: Readonly<Record<string, string>> = { 'n×d': 'X', 'd×n': "X'", 'n×n': 'A', 'd×d': 'B', 'n×1': 'y', 'd×1': 'w', '1×n': "y'", '1×d': "w'", '1×1': 'λ' };
  return leaves[`${rows}×${cols}`] ?? 'λ';
};
const expression = (rows: Size, cols: Size, depth: number): fc.Arbitrary<string> => {
  if (depth === 0) return fc.constant(leaf(rows, cols));
  const same = (): fc.Arbitrary<string> => expression(rows, cols, depth - 1);
  const scalar = (): fc.Arbitrary<string> => expression('1', '1', depth - 1);
  const forms: fc.Arbitrary<string>[] = [
    fc.tuple(same(), same(), fc.constantFrom('+', '-', '.*')).map(([a, b, operator]) => `((${a}) ${operator} (${b}))`),
    fc.tuple(scalar(), same()).map(([s, a]) => `(${s})*(${a})`),
    fc.tuple(same(), scalar()).map(([a, s]) => `(${a})/(${s})`),
    fc.tuple(same(), fc.constantFrom('exp', 'sigmoid', 'tanh')).map(([a, f]) => `${f}(${a})`),
    expression(cols, rows, depth - 1).map((a) => `(${a})'`),
    fc.constantFrom(...SIZES.filter((inner) => inner !== '1')).chain((inner) => fc.tuple(expression(rows, inner, depth - 1), expression(inner, cols, depth - 1)).map(([a, b]) => `(${a})*(${b})`)),
    fc.tuple(expression(rows, '1', depth - 1), expression('1', cols, depth - 1)).map(([a, b]) => `(${a})*(${b})`),
  ];
  if (rows === cols && rows !== '1') forms.push(same().map((a) => `inv(${a})`), same().map((a) => `(${a})^2`), fc.constant(`eye(${rows})`), expression(rows, '1', depth - 1).map((a) => `diag(${a})`));
  if (rows === '1' && cols === '1') forms.push(...SIZES.map((inner) => expression(inner, '1', depth - 1).map((a) => `norm2(${a})`)), expression('n', 'n', depth - 1).map((a) => `tr(${a})`));
  return fc.oneof(...forms);
};

test('what fits has its shape, and no error', () => {
  const declarations = 'X : matrix(n, d); A : matrix(n, n); B : matrix(d, d); y : vector(n); w : vector(d); λ : scalar\n';
  const sized = fc.constantFrom(...SIZES).chain((rows) => fc.constantFrom(...SIZES).chain((cols) => expression(rows, cols, 3).map((text) => ({ rows, cols, text }))));
  fc.assert(fc.property(sized, ({ rows, cols, text }) => {
    const meaning = meaningOf(`${declarations}f = ${text}`);
    expect(meaning.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const f = meaning.lookup('f', Infinity);
    expect(f?.kind === 'definition' && f.shape && `${f.shape.rows.key}×${f.shape.cols.key}`).toBe(`${rows}×${cols}`);
  }), { numRuns: 300 });
});

test('without the declarations, the shapes that are inferred fit too', () => {
  fc.assert(fc.property(expression('1', '1', 3), (text) => {
    const meaning = meaningOf(`f = ${text}\ngradient f`);
    const declared = meaning.bindings.filter((binding) => binding.kind === 'variable').map(({ name, shape }) => `${name} : matrix(${shape.rows.key}, ${shape.cols.key})`).join('\n');
    if (meaning.diagnostics.some(({ severity }) => severity === 'error')) return;
    // Declaring what was inferred changes nothing.
    const again = meaningOf(`${declared}\nf = ${text}`);
    expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  }), { numRuns: 300 });
});
