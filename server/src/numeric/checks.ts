/**
 * What each kind of result has to satisfy at a point: its shape, and an equality with derivatives of the function along directions
 * (language.md, "Conventions of the numbers").
 */
import type { QueryWord } from '../syntax/tree';
import type { Property } from '../shapes/adjectives';
import { agreesWithDerivative, compare, contradict, show, type Expectation } from './compare';
import { derivativeAlong, MAX_ORDER, usualStep, type Curve, type Derivative } from './differentiate';
import { add, addScaled, frobenius, inner, isFiniteMatrix, isScalarValue, matrix, maxAbs, multiply, reshape, scalar, scale, showSize, subtract, transpose, vec, type Matrix } from './matrix';
import type { Finding } from './points';
import { isCurved, isStructured, structureOf, tangent } from './sample';

/** What is at hand at a point. */
export interface Situation {
  /** The properties that restrict the variable: none when every entry is free. */
  readonly properties: ReadonlySet<Property>;
  readonly order: number;
  readonly layout: 'variable' | 'numerator' | 'denominator';
  /** The value of the variable, and of the function there. */
  readonly at: Matrix;
  readonly value: Matrix;
  /** The result, with directions in the places of the changes of the variable in it. */
  readonly result: (...directions: readonly Matrix[]) => Matrix;
  /** Random tangent directions, entries of size at most 1. */
  readonly directions: readonly Matrix[];
  /** The function along the line through the point. */
  readonly curve: (direction: Matrix) => Curve;
  readonly gradient: Matrix | undefined;
  readonly gradientCurve: ((direction: Matrix) => Curve) | undefined;
  readonly along: Matrix | undefined;
  /** The largest number in the computation of the function and the result. */
  readonly magnitude: () => number;
  readonly innerProduct: (u: Matrix, v: Matrix) => number;
  /** Whether that is the plain one. */
  readonly isEuclidean: boolean;
}

export type Check = (situation: Situation) => Finding;

/** How far, relative to its size, a gradient may lie outside the tangent space, or a Hessian be asymmetric: rounding. */
const ROUNDING = 1e-9;
/** The same against the largest number in the computation, for what has cancelled. */
const NOTHING_LEFT = 1e-13;

const differs = (reason: string): Finding => ({ is: 'differs', error: Infinity, reason });
const again = (reason: string): Finding => ({ is: 'again', reason });
const unchecked = (reason: string): Finding => ({ is: 'unchecked', reason });

/** What is wrong with the result before its numbers are compared. */
function unfit(result: Matrix, rows: number, cols: number, what: string): Finding | undefined {
  if (result.rows !== rows || result.cols !== cols) return differs(`the ${what} is ${showSize(result)}, it must be ${rows}×${cols}`);
  return isFiniteMatrix(result) ? undefined : { is: 'again', reason: `the ${what} is not finite where the function is`, blamesResult: true };
}

/** The first finding that does not agree, or the worst agreement. */
function all(directions: readonly Matrix[], check: (direction: Matrix) => Finding): Finding {
  let error = 0;
  for (const direction of directions) {
    const finding = check(direction);
    if (finding.is !== 'agrees') return finding;
    error = Math.max(error, finding.error);
  }
  return { is: 'agrees', error };
}

const NOT_SCALAR = unchecked('the function is not a scalar');
const rms = (a: Matrix): number => frobenius(a) / Math.sqrt(a.data.length);

/** What is wrong with a result that should be tangent to the set of the variable. */
function untangent(result: Matrix, what: string, { at, properties, magnitude }: Situation): Finding | undefined {
  const outside = maxAbs(subtract(result, tangent(properties, at, result)));
  return outside > ROUNDING * maxAbs(result) + NOTHING_LEFT * magnitude() ? { is: 'differs', error: outside / maxAbs(result), reason: `the ${what} is not in the tangent space of the ${structureOf(properties)} variable` } : undefined;
}

