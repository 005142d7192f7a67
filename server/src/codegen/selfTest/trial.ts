/**
 * One trial as a schedule: random arguments, what the function says of a random direction, and central differences of the value along
 * it. A Hessian takes two directions.
 */
import { symbol } from '../../algebra/construct/leaf';
import type { Expr } from '../../algebra/expression';
import { mulR, RATIONAL_MINUS_ONE, RATIONAL_ONE, rational, type Rational } from '../../algebra/rational';
import { multiply, named, ONE } from '../../shapes/dimension';
import { SCALAR, type Shape } from '../../shapes/shape';
import type { Property } from '../../shapes/adjectives';
import { kindOf } from '../function/parameters';
import type { CodeKind, CodeRequest, CodeVariable } from '../request';
import { array, scalarLike, type Builder } from '../schedule/builder';
import { NotScheduled } from '../schedule/context';
import { lower } from '../schedule/lower';
import { emittedKey, type OperationName, type Result, type Value } from '../schedule/operation';
import type { FunctionModel } from '../targets/target';
import { transferred } from '../transfer';
import { directionOf, instanceOf, isCurved, type Draw } from './instances';

/** Of how many directions a function says something; a value says nothing of any. */
const ORDERS: Readonly<Record<CodeKind, 1 | 2 | undefined>> = { value: undefined, gradient: 1, valueAndGradient: 1, jacobian: 1, differential: 1, jvp: 1, vjp: 1, hessian: 2, hvp: 2, differentiable: undefined };
/** The name of the step of the differences. */
export const STEP = 'h';

export interface Trial {
  readonly order: 1 | 2;
  readonly drawn: readonly CodeVariable[];
  readonly derivative: Value;
  readonly fine: Value;
  readonly coarse: Value;
  /** What the function and the arguments are made of. */
  readonly roots: readonly Expr[];
  /** The arguments that are not as they were drawn, by their names. */
  readonly made: ReadonlyMap<Value, string>;
}

const NONE: ReadonlySet<Property> = new Set();
const untestable = (what: string): never => { throw new NotScheduled(`a self-test of ${what}`); };

/** Of how many directions: refused where it is none. */
export const orderOf = (kind: CodeKind): 1 | 2 => ORDERS[kind] ?? untestable('a value, which has no derivative to compare,');

