/** Products, powers and functions entry by entry, in forms that neither overflow nor cancel. */
import type { Expr } from '../../algebra/expression';
import { equalR, mulR, RATIONAL_ONE } from '../../algebra/rational';
import { isAllOnes } from '../../algebra/construct/leaf';
import { power } from '../../algebra/construct/power';
import { withSoftmax } from '../../algebra/construct/softmax';
import { negate, subtract } from '../../algebra/construct/sum';
import { SCALAR } from '../../shapes/shape';
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
  const bounded = withoutOverflow(withSigmoids(whole.shape === SCALAR ? withSoftmaxes(factors) : factors));
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

/** exp(u)/sum(exp(u)) as softmax(u), among the factors of a product of scalars. */
function withSoftmaxes(factors: readonly Expr[]): readonly Expr[] {
  for (const factor of factors) {
    const found = withSoftmax(factors.filter((other) => other !== factor), factor);
    if (found !== undefined) return withSoftmaxes([...found.scalars, found.body]);
  }
  return factors;
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
