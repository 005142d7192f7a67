import { describe, expect, test } from 'vitest';
import { COMMANDS, commandLink } from '../../protocol/commands';
import { mathBlock, mathBlocks, replaceMathBlocks } from '../../protocol/math';
import { scientific, verdictWords } from '../../protocol/verdict';

describe('math blocks', () => {
  const formula = { latex: '\\nabla_w f', text: '∇_w f' };
  test('are fences that read well as they are', () => {
    expect(mathBlock(formula).trim()).toBe('```latex\n% ∇_w f\n\\nabla_w f\n```');
  });
  test('are found again, also several, also beside other fences', () => {
    const markdown = `Text${mathBlock(formula)}\`\`\`python\nx\n\`\`\`\n${mathBlock({ latex: 'x', text: 'x' })}`;
    expect(mathBlocks(markdown)).toEqual([formula, { latex: 'x', text: 'x' }]);
    expect(replaceMathBlocks(markdown, ({ text }) => `<${text}>`)).toBe('Text\n\n<∇_w f>\n\n```python\nx\n```\n\n\n<x>\n\n');
  });
  test.each([['a\nb', 'a b'], ['a```\n```latex', 'a latex'], ['  a  ', 'a']])('a text cannot end its block: %j', (text, kept) => {
    expect(mathBlocks(mathBlock({ latex: text, text }))).toEqual([{ latex: kept, text: kept }]);
  });
  test('dollar signs of a replacement are meant as they are', () => {
    expect(replaceMathBlocks(mathBlock(formula), () => '$&$1').trim()).toBe('$&$1');
  });
});

test('a command link carries its place and ends where Markdown says', () => {
  const place = { uri: "file:///a (b)/it's.py", position: { line: 3, character: 7 } };
  const link = commandLink(COMMANDS.openDerivation, place);
  expect(link).toMatch(/^command:mcalc\.openDerivation\?[\w%.~-]+$/);
  expect(JSON.parse(decodeURIComponent(link.slice(link.indexOf('?') + 1)))).toEqual([place]);
});

test.each([[0, '0'], [2.04e-10, '2·10⁻¹⁰'], [1e-9, '10⁻⁹'], [0.3, '3·10⁻¹'], [12345, '10⁴'], [Infinity, 'Infinity']])('%d reads %s', (value, text) => {
  expect(scientific(value)).toBe(text);
});

test.each([
  [{ verdict: 'pass', maxRelativeError: 2e-10, points: 3 } as const, 'checked numerically (3 points, 2·10⁻¹⁰)'],
  [{ verdict: 'pass', maxRelativeError: 0, points: 1 } as const, 'checked numerically (1 point, 0)'],
  [{ verdict: 'fail', maxRelativeError: 1, points: 3, reason: 'off by a factor 2' } as const, 'check failed: off by a factor 2'],
  [{ verdict: 'unchecked', reason: 'no random points' } as const, 'not checked: no random points'],
])('%j', (verdict, words) => {
  expect(verdictWords(verdict)).toBe(words);
});
