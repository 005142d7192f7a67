/**
 * The independent check of a result: the function itself is evaluated, differentiated by differences along random directions, and
 * compared with what the result says. Nothing here knows a rule of differentiation.
 */
import type { Indices, Verdict } from '../calculus/result';
import type { Variable } from '../semantics/meaning';
import type { Property } from '../shapes/adjectives';
import type { QueryWord, ResultForm, Tree } from '../syntax/tree';
import { type Situation } from './checks';
import { indexKeys, tableOf } from './entries';
import { checkOf } from './forms';
import { compile } from './compile';
import type { Root } from './compile/plan';
import { FILE_SCOPE, scopeWithLeaves } from './compile/scope';
import { BeyondLimit, inner, isFiniteMatrix, maxAbs, NotEvaluable, sameSize, valueOfScalar, type Matrix } from './matrix';
import { guarded, overPoints, type Finding, type Point } from './points';
import { execute, neededFor, NOTHING, partOf, unaffected, type Part } from './program';
import { isOpenSet, isStructured, moved, sampleDirection, tangent } from './sample';
import { directionKey, keyOf, leavesOf, type Leaves, type Setting } from './setting';

export interface VerifyRequest {
  /** The function, as the reader wrote it. */
  readonly of: Tree;
  readonly wrt: Variable;
  readonly kind: QueryWord;
  readonly unstructured: boolean;
  /** The presented result. In it `d<wrt>` is the direction, other names mean what they mean at the query. */
  readonly result: Tree;
  readonly setting: Setting;
  readonly seed: number;
  /** The order of a Taylor expansion; 2 if not given. */
  readonly order?: number | undefined;
  /** The direction of a `jvp` and `hvp`, the cotangent of a `vjp`. */
  readonly along?: Tree | undefined;
  /** For `hessian` and `hvp`: a gradient, which is verified too; the result is then compared with first differences of it. */
  readonly gradient?: Tree | undefined;
  /** The inner product of the gradient, and of the Hessian as its derivative: ⟨u, v⟩ as an expression of two names. */
  readonly inner?: { readonly left: { readonly name: string }; readonly right: { readonly name: string }; readonly value: Tree } | undefined;
  /** How `result` is written; absent: as its kind says. */
  readonly form?: ResultForm | undefined;
  /** The free indices of an index form. */
  readonly indices?: Indices | undefined;
  /** The names in `result` that stand for directions; `d<wrt>` if not given. */
  readonly tangents?: readonly string[] | undefined;
  /** `numerator`: a gradient is shown as a row; `denominator`: a Jacobian is shown transposed. */
  readonly layout?: 'variable' | 'numerator' | 'denominator' | undefined;
}

/** Random directions at each point: the second meets what the first misses by chance. */
const DIRECTIONS = 2;
const LEFT = 'inner left', RIGHT = 'inner right';

/** Compares a result with the function at three random points, of two sets of sizes. Reproducible by the seed. */
export function verify(request: VerifyRequest): Verdict { return guarded(() => check(request)); }

