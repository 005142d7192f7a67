import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '../../server/src/syntax/parse';
import { printTree } from '../../server/src/syntax/print';
import { operands, type Tree } from '../../server/src/syntax/tree';
import { anyTreeWithBindings, bare } from './trees';

describe('printing and parsing', () => {
  test('parsing what was printed gives the tree back', () => {
    fc.assert(fc.property(anyTreeWithBindings, (tree) => {
      const parsed = parseExpression(printTree(tree));
      expect(parsed.errors).toEqual([]);
      expect(bare(parsed.tree)).toEqual(bare(tree));
    }), { numRuns: 2000 });
  });

  test('printing is idempotent', () => {
    fc.assert(fc.property(anyTreeWithBindings, (tree) => {
      const once = printTree(tree);
      expect(printTree(parseExpression(once).tree)).toBe(once);
    }), { numRuns: 500 });
  });

  test('the text of every node is in its span', () => {
    fc.assert(fc.property(anyTreeWithBindings, (tree) => {
      const text = printTree(tree);
      const stack: Tree[] = [parseExpression(text).tree];
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        if (node.kind !== 'where') expect(bare(parseExpression(text.slice(node.span.start, node.span.end)).tree)).toEqual(bare(node));
        stack.push(...operands(node));
      }
    }), { numRuns: 100 });
  });

  const corpus = readFileSync(new URL('../fixtures/corpus-expressions.txt', import.meta.url), 'utf8').trim().split('\n');
  test.each(corpus)('%s', (text) => {
    const { tree, errors } = parseExpression(text);
    expect(errors).toEqual([]);
    const printed = printTree(tree);
    expect(bare(parseExpression(printed).tree)).toEqual(bare(tree));
    // Only spaces and brackets that the grammar does not ask for may change.
    const skeleton = (s: string): string => s.replace(/[\s()]/gu, '');
    expect(skeleton(printed)).toBe(skeleton(text));
  });
});

describe('depth and length', () => {
  const depth = 10_000;
  test.each([
    ['brackets', '('.repeat(depth) + 'x' + ')'.repeat(depth), 'x'],
    ['calls', 'sigmoid('.repeat(depth) + 'x' + ')'.repeat(depth), 'sigmoid('.repeat(depth) + 'x' + ')'.repeat(depth)],
    ['norms', '‖' + '-('.repeat(depth) + 'x' + ')'.repeat(depth) + '‖', 'norm(' + '-('.repeat(depth - 1) + '-x' + ')'.repeat(depth - 1) + ')'],
    ['quotes', 'x' + "'".repeat(depth), 'x' + "'".repeat(depth)],
    ['sums', Array.from({ length: depth }, (_, i) => `x${i}`).join(' + '), Array.from({ length: depth }, (_, i) => `x${i}`).join(' + ')],
    ['products to the right', 'x*('.repeat(depth) + 'y' + ')'.repeat(depth), 'x*('.repeat(depth - 1) + 'x*y' + ')'.repeat(depth - 1)],
    ['matrices', '['.repeat(depth) + 'x' + ']'.repeat(depth), '['.repeat(depth) + 'x' + ']'.repeat(depth)],
    ['sums over an index', 'sum(i = 1..2) '.repeat(depth) + 'x', 'sum(i = 1..2) '.repeat(depth) + 'x'],
  ])('%s', (_, text, printed) => {
    const { tree, errors } = parseExpression(text);
    expect(errors).toEqual([]);
    expect(printTree(tree)).toBe(printed);
  });

  test.each(['(', '[', '<', '|', 'f(', 'x[', '-', 'sum(i = 1..', "x'*(", ')', ']', 'x y ', '∇', '[;', ',', '^'])('ten thousand of %s alone', (text) => {
    const { errors } = parseExpression(text.repeat(depth));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(3);
  });
});
