/** Trees and variables from text, for the tests of this room: nothing of the engine stands between. */
import { expect } from 'vitest';
import type { Binding, Variable } from '../../server/src/semantics/meaning';
import { closure, isProperty } from '../../server/src/shapes/adjectives';
import { fixed, multiply, named, namesOf, type Dimension } from '../../server/src/shapes/dimension';
import { shape } from '../../server/src/shapes/shape';
import { parseExpression } from '../../server/src/syntax/parse';
import type { QueryWord, Tree } from '../../server/src/syntax/tree';
import { evaluate } from '../../server/src/numeric/evaluate';
import { addScaled, fromRows, isFiniteMatrix, maxAbs, sameSize, type Matrix } from '../../server/src/numeric/matrix';
import type { Setting } from '../../server/src/numeric/setting';
import { verify, type VerifyRequest } from '../../server/src/numeric/verify';
import type { Verdict } from '../../server/src/calculus/result';

export function tree(text: string): Tree {
  const parsed = parseExpression(text);
  expect(parsed.errors, text).toEqual([]);
  return parsed.tree;
}

const dimension = (text: string): Dimension => (text === '' ? [] : text.split('*')).map((part) => (/^\d+$/.test(part) ? fixed(Number(part)) : named(part))).reduce(multiply, fixed(1));

/** `X n,d posdef` is a variable of n×d, `w d` a column, `t` a scalar. */
export function variable(text: string): Variable {
  const [name = '', sizes = '', ...words] = text.trim().split(/ +/);
  const dimensions = isProperty(sizes) ? [] : sizes.split(',');
  const properties = [...(isProperty(sizes) ? [sizes] : []), ...words].filter(isProperty);
  return { kind: 'variable', name, shape: shape(dimension(dimensions[0] ?? ''), dimension(dimensions[1] ?? '')), properties: closure(properties), origin: 'declared', span: { start: 0, end: 0 } };
}

/** `X n,d; w d; t` and definitions by name: a setting in which dimension names are scalars. */
export function setting(declarations: readonly string[], definitions: Readonly<Record<string, string>> = {}): Setting & { readonly variables: ReadonlyMap<string, Variable> } {
  const variables = new Map(declarations.map(variable).map((v) => [v.name, v]));
  const bindings = new Map<string, Binding>();
  for (const { shape: s } of variables.values()) for (const name of [...namesOf(s.rows), ...namesOf(s.cols)]) bindings.set(name, { kind: 'dimension', name, dimension: named(name), span: { start: 0, end: 0 } });
  for (const [name, v] of variables) bindings.set(name, v);
  for (const [name, text] of Object.entries(definitions)) { const value = tree(text); bindings.set(name, { kind: 'definition', name, value, parameters: [], shape: undefined, span: value.span }); }
  return { variables, resolve: (node) => bindings.get(node.name) };
}

export interface Case { readonly of: string; readonly wrt: string; readonly kind: QueryWord; readonly vars: readonly string[]; readonly definitions?: Readonly<Record<string, string>>; readonly options?: Partial<VerifyRequest> }

export function verdictOf({ of, wrt, kind, vars, definitions, options }: Case, result: string | Tree, seed = 1): Verdict {
  const scope = setting(vars, definitions), variable_ = scope.variables.get(wrt);
  if (variable_ === undefined) throw new Error(`${wrt} is not declared`);
  return verify({ of: tree(of), wrt: variable_, kind, unstructured: false, result: typeof result === 'string' ? tree(result) : result, setting: scope, seed, ...options });
}

export type Rows = readonly (readonly number[])[];

export const value = (text: string, inputs: Readonly<Record<string, Rows | Matrix>> = {}): Matrix => evaluate(tree(text), {
  lookup: (name) => { const found = inputs[name.name]; return found === undefined ? undefined : 'rows' in found ? found : fromRows(found); },
});

/** Equal sizes, and entries equal within `tolerance` of the largest. */
export function expectClose(actual: Matrix, expected: Matrix, tolerance: number, what = ''): void {
  expect([actual.rows, actual.cols], what).toEqual([expected.rows, expected.cols]);
  expect(isFiniteMatrix(actual), `${what} is finite`).toBe(true);
  expect(sameSize(actual, expected) ? maxAbs(addScaled(actual, expected, -1)) / Math.max(maxAbs(expected), 1e-300) : Infinity, what).toBeLessThanOrEqual(tolerance);
}
