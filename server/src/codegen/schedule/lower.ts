/** Expressions → values: the driver of the rules. It keeps its own stack, so expressions of any depth are lowered. */
import { postorderOf, type Expr, type SumExpr } from '../../algebra/expression';
import { mulR, RATIONAL_ONE } from '../../algebra/rational';
import { integerOf } from '../../algebra/construct/leaf';
import { transpose } from '../../algebra/construct/transpose';
import type { Property } from '../../shapes/adjectives';
import { ONE } from '../../shapes/dimension';
import { isColumn, isRow, SCALAR } from '../../shapes/shape';
import { applyTo, scaleBy } from './apply';
import { array, createBuilder, plain, type Builder, type Scaled } from './builder';
import { NotScheduled, type Context, type Lowering, type Request } from './context';
import { lowerHadamard, lowerPower } from './elementwise';
import { matrixFacts } from './facts';
import { formedMatrices } from './formed';
import { lowerFunction } from './function';
import { lowerIndexedSum } from './indexedSum';
import { calleeKey, type OperationName, type Value } from './operation';
import { lowerChain, lowerProduct } from './product';
import { assumedSizes } from './size';
import { likeOf, lowerSum } from './sum';
import { lowerDiagonal, lowerTrace } from './trace';

export interface Lowered { readonly build: Builder; readonly values: readonly Value[]; readonly size: Context['size'] }

/** Larger products are not looked up by their transpose. */
const MIRROR_WEIGHT = 400;

/** The values of `roots`, sharing everything they have in common. A row comes out as the vector of its entries. `names`: what the reader calls expressions. */
export function lower(roots: readonly Expr[], declared: (name: string) => ReadonlySet<Property> | undefined, native: ReadonlySet<OperationName>, names: ReadonlyMap<Expr, string> = new Map()): Lowered {
  const build = createBuilder();
  const known = new Map<Expr, Scaled>();
  const facts = matrixFacts(declared);
  const symbols = postorderOf(...roots).filter((e) => e.op === 'symbol');
  const context: Context = { build, size: assumedSizes(symbols), isFormed: formedMatrices(roots), keepsSign: argumentsOfFunctions(roots), isKnown: (e) => known.has(e), sumsWith: sumsByTerm(roots), indices: new Set(), structureOf: facts.structureOf, facts, native };
  const values = roots.map((root) => build.settle(drive({ lower: root }, known, context)));
  for (const [e, name] of names) {
    const made = known.get(e);
    if (made !== undefined && made.coefficient.n === 1 && made.coefficient.d === 1) build.ownNames.set(made.value, name);
  }
  return { build, values, size: context.size };
}

function sumsByTerm(roots: readonly Expr[]): Context['sumsWith'] {
  const all = new Map<Expr, SumExpr[]>();
  for (const e of postorderOf(...roots)) {
    const [first] = e.op === 'sum' && e.terms.length > 1 ? e.terms : [];
    if (e.op !== 'sum' || first === undefined) continue;
    const known = all.get(first.expr);
    if (known === undefined) all.set(first.expr, [e]); else known.push(e);
  }
  return (term) => all.get(term) ?? [];
}

/** Sums that stand in a logarithm, a root or a divisor: `b - A*x` stays as it is written, and others are its negative. */
function argumentsOfFunctions(roots: readonly Expr[]): (e: Expr) => boolean {
  const all = new Set(postorderOf(...roots).flatMap((e): readonly Expr[] => (e.op === 'apply' ? e.args : e.op === 'power' && integerOf(e.exponent) !== 2 ? [e.base] : [])));
  return (e) => all.has(e);
}

function drive(first: Request, known: Map<Expr, Scaled>, context: Context): Scaled {
  const stack: { readonly rule: Lowering; readonly of: Expr | undefined }[] = [];
  let request: Request | undefined = first;
  let answer: Scaled = plain(context.build.number(RATIONAL_ONE));
  for (;;) {
    if (request !== undefined) {
      const ready = 'lower' in request ? lookUp(request.lower, known, context) : undefined;
      if (ready !== undefined) { answer = ready; request = undefined; continue; }
      const rule = ruleOf(request, context);
      stack.push({ rule, of: 'lower' in request ? request.lower : undefined });
      const step = rule.next();
      if (step.done !== true) { request = step.value; continue; }
      answer = step.value;
    } else {
      const top = stack.at(-1);
      if (top === undefined) return answer;
      const step = top.rule.next(answer);
      if (step.done !== true) { request = step.value; continue; }
      answer = step.value;
    }
    const finished = stack.pop();
    if (finished?.of !== undefined) known.set(finished.of, answer);
    request = undefined;
    if (stack.length === 0) return answer;
  }
}

/** What was lowered before, also as its own transpose. */
function lookUp(e: Expr, known: ReadonlyMap<Expr, Scaled>, { build }: Context): Scaled | undefined {
  const ready = known.get(e);
  if (ready !== undefined || isColumn(e.shape) || isRow(e.shape) || e.weight > MIRROR_WEIGHT || e.op === 'symbol' || e.op === 'transpose') return ready;
  const mirror = known.get(transpose(e));
  return mirror === undefined ? undefined : { coefficient: mirror.coefficient, value: build.transpose(mirror.value) };
}

