/** Functions applied entry by entry: one row each, f and f′. The differential is f′(u) .* du. */
import { apply } from '../algebra/construct/apply';
import { allOnes, hadamard } from '../algebra/construct/hadamard';
import { integer, numeral, pi } from '../algebra/construct/leaf';
import { power, reciprocal, square, squareRoot } from '../algebra/construct/power';
import { scale } from '../algebra/construct/product';
import { add, negate, subtract } from '../algebra/construct/sum';
import type { Expr, PrimitiveName } from '../algebra/expression';
import type { OperatorRule, Source } from './operator';

type ElementwiseName = Extract<PrimitiveName, 'exp' | 'log' | 'abs' | 'sign' | 'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan' | 'sinh' | 'cosh' | 'tanh' | 'sigmoid' | 'softplus' | 'relu' | 'erf' | 'step'>;

const elementwise = (summary: string, statement: string, derivative: (u: Expr) => Expr, more: Partial<Pick<OperatorRule, 'conditions' | 'note' | 'source'>> = {}): OperatorRule => ({
  rule: 'chain rule, entry by entry', summary, statement, source: PARR, conditions: [], ...more,
  differential: ([u], _, h) => (u === undefined ? undefined : hadamard([derivative(u), h])),
  pull: ([u], _, cotangent) => (u === undefined ? undefined : hadamard([cotangent, derivative(u)])),
});

const PARR: Source = { work: 'parr', place: '4.5, vector chain rule' };
const of = (name: PrimitiveName) => (u: Expr): Expr => apply(name, [u]);
const oneMinus = (u: Expr): Expr => subtract(allOnes(u.shape), u);
const zeroOf = (u: Expr): Expr => scale(integer(0), u);

export const elementwiseRules: Readonly<Record<ElementwiseName, OperatorRule>> = {
  exp:      elementwise('the exponential of every entry',          'd exp(u) = exp(u) .* du',                 of('exp')),
  log:      elementwise('the natural logarithm of every entry',    'd log(u) = du ./ u',                      reciprocal,                                                              { conditions: ['#1 > 0'] }),
  abs:      elementwise('the absolute value of every entry',       'd abs(u) = sign(u) .* du',                of('sign'),                                                              { conditions: ['#1 ≠ 0'], note: 'where an entry of #1 is 0 the subgradient sign(0) = 0 is used' }),
  sign:     elementwise('-1, 0 or 1 by the sign of every entry',   'd sign(u) = 0',                           zeroOf,                                                                  { conditions: ['#1 ≠ 0'] }),
  step:     elementwise('1 where an entry is positive, else 0',    'd step(u) = 0',                           zeroOf,                                                                  { conditions: ['#1 ≠ 0'] }),
  sin:      elementwise('the sine of every entry',                 'd sin(u) = cos(u) .* du',                 of('cos')),
  cos:      elementwise('the cosine of every entry',               'd cos(u) = -sin(u) .* du',                (u) => negate(apply('sin', [u]))),
  tan:      elementwise('the tangent of every entry',              'd tan(u) = (1 + tan(u).^2) .* du',        (u) => add(allOnes(u.shape), square(apply('tan', [u])))),
  asin:     elementwise('the inverse sine of every entry',         'd asin(u) = du ./ sqrt(1 - u.^2)',        (u) => power(oneMinus(square(u)), numeral({ n: -1, d: 2 })),             { conditions: ['-1 < #1 < 1'] }),
  acos:     elementwise('the inverse cosine of every entry',       'd acos(u) = -du ./ sqrt(1 - u.^2)',       (u) => negate(power(oneMinus(square(u)), numeral({ n: -1, d: 2 }))),     { conditions: ['-1 < #1 < 1'] }),
  atan:     elementwise('the inverse tangent of every entry',      'd atan(u) = du ./ (1 + u.^2)',            (u) => reciprocal(add(allOnes(u.shape), square(u)))),
  sinh:     elementwise('the hyperbolic sine of every entry',      'd sinh(u) = cosh(u) .* du',               of('cosh')),
  cosh:     elementwise('the hyperbolic cosine of every entry',    'd cosh(u) = sinh(u) .* du',               of('sinh')),
  tanh:     elementwise('the hyperbolic tangent of every entry',   'd tanh(u) = (1 - tanh(u).^2) .* du',      (u) => oneMinus(square(apply('tanh', [u])))),
  sigmoid:  elementwise('1/(1 + exp(-u)) of every entry',          'd σ(u) = σ(u) .* (1 - σ(u)) .* du',       (u) => { const s = apply('sigmoid', [u]); return hadamard([s, oneMinus(s)]); }),
  softplus: elementwise('log(1 + exp(u)) of every entry',          'd softplus(u) = σ(u) .* du',              of('sigmoid')),
  relu:     elementwise('max(0, u) of every entry',                'd relu(u) = step(u) .* du',               of('step'),                                                              { conditions: ['#1 ≠ 0'], note: 'where an entry of #1 is 0 the derivative step(0) = 0 is used', source: { work: 'parr', place: '5, activation of a neuron' } }),
  erf:      elementwise('the error function of every entry',       'd erf(u) = 2/sqrt(pi)*exp(-u.^2) .* du',  (u) => scale(scale(integer(2), reciprocal(squareRoot(pi()))), apply('exp', [negate(square(u))]))),
};
