/** Random values for the arguments of functions, and differences of what is made of them: nothing here knows a derivative. */
import { evaluate } from '../../server/src/numeric/evaluate';
import { addScaled, maxAbs, scalar, type Matrix } from '../../server/src/numeric/matrix';
import { randomFrom, seedOf } from '../../server/src/numeric/random';
import { sample, sampleDirection } from '../../server/src/numeric/sample';
import { sizeOf } from '../../server/src/numeric/sizes';
import { signatures, type FunctionName } from '../../server/src/operators/signatures';
import { closure, type Property } from '../../server/src/shapes/adjectives';
import { add, fixed, multiply, named, type Dimension } from '../../server/src/shapes/dimension';
import { shape, type Shape } from '../../server/src/shapes/shape';
import type { Variable } from '../../server/src/semantics/meaning';
import type { Tree } from '../../server/src/syntax/tree';
import { extrapolated } from '../fuzz/crossCheck';

/** What a function needs of its arguments to be defined and smooth. */
export const DOMAIN: Readonly<Partial<Record<FunctionName, readonly Property[]>>> = {
  log: ['positive'], log1p: ['positive'], sqrt: ['positive'], asin: ['unitinterval'], acos: ['unitinterval'],
  inv: ['invertible'], det: ['invertible'], logdet: ['invertible'], adj: ['invertible'], solve: ['invertible'],
  pinv: ['fullrank'], nuc: ['fullrank'],
  logm: ['posdef'], sqrtm: ['posdef'], chol: ['posdef'],
  eigmax: ['symmetric'], eigmin: ['symmetric'], eigvec: ['symmetric'], eigvecmin: ['symmetric'], eigvals: ['symmetric'], eigvecs: ['symmetric'],
};

export const variableOf = (name: string, of: Shape, properties: readonly Property[] = []): Variable =>
  ({ kind: 'variable', name, shape: of, properties: closure(properties), origin: 'declared', span: { start: 0, end: 0 } });

export interface Parameter { readonly is: 'array' | 'dimension' | 'function'; readonly shape: Shape | undefined; readonly dimension: Dimension | undefined }

const dimension = (text: string): Dimension => text.split('+').map((sum) => sum.split('*').map((part) => (/^\d+$/.test(part) ? fixed(Number(part)) : named(part))).reduce(multiply, fixed(1))).reduce(add, fixed(0));

/** The parameters of each signature of a function. Entry by entry, one of a matrix; of a matrix with more rows than columns where shapes are free. */
export function parametersOf(name: FunctionName): readonly (readonly Parameter[])[] {
  return signatures[name].signatures.map((signature: string) => (signature.split('→')[0] ?? '').split(',').map((text): Parameter => {
    const part = text.trim();
    if (part === 'f') return { is: 'function', shape: undefined, dimension: undefined };
    if (part.startsWith('#')) return { is: 'dimension', shape: undefined, dimension: dimension(part.slice(1)) };
    const [rows = '', cols = ''] = part.split('×');
    return { is: 'array', shape: shape(dimension(rows), dimension(cols)), dimension: undefined };
  }));
}

export const SIZES: ReadonlyMap<string, number> = new Map([['m', 4], ['n', 3], ['p', 2], ['q', 5], ['k', 3], ['r', 2]]);

export interface Setup { readonly sizes: ReadonlyMap<string, number>; readonly values: ReadonlyMap<string, Matrix>; readonly directions: ReadonlyMap<string, Matrix> }

/** A point and a direction for each variable, tangent to its structure. */
export function drawn(variables: readonly Variable[], seed: number, sizes = SIZES): Setup {
  const values = new Map<string, Matrix>(), directions = new Map<string, Matrix>();
  for (const variable of variables) {
    const random = randomFrom(seedOf(variable.name, seed));
    const value = sample(variable, sizes, random);
    values.set(variable.name, value);
    directions.set(variable.name, sampleDirection(variable.properties, false, value, random));
  }
  return { sizes, values, directions };
}

/** The value of a tree: names are variables (moved by `t` where they move), `d<name>` their directions, and dimensions. */
export function valueOf(tree: Tree, { sizes, values, directions }: Setup, moving: ReadonlySet<string> = new Set(), t = 0, more: ReadonlyMap<string, Tree | Matrix> = new Map()): Matrix {
  return evaluate(tree, {
    sizes,
    lookup: ({ name }) => {
      const given = more.get(name);
      if (given !== undefined) return given;
      const value = values.get(name), direction = directions.get(name);
      if (value !== undefined) return t !== 0 && direction !== undefined && moving.has(name) ? addScaled(value, direction, t) : value;
      const size = sizes.get(name);
      return directions.get(name.startsWith('d') ? name.slice(1) : '') ?? (size === undefined ? undefined : scalar(size));
    },
  });
}

/** The derivative of a tree as the named variables move. */
export const differencesOf = (tree: Tree, setup: Setup, moving: Iterable<string>): Matrix => { const names = new Set(moving); return extrapolated((t) => valueOf(tree, setup, names, t), 1).value; };

/** Relative distance of two values, 0 for two zeros. */
export function distance(a: Matrix, b: Matrix): number {
  if (a.rows !== b.rows || a.cols !== b.cols) return Infinity;
  const difference = maxAbs(addScaled(a, b, -1));
  return difference === 0 ? 0 : difference / Math.max(maxAbs(a), maxAbs(b), 1e-6);
}

export { sizeOf };
