import { expect, test } from 'vitest';
import { signatures, functionNamed } from '../../server/src/operators/signatures';
import { describePattern, parseSignature, patternFor, patternsOf } from '../../server/src/semantics/signatures';

const render = (text: string): string => {
  const { parameters, result, elementwise } = parseSignature(text);
  const shown = parameters.map((parameter) => (parameter.kind === 'shape' ? `${parameter.shape.rows.key}|${parameter.shape.cols.key}` : parameter.kind === 'dimension' ? `#${parameter.letter}` : 'function'));
  return `${shown.join(' ')} → ${result.rows.key}|${result.cols.key}${elementwise ? ' elementwise' : ''}`;
};

test.each([
  ['m×n → m×n',               'm|n → m|n elementwise'],
  ['m×n, p×q → m*p×n*q',      'm|n p|q → m*p|n*q'],
  ['m*n×1, #m, #n → m×n',     'm*n|1 #m #n → m|n'],
  ['f, n×n, n×n → n×n',       'function n|n n|n → n|n'],
  ['m×n, p×q → m+p×n+q',      'm|n p|q → m+p|n+q'],
  ['n×n → n*n/2+n/2×1',       'n|n → (n+n*n)/2|1'],
  ['3×1, 3×1 → 3×1',          '3|1 3|1 → 3|1'],
])('%s', (text, expected) => { expect(render(text)).toBe(expected); });

test('every signature of the vocabulary parses, and can be found by its number of arguments', () => {
  for (const [name, row] of Object.entries(signatures)) {
    const known = functionNamed(name);
    expect(known).toBe(name);
    if (known === undefined) continue;
    expect(patternsOf(known).map(({ text }) => text)).toEqual(row.signatures);
    for (const pattern of patternsOf(known)) {
      expect(patternFor(known, pattern.parameters.length)).toBe(pattern);
      expect(`${pattern.result.rows.key}${pattern.result.cols.key}`).toMatch(/^[a-z0-9*+()/]+$/u);
    }
  }
});

test('what a parameter expects, in words', () => {
  const say = (text: string): string => { const [parameter] = parseSignature(text).parameters; return parameter?.kind === 'shape' ? describePattern(parameter.shape) : ''; };
  expect(['n×n → 1×1', 'n×1 → 1×1', '3×1 → 1×1', '1×n → 1×1', '1×1 → 1×1'].map(say)).toEqual(['a square matrix', 'a column vector', 'a column vector with 3 rows', 'a row vector', 'a scalar']);
});