function ruleOf(request: Request, context: Context): Lowering {
  if ('lower' in request) return lowerOne(request.lower, context);
  if ('apply' in request) return applyTo(request.apply, request.transposed, request.to, request.side, context);
  if ('chain' in request) return lowerChain(request.chain, context);
  return 'trace' in request ? lowerTrace(request.trace, context) : lowerDiagonal(request.diagonal, context);
}

function* lowerOne(e: Expr, context: Context): Lowering {
  const { build } = context;
  if (isRow(e.shape) && e.shape !== SCALAR && e.op !== 'symbol' && e.op !== 'transpose' && e.op !== 'zero' && e.op !== 'product' && e.op !== 'scale') {
    const column = transpose(e);
    if (column.op !== 'transpose') return yield { lower: column };
  }
  const like = likeOf(e.shape);
  switch (e.op) {
    case 'number': return plain(build.number(e.value));
    case 'dimension': return plain(build.dimension(e.dimension));
    case 'identity': return plain(build.identity(e.shape.rows));
    case 'ones': return plain(build.fill(build.number(RATIONAL_ONE), like.rows, ONE));
    case 'zero': return plain(build.fill(build.number({ n: 0, d: 1 }), like.rows, like.cols));
    case 'symbol': {
      if (e.role === 'constant') return plain(build.make({ op: 'pi' }, 'scalar', ONE, ONE));
      if (e.role === 'hole') throw new NotScheduled('a linear map');
      if (e.role === 'index') return plain(build.make({ op: 'index', name: e.name }, 'scalar', ONE, ONE));
      if (e.shape === SCALAR || !isRow(e.shape)) return plain(build.make({ op: 'input', name: e.name }, like.kind, like.rows, like.cols));
      const row = build.make({ op: 'input', name: e.name }, 'matrix', e.shape.rows, e.shape.cols);
      return plain(build.make({ op: 'flatten', of: row }, 'vector', like.rows, ONE));
    }
    case 'transpose': {
      const of = yield { lower: e.of };
      return { coefficient: of.coefficient, value: build.transpose(of.value) };
    }
    case 'sum': return yield* lowerSum(e, context);
    case 'scale': return yield* lowerScale(e, context);
    case 'hadamard': return yield* lowerHadamard(e.factors, e, context);
    case 'power': return yield* lowerPower(e, context);
    case 'product': return yield* lowerProduct(e, context);
    case 'trace': return yield { trace: e.factors };
    case 'matrixPower': return yield* lowerMatrixPower(e, context);
    case 'apply': return yield* lowerFunction(e, context);
    case 'indexedSum': return yield* lowerIndexedSum(e, context);
    case 'unknown': {
      const args: Value[] = [];
      for (const arg of e.args) args.push(build.settle(yield { lower: arg }));
      return plain(build.make({ op: 'invoke', callee: calleeKey(e), entrywise: e.entrywise && e.shape !== SCALAR, args, results: [], isValueFirst: false }, like.kind, like.rows, like.cols));
    }
  }
}

function* lowerScale(e: Extract<Expr, { op: 'scale' }>, context: Context): Lowering {
  const { build } = context;
  const body = yield { lower: e.body };
  const scalar = yield { lower: e.scalar };
  if (body.value.operation.op === 'outer' || scalar.value.operation.op !== 'multiply') return scaleBy(scalar, body, context);
  // Factors with a negative power divide.
  const { factors, divisors } = scalar.value.operation;
  const product = build.multiply([...factors, array(body.value)], divisors, body.value);
  return { coefficient: mulR(mulR(scalar.coefficient, body.coefficient), product.coefficient), value: product.value };
}

function* lowerMatrixPower(e: Extract<Expr, { op: 'matrixPower' }>, context: Context): Lowering {
  const { build } = context;
  const base = build.settle(yield { lower: e.base });
  const k = integerOf(e.exponent);
  const matrix = (operation: Value['operation']): Value => build.make(operation, 'matrix', base.rows, base.cols);
  const inverse = (): Value => matrix({ op: 'inverse', matrix: base, structure: context.structureOf(e.base) });
  if (k === -1) return plain(inverse());
  if (k === 2) return plain(build.matmul(base, base));
  if (k !== undefined && k < 0) return plain(matrix({ op: 'matrixPower', base: inverse(), exponent: build.number({ n: -k, d: 1 }) }));
  if (e.exponent.op === 'number' && e.exponent.value.d === 2) {
    const root = matrix({ op: 'matrixFunction', name: 'sqrtm', of: base });
    const { n } = e.exponent.value;
    const whole = n < 0 ? matrix({ op: 'inverse', matrix: root, structure: context.structureOf(e.base) === 'posdef' ? 'posdef' : 'general' }) : root;
    return plain(Math.abs(n) === 1 ? whole : matrix({ op: 'matrixPower', base: whole, exponent: build.number({ n: Math.abs(n), d: 1 }) }));
  }
  if (e.exponent.op === 'number' && e.exponent.value.d !== 1) throw new NotScheduled('a fractional power of a matrix');
  return plain(matrix({ op: 'matrixPower', base, exponent: build.settle(yield { lower: e.exponent }) }));
}