/** `main` is the function tested, `value` the function that it is a derivative of. */
export function trialOf(request: CodeRequest, main: FunctionModel, value: FunctionModel, native: ReadonlySet<OperationName>): Trial {
  const { kind, variables, directions = [] } = request;
  const isFree = request.freeFunction !== undefined;
  const order = orderOf(kind);
  if (main.parameters.some((parameter) => parameter.kind === 'function')) return untestable('a function with parts that are only known by their shapes');
  const moved = request.results.flatMap(({ wrt }) => variables.filter(({ name }) => name === wrt));
  if (order === 2 && moved.some(({ properties }) => isCurved(properties))) return untestable('second derivatives on a curved set');

  const drawn = new Map<string, Shape>();
  const drawing = (name: string): Draw => (shape) => {
    let free = name;
    for (let i = 2; drawn.has(free); i++) free = `${name}_${String(i)}`;
    drawn.set(free, shape);
    return symbol(free, shape, NONE);
  };
  // What is made of other numbers has the name of the argument, they have another.
  const made = (name: string, make: (draw: Draw) => Expr): Expr => {
    const plain = make((shape) => symbol(name, shape, NONE));
    return plain.op === 'symbol' ? make(drawing(name)) : make(drawing(`${name}_0`));
  };
  const points = new Map(variables.map(({ name, shape, properties }) => [name, made(name, (draw) => instanceOf(shape, properties, draw))]));
  const change = ({ name, shape, properties }: CodeVariable, of: string): Expr => made(of, (draw) => directionOf(shape, isFree ? NONE : properties, points.get(name) ?? symbol(name, shape, NONE), draw));
  // A direction among the arguments is a change of the variable, or anything.
  const isTangent = kind === 'jvp' || kind === 'hvp' || kind === 'differential';
  for (const direction of directions) {
    const [variable] = moved;
    const fits = isTangent && variable !== undefined && variable.shape === direction.shape;
    points.set(direction.name, fits ? change(variable, direction.name) : made(direction.name, (draw) => instanceOf(direction.shape, direction.properties, draw)));
  }
  const along = request.along === undefined ? undefined : transferred([request.along], points)[0];
  if ((isTangent || kind === 'vjp') && along === undefined) return untestable('a product whose vector is not known');
  const of = value.results[0]?.shape ?? SCALAR;
  const firsts = isTangent && along !== undefined ? [along] : moved.map((variable) => change(variable, `d${variable.name}`));
  const seconds = order === 2 ? moved.map((variable) => change(variable, `e${variable.name}`)) : [];
  const weights = kind === 'vjp' ? along : of === SCALAR ? undefined : drawing('weights')(of);

  const names = [...points.keys()];
  const roots = [...points.values(), ...firsts, ...seconds, ...(weights === undefined ? [] : [weights])];
  const { build, values } = lower(roots, () => undefined, native);
  const lowered = values.map((each, i) => shaped(each, roots[i]?.shape ?? SCALAR, build));
  const at = new Map(names.flatMap((name, i) => { const found = lowered[i]; return found === undefined ? [] : [[name, found] as const]; }));
  const u = lowered.slice(names.length, names.length + firsts.length);
  const v = lowered.slice(names.length + firsts.length, names.length + firsts.length + seconds.length);
  const weight = weights === undefined ? undefined : lowered.at(-1);
  const calls = callsIn(build, at);
  const step = build.make({ op: 'input', name: STEP }, 'scalar', ONE, ONE);
  const moving = (k: number, l: number): Value => {
    const shifts = new Map(moved.flatMap(({ name }, i) => {
      const [from, first, second] = [at.get(name), u[i], v[i]];
      if (from === undefined || first === undefined) return [];
      const once = stepped(from, first, k, step, build);
      return [[name, second === undefined ? once : stepped(once, second, l, step, build)] as const];
    }));
    const [result] = calls(value, shifts);
    if (result === undefined) return untestable('a function without a result');
    return weight === undefined ? result : inner(weight, result, build);
  };
  const [fine, coarse] = [difference(1, order, moving, step, build), difference(2, order, moving, step, build)];
  const results = calls(main, new Map());
  const derivative = said(kind, { results: kind === 'valueAndGradient' ? results.slice(1) : results, u, v, weight, moved, build });
  const isMade = ({ operation }: Value): boolean => operation.op !== 'input';
  const all = transferred([...(request.function === undefined ? [] : [request.function]), ...request.results.map(({ expression }) => expression)]);
  return { order, derivative, fine, coarse, roots: [...roots, ...all], made: new Map([...at].flatMap(([name, each]) => (isMade(each) ? [[each, name] as const] : []))), drawn: [...drawn].map(([name, shape]) => ({ name, shape, properties: NONE })) };
}

/** A row is handed over as a matrix of one row. */
const shaped = (value: Value, shape: Shape, build: Builder): Value => (kindOf(shape) === 'matrix' && value.kind === 'vector' ? build.make({ op: 'asRow', of: value }, 'matrix', shape.rows, shape.cols) : value);

/** Calls of emitted functions at the random arguments, some of them replaced: one value per result. */
function callsIn(build: Builder, at: ReadonlyMap<string, Value>): (model: FunctionModel, shifts: ReadonlyMap<string, Value>) => readonly Value[] {
  return ({ kind: ofModel, name, parameters, results: given }, shifts) => {
    const args = parameters.map(({ input, kind }) => shifts.get(input) ?? at.get(input) ?? (kind === 'integer' ? build.dimension(named(input)) : untestable(`a function of ${input}`)));
    const results = given.map(({ label, shape }): Result => ({ name: label, kind: kindOf(shape), rows: shape.rows, cols: shape.cols }));
    const callee = emittedKey(name);
    const [only, ...more] = results;
    if (only !== undefined && more.length === 0) return [build.make({ op: 'invoke', callee, entrywise: false, args, results: [], isValueFirst: false }, only.kind, only.rows, only.cols)];
    const tuple = build.make({ op: 'invoke', callee, entrywise: false, args, results, isValueFirst: ofModel === 'valueAndGradient' }, 'tuple', ONE, ONE);
    return results.map(({ kind, rows, cols }, i) => build.make({ op: 'part', of: tuple, at: i }, kind, rows, cols));
  };
}

