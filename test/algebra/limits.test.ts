/** Sums of ten thousand terms and chains ten thousand deep: built, turned round, expanded, simplified, written and differentiated. */
import { describe, expect, test } from 'vitest';
import { inArena, newArena } from '../../server/src/algebra/arena';
import { expand } from '../../server/src/algebra/expand';
import { postorderOf, type Expr } from '../../server/src/algebra/expression';
import { apply } from '../../server/src/algebra/construct/apply';
import { hadamard } from '../../server/src/algebra/construct/hadamard';
import { symbol } from '../../server/src/algebra/construct/leaf';
import { inverse } from '../../server/src/algebra/construct/power';
import { product } from '../../server/src/algebra/construct/product';
import { add, subtract } from '../../server/src/algebra/construct/sum';
import { transpose } from '../../server/src/algebra/construct/transpose';
import { present, simplify } from '../../server/src/presentation/present';
import { named } from '../../server/src/shapes/dimension';
import { column, shape } from '../../server/src/shapes/shape';
import { printTree } from '../../server/src/syntax/print';
import { answerTo, verdictOf } from '../engine';

const MANY = 10_000;
const TIME = { timeout: 120_000 };
const n = named('n');
const matrixNamed = (name: string): Expr => symbol(name, shape(n, n), new Set());
const vectorNamed = (name: string): Expr => symbol(name, column(n), new Set());

const chains: readonly (readonly [string, (e: Expr) => Expr])[] = inArena(newArena(), () => [
  ['layers',               (e) => apply('sigmoid', [product([matrixNamed('W'), e])])],
  ['sums with itself',     (e) => add(e, apply('exp', [e]))],
  ['products with itself', (e) => hadamard([e, apply('sin', [e])])],
] as const);

describe('what is large', TIME, () => {
  test.each(chains)('a chain of %s', (_, link) => {
    inArena(newArena(), () => {
      let e = vectorNamed('x');
      for (let i = 0; i < MANY; i++) e = link(e);
      expect(e.depth).toBeGreaterThan(MANY);
      expect(postorderOf(e).length).toBeLessThan(6 * MANY);
      expect(transpose(transpose(e))).toBe(e);
      expect(expand(e)).toBeUndefined();
      expect(simplify(e)).toBeDefined();
      expect(printTree(present(e).tree).length).toBeGreaterThan(MANY);
    });
  });

  test('a sum of many terms', () => {
    inArena(newArena(), () => {
      const terms = Array.from({ length: MANY }, (_, i) => matrixNamed(`A${i}`));
      const [first, ...more] = terms;
      if (first === undefined) throw new Error('there are no terms');
      const sum = add(first, ...more);
      expect(sum.op === 'sum' ? sum.terms.length : 0).toBe(MANY);
      expect(transpose(transpose(sum))).toBe(sum);
      expect(subtract(sum, sum).op).toBe('zero');
      expect(present(product([sum, vectorNamed('x')])).tree).toBeDefined();
      expect(printTree(present(sum).tree).startsWith('A0 + A1')).toBe(true);
    });
  });

  test('a product of many factors', () => {
    inArena(newArena(), () => {
      let e = matrixNamed('A0');
      for (let i = 1; i < MANY; i++) e = product([e, matrixNamed(`A${i}`)]);
      expect(transpose(transpose(e))).toBe(e);
      expect(inverse(inverse(e))).toBe(e);
      expect(printTree(present(e).tree).startsWith('A0*A1')).toBe(true);
    });
  });

  test('the gradient of a long sum', () => {
    const terms = Array.from({ length: 1_000 }, (_, i) => `a${i}'*x`);
    const answer = answerTo(`${terms.map((_, i) => `a${i} : vector(n)`).join('\n')}\nx : vector(n)\ngradient ${terms.join(' + ')} wrt x`);
    expect(answer.derivation === undefined ? '' : printTree(answer.derivation.tree)).toMatch(/^a0 \+ a1 \+ /u);
  });

  test('the gradient through a long chain of definitions', () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => `h${i + 1} = tanh(W*h${i} + b)`);
    const answer = answerTo(['W : matrix(n, n)', 'h0, b : vector(n)', ...lines, 'gradient sum(h1000) wrt b'].join('\n'));
    expect(answer.problem?.message).toBeUndefined();
    expect(answer.derivation?.shape).toBe(column(n));
  });

  test('the gradient of squares of squares names what is used again, also where a number stands before it', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `a${i + 1} = a${i}*a${i} + a${i}`);
    const answer = answerTo(["x : vector(n)\na0 = x'*x", ...lines, 'gradient a20 wrt x'].join('\n'));
    expect(answer.derivation === undefined ? Infinity : printTree(answer.derivation.tree).length).toBeLessThan(10_000);
  });

  test('an answer that grows without bound is refused, whatever of it is asked', () => {
    const factors = Array.from({ length: 300 }, (_, i) => `(x + ${i + 1})`).join(' .* ');
    for (const word of ['hessian', 'taylor']) expect(answerTo(`x : vector(n)\n${word} sum(${factors}) wrt x`).problem).toMatchObject({ code: 'limit', message: `this ${word} is too large: it has more than 500000 operations` });
  });

  // Its text has a hundred thousand nodes, several times what is remembered of costs: counted anew at each level it would take minutes.
  test('the gradient of a power of powers', () => {
    const answer = answerTo(`x : scalar\ngradient x${'^x'.repeat(MANY)} wrt x`);
    expect(answer.problem?.message).toBeUndefined();
  });

  test('a chain that is still small enough to check', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `h${i + 1} = tanh(W*h${i} + b)`);
    const answer = answerTo(['W : matrix(n, n)', 'h0, b : vector(n)', ...lines, 'gradient sum(h40) wrt b'].join('\n'));
    expect(verdictOf(answer)).toMatchObject({ verdict: 'pass' });
  });
});
