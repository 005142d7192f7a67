import { describe, expect, test } from 'vitest';
import { stepSizes, type StepError, type StepSizes } from '../../server/src/numeric/stepSizes';
import { setting, tree } from './setup';

function errorsOf(declarations: readonly string[], of: string, wrt: string, differential: string): StepSizes {
  const names = setting(declarations);
  const variable = names.variables.get(wrt);
  if (variable === undefined) throw new Error(`${wrt} is not declared`);
  return stepSizes({ of: tree(of), wrt: variable, unstructured: false, differential: tree(differential), setting: names, seed: 1 });
}
const measured = (sizes: StepSizes): readonly StepError[] => { if (!sizes.ok) throw new Error(sizes.reason); return sizes.errors; };
const at = (errors: readonly StepError[], step: number): StepError => errors.find((each) => Math.abs(Math.log10(each.step / step)) < 0.01) ?? { step, forward: undefined, central: undefined };
/** How many decades the error moves per decade of the step. */
const slope = (errors: readonly StepError[], which: 'forward' | 'central', from: number, to: number): number => Math.log10((at(errors, from)[which] ?? NaN) / (at(errors, to)[which] ?? NaN)) / Math.log10(from / to);

describe('a right derivative', () => {
  const errors = measured(errorsOf(['A n,n', 'x n'], "exp(x'*A*x/10)", 'x', "exp(x'*A*x/10)*(x'*(A + A')*dx)/10"));
  test('is approached like h by forward differences, and like h² by central ones', () => {
    expect(slope(errors, 'forward', 1e-2, 1e-6)).toBeCloseTo(1, 1);
    expect(slope(errors, 'central', 1e-1, 1e-3)).toBeCloseTo(2, 1);
  });
  test('until rounding takes over, like 1/h', () => {
    expect(slope(errors, 'forward', 1e-10, 1e-15)).toBeCloseTo(-1, 0);
    expect(Math.min(...errors.map(({ forward = 1 }) => forward))).toBeLessThan(1e-6);
    expect(Math.min(...errors.map(({ central = 1 }) => central))).toBeLessThan(1e-9);
  });
  test('steps go from 1 to 10⁻¹⁶, two a decade', () => {
    expect(errors.length).toBe(33);
    expect([errors[0]?.step, errors.at(-1)?.step]).toEqual([1, 1e-16]);
  });
});

test('of a wrong derivative the error never falls', () => {
  const errors = measured(errorsOf(['x n'], "sum(exp(x))", 'x', '2*exp(x)\'*dx'));
  for (const { step, forward = 0 } of errors) if (step <= 1e-2 && step >= 1e-12) expect(forward).toBeGreaterThan(0.1);
});

test('a function of several values', () => {
  const errors = measured(errorsOf(['A m,n', 'x n'], 'tanh(A*x)', 'x', '(1 - tanh(A*x).^2).*(A*dx)'));
  expect(slope(errors, 'forward', 1e-2, 1e-5)).toBeCloseTo(1, 1);
});

test('where a far step leaves the domain there is no error to show, nearer there is', () => {
  const errors = measured(errorsOf(['x n unitinterval'], 'sum(log(x) + log(1 - x))', 'x', 'sum(dx./x - dx./(1 - x))'));
  expect(errors[0]?.central).toBeUndefined();
  expect(at(errors, 1e-4).central).toBeLessThan(1e-5);
});

test('a structured variable moves within its structure', () => {
  const errors = measured(errorsOf(['S n,n posdef'], 'logdet(S)', 'S', 'tr(inv(S)*dS)'));
  expect(slope(errors, 'central', 1e-1, 1e-3)).toBeCloseTo(2, 0);
});

test('what has no value has a reason', () => {
  expect(errorsOf(['x n'], "sum(x)*log(-1)", 'x', 'sum(dx)')).toMatchObject({ ok: false, reason: expect.stringMatching(/./) as string });
});
