/** Costs that are known from the textbooks. */
import { describe, expect, test } from 'vitest';
import { inArena, newArena } from '../../server/src/algebra/arena';
import { numeral, symbol } from '../../server/src/algebra/construct/leaf';
import { matrixPower } from '../../server/src/algebra/construct/power';
import { estimateOf } from '../../server/src/codegen/estimate';
import type { Polynomial } from '../../server/src/codegen/schedule/work';
import { variablesIn } from '../../server/src/service/reached';
import { named } from '../../server/src/shapes/dimension';
import { shape } from '../../server/src/shapes/shape';
import { answerTo } from '../engine';

const shown = (polynomial: Polynomial): Readonly<Record<string, number>> => Object.fromEntries([...polynomial].filter(([, { n }]) => n !== 0).map(([monomial, { n, d }]) => [monomial, Number((n / d).toFixed(3))]));
function costs(document: string): { readonly of: ReturnType<typeof shown>; readonly gradient: ReturnType<typeof shown>; readonly both: ReturnType<typeof shown>; readonly memory: ReturnType<typeof shown> } {
  const { derivation, meaning, query } = answerTo(document);
  if (derivation === undefined) throw new Error(`no derivation of\n${document}`);
  const variables = variablesIn(query.of, meaning);
  const of = (roots: Parameters<typeof estimateOf>[0]) => { const outcome = estimateOf(roots, variables); return outcome.ok ? outcome.estimate : expect.fail(outcome.message); };
  const both = of([derivation.functionExpression, derivation.expression]);
  return { of: shown(of([derivation.functionExpression]).work), gradient: shown(of([derivation.expression]).work), both: shown(both.work), memory: shown(of([derivation.expression]).memory) };
}

describe('work', () => {
  test('least squares: one product there, one back, and the residual shared', () => {
    const { of, gradient, both } = costs('X : matrix(n, d); w : vector(d); y : vector(n)\ngradient 1/2*norm2(X*w - y)^2 wrt w');
    expect([of['d*n'], gradient['d*n'], both['d*n']]).toEqual([2, 4, 4]);
  });
  test('the logarithm of a determinant is a third of a cube by Cholesky, and an inverse from it is another two', () => {
    const { of } = costs('S : posdef(n)\ngradient logdet(S) wrt S');
    expect(of['n*n*n']).toBeCloseTo(1 / 3, 2);
  });
  test('a quadratic form of a matrix is linear in its entries', () => {
    expect(costs("A : matrix(n, n); x : vector(n)\ngradient x'*A*x wrt x").of['n*n']).toBe(2);
  });
});

describe('memory', () => {
  test('a matrix-vector product back holds vectors, never a matrix', () => {
    const { memory } = costs('X : matrix(n, d); w : vector(d); y : vector(n)\ngradient 1/2*norm2(X*w - y)^2 wrt w');
    expect(memory['d*n'] ?? 0).toBe(0);
    expect(memory['n']).toBeGreaterThanOrEqual(1);
  });
  test('an outer product is held as a whole', () => {
    expect(costs("X : matrix(n, d); w : vector(d); y : vector(n)\ngradient 1/2*norm2(X*w - y)^2 wrt X").memory['d*n']).toBe(1);
  });
});

test('what has no code yet has no cost', () => {
  inArena(newArena(), () => {
    const root = matrixPower(symbol('A', shape(named('n'), named('n')), new Set()), numeral({ n: 1, d: 3 }));
    expect(estimateOf([root], [])).toMatchObject({ ok: false, message: 'a fractional power of a matrix has no code yet' });
  });
});
