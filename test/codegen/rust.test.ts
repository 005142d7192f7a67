/**
 * There is no nalgebra to compile the emitted Rust against here: its grammar is checked with tree-sitter's grammar of Rust, for every
 * second case of the corpus, every function of the language, the everyday losses and the self-tests. Types and borrows are not.
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

/** What nalgebra lacks. */
const LACKING = /^(erf|the (derivative of the )?matrix (logarithm|square root)) has no nalgebra code yet$/;

const parser: { parser?: Parser } = {};
beforeAll(async () => {
  await Parser.init();
  const made = new Parser();
  made.setLanguage(await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-rust/tree-sitter-rust.wasm'))));
  parser.parser = made;
});

/** The first line that is not Rust, if any. */
function faultOf(source: string): string | undefined {
  const root = parser.parser?.parse(source)?.rootNode;
  if (root === undefined) return 'no tree';
  if (!root.hasError) return undefined;
  const faulty = root.descendantsOfType('ERROR').find((node) => node !== null);
  return source.split('\n')[faulty?.startPosition.row ?? 0] ?? '';
}

test('the parser sees faults', () => {
  expect(faultOf('fn f() -> f64 { 1.0 + }\n')).toBe('fn f() -> f64 { 1.0 + }');
  expect(faultOf('fn f(x: &f64 { *x }\n')).toBeDefined();
});

const texts = [
  ...corpus().filter((_, i) => i % 2 === 0).map((each) => ({ name: `${each.id}: ${each.expr}`, text: textOf(each) })),
  ...queriesOf(functions).map(({ name, text }) => ({ name, text: `${declarations}${text}` })),
  ...everyday, ...QUERIES,
];

describe('Rust', () => {
  test.each(texts)('$name', ({ text }) => {
    const [one] = emit(text, 'nalgebra', { asValueAndGradient: true });
    if (one === undefined || typeof one === 'string') throw new Error(one ?? 'no query');
    for (const outcome of [one.outcome, one.value]) {
      if (outcome.ok) expect(faultOf(outcome.code.source), outcome.code.source).toBeUndefined();
      else expect(outcome.message).toMatch(LACKING);
    }
  });
});

describe('Rust, self-tests', () => {
  test.each(selfTested)('$text', async (row) => {
    const outcome = await selfTestedCode(row, 'nalgebra', 'loss');
    const { source } = outcome.ok ? outcome.code : expect.fail(outcome.reason);
    expect(source).toContain('check_loss');
    expect(faultOf(source), source).toBeUndefined();
  });
});
