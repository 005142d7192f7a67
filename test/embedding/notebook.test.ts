/** Notebook files: cells in order share a scope, and positions are those of the JSON. */
import { describe, expect, it } from 'vitest';
import { embed } from '../../server/src/embedding/embed';
import { written as textOf } from './render';

const notebook = (cells: readonly unknown[], metadata: unknown = { kernelspec: { language: 'python' } }): string =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);
const code = (...source: readonly string[]): unknown => ({ cell_type: 'code', execution_count: 1, metadata: {}, outputs: [{ data: { 'text/plain': ['# mcalc: no'] } }], source });

describe('notebooks', () => {
  it('reads code and Markdown cells in order', () => {
    const file = notebook([
      code('# mcalc: X : matrix(n, d)\n', '#   f = tr(X\'*X)\n', 'x = 1'),
      { cell_type: 'raw', source: ['# mcalc: no'] },
      { cell_type: 'markdown', source: 'Text\n```mcalc\ng = "1"\n```\n# mcalc: no' },
      code('# mcalc: gradient f wrt X'),
    ]);
    const document = embed(file, 'ipynb');
    expect(textOf(document)).toBe(' X : matrix(n, d)\n   f = tr(X\'*X)\ng = "1"\n gradient f wrt X');
    expect(document.blocks.map(({ languageId, place }) => [languageId, place])).toEqual([['python', undefined], ['markdown', undefined], ['python', undefined]]);
    for (const word of ['matrix(n, d)', 'f = tr', 'g = ', '1\\"'.slice(0, 1), 'gradient']) {
      const start = document.text.indexOf(word);
      const range = document.toFileRange({ start, end: start + word.length });
      expect(file.slice(range.start, range.end)).toBe(word);
    }
  });

  it('maps what JSON writes with an escape', () => {
    const file = '{"cells":[{"cell_type":"code","source":["# mcalc: \\u03bb\\t= \\ud83c\\udf89 + \\"z\\""]}]}';
    const document = embed(file, 'ipynb');
    expect(textOf(document)).toBe(' λ\t= 🎉 + "z"');
    const written = (text: string): string => {
      const start = document.text.indexOf(text);
      const range = document.toFileRange({ start, end: start + text.length });
      return file.slice(range.start, range.end);
    };
    expect(written('λ')).toBe('\\u03bb');
    expect(written('🎉')).toBe('\\ud83c\\udf89');
    expect(written('λ\t=')).toBe('\\u03bb\\t=');
    expect(written('"z"')).toBe('\\"z\\"');
    for (let offset = 0; offset <= document.text.length; offset++) expect(document.toVirtual(document.toFile(offset))).toBe(offset);
  });

  it.each([
    ['the language of the kernel',   { kernelspec: { language: 'R' } },        ['#\' mcalc: a = 1'],  ' a = 1'],
    ['the language of the file',     { language_info: { name: 'julia' } },     ['#= mcalc: a = 1 =#'], ' a = 1 '],
    ['Python where nothing is said', {},                                       ['# mcalc: a = 1'],    ' a = 1'],
    ['nothing it does not know',     { kernelspec: { language: 'apl' } },      ['# mcalc: a = 1'],    ''],
  ])('takes %s', (_, metadata, source, text) => {
    expect(embed(notebook([code(...source)], metadata), 'ipynb').text).toBe(text);
  });

  it.each(['', '{', '[]', '{"cells": 1}', '{"cells": [{"cell_type": "code", "source": "# mcalc: a', 'no json', '{"cells":[{"cell_type":"code","source":"\\x"}]}'])('reads %j as a notebook without blocks', (file) => {
    expect(embed(file, 'ipynb').text).toBe('');
  });
});
