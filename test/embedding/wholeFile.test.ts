/** The paragraphs of a `.mcalc` file are read by themselves, and what is read is what the file says as a whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embed } from '../../server/src/embedding/embed';
import { joined, parseDocument, parsePart } from '../../server/src/syntax/parse';
import { printStatement } from '../../server/src/syntax/printStatement';
import type { Parsed, Span } from '../../server/src/syntax/tree';

test.each([
  ['nothing',                              '',                                    ['']],
  ['one paragraph',                        'a = 1\nb = 2\n',                      ['a = 1\nb = 2\n']],
  ['two',                                  'a = 1\n\nb = 2\n',                    ['a = 1\n', 'b = 2\n']],
  ['blank lines with blanks in them',      'a = 1\n  \n\t\nb = 2',                ['a = 1\n  ', '\t\nb = 2']],
  ['the line ends of other systems',       'a = 1\r\nb = 2\r\n\r\nc = 3\r\n',     ['a = 1\nb = 2\n', 'c = 3\n']],
  ['the line ends of old systems',         'a = 1\rb = 2\r\rc = 3\r',             ['a = 1\nb = 2\n', 'c = 3\n']],
  ['a mark of the byte order',             '\ufeffa = 1\n\nb = 2',                ['a = 1\n', 'b = 2']],
  ['a comment belongs to what follows it', 'a = 1 # one\n\n# two\n\nb = 2',       ['a = 1 # one\n', '# two\n\nb = 2']],
  ['comments before and behind everything', '# a\n\n# b\n\na = 1\n\n# c\n\n# d\n', ['# a\n\n# b\n\na = 1\n\n# c\n\n# d\n']],
  ['an open bracket goes on',              'a = (1 +\n\n2)\n\nb = 2',             ['a = (1 +\n\n2)\n', 'b = 2']],
  ['an operator at the end goes on',       'a = 1 +\n\n2\n\nb = 2',               ['a = 1 +\n\n2\n', 'b = 2']],
  ['shared parts may stand below',         'a = s\n\nwhere s = 1\n\nb = 2',       ['a = s\n\nwhere s = 1\n', 'b = 2']],
  ['a row that nobody closes',             '[a b\n \n\na = 1\n\nb = 2',             ['[a b\n ', '\na = 1\n', 'b = 2']],
  ['a bracket that nobody closes',         'a = (1\n\nb = 2\n\nc = 3',            ['a = (1\n', 'b = 2\n', 'c = 3']],
])('%s', (_, text, paragraphs) => {
  expect(embed(text, 'mcalc').blocks.map((block) => block.text)).toEqual(paragraphs);
});

const PIECES = ['a = 1', 'X : matrix(n, d)', 'gradient f wrt w', 'f = s + 1 where', 's = 2', 'where', '(', ')', '[', ']', '+', ',', ';', '=', '# note', '\n', '\n\n', '\r\n', '\r', '\n \n', ' ', '\u2028', 'x'] as const;

/** What was read, and where in the file. */
const read = ({ statements, errors }: Parsed, place: (span: Span) => Span): unknown => [
  statements.map((statement) => [statement.kind, printStatement(statement), place(statement.span)]),
  errors.map(({ message, span }) => [message, place(span)]),
];

test('paragraphs say what the file says', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')), (text) => {
    const { parts, text: virtual, toFileRange } = embed(text, 'mcalc');
    const paragraphs = joined(parts.map(({ start, end }) => parsePart(virtual.slice(start, end), start, undefined)));
    expect(read(paragraphs, toFileRange)).toEqual(read(parseDocument(text), (span) => span));
  }), { numRuns: 2000 });
});