/** `from + k*step*direction`. */
function stepped(from: Value, direction: Value, k: number, step: Value, build: Builder): Value {
  const moved = build.multiply([array(step), array(direction)], [], direction);
  const terms = [{ value: from, coefficient: RATIONAL_ONE, as: 'array' as const }, { value: moved.value, coefficient: mulR(rational(k), moved.coefficient), as: 'array' as const }];
  return build.make({ op: 'sum', terms }, from.kind, from.rows, from.cols);
}

const inner = (a: Value, b: Value, build: Builder): Value => (a.kind === 'matrix' ? build.make({ op: 'entrywiseDot', left: a, right: b }, 'scalar', ONE, ONE) : build.dot(a, b));
const added = (all: readonly { readonly value: Value; readonly sign: Rational }[], build: Builder): Value => build.settle(build.sum(all.map(({ value, sign }) => ({ value, coefficient: sign, as: 'array' as const })), scalarLike));

/** The central difference with `k` steps: `(f(h) - f(-h))/(2*h)`, and `(f(h, h) - f(h, -h) - f(-h, h) + f(-h, -h))/(4*h^2)`. */
function difference(k: number, order: 1 | 2, f: (k: number, l: number) => Value, step: Value, build: Builder): Value {
  const [plus, minus] = [RATIONAL_ONE, RATIONAL_MINUS_ONE];
  const total = order === 1 ? added([{ value: f(k, 0), sign: plus }, { value: f(-k, 0), sign: minus }], build)
    : added([{ value: f(k, k), sign: plus }, { value: f(k, -k), sign: minus }, { value: f(-k, k), sign: minus }, { value: f(-k, -k), sign: plus }], build);
  const quotient = build.multiply([array(total)], order === 1 ? [array(step)] : [array(step), array(step)], scalarLike);
  return build.settle({ coefficient: mulR(quotient.coefficient, rational(1, (2 * k) ** order)), value: quotient.value });
}

interface Said { readonly results: readonly Value[]; readonly u: readonly Value[]; readonly v: readonly Value[]; readonly weight: Value | undefined; readonly moved: readonly CodeVariable[]; readonly build: Builder }

/** What the function says of the directions, as a number. */
function said(kind: CodeKind, { results, u, v, weight, moved, build }: Said): Value {
  const [result, first, second] = [results[0], u[0], v[0]];
  if (result === undefined || first === undefined) return untestable('a function without a result');
  const vec = (value: Value): Value => (value.kind === 'matrix' ? build.make({ op: 'vec', of: value }, 'vector', multiply(value.rows, value.cols), ONE) : value);
  const weighed = (value: Value): Value => (weight === undefined ? value : inner(weight, value, build));
  switch (kind) {
    case 'value': case 'differentiable': return untestable('a value');
    case 'gradient': case 'valueAndGradient': return added(results.map((gradient, i) => ({ value: inner(gradient, u[i] ?? first, build), sign: RATIONAL_ONE })), build);
    case 'vjp': return inner(result, first, build);
    case 'jvp': case 'differential': return weighed(result);
    case 'hvp': return second === undefined ? untestable('a product') : inner(second, result, build);
    case 'hessian':
      if (second === undefined) return untestable('a Hessian');
      return result.kind === 'scalar' ? build.dot(build.dot(result, first), second) : build.dot(vec(second), build.matmul(result, vec(first)));
    case 'jacobian': {
      if (moved[0]?.shape === SCALAR) return build.dot(weighed(result), first);
      const product = build.matmul(result, vec(first));
      return weight === undefined ? build.make({ op: 'sumEntries', of: product }, 'scalar', ONE, ONE) : build.dot(vec(weight), product);
    }
  }
}