function check(request: VerifyRequest): Verdict {
  if (request.form === 'index' && request.indices === undefined) return { verdict: 'unchecked', reason: 'the indices are named by the derivation, and there is none' };
  const { wrt, setting } = request, leaves: Leaves = leavesOf(setting), variable = keyOf(wrt), direction = directionKey(wrt);
  const { tangents = [`d${wrt.name}`], indices, order = 2 } = request, directions = tangents.map((_, i) => (i === 0 ? direction : `${direction} ${i + 1}`));
  const letters = indices === undefined ? [] : indexKeys(indices), letterKeys = letters.map(({ key }) => key);
  const roots: Root[] = [
    { tree: request.of, scope: FILE_SCOPE },
    { tree: request.result, scope: scopeWithLeaves(new Map([...tangents.map((name, i) => [name, directions[i] ?? direction] as const), ...letters.map(({ letter, key }) => [letter, key] as const)])) },
    // The variable itself, which the function may not contain.
    { tree: { kind: 'name', name: wrt.name, span: wrt.span }, scope: scopeWithLeaves(new Map([[wrt.name, variable]])) },
  ];
  const optional = (root: Root | undefined): number => (root === undefined ? -1 : roots.push(root) - 1);
  const gradientRoot = optional(request.gradient && { tree: request.gradient, scope: FILE_SCOPE });
  const alongRoot = optional(request.along && { tree: request.along, scope: FILE_SCOPE });
  const innerRoot = optional(request.inner && { tree: request.inner.value, scope: scopeWithLeaves(new Map([[request.inner.left.name, LEFT], [request.inner.right.name, RIGHT]])) });
  const program = compile(roots, leaves.names);
  if (!leaves.leaves.has(variable)) leaves.leaves.set(variable, { is: 'variable', variable: wrt });
  if (program.differentials.length > 0) return { verdict: 'unchecked', reason: 'd(…) stands in the result' };

  const slotOf = (root: number): number => program.roots[root] ?? -1;
  const given = [...directions, ...letterKeys, LEFT, RIGHT].map((key) => program.leaves.get(key)).filter((slot) => slot !== undefined);
  const ofFunction = neededFor(program, [slotOf(0)]), first = new Set(ofFunction);
  const rest = unaffected(program, given).filter((instruction) => !first.has(instruction));
  const functionPart = partOf(program, slotOf(0), [variable]), resultPart = partOf(program, slotOf(1), [...directions, ...letterKeys]);
  const gradientPart = gradientRoot < 0 ? undefined : partOf(program, slotOf(gradientRoot), [variable]), metricPart = innerRoot < 0 ? undefined : partOf(program, slotOf(innerRoot), [LEFT, RIGHT]);

  /** A presented gradient may use what was declared of the variable; only where that holds all around the point is it the gradient there too. */
  const isOpen = isOpenSet(wrt.properties), properties: ReadonlySet<Property> = request.unstructured ? new Set() : wrt.properties;
  const curveOf = (part: Part, point: Point, at: Matrix) => (along: Matrix) => { const run = part(point); return (t: number): Matrix => run([moved(properties, at, along, t)]); };

  /** A direction that is a variable of its own is drawn from the tangent space, like the directions of the check itself. */
  const alongLeaf = request.along?.kind !== 'name' || request.kind === 'vjp' || !isStructured(properties) ? undefined : [...program.leaves].find(([key, slot]) => slot === slotOf(alongRoot) && key !== variable)?.[1];

  const findingAt = (point: Point, slots: Matrix[]): Finding => {
    const at = slots[slotOf(2)] ?? NOTHING, drawn = alongLeaf === undefined ? undefined : slots[alongLeaf];
    if (alongLeaf !== undefined && drawn !== undefined && sameSize(drawn, at)) {
      slots[alongLeaf] = tangent(properties, at, drawn);
      execute(ofFunction, slots, point.sizes);
    }
    const value = slots[slotOf(0)] ?? NOTHING;
    if (!isFiniteMatrix(value)) return { is: 'again', reason: 'the function is not finite' };
    execute(rest, slots, point.sizes);
    const result = resultPart(point), metric = metricPart?.(point);
    const situation: Situation = {
      properties,
      order, layout: request.form === undefined ? request.layout ?? 'variable' : 'variable',
      at, value,
      result: (...along) => {
        const moved = directions.map((_, i) => along[i] ?? NOTHING);
        if (indices === undefined) return result(moved);
        return tableOf(indices, point.sizes, (letters, spend) => result([...moved, ...letters], spend));
      },
      directions: Array.from({ length: Math.max(DIRECTIONS, request.kind === 'derivative' ? order : 0) }, () => sampleDirection(wrt.properties, request.unstructured, at, point.random)),
      curve: curveOf(functionPart, point, at),
      gradient: gradientRoot < 0 || !isOpen ? undefined : slots[slotOf(gradientRoot)],
      gradientCurve: gradientPart === undefined || !isOpen ? undefined : curveOf(gradientPart, point, at),
      magnitude: () => slots.reduce((largest, slot) => { const size = maxAbs(slot); return Number.isFinite(size) ? Math.max(largest, size) : largest; }, 0),
      along: alongRoot < 0 ? undefined : slots[slotOf(alongRoot)],
      innerProduct: metric === undefined ? inner : (u, v) => valueOfScalar(metric([u, v])), isEuclidean: metric === undefined,
    };
    return checkOf(request.kind, request.form)(situation);
  };
  return overPoints({ program, leaves, seed: request.seed, moving: variable, instructions: ofFunction }, (point) => {
    try {
      return findingAt(point, point.slots);
    } catch (problem) {
      if (!(problem instanceof NotEvaluable) || problem instanceof BeyondLimit) throw problem;
      return { is: 'differs', error: Infinity, reason: `the result has no value: ${problem.message}` };
    }
  });
}
