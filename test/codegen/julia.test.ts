/**
 * There is no Julia to run the emitted code here: its grammar is checked with tree-sitter's grammar of Julia, for every fourth case of the
 * corpus, every function of the language, the everyday losses and the self-tests. What a program means is not.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { corpus, textOf } from '../code/corpus';
import { QUERIES } from '../code/givenFunctions';
import { declarations, functions, queriesOf } from '../code/losses';
import { selfTested, selfTestedCode } from '../code/selfTested';
import { emit } from './emit';
import { everyday } from './everyday';

const parser: { parser?: Parser } = {};
beforeAll(async () => {
  await Parser.init();
  const made = new Parser();
  made.setLanguage(await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-julia/tree-sitter-julia.wasm'))));
  parser.parser = made;
});

/** The first line that is not Julia, if any. */
function faultOf(source: string): string | undefined {
  const root = parser.parser?.parse(source)?.rootNode;
  if (root === undefined) return 'no tree';
  if (!root.hasError) return undefined;
  const faulty = root.descendantsOfType('ERROR').find((node) => node !== null);
  return source.split('\n')[faulty?.startPosition.row ?? 0] ?? '';
}

test('the parser sees faults', () => {
  expect(faultOf('x = a * * b\n')).toBe('x = a * * b');
  expect(faultOf('function f(x)\n    return [1, 2\nend\n')).toBeDefined();
});

const texts = [
  ...corpus().filter((_, i) => i % 4 === 0).map((each) => ({ name: `${each.id}: ${each.expr}`, text: textOf(each) })),
  ...queriesOf(functions).map(({ name, text }) => ({ name, text: `${declarations}${text}` })),
  ...everyday, ...QUERIES,
];

describe('Julia', () => {
  test.each(texts)('$name', ({ text }) => {
    const [one] = emit(text, 'julia', { asValueAndGradient: true });
    if (one === undefined || typeof one === 'string') throw new Error(one ?? 'no query');
    if (!one.outcome.ok) throw new Error(one.outcome.message);
    if (!one.value.ok) throw new Error(one.value.message);
    for (const { source } of [one.outcome.code, one.value.code]) expect(faultOf(source), source).toBeUndefined();
  });
});

describe('Julia, self-tests', () => {
  test.each(selfTested)('$text', async (row) => {
    const outcome = await selfTestedCode(row, 'julia', 'loss');
    const { source } = outcome.ok ? outcome.code : expect.fail(outcome.reason);
    expect(source).toContain('check_loss');
    expect(faultOf(source), source).toBeUndefined();
  });
});