/** A gradient G: ⟨G, D⟩ is the derivative along D, for tangent D, and G is tangent itself. `weigh` makes a scalar of the function. */
function gradientOf(g: Matrix, situation: Situation, what: string, weigh: (derivative: Matrix) => Matrix = (d) => d): Finding {
  const { at, directions, curve, innerProduct, magnitude } = situation;
  const bad = unfit(g, at.rows, at.cols, what) ?? untangent(g, what, situation);
  if (bad !== undefined) return bad;
  return all(directions, (d) => {
    const share = innerProduct(g, d);
    return agreesWithDerivative(curve(d), { actual: scalar(share), order: 1, scale: Math.max(Math.abs(share), frobenius(g) * rms(d)), what: `⟨${what}, direction⟩`, of: weigh, magnitude });
  });
}

const gradient: Check = (situation) => {
  if (!isScalarValue(situation.value)) return NOT_SCALAR;
  const shown = situation.result();
  return gradientOf(situation.layout === 'numerator' && situation.at.cols === 1 ? transpose(shown) : shown, situation, 'gradient');
};

const jacobian: Check = ({ at, value, result, directions, curve, layout, magnitude }) => {
  const shown = result(), j = layout === 'denominator' ? transpose(shown) : shown;
  if (isScalarValue(at)) return unfit(j, value.rows, value.cols, 'derivative') ?? all(directions, (d) => agreesWithDerivative(curve(d), { actual: multiply(j, d), order: 1, scale: maxAbs(j), what: 'the derivative', magnitude }));
  return unfit(j, value.data.length, at.data.length, 'Jacobian')
    ?? all(directions, (d) => agreesWithDerivative(curve(d), { actual: multiply(j, vec(d)), order: 1, scale: 0.3 * maxAbs(j), what: 'Jacobian times direction', of: vec, magnitude }));
};

const differential: Check = ({ value, result, directions, curve, magnitude }) => all(directions, (d) => {
  const shown = result(d);
  return unfit(shown, value.rows, value.cols, 'differential') ?? agreesWithDerivative(curve(d), { actual: shown, order: 1, scale: maxAbs(shown), what: 'the differential', magnitude });
});

/** A direction given by the reader has the shape of the variable, and stays within its structure: outside, the function is another. */
function unusableDirection(along: Matrix, { at, properties }: Situation): Finding | undefined {
  if (along.rows !== at.rows || along.cols !== at.cols) return unchecked(`the direction is ${showSize(along)}, not ${showSize(at)}`);
  const outside = maxAbs(subtract(along, tangent(properties, at, along)));
  return outside > ROUNDING * maxAbs(along) ? again(`the direction is not in the tangent space of the ${structureOf(properties)} variable`) : undefined;
}

const jvp: Check = (situation) => {
  const { value, result, curve, along, magnitude } = situation;
  if (along === undefined) return differential(situation);
  const unusable = unusableDirection(along, situation);
  if (unusable !== undefined) return unusable;
  const size = maxAbs(along) || 1, shown = result(along);
  return unfit(shown, value.rows, value.cols, 'directional derivative')
    ?? agreesWithDerivative(curve(scale(along, 1 / size)), { actual: scale(shown, 1 / size), order: 1, scale: maxAbs(shown) / size, what: 'the directional derivative', magnitude });
};

const vjp: Check = (situation) => {
  const { value, result, along } = situation;
  if (along === undefined) return gradient(situation);
  if (along.rows !== value.rows || along.cols !== value.cols) return unchecked(`the cotangent is ${showSize(along)}, not ${showSize(value)}`);
  return gradientOf(result(), situation, 'vector-Jacobian product', (derivative) => scalar(inner(along, derivative)));
};

