import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { signatures } from '../../server/src/operators/signatures';
import { call, name } from '../../server/src/syntax/build';
import { parseExpression } from '../../server/src/syntax/parse';
import { latexOf, nameLatex } from '../../server/src/typeset/latex';
import { unicodeOf } from '../../server/src/typeset/unicode';
import { anyTreeWithBindings } from '../syntax/trees';

const render = (latex: string): string => katex.renderToString(latex, { throwOnError: true, strict: false, trust: false });

describe('KaTeX knows everything that is written', () => {
  test('of any tree', () => {
    fc.assert(fc.property(anyTreeWithBindings, (tree) => { expect(render(latexOf(tree))).toContain('katex'); }), { numRuns: 300 });
  });

  test.each(Object.keys(signatures))('%s', (callee) => {
    for (const args of [[name('X')], [name('X'), name('n')], [name('X'), name('n'), name('w_1')]]) {
      expect(render(latexOf(call(callee, ...args)))).toContain('katex');
      expect(unicodeOf(call(callee, ...args))).not.toBe('');
    }
  });

  test('of any name', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\p{L}_][\p{L}\d_₀-₉]*$/u)), (text) => { expect(render(nameLatex(text))).toContain('katex'); }), { numRuns: 500 });
  });

  test('of the corpus', () => {
    const corpus = readFileSync(new URL('../fixtures/corpus-expressions.txt', import.meta.url), 'utf8').trim().split('\n');
    for (const text of corpus) expect(render(latexOf(parseExpression(text).tree))).toContain('katex');
  });

  test('nothing that a reader wrote is a command', () => {
    expect(render(nameLatex('\u2028x\u0007'))).toContain('katex');
    expect(nameLatex('𝛌')).toBe('\\lambda');
    expect(nameLatex('x_\\href{javascript:alert(1)}{y}')).not.toContain('\\href');
    expect(nameLatex('a$b%c&d#e')).toBe('\\mathit{a\\$b\\%c\\&d\\#e}');
  });
});
