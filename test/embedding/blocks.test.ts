/** What a block is, in the ways people write them; the languages are in `hosts.test.ts`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlocks } from '../../server/src/embedding/blocks';
import { embed } from '../../server/src/embedding/embed';
import { disagreements, render, written } from './render';

const lines = (...of: readonly string[]): string => of.join('\n');

describe('where a block starts and ends', () => {
  const cases: readonly (readonly [what: string, file: string, text: string])[] = [
    ['deeper lines go on',                              '# mcalc: a = 1\n#   b = 2',                          ' a = 1\n   b = 2'],
    ['one column deeper is enough',                     '# mcalc: a = 1\n#  b = 2',                           ' a = 1\n  b = 2'],
    ['a line at the marker ends it',                    '# mcalc: a = 1\n# prose\n#   more',                  ' a = 1'],
    ['a line left of the marker ends it',               '#   mcalc: a = 1\n# b\n',                            ' a = 1'],
    ['an empty comment line does not',                  '# mcalc: a = 1\n#\n#   b = 2',                       ' a = 1\n\n   b = 2'],
    ['an empty line does',                              '# mcalc: a = 1\n\n#   b = 2',                        ' a = 1'],
    ['code ends it',                                    '# mcalc: a = 1\nx = 1\n#   b = 2',                   ' a = 1'],
    ['a comment after code does not go on with it',     '# mcalc: a = 1\nx = 1 #   b = 2',                    ' a = 1'],
    ['blank lines at the end are left out',             '# mcalc: a = 1\n#\n# ',                              ' a = 1'],
    ['but one somebody is about to write on',           '# mcalc: a = 1\n#   ',                               ' a = 1\n   '],
    ['a further marker starts a block of its own',      '# mcalc: a = 1\n#   mcalc: b = 2',                   ' a = 1\n b = 2'],
    ['only at the start of a comment',                  '# see mcalc: a = 1',                                 ''],
    ['a text may start on the next line',               '# mcalc:\n#   a = 1',                                '\n   a = 1'],
    ['nothing after the marker',                        '# mcalc:',                                           ''],
    ['code before it on the line',                      'x = 1  # mcalc: a = 1\n         #  b = 2\n# c',      ' a = 1\n  b = 2'],
    ['code before it, and lines further left',          'x = 1  # mcalc: a = 1\n#   b = 2',                   ' a = 1'],
    ['tabs after the leader',                           '#\tmcalc: a = 1\n#\t\tb = 2\n#\tprose',              ' a = 1\n\t\tb = 2'],
    ['a tab where the other line has spaces',           '    # mcalc: a = 1\n\t#   b = 2',                    ' a = 1\n   b = 2'],
    ['an emoji before it',                              's = "🎉🎉"  # mcalc: a = 1\n            #   b = 2',   ' a = 1\n   b = 2'],
    ['a byte order mark',                               '\ufeff# mcalc: a = 1\n#   b = 2',                    ' a = 1\n   b = 2'],
    ['a form feed before the comment',                  '\f# mcalc: a = 1',                                   ' a = 1'],
    ['a half-typed string is over with its line',       's = "half\n# mcalc: a = 1',                          ' a = 1'],
    ['a string that goes on by a backslash',            's = "over \\\n# mcalc: b\n"\n# mcalc: a = 1',        ' a = 1'],
    ['triple quotes in a comment open nothing',         '# """\n# mcalc: a = 1',                              ' a = 1'],
    ['a docstring that is never closed',                'def f():\n    """\n    mcalc: a = 1\n',              ' a = 1'],
    ['a docstring after a decorator is a string',       '@"""mcalc: a = 1"""',                                ''],
    ['text from the opener on',                         '"""mcalc: a = 1\n  b = 2\nprose\n"""',               ' a = 1\n  b = 2'],
    ['code in an f-string, with strings of its own',    'f"{d["#"]} # mcalc: b" # mcalc: a = 1',              ' a = 1'],
    ['braces written twice in an f-string',             'f"{{" # mcalc: a = 1',                               ' a = 1'],
  ];
  it.each(cases)('%s', (_, file, text) => {
    const document = embed(file, 'python');
    expect(written(document)).toBe(text);
    expect(disagreements(file, document)).toEqual([]);
    expect(disagreements(file.replace(/\n/g, '\r\n'), embed(file.replace(/\n/g, '\r\n'), 'python'))).toEqual([]);
  });
});

it.each([
  ['rust',   '// mcalc: a = 1\n///   b = 2\n'],
  ['r',      "# mcalc: a = 1\n#' b = 2\n"],
  ['csharp', '// mcalc: a = 1\n///   b = 2\n'],
])('comments for documentation are no part of a block in others, and the other way round: %s', (languageId, file) => {
  expect(written(embed(file, languageId))).toBe(' a = 1');
  const [first = '', second = ''] = file.trimEnd().split('\n');
  expect(written(embed(`${second.replace('b = 2', 'mcalc: b = 2')}\n${first.replace('mcalc:', '     ')}\n`, languageId))).toBe(' b = 2');
});

describe('markers', () => {
  it.each([
    ['# mcalc: a',           ['mcalc:'],           ' a'],
    ['# ∂ a',                ['∂'],                ' a'],
    ['# $math a\n# mcalc: b', ['$math', 'mcalc:'], ' a\n b'],
    ['# mcalc: a',           ['calc:'],            ''],
    ['# math:: a',           ['math:', 'math::'],  ' a'],
    ['# a',                  [''],                 ''],
    ['# a',                  [],                   ''],
  ])('%j with %j', (file, markers, text) => {
    expect(written(embed(file, 'python', { markers }))).toBe(text);
  });
});

describe('what a block says about its surroundings', () => {
  it('gives its marker and its range', () => {
    const file = 'x = 1  # mcalc: a = 1\n       #   b = 2\ny = 2\n';
    const [block] = findBlocks(file, 'python');
    expect(block && file.slice(block.marker.start, block.marker.end)).toBe('mcalc:');
    expect(block && file.slice(block.span.start, block.span.end)).toBe('mcalc: a = 1\n       #   b = 2');
  });

  it('knows the terminators of the file', () => {
    expect(render('# mcalc: a\r\n#   b\r\nx = 1\r\n', 'python')).toBe(lines('1:9   | a|', '2:2   |   b|', 'new   |#   |', 'code  3:1 ||', ''));
    expect(findBlocks('# mcalc: a', 'python')[0]?.terminator).toBe('\n');
    expect(findBlocks('# mcalc: a\r\n', 'python')[0]?.terminator).toBe('\r\n');
    expect(findBlocks('# mcalc: a\r', 'python')[0]?.terminator).toBe('\r');
  });

  it('starts a line where the file ends without one', () => {
    expect(findBlocks('    # mcalc: a', 'python')[0]?.place).toEqual({ offset: 14, before: '\n', indent: '    ' });
    expect(findBlocks('    # mcalc: a\n', 'python')[0]?.place).toEqual({ offset: 15, before: '', indent: '    ' });
  });

  it('writes new lines behind its own comment leader', () => {
    const file = '\t# mcalc: f = x\'*x\r\n';
    const document = embed(file, 'python');
    const written = document.hostText(1, 'x : vector(n)\nf');
    expect(written).toBe('x : vector(n)\r\n\t#   f');
    const changed = file.slice(0, document.toFile(1)) + written + file.slice(document.toFile(2));
    expect(embed(changed, 'python').text).toBe(' x : vector(n)\n   f = x\'*x');
  });

  it('joins the blocks of a file into one text', () => {
    const file = lines('# mcalc: a = 1', 'x = 2', '# mcalc: b = a');
    const document = embed(file, 'python');
    expect(written(document)).toBe(' a = 1\n b = a');
    expect(document.blocks.map(({ virtual }) => document.text.slice(virtual.start, virtual.end))).toEqual([' a = 1', ' b = a']);
    expect(document.blockAt(document.text.indexOf('b'))?.span.start).toBe(file.lastIndexOf('mcalc:'));
    expect(document.toVirtual(file.indexOf('x ='))).toBeUndefined();
  });

  it('clips a selection to what it covers of the blocks', () => {
    const file = lines('# mcalc: a = 1', '#   b = 2', 'x = 3');
    const document = embed(file, 'python');
    const virtual = (from: string, to: string): string | undefined => {
      const span = document.toVirtualRange({ start: file.indexOf(from), end: file.indexOf(to) + to.length });
      return span && document.text.slice(span.start, span.end);
    };
    expect(virtual('# mcalc', 'a = 1')).toBe(' a = 1');
    expect(virtual('1\n', 'b')).toBe('1\n   b');
    expect(virtual('# mcalc', 'x = 3')).toBe(' a = 1\n   b = 2');
    expect(virtual('x =', '3')).toBeUndefined();
  });
});

describe('laws', () => {
  const pieces = ['# mcalc: ', '#   ', '# ', '"""', "'''", '"', "'", '\\', '\n', '\r\n', '\r', '\t', ' ', 'x = 1', 'mcalc:', "f = x'*x", '🎉', 'λ', '{', '}', '$(', '/*', '*/', '//', '%{', '%', '--', '`', '```mcalc', '\n```\n', '${', ')'];
  const file = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
  const language = fc.constantFrom('python', 'julia', 'matlab', 'r', 'c', 'rust', 'javascript', 'kotlin', 'swift', 'latex', 'lua', 'markdown', 'mcalc', 'fortran_fixed-form');

  it('positions come back as they went, whatever the file holds', () => {
    fc.assert(fc.property(file, language, (text, languageId) => {
      expect(disagreements(text, embed(text, languageId))).toEqual([]);
    }), { numRuns: 1000 });
  });

  it('blocks ascend and do not overlap', () => {
    fc.assert(fc.property(file, language, (text, languageId) => {
      const spans = findBlocks(text, languageId).map(({ span }) => span);
      for (const [i, span] of spans.entries()) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
      }
    }), { numRuns: 500 });
  });

  it('what a block writes on a new line of its own belongs to it', () => {
    fc.assert(fc.property(fc.constantFrom('', '  ', '\t'), fc.constantFrom('# ', '#', '## ', '#\t'), fc.constantFrom('', 'x = 1  '), (indent, leader, code) => {
      const text = `${indent}${code}${leader}mcalc: a = 1\n`;
      const document = embed(text, 'python');
      const end = document.toFile(document.text.length);
      const changed = text.slice(0, end) + document.hostText(document.text.length, '\nb = 2') + text.slice(end);
      expect(embed(changed, 'python').text.split('\n').map((line) => line.trim())).toEqual(['a = 1', 'b = 2']);
    }));
  });

  it('a file of 20,000 lines is read', () => {
    const text = `${'x = f("a")  # an ordinary comment\n'.repeat(20_000)}# mcalc: a = 1\n`;
    expect(embed(text, 'python').text).toBe(' a = 1');
  });

  it('nesting 10,000 deep is read', () => {
    expect(embed(`${'`${'.repeat(10_000)}${'}`'.repeat(10_000)} // mcalc: a = 1`, 'javascript').text).toBe(' a = 1');
    expect(embed(`${'/* '.repeat(10_000)}${'*/ '.repeat(10_000)} // mcalc: a = 1`, 'rust').text).toBe(' a = 1');
    expect(embed('['.repeat(100_000), 'ipynb').text).toBe('');
  });
});
