/** Every message, the text it underlines, the other place it points at and the text that each fix leaves: `diagnostics.txt` is read top to bottom. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DiagnosticCode } from '../../server/src/semantics/meaning';
import { meaningOf, problemsIn } from './render';

const cases = readFileSync(new URL('diagnostics.txt', import.meta.url), 'utf8').split('\n---\n').filter((part) => part.trim() !== '').map((part) => {
  const [text = '', expected = ''] = part.split('\n>>>\n');
  return { text: text.trim(), expected: expected.trim() };
});

test.each(cases)('$text', ({ text, expected }) => { expect(problemsIn(text)).toBe(expected); });

describe('of all cases', () => {
  const diagnostics = cases.flatMap(({ text }) => meaningOf(text).diagnostics.map((diagnostic) => ({ text, diagnostic })));

  test('each code of this room occurs', () => {
    const codes: readonly DiagnosticCode[] = ['syntax', 'unknown-name', 'unknown-function', 'unknown-adjective', 'shape-mismatch', 'argument-count', 'ambiguous-product', 'ambiguous-name', 'not-scalar', 'not-a-variable', 'unsupported', 'cyclic-definition', 'broadcast-scalar', 'elementwise-function'];
    expect([...new Set(diagnostics.map(({ diagnostic }) => diagnostic.code))].sort()).toEqual([...codes].sort());
  });

  test('a fix mends what it is offered for, or at least brings nothing worse', () => {
    for (const { text, diagnostic } of diagnostics) for (const { span, replacement } of diagnostic.fixes) {
      const mended = text.slice(0, span.start) + replacement + text.slice(span.end);
      const errors = (of: string): number => meaningOf(of).diagnostics.filter(({ severity }) => severity === 'error').length;
      expect(errors(mended), mended).toBeLessThanOrEqual(errors(text));
    }
  });
});
