/** What holds of every expression that the constructors build, on random ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expand } from '../../server/src/algebra/expand';
import { postorderOf, type Expr } from '../../server/src/algebra/expression';
import { hadamard } from '../../server/src/algebra/construct/hadamard';
import { isZero } from '../../server/src/algebra/construct/leaf';
import { product } from '../../server/src/algebra/construct/product';
import { add, negate, subtract } from '../../server/src/algebra/construct/sum';
import { transpose } from '../../server/src/algebra/construct/transpose';
import { isProvedEqual } from '../../server/src/calculus/claim';
import { notate, simplify } from '../../server/src/presentation/present';
import { cost } from '../../server/src/presentation/cost';
import { showShape, transposedShape } from '../../server/src/shapes/shape';
import { printTree } from '../../server/src/syntax/print';
import { DECLARATIONS, expression, expressionOf } from './arbitrary';
import { workbench } from './express';

const RUNS = 80;
const TIME = { timeout: 60_000 };
/** The share of equalities that expansion must prove; the others hold in value. */
const PROVED = 0.9;
const given = (depth: number, holds: (e: Expr, text: string, bench: ReturnType<typeof workbench>) => void, seed: number): void => {
  fc.assert(fc.property(expression(depth), ({ text }) => {
    const bench = workbench(DECLARATIONS);
    holds(bench.expr(text), text, bench);
  }), { numRuns: RUNS, seed });
};
/** The value is kept, or has none to keep (an inverse of a singular matrix, a division by zero). */
const keepsValue = (e: Expr, text: string, bench: ReturnType<typeof workbench>): void => {
  const verdict = bench.sameValue(text, e);
  expect(verdict.verdict, `${text}\n${printTree(bench.inside(() => notate(e)))}\n${verdict.verdict === 'pass' ? '' : verdict.reason}`).not.toBe('fail');
};

describe('a random expression', TIME, () => {
  test('keeps its value as it is built', () => { given(3, (e, text, bench) => { keepsValue(e, text, bench); }, 11); });

  test('has the shape that its text has', () => {
    given(3, (e, text, bench) => { expect(showShape(e.shape), text).toBe(bench.shapeOf(text)); }, 12);
  });

  test('is one node however often it is built', () => {
    given(3, (e, text, bench) => { expect(bench.expr(text)).toBe(e); }, 13);
  });

  test('is its own transpose transposed, and the transpose has the transposed value', () => {
    given(3, (e, text, bench) => {
      const turned = bench.inside(() => transpose(e));
      expect(turned.shape).toBe(transposedShape(e.shape));
      expect(bench.inside(() => transpose(turned)), text).toBe(e);
      keepsValue(turned, `(${text})'`, bench);
    }, 14);
  });

  test('less itself is zero', () => {
    given(3, (e, text, bench) => { bench.inside(() => { expect(isZero(subtract(e, e)), text).toBe(true); expect(negate(negate(e)), text).toBe(e); }); }, 15);
  });

  test('keeps its value expanded, and the expanded form is proved equal', () => {
    given(3, (e, text, bench) => {
      const expanded = bench.inside(() => expand(e));
      if (expanded === undefined) return;
      keepsValue(expanded, text, bench);
      expect(bench.inside(() => isProvedEqual(e, expanded)), text).toBe(true);
    }, 16);
  });

  test('keeps its value simplified, and is no longer than before', () => {
    given(3, (e, text, bench) => {
      const simple = bench.inside(() => simplify(e));
      keepsValue(simple, text, bench);
      expect(cost(bench.inside(() => notate(simple))), text).toBeLessThanOrEqual(cost(bench.inside(() => notate(e))));
    }, 17);
  });

  test('is not simplified further by simplifying again', () => {
    given(3, (e, text, bench) => {
      const once = bench.inside(() => simplify(e)), twice = bench.inside(() => simplify(once));
      expect(cost(bench.inside(() => notate(twice))), `${text}\n${printTree(bench.inside(() => notate(once)))}\n${printTree(bench.inside(() => notate(twice)))}`).toBe(cost(bench.inside(() => notate(once))));
    }, 18);
  });

  test('is what its notation says: printed, read and built again it is the same', () => {
    let proved = 0;
    given(3, (e, text, bench) => {
      const printed = printTree(bench.inside(() => notate(e))), again = bench.expr(printed);
      expect(again.shape, printed).toBe(e.shape);
      if (bench.inside(() => isProvedEqual(again, e))) proved++;
      else expect(bench.equalValues(again, e), `${text}\n${printed}`).not.toMatchObject({ verdict: 'fail' });
    }, 19);
    expect(proved / RUNS).toBeGreaterThan(PROVED);
  });

  test('has a weight, a depth and an id above those of its operands', () => {
    given(3, (e) => {
      for (const node of postorderOf(e)) {
        expect(node.weight).toBeGreaterThan(0);
        expect(node.hasHole).toBe(false);
      }
      expect(new Set(postorderOf(e).map(({ id }) => id)).size).toBe(postorderOf(e).length);
    }, 20);
  });
});

describe('operations commute as they do in algebra', TIME, () => {
  const pairs = (kind: 'vector' | 'square' | 'scalar', holds: (a: Expr, b: Expr, c: Expr, bench: ReturnType<typeof workbench>) => void, seed: number): void => {
    fc.assert(fc.property(expressionOf(kind, 2), expressionOf(kind, 2), expressionOf(kind, 2), (a, b, c) => {
      const bench = workbench(DECLARATIONS);
      const [first, second, third] = [a, b, c].map((text) => bench.expr(text));
      if (first !== undefined && second !== undefined && third !== undefined) bench.inside(() => { holds(first, second, third, bench); });
    }), { numRuns: RUNS, seed });
  };
  test.each(['scalar', 'vector', 'square'] as const)('sums of a %s', (kind) => {
    pairs(kind, (a, b, c) => {
      expect(add(a, b)).toBe(add(b, a));
      expect(add(add(a, b), c)).toBe(add(a, add(b, c)));
    }, 21);
  });
  /** Equalities of a test: proved, most of them, or true in value. */
  const equalities = (kind: 'vector' | 'square' | 'scalar', sides: (a: Expr, b: Expr, c: Expr) => readonly [Expr, Expr], seed: number): void => {
    let proved = 0;
    pairs(kind, (a, b, c, bench) => {
      const [left, right] = sides(a, b, c);
      if (isProvedEqual(left, right)) proved++; else expect(bench.equalValues(left, right)).not.toMatchObject({ verdict: 'fail' });
    }, seed);
    expect(proved / RUNS).toBeGreaterThan(PROVED);
  };
  test.each(['scalar', 'vector', 'square'] as const)('products entry by entry of a %s', (kind) => { equalities(kind, (a, b) => [hadamard([a, b]), hadamard([b, a])], 22); });
  test('a transpose reverses a product', () => { equalities('square', (a, b) => [transpose(product([a, b])), product([transpose(b), transpose(a)])], 23); });
  test('a product distributes', () => { equalities('square', (a, b, c) => [product([a, add(b, c)]), add(product([a, b]), product([a, c]))], 24); });
});
