/** Products, powers and functions entry by entry, in forms that neither overflow nor cancel. */
import type { Expr } from '../../algebra/expression';
import { equalR, mulR, RATIONAL_ONE } from '../../algebra/rational';
import { hadamard } from '../../algebra/construct/hadamard';
import { integer, integerOf, isAllOnes } from '../../algebra/construct/leaf';
import { power } from '../../algebra/construct/power';
import { negate, subtract } from '../../algebra/construct/sum';
import { apply } from '../../algebra/construct/apply';
import { product } from '../../algebra/construct/product';
import { transpose } from '../../algebra/construct/transpose';
import { isColumn, SCALAR } from '../../shapes/shape';
import { array, type Scaled } from './builder';
import type { Context, Lowering } from './context';
import { withSigmoids } from './exponentials';
import type { Elementary, Placed } from './operation';
import { likeOf } from './sum';

export function* lowerHadamard(factors: readonly Expr[], whole: Expr, context: Context): Lowering {
  const { build } = context;
  const over: Placed[] = [];
  const under: Placed[] = [];
  let coefficient = RATIONAL_ONE;
  const bounded = withoutOverflow(withSigmoids(whole.shape === SCALAR ? withSoftmax(factors, undefined).scalars : factors));
  for (const factor of bounded) {
    if (factor.kind === 'bounded') {
      const argument = build.settle(yield { lower: factor.of });
      const least = build.call('minimum', [argument, build.number({ n: 0, d: 1 })]);
      over.push(array(build.call(factor.name, [least])));
      continue;
    }
    const { expr } = factor;
    if (expr.op === 'power' && expr.exponent.op === 'number' && expr.exponent.value.n < 0) {
      const divisor = yield { lower: power(expr.base, negate(expr.exponent)) };
      coefficient = mulR(coefficient, { n: divisor.coefficient.d * Math.sign(divisor.coefficient.n), d: Math.abs(divisor.coefficient.n) });
      under.push(array(divisor.value));
      continue;
    }
    const part: Scaled = yield { lower: expr };
    coefficient = mulR(coefficient, part.coefficient);
    over.push(array(part.value));
  }
  const all = build.multiply(over, under, likeOf(whole.shape));
  return { coefficient: mulR(coefficient, all.coefficient), value: all.value };
}

/** exp(u)/sum(exp(u)) as softmax(u), wherever among the factors of a scaled array or a product of scalars the two stand. */
export function withSoftmax(scalars: readonly Expr[], body: Expr | undefined): { readonly scalars: readonly Expr[]; readonly body: Expr | undefined } {
  for (const [i, scalar] of scalars.entries()) {
    const k = scalar.op === 'power' ? integerOf(scalar.exponent) : undefined;
    const exponential = scalar.op === 'power' && k !== undefined && k < 0 ? sumOfExponentials(scalar.base) : undefined;
    if (scalar.op !== 'power' || exponential === undefined || k === undefined) continue;
    const softmax = apply('softmax', exponential.args);
    const others = scalars.filter((_, j) => j !== i);
    const left = k === -1 ? [] : [power(scalar.base, integer(k + 1))];
    const inBody = body === undefined ? undefined : replaced(body, exponential, softmax);
    if (inBody !== undefined) return withSoftmax([...left, ...others], inBody);
    for (const [j, other] of others.entries()) {
      const inOther = replaced(other, exponential, softmax);
      if (inOther !== undefined) return withSoftmax([...left, ...others.map((each, n) => (n === j ? inOther : each))], body);
    }
  }
  return { scalars, body };
}

type ApplyExpr = Extract<Expr, { op: 'apply' }>;

function sumOfExponentials(e: Expr): ApplyExpr | undefined {
  if (e.op !== 'product' || e.factors.length !== 2) return undefined;
  const [row, column] = e.factors;
  return row !== undefined && isAllOnes(row) && column?.op === 'apply' && column.name === 'exp' ? column : undefined;
}

/** One factor `exponential` of an elementwise product, or at an end of a matrix product, replaced. */
function replaced(e: Expr, exponential: Expr, by: Expr): Expr | undefined {
  if (e === exponential) return by;
  if (e.op === 'hadamard') return e.factors.includes(exponential) ? hadamard(e.factors.map((factor) => (factor === exponential ? by : factor))) : undefined;
  if (e.op !== 'product') return undefined;
  const first = e.factors[0];
  const last = e.factors.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const row = transpose(first) === first ? undefined : replaced(transpose(first), exponential, by);
  if (row !== undefined && isColumn(exponential.shape) && transpose(first).op !== 'product') return product([transpose(row), ...e.factors.slice(1)]);
  const column = last.op === 'product' ? undefined : replaced(last, exponential, by);
  return column === undefined ? undefined : product([...e.factors.slice(0, -1), column]);
}

type Bounded = { readonly kind: 'plain'; readonly expr: Expr } | { readonly kind: 'bounded'; readonly name: Elementary; readonly of: Expr };

/** step(−u).*exp(u): the exponential is only needed where u ≤ 0, and elsewhere it could overflow to ∞·0. */
function withoutOverflow(factors: readonly Expr[]): readonly Bounded[] {
  const steps = new Set(factors.flatMap((factor) => (factor.op === 'apply' && factor.name === 'step' && factor.args[0] !== undefined ? [factor.args[0]] : [])));
  const isGuarded = (u: Expr): boolean => steps.has(negate(u));
  const dropped = new Set<Expr>();
  const result = factors.map((factor): Bounded => {
    if (factor.op === 'apply' && factor.name === 'exp' && factor.args[0] !== undefined && isGuarded(factor.args[0])) return { kind: 'bounded', name: 'exp', of: factor.args[0] };
    if (factor.op === 'sum' && factor.terms.length === 2) {
      const exponential = factor.terms.find((term) => term.expr.op === 'apply' && term.expr.name === 'exp' && equalR(term.coefficient, RATIONAL_ONE));
      const unit = factor.terms.find((term) => isAllOnes(term.expr) && term.coefficient.n === -1 && term.coefficient.d === 1);
      const u = exponential?.expr.op === 'apply' ? exponential.expr.args[0] : undefined;
      // expm1(min(u, 0)) is 0 where the step is: the step goes.
      if (u !== undefined && unit !== undefined && isGuarded(u)) { dropped.add(negate(u)); return { kind: 'bounded', name: 'expm1', of: u }; }
    }
    return { kind: 'plain', expr: factor };
  });
  return result.filter((item) => !(item.kind === 'plain' && item.expr.op === 'apply' && item.expr.name === 'step' && item.expr.args[0] !== undefined && dropped.has(item.expr.args[0])));
}

export function* lowerPower(e: Extract<Expr, { op: 'power' }>, context: Context): Lowering {
  const { build } = context;
  const [only, ...more] = withSigmoids([e]);
  if (only !== undefined && (only !== e || more.length > 0)) return yield* lowerHadamard([only, ...more], e, context);
  const base = build.settle(yield { lower: e.base });
  const exponent = build.settle(yield { lower: e.exponent });
  return build.power(base, exponent);
}

/** 1 + u as u. */
export function pastOne(e: Expr): Expr | undefined {
  if (e.op !== 'sum' || e.terms.length < 2) return undefined;
  const unit = e.terms.find((term) => isAllOnes(term.expr) && equalR(term.coefficient, RATIONAL_ONE));
  return unit === undefined ? undefined : subtract(e, unit.expr);
}
