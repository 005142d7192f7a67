import { describe, expect, test } from 'vitest';
import { definition } from '../../server/src/features/definition';
import { folding } from '../../server/src/features/folding';
import { references } from '../../server/src/features/references';
import { prepareRename, rename } from '../../server/src/features/rename';
import { selectionRanges } from '../../server/src/features/selectionRange';
import { matches, symbols } from '../../server/src/features/symbols';
import { shapeOrigins } from '../../server/src/features/typeDefinition';
import { analysed, covered, edited, marked, underlined } from './setup';

test.each([
  ['a use of a definition',      'r = A*x\nf = norm2(¦r)^2',                        '«r» = A*x\nf = norm2(r)^2'],
  ['the end of a name',          'r = A*x\nf = norm2(r¦)^2',                        '«r» = A*x\nf = norm2(r)^2'],
  ['a variable',                 'w : vector(d)\ngradient norm2(w)^2 wrt ¦w',      '«w» : vector(d)\ngradient norm2(w)^2 wrt w'],
  ['a dimension',                'X : matrix(n, d)\nf = 1/¦n*sum(X)',              'X : matrix(«n», d)\nf = 1/n*sum(X)'],
  ['a function of the file',     'f(w) = norm2(w)^2\ngradient ¦f(w) wrt w',        '«f»(w) = norm2(w)^2\ngradient f(w) wrt w'],
  ['a name of its own use',      'f = norm2(q)^2 + sum(¦q)',                       'f = norm2(«q»)^2 + sum(q)'],
  ['the one that holds there',   'a = 1\na = a + 1\nb = ¦a',                       'a = 1\n«a» = a + 1\nb = a'],
])('definition of %s', (_, source, expected) => {
  const { analysis, offset } = marked(source);
  const found = definition(analysis, offset);
  expect(underlined(analysis, found === undefined ? [] : [analysis.rangeOf(found.target)])).toBe(expected);
});

test.each([['f = ¦norm2(x)'], ['f = 2¦ + x'], ['# ¦f'], ['¦']])('nothing to go to in %j', (source) => {
  const { analysis, offset } = marked(source);
  expect(definition(analysis, offset)).toBeUndefined();
  expect(references(analysis.meaning, offset)).toEqual([]);
  expect(prepareRename(analysis, offset)).toBeUndefined();
});

test.each([
  ['a definition',          'X : matrix(n, d)\ny : vector(n)\nr = X*w - y\nf = norm2(¦r)', 'X : matrix(«n», d)\ny : vector(n)\nr = X*w - y\nf = norm2(r)'],
  ['an expression',         "X : matrix(n, d)\nf = tr(X' ¦* X)",                          "X : matrix(n, «d»)\nf = tr(X' * X)"],
  ['a scalar: no place',    'a : scalar\nf = ¦a',                                        'a : scalar\nf = a'],
])('where the shape comes from of %s', (_, source, expected) => {
  const { analysis, offset } = marked(source);
  expect(underlined(analysis, shapeOrigins(analysis, offset).map(analysis.rangeOf))).toBe(expected);
});

test('references, in all blocks of a file, with their roles', () => {
  const { analysis, offset } = marked('# mcalc: w : vector(n)\ndef f(w): ...\n# mcalc: f = norm2(¦w)^2\n#   gradient f wrt w\n', 'python');
  const found = references(analysis.meaning, analysis.toVirtual(offset) ?? 0);
  expect(underlined(analysis, found.map(({ span }) => analysis.rangeOf(span)))).toBe('# mcalc: «w» : vector(n)\ndef f(w): ...\n# mcalc: f = norm2(«w»)^2\n#   gradient f wrt «w»\n');
  expect(found.map(({ writes }) => writes)).toEqual([true, false, false]);
});