/**
 * A Hessian H, the derivative of the gradient in vec coordinates: ⟨H(D), D⟩ is the second derivative along D, and H is self-adjoint. On a
 * subspace of matrices both are asked of tangent directions only: what H does outside is a matter of form. On a curved set H is that of the
 * projected directions: symmetric, and what it gives is tangent.
 */
const hessian: Check = (situation) => {
  const { at, value, result, directions, curve, properties, innerProduct, isEuclidean, magnitude } = situation, n = at.data.length, h = result();
  if (!isScalarValue(value)) return NOT_SCALAR;
  const bad = unfit(h, n, n, 'Hessian');
  if (bad !== undefined) return bad;
  const image = (d: Matrix): Matrix => reshape(multiply(h, vec(d)), at.rows, at.cols);
  const [first = at, second = at] = directions;
  const free = isEuclidean && !isStructured(properties), curved = isCurved(properties);
  const asymmetry = free || curved ? maxAbs(subtract(h, transpose(h))) : Math.abs(innerProduct(image(first), second) - innerProduct(first, image(second)));
  if (asymmetry > ROUNDING * n * maxAbs(h) + NOTHING_LEFT * magnitude()) return { is: 'differs', error: asymmetry / maxAbs(h), reason: 'the Hessian is not symmetric' };
  const outside = curved ? columnsOf(h).map((column) => untangent(reshape(column, at.rows, at.cols), 'Hessian', situation)).find((finding) => finding !== undefined) : undefined;
  if (outside !== undefined) return outside;
  const byGradient = free ? throughGradient(situation, (d) => multiply(h, vec(d))) : undefined;
  if (byGradient !== undefined) return byGradient;
  return all(directions, (d) => agreesWithDerivative(curve(d), { actual: scalar(innerProduct(image(d), d)), order: 2, scale: maxAbs(h) * rms(d) ** 2, what: 'Hessian on direction, direction', magnitude }));
};

const columnsOf = (a: Matrix): readonly Matrix[] => Array.from({ length: a.cols }, (_, j) => matrix(a.rows, 1, a.data.slice(j * a.rows, (j + 1) * a.rows)));

/** Second derivatives as first ones of the gradient, once that has been verified; undefined where there is none to use. */
function throughGradient(situation: Situation, times: (direction: Matrix) => Matrix): Finding | undefined {
  const { gradient: g, gradientCurve, directions, magnitude } = situation;
  if (g === undefined || gradientCurve === undefined) return undefined;
  const first = gradientOf(g, situation, 'gradient');
  if (first.is !== 'agrees') return first.is === 'differs' || (first.is === 'again' && first.blamesResult === true) ? undefined : first;
  return all(directions, (d) => {
    const product = times(d);
    return agreesWithDerivative(gradientCurve(d), { actual: vec(product), order: 1, scale: 0.3 * maxAbs(product), what: 'Hessian times direction', of: vec, magnitude });
  });
}

const hvp: Check = (situation) => {
  const { at, value, result, directions, along, innerProduct } = situation;
  if (!isScalarValue(value)) return NOT_SCALAR;
  if (along === undefined) return unchecked('a Hessian-vector product needs a vector');
  const unusable = unusableDirection(along, situation);
  if (unusable !== undefined) return unusable;
  const shown = result(along), bad = unfit(shown, at.rows, at.cols, 'Hessian-vector product') ?? untangent(shown, 'Hessian-vector product', situation), size = maxAbs(along) || 1, v = scale(along, 1 / size);
  if (bad !== undefined) return bad;
  return all(directions, (d) => {
    const share = innerProduct(shown, d) / size;
    return agreesWithMultilinear([v, d], situation, { actual: scalar(share), scale: (frobenius(shown) * rms(d)) / size, what: '⟨Hessian-vector product, direction⟩' });
  });
};

const TOO_HIGH = unchecked(`derivatives beyond order ${MAX_ORDER} are not checked`);

