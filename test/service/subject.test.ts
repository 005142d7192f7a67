import { expect, test } from 'vitest';
import type { Subject } from '../../server/src/service/analysis';
import { showShape } from '../../server/src/shapes/shape';
import { analysed, cursorIn, textAt } from './setup';

const FILE = "X : symmetric matrix(n, n); w, y : vector(n)\nr = X*w - y\nf = logdet(X) + r'*r\ngradient f wrt w\ncheck tr(X) == sum(diagonal(X))\ncheck gradient f wrt w == 2*X*r";

const described = (subject: Subject | undefined): string => {
  if (subject === undefined) return 'nothing';
  const around = `${subject.query === undefined ? '' : ` in query ${subject.query.text}`}${subject.claim === undefined ? '' : ' in a claim'}`;
  switch (subject.is) {
    case 'name': return `name ${subject.node.name}, ${subject.binding?.kind ?? 'unbound'}, ${subject.shape === undefined ? '?' : showShape(subject.shape)}${around}`;
    case 'function': return `function ${subject.functionName ?? subject.binding?.name ?? '?'}${around}`;
    case 'operator': return `operator ${subject.operator}${around}`;
    case 'adjective': return `adjective ${subject.word}${around}`;
    case 'expression': return `expression${around}`;
    case 'statement': return `statement ${subject.statement.kind}${around}`;
  }
};

/** Where the cursor stands, what that is, and what is underlined. */
test.each([
  ['¦X : symmetric',          'X',               'name X, variable, n×n'],
  ['sym¦metric',              'symmetric',       'adjective symmetric'],
  ['matrix(¦n, n)',           'n',               'name n, dimension, scalar'],
  ['r¦ = X',                  'r',               'name r, definition, n×1'],
  ['X¦*w',                    'X',               'name X, variable, n×n'],
  ['X*w ¦- y',                '-',               'operator -'],
  ['log¦det',                 'logdet',          'function logdet'],
  ["r¦'*r",                   'r',               'name r, definition, n×1'],
  ['gra¦dient f wrt w\nc',    'gradient f wrt w', 'statement query in query gradient f wrt w'],
  ['gradient ¦f wrt w\nc',    'f',               'name f, definition, scalar in query gradient f wrt w'],
  ['che¦ck tr',               'check tr(X) == sum(diagonal(X))', 'statement claim in a claim'],
  ['diago¦nal',               'diagonal',        'function diagonal in a claim'],
  ['check gradient ¦f',       'f',               'name f, definition, scalar in query gradient f wrt w in a claim'],
  ['2*¦X*r',                  'X',               'name X, variable, n×n in a claim'],
])('%s', (place, underlined, expected) => {
  const at = FILE.indexOf(place.replace('¦', ''));
  const { text, offset } = cursorIn(FILE.slice(0, at) + place + FILE.slice(at + place.length - 1));
  const analysis = analysed(text);
  const subject = analysis.subjectAt(offset);
  expect([described(subject), subject && textAt(analysis, subject.range)]).toEqual([expected, underlined]);
});

test('outside of the blocks there is nothing', () => {
  const { text, offset } = cursorIn('# mcalc: x : vector(n)\n#   gradient norm2(x)\nprint(¦x)\n');
  const analysis = analysed(text, 'python');
  expect([analysis.subjectAt(offset), analysis.answerAt(offset)]).toEqual([undefined, undefined]);
  expect(analysis.answerAt(text.indexOf('norm2'))?.text).toBe('gradient norm2(x)');
});