describe('rename', () => {
  const renamed = (source: string, name: string, languageId?: string): string => {
    const { analysis, offset } = marked(source, languageId);
    const result = rename({ meaning: analysis.meaning, text: analysis.embedded.text }, analysis.toVirtual(offset) ?? 0, name);
    return result.ok ? edited(analysis, result.places.map((span) => ({ range: analysis.rangeOf(span), newText: result.newText }))) : result.message;
  };
  test.each([
    ['a variable everywhere',          'w : vector(n)\nf = norm2(¦w)^2\ngradient f wrt w',    'v', 'v : vector(n)\nf = norm2(v)^2\ngradient f wrt v'],
    ['a dimension',                    'X : matrix(¦n, d)\nf = 1/n*sum(X)',                   'N', 'X : matrix(N, d)\nf = 1/N*sum(X)'],
    ['a dimension written once for both sides', 'S : posdef(¦n)\nf = 1/n*tr(S)',               'N', 'S : posdef(N)\nf = 1/N*tr(S)'],
    ['a definition with its calls',    '¦f(w) = norm2(w)^2\ngradient f(w) wrt w',             'g', 'g(w) = norm2(w)^2\ngradient g(w) wrt w'],
    ['a function with its derivatives', 'g : vector(n) -> scalar\nf = ¦g(x) + x\'*∇g(x)\ncheck hessian g(x) wrt x == ∇²g(x)', 'h', 'h : vector(n) -> scalar\nf = h(x) + x\'*∇h(x)\ncheck hessian h(x) wrt x == ∇²h(x)'],
    ['only what it stands for',        'a = 1\na = a + 1\nb = ¦a',                            'c', 'a = 1\nc = a + 1\nb = c'],
    ['to Greek',                       'f = ¦lam*sum(x)',                                     'λ', 'f = λ*sum(x)'],
    ['a name that stays',              'f = ¦w + w',                                          'w', 'f = w + w'],
    ['refused: not a name',            'f = ¦w',                                              '2w', "'2w' is not a name: it needs to be a letter, then letters, digits and _."],
    ['refused: two words',             'f = ¦w',                                              'a b', "'a b' is not a name: it needs to be a letter, then letters, digits and _."],
    ['refused: a function',            'f = ¦w',                                              'tr', "'tr' is a function of the language."],
    ['refused: taken before it',     'w : vector(n)\nx : vector(n)\nf = ¦w + x',            'x', "'x' has a meaning already in this file."],
    ['refused: taken after it',  'x = 1\nw = 2\nf = x + w\ny = ¦x',                     'w', "'w' has a meaning already in this file."],
    ['refused: nothing here',          'f = 2¦ ',                                             'x', 'There is no name here.'],
    ['refused: a word of the language', 'w : vector(n)\n¦g = norm2(w)\ngradient g wrt w',     'wrt', "The file would not mean the same with 'wrt' in place of g."],
  ])('%s', (_, source, name, expected) => { expect(renamed(source, name)).toBe(expected); });
  test('in the blocks of a host file, with emoji and CRLF before them', () => {
    expect(renamed('s = "😀"\r\n# mcalc: 𝑤 = 1\r\n#   f = ¦𝑤 + 𝑤\r\n', 'ω', 'python')).toBe('s = "😀"\r\n# mcalc: ω = 1\r\n#   f = ω + ω\r\n');
  });
  test('prepared with the name and its place', () => {
    const { analysis, offset } = marked('f = norm2(wei¦ght)');
    const found = prepareRename(analysis, offset);
    expect([found?.name, covered(analysis, found?.range ?? expect.fail())]).toEqual(['weight', 'weight']);
  });
});

test('selection grows from the name to the statement to the block', () => {
  const { analysis, offset } = marked("f = norm2(X*¦w - y)^2\ng = 1");
  expect(selectionRanges(analysis, offset).map((range) => covered(analysis, range))).toEqual(['w', 'X*w', 'X*w - y', 'norm2(X*w - y)', 'norm2(X*w - y)^2', 'f = norm2(X*w - y)^2', 'f = norm2(X*w - y)^2\ng = 1']);
});

test('symbols of a file', () => {
  const analysis = analysed("X : matrix(n, d); w : vector(d)\ng : vector(n) -> scalar\nf(w) = g(X*w)\ngradient f wrt w\ncheck tr(X'*X) == normF(X)^2\n= broken");
  expect(symbols(analysis).map(({ name, detail, kind, selection }) => `${kind} ${name} ${detail} @${covered(analysis, selection)}`)).toEqual([
    'variable X ℝⁿˣᵈ @X', 'variable w ℝᵈ @w', 'function g ℝⁿ → ℝ @g', 'function f(w) ℝ @f', 'query gradient f wrt w  @gradient', "claim check tr(X'*X)  @check tr(X'*X) == normF(X)^2",
  ]);
});

test.each([['gradient f', 'gf', true], ['gradient f', 'GRAD', true], ['gradient f', 'fg', false], ['λ', 'λ', true], ['f', '', true]])('%s matches %s: %s', (name, query, expected) => {
  expect(matches(name, query)).toBe(expected);
});

test.each([
  ['blocks of a host file',      '# mcalc: a = 1\n#   b = 2\nx = 1\n# mcalc: c = 3\n', 'python', ['0-1 comment']],
  ['statements over lines',      'f = a +\n  b\ng = 1', 'mcalc', ['0-1 region', '0-2 region']],
  ['paragraphs and comments',    '# one\n# two\na = 1\nb = 2\n\nc = 3\n', 'mcalc', ['0-1 comment', '2-3 region']],
])('folding of %s', (_, source, languageId, expected) => {
  expect(folding(analysed(source, languageId)).map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`)).toEqual(expected);
});
