/** Products: vectors first, matrix chains in the order their shapes make cheapest, inner products cut where both halves are the same. */
import type { Expr } from '../../algebra/expression';
import { mulR } from '../../algebra/rational';
import { hadamard } from '../../algebra/construct/hadamard';
import { product } from '../../algebra/construct/product';
import { integer, integerOf, isAllOnes } from '../../algebra/construct/leaf';
import { matrixPower } from '../../algebra/construct/power';
import { transpose } from '../../algebra/construct/transpose';
import { ONE } from '../../shapes/dimension';
import { isColumn, isRow, SCALAR } from '../../shapes/shape';
import { plain, type Scaled } from './builder';
import type { Context, Lowering } from './context';
import { applyingCost, formingCost } from './cost';
import { withSigmoids } from './exponentials';

/** A matrix chain of more factors is multiplied from left to right: nobody writes one, and the table is cubic. */
const CHAIN_LIMIT = 24;

/** Of two factors to scale, the one that is not transposed: its entries lie in the order they are read. */
const scaling = (e: Expr, plan: Plan): number => (e.op === 'apply' && e.name === 'diag' && plan.step === 'factor' && plan.expr.op === 'transpose' ? 4 : 1);

/** A power is applied factor by factor up to this exponent. */
const REPEATED_POWER = 6;

type ProductExpr = Extract<Expr, { op: 'product' }>;

export function* lowerProduct(e: ProductExpr, context: Context): Lowering {
  const factors = isColumn(e.shape) || isRow(e.shape) ? e.factors.flatMap(repeated) : e.factors;
  if (e.shape === SCALAR) return yield* scalarChain(factors, context);
  const at = factors.findIndex((factor, i) => factor.shape.cols === ONE && i < factors.length - 1);
  if (at >= 0) {
    const column = yield { chain: factors.slice(0, at + 1) };
    const row = yield { chain: factors.slice(at + 1) };
    return { coefficient: mulR(column.coefficient, row.coefficient), value: context.build.outer(column.value, row.value) };
  }
  return yield { chain: factors };
}

/** A^2 as A, A where it meets a vector: each factor is applied, and a quadratic form falls into equal halves. */
function repeated(e: Expr): readonly Expr[] {
  const k = e.op === 'matrixPower' ? integerOf(e.exponent) : undefined;
  if (e.op !== 'matrixPower' || k === undefined || Math.abs(k) < 2 || Math.abs(k) > REPEATED_POWER) return [e];
  return Array.from({ length: Math.abs(k) }, () => (k < 0 ? matrixPower(e.base, integer(-1)) : e.base));
}

/** The product of a run of factors: a vector when it ends in a column or begins with a row, else a matrix. */
export function* lowerChain(factors: readonly Expr[], context: Context): Lowering {
  const first = factors[0];
  const last = factors.at(-1);
  if (first === undefined || last === undefined) return plain(context.build.number({ n: 1, d: 1 }));
  if (factors.length === 1) return yield { lower: first };
  if (isColumn(last.shape)) {
    let vector = yield { lower: last };
    for (let i = factors.length - 2; i >= 0; i--) { const factor = factors[i]; if (factor !== undefined) vector = yield { apply: factor, transposed: false, to: vector, side: 'left' }; }
    return vector;
  }
  if (isRow(first.shape)) {
    let vector = yield { lower: first };
    for (const factor of factors.slice(1)) vector = yield { apply: factor, transposed: true, to: vector, side: 'left' };
    return vector;
  }
  return yield* matrixChain(factors, context);
}

/** row * … * column. */
function* scalarChain(factors: readonly Expr[], context: Context): Lowering {
  const { build } = context;
  const half = Math.floor(factors.length / 2);
  const isMirrored = factors.slice(0, half).every((factor, i) => { const other = factors[factors.length - 1 - i]; return other !== undefined && transpose(factor) === other; });
  const middle = factors.length % 2 === 1 ? factors[half] : undefined;
  const [first] = factors;
  const last = factors.at(-1);
  if (first === undefined || last === undefined) return plain(build.number({ n: 1, d: 1 }));
  if (isMirrored && isAllOnes(last) && factors.length === 3 && middle !== undefined) return total(yield { lower: middle }, context);
  if (isMirrored) {
    const right = yield { chain: factors.slice(factors.length - half) };
    const left = middle === undefined ? right : yield { apply: middle, transposed: false, to: right, side: 'left' };
    return { coefficient: mulR(left.coefficient, right.coefficient), value: build.dot(right.value, left.value) };
  }
  const entries = factors.length === 2 && isColumn(last.shape) ? [transpose(first), last].flatMap((column) => (column.op === 'hadamard' ? column.factors : [column])) : [];
  const stable = withSigmoids(entries);
  if (stable !== entries) return yield* sumOfProduct(stable, context);
  if (factors.length === 3 && isAllOnes(first) && isAllOnes(last) && middle !== undefined) return total(yield { lower: middle }, context);
  const left = yield { lower: first };
  const right = yield { chain: factors.slice(1) };
  const coefficient = mulR(left.coefficient, right.coefficient);
  if (isAllOnes(first)) return { coefficient, value: total(plain(right.value), context).value };
  if (isAllOnes(last) && factors.length === 2) return { coefficient, value: total(plain(left.value), context).value };
  return { coefficient, value: build.dot(left.value, right.value) };
}