/**
 * A derivative of any order. By a scalar it is that of the function along it; else it is multilinear, and what it makes of different directions
 * follows from derivatives along lines: D[d₁, …, dₖ] = Σ ±Dᵏ[(d₁ ± … ± dₖ)ᵏ] / (2ᵏ⁻¹ k!), with the sign of the product of those inside.
 */
const derivative: Check = (situation) => {
  const { at, value, order, properties, result, directions, curve, magnitude } = situation;
  if (order > MAX_ORDER) return TOO_HIGH;
  const along = directions.slice(0, order), isPlain = isScalarValue(at);
  if (!isPlain && order > 1 && isCurved(properties)) return unchecked('higher derivatives on a curved set depend on a connection');
  const shown = isPlain ? result() : result(...along);
  return unfit(shown, value.rows, value.cols, 'derivative')
    ?? (isPlain ? agreesWithDerivative(curve(scalar(1)), { actual: shown, order, scale: maxAbs(shown), what: 'the derivative', magnitude }) : agreesWithMultilinear(along, situation, { actual: shown, scale: maxAbs(shown), what: 'the derivative' }));
};

/** Whether a value is that of the derivative, as a multilinear form, on these directions. */
export function agreesWithMultilinear(directions: readonly Matrix[], { value, curve, magnitude }: Situation, expected: Omit<Expectation, 'order' | 'magnitude' | 'cancelled'>): Finding {
  const [first, ...others] = directions;
  if (first === undefined) return unchecked('there is no direction');
  let lines: readonly { readonly along: Matrix; readonly sign: number }[] = [{ along: first, sign: 1 }];
  for (const other of others) lines = lines.flatMap(({ along, sign }) => [{ along: add(along, other), sign }, { along: subtract(along, other), sign: -sign }]);
  const factorial = directions.reduce((product, _, i) => product * (i + 1), 1), curves = lines.map(({ along, sign }) => ({ run: curve(along), share: sign / (lines.length * factorial) }));
  return agreesWithDerivative((t) => curves.map(({ run, share }) => scale(run(t), share)).reduce(add), { ...expected, order: directions.length, magnitude, cancelled: maxAbs(value) / factorial });
}

/** The expansion at the point, in the displacement `d<wrt>`: its value is that of the polynomial which the derivatives along it make. */
const taylor: Check = ({ value, result, directions, curve, order }) => {
  if (order > MAX_ORDER) return TOO_HIGH;
  return all(directions, (d) => {
    const shown = result(d), bad = unfit(shown, value.rows, value.cols, 'expansion'), line = curve(d);
    if (bad !== undefined) return bad;
    const measured = polynomialAlong(line, value, order), comparison = measured && compare(shown, measured, maxAbs(shown), maxAbs(value));
    if (measured === undefined || comparison === undefined) return again('the function is not finite around the point');
    if (comparison.reliable && comparison.agrees) return { is: 'agrees', error: comparison.error };
    const closer = polynomialAlong(line, value, order, 1 / 8);
    if (!comparison.reliable || closer === undefined || contradict(closer, measured)) return again('the differences are too inaccurate');
    return { is: 'differs', error: comparison.error, reason: `the expansion is ${show(shown)}, differences give ${show(measured.value)}` };
  });
};

/** The value at 1 of the Taylor polynomial of a curve, with steps of so many times the usual ones. */
function polynomialAlong(line: Curve, value: Matrix, order: number, factor = 1): Derivative | undefined {
  let sum = value, error = 0, factorial = 1;
  for (let k = 1; k <= order; k++) {
    const derivative = derivativeAlong(line, k, usualStep(k) * factor);
    if (derivative === undefined) return undefined;
    factorial *= k;
    sum = addScaled(sum, derivative.value, 1 / factorial);
    error += derivative.error / factorial;
  }
  return { value: sum, error };
}

export const CHECKS: Readonly<Record<QueryWord, Check>> = { gradient, jacobian, hessian, differential, derivative, taylor, jvp, vjp, hvp };
