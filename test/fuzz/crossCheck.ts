/**
 * A second opinion on results, apart from the check of the product: other sizes, other points, other differences (Richardson's
 * extrapolation of plain central differences). Of the product it uses the evaluation of expressions and the drawing of random values.
 */
import { evaluate } from '../../server/src/numeric/evaluate';
import { addScaled, inner, isFiniteMatrix, matrix, maxAbs, multiply, NotEvaluable, scalar, vec, type Matrix } from '../../server/src/numeric/matrix';
import { randomFrom, seedOf } from '../../server/src/numeric/random';
import { sample, sampleDirection } from '../../server/src/numeric/sample';
import { leavesOf, settingAt } from '../../server/src/numeric/setting';
import type { Tree } from '../../server/src/syntax/tree';
import type { Answered } from '../engine';

export type Opinion =
  | { readonly is: 'agrees'; readonly error: number }
  | { readonly is: 'differs'; readonly error: number; readonly how: string }
  /** The function has no value there, or the differences are too inaccurate to say. */
  | { readonly is: 'none' };

const NONE: Opinion = { is: 'none' };
/** Relative difference beyond which a result is called wrong. Right ones reach 1e-9. */
const WRONG = 1e-4;
/** What is left where everything cancels in differences of this order, of values of size ten: no larger difference is one. */
const ROUNDING = { 1: 1e-9, 2: 1e-8 } as const;
/** Values beyond this are exponentials of large matrices, and rounding grows with the exponential of their norm: nothing is said of them. */
const LARGEST = 1e15;
const STEPS = [2 ** -6, 2 ** -7, 2 ** -8, 2 ** -9] as const;

interface Measured { readonly value: Matrix; readonly error: number }

/** The first or second derivative of a curve at 0. */
export function extrapolated(curve: (t: number) => Matrix, order: 1 | 2): Measured {
  const centre = curve(0);
  let column: readonly Matrix[] = STEPS.map((h) => {
    const sides = addScaled(curve(h), curve(-h), order === 1 ? -1 : 1);
    const difference = order === 1 ? sides : addScaled(sides, centre, -2);
    return scaled(difference, order === 1 ? 1 / (2 * h) : 1 / (h * h));
  });
  let error = Infinity, value = column.at(-1) ?? centre;
  for (let k = 1; k < STEPS.length; k++) {
    const weight = 4 ** k;
    const next = column.slice(1).map((finer, i) => scaled(addScaled(scaled(finer, weight), column[i] ?? finer, -1), 1 / (weight - 1)));
    const best = next.at(-1) ?? value, change = maxAbs(addScaled(best, value, -1));
    if (change < error) { error = change; value = best; }
    column = next;
  }
  return { value, error };
}

const scaled = (a: Matrix, factor: number): Matrix => matrix(a.rows, a.cols, a.data.map((x) => x * factor));

/** The result along a random direction at one new random point, against differences of the function. */
export function secondOpinion({ query, variable, meaning, derivation }: Answered, seed: number): Opinion {
  if (derivation === undefined) return NONE;
  const sizes = new Map([['n', 2 + (seed % 4)], ['m', 2 + ((seed * 7) % 3)]]);
  const drawn = new Map<string, Matrix>();
  const valueFor = (name: string): Matrix | undefined => {
    const known = drawn.get(name);
    if (known !== undefined) return known;
    const size = sizes.get(name);
    const binding = meaning.lookup(name, query.node.span.end);
    const made = binding?.kind === 'variable' ? sample(binding, sizes, randomFrom(seedOf(name, seed * 31 + 7))) : size === undefined ? undefined : scalar(size);
    if (made !== undefined) drawn.set(name, made);
    return made;
  };
  const at = valueFor(variable.name);
  if (at === undefined) return NONE;
  const direction = sampleDirection(variable.properties, query.node.unstructured, at, randomFrom(seed * 97 + 13));
  const { calleeOf } = leavesOf(settingAt(meaning, query.node.span.end)).names;
  const value = (tree: Tree, moved: Matrix): Matrix => evaluate(tree, { sizes, ...(calleeOf === undefined ? {} : { calleeOf }), lookup: ({ name }) => (name === variable.name ? moved : name === `d${variable.name}` ? direction : valueFor(name)) });
  const along = (tree: Tree) => (t: number): Matrix => value(tree, addScaled(at, direction, t));
  try {
    const of = along(query.of)(0), result = value(derivation.tree, at);
    if (!isFiniteMatrix(of) || !isFiniteMatrix(result)) return NONE;
    const order = query.node.word === 'hessian' ? 2 : 1;
    const measured = extrapolated(along(query.of), order);
    const claimed = directional(query.node.word, result, direction, measured.value);
    if (claimed === undefined) return NONE;
    const size = Math.max(maxAbs(measured.value), maxAbs(claimed), 1e-3 * maxAbs(of));
    if (!isFiniteMatrix(measured.value) || size > LARGEST || measured.error > Math.max(1e-5 * size, ROUNDING[order] / 10)) return NONE;
    const difference = maxAbs(addScaled(claimed, measured.value, -1));
    const error = difference <= ROUNDING[order] ? 0 : difference / size;
    return error <= WRONG ? { is: 'agrees', error } : { is: 'differs', error, how: `${String(claimed.data[0])}… against ${String(measured.value.data[0])}… with n=${String(sizes.get('n'))}, m=${String(sizes.get('m'))}` };
  } catch (problem) {
    if (problem instanceof NotEvaluable) return NONE;
    throw problem;
  }
}

/** What a result says about the derivative along a direction, in the shape of the function. */
function directional(word: string, result: Matrix, direction: Matrix, like: Matrix): Matrix | undefined {
  const isScalarVariable = direction.rows === 1 && direction.cols === 1;
  switch (word) {
    case 'gradient': return scalar(inner(result, direction));
    case 'differential': return result;
    case 'jacobian': {
      if (isScalarVariable) return scaled(result, direction.data[0] ?? 0);
      const flat = multiply(result, vec(direction));
      return flat.data.length === like.data.length ? matrix(like.rows, like.cols, flat.data) : undefined;
    }
    case 'hessian': return isScalarVariable ? scaled(result, (direction.data[0] ?? 0) ** 2) : scalar(inner(vec(direction), multiply(result, vec(direction))));
    default: return undefined;
  }
}