/** Σ of an elementwise product of columns. */
function* sumOfProduct(columns: readonly Expr[], context: Context): Lowering {
  const last = columns.at(-1);
  if (last === undefined || columns.length < 2) return last === undefined ? plain(context.build.number({ n: 1, d: 1 })) : total(yield { lower: last }, context);
  const left = yield { lower: hadamard(columns.slice(0, -1)) };
  const right = yield { lower: last };
  return { coefficient: mulR(left.coefficient, right.coefficient), value: context.build.dot(left.value, right.value) };
}

/** The sum of all entries. */
export function total(of: Scaled, { build }: Context): Scaled {
  return of.value.kind === 'scalar' ? of : { coefficient: of.coefficient, value: build.make({ op: 'sumEntries', of: of.value }, 'scalar', ONE, ONE) };
}

type Plan =
  | { readonly step: 'factor'; readonly expr: Expr }
  | { readonly step: 'apply'; readonly expr: Expr; readonly side: 'left' | 'right'; readonly to: Plan }
  | { readonly step: 'multiply'; readonly left: Plan; readonly right: Plan };
interface Planned { readonly cost: number; readonly plan: Plan }

/** Order of evaluation with the least work; the left-most of equals. */
function planOf(factors: readonly Expr[], context: Context): Planned | undefined {
  const table = new Map<string, Planned>();
  const at = (i: number, j: number): Planned | undefined => table.get(`${i} ${j}`);
  factors.forEach((expr, i) => table.set(`${i} ${i}`, { cost: formingCost(expr, context), plan: { step: 'factor', expr } }));
  for (let length = 2; length <= factors.length; length++) for (let i = 0; i + length <= factors.length; i++) {
    const j = i + length - 1;
    const first = factors[i];
    const last = factors[j];
    if (first === undefined || last === undefined) continue;
    const rows = context.size(first.shape.rows);
    const cols = context.size(last.shape.cols);
    let best: Planned | undefined;
    const consider = (candidate: Planned): void => { if (best === undefined || candidate.cost < best.cost * (1 - 1e-6)) best = candidate; };
    for (let k = j - 1; k >= i; k--) {
      const left = at(i, k);
      const right = at(k + 1, j);
      const inner = factors[k];
      if (left === undefined || right === undefined || inner === undefined) continue;
      if (k > i && k + 1 < j) consider({ cost: left.cost + right.cost + 2 * rows * context.size(inner.shape.cols) * cols, plan: { step: 'multiply', left: left.plan, right: right.plan } });
      if (k + 1 === j) consider({ cost: left.cost + applyingCost(transpose(last), rows, context) * scaling(last, left.plan), plan: { step: 'apply', expr: last, side: 'right', to: left.plan } });
      if (k === i) consider({ cost: right.cost + applyingCost(first, cols, context) * scaling(first, right.plan), plan: { step: 'apply', expr: first, side: 'left', to: right.plan } });
    }
    if (best !== undefined) table.set(`${i} ${j}`, best);
  }
  return at(0, factors.length - 1);
}

export function chainCost(factors: readonly Expr[], context: Context): number {
  if (factors.length > 1 && factors.length <= CHAIN_LIMIT) { const whole = product(factors); if (context.isKnown(whole) || context.isFormed(whole)) return 0; }
  return factors.length > CHAIN_LIMIT ? Infinity : planOf(factors, context)?.cost ?? Infinity;
}

function* matrixChain(factors: readonly Expr[], context: Context): Lowering {
  const planned = factors.length > CHAIN_LIMIT ? undefined : planOf(factors, context);
  if (planned === undefined) {
    const [first, ...rest] = factors;
    let result = yield first === undefined ? { chain: [] } : { lower: first };
    for (const factor of rest) result = yield { apply: factor, transposed: false, to: result, side: 'right' };
    return result;
  }
  return yield* evaluate(planned.plan, context);
}

/** As deep as the chain is long. */
function* evaluate(plan: Plan, context: Context): Lowering {
  switch (plan.step) {
    case 'factor': return yield { lower: plan.expr };
    case 'apply': return yield { apply: plan.expr, transposed: false, to: yield* evaluate(plan.to, context), side: plan.side };
    case 'multiply': {
      const left = yield* evaluate(plan.left, context);
      const right = yield* evaluate(plan.right, context);
      return { coefficient: mulR(left.coefficient, right.coefficient), value: context.build.matmul(left.value, right.value) };
    }
  }
}
