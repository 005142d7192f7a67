/** What a result has to satisfy in each form it can be written in: what its kind asks for, once it is read back from the form. */
import type { QueryWord, ResultForm } from '../syntax/tree';
import { agreesWithMultilinear, CHECKS, type Check } from './checks';
import { agreesWithDerivative } from './compare';
import { kron, maxAbs, multiply, reshape, showSize, subtract, transpose, vec, type Matrix } from './matrix';
import { freeEntries } from './sample';

/** Rounding in a matrix that is symmetric. */
const ASYMMETRY = 1e-9;

/** A column of numbers put back into the shape that they have without the form. */
const fromColumn = (shapeIn: (of: { readonly at: Matrix; readonly value: Matrix }) => Matrix, check: Check): Check => (situation) => {
  const shown = situation.result(...situation.directions), like = shapeIn(situation), numbers = like.data.length;
  if (shown.rows !== numbers || shown.cols !== 1) return { is: 'differs', error: Infinity, reason: `in this form it is ${showSize(shown)}, it must be ${numbers}×1` };
  return check({ ...situation, result: (...directions) => reshape(situation.result(...directions), like.rows, like.cols) });
};

/** The second derivative as a function of two directions. */
const bilinear: Check = (situation) => {
  const two = situation.directions.slice(0, 2), shown = situation.result(...two);
  return agreesWithMultilinear(two, situation, { actual: shown, scale: maxAbs(shown), what: 'the bilinear form' });
};

/**
 * A derivative as a matrix, or from its entries: the numbers in the order of vec, those of the function's value first, then a copy of the variable's
 * for every order. Applied to directions, the first of them belongs to the first copy.
 */
const derivativeOfNumbers: Check = (situation) => {
  const { at, value, result, order } = situation;
  const numbers = result(), outputs = value.data.length, expected = outputs * at.data.length ** order;
  if (at.data.length === 1) return fromColumn(() => value, CHECKS.derivative)(situation);
  if (numbers.data.length !== expected) return { is: 'differs', error: Infinity, reason: `the derivative has ${numbers.data.length} entries, it must have ${expected}` };
  const flat = reshape(numbers, outputs, expected / outputs);
  return CHECKS.derivative({ ...situation, result: (...directions) => reshape(multiply(flat, directions.map(vec).reduce((all, next) => kron(next, all))), value.rows, value.cols) });
};

/** The Hessian as an operator: along each direction, the product of the Hessian with it. */
const hessianOperator: Check = (situation) => {
  let worst = 0;
  for (const along of situation.directions) {
    const finding = CHECKS.hvp({ ...situation, along });
    if (finding.is !== 'agrees') return finding;
    worst = Math.max(worst, finding.error);
  }
  return { is: 'agrees', error: worst };
};

/** A derivative by the free entries of the variable: its numbers times those of a direction. */
const byEntries = (kind: QueryWord): Check => (situation) => {
  const { value, result, directions, curve, properties, magnitude } = situation, shown = result();
  let worst = 0;
  for (const direction of directions) {
    const entries = freeEntries(properties, direction), k = entries.data.length, second = kind === 'hessian';
    const [rows, cols] = kind === 'gradient' ? [k, 1] : [second ? k : value.data.length, k];
    if (shown.rows !== rows || shown.cols !== cols) return { is: 'differs', error: Infinity, reason: `the ${kind} by the free entries is ${showSize(shown)}, it must be ${rows}×${cols}` };
    const along = multiply(kind === 'gradient' ? transpose(shown) : shown, entries), actual = second ? multiply(transpose(entries), along) : along;
    const finding = agreesWithDerivative(curve(direction), { actual, order: second ? 2 : 1, scale: maxAbs(shown), what: `the ${kind} by the free entries`, of: vec, magnitude });
    if (finding.is !== 'agrees') return finding;
    worst = Math.max(worst, finding.error);
  }
  if (kind === 'hessian' && maxAbs(subtract(shown, transpose(shown))) > ASYMMETRY * maxAbs(shown)) return { is: 'differs', error: Infinity, reason: 'the Hessian is not symmetric' };
  return { is: 'agrees', error: worst };
};

const OPERATORS: Readonly<Partial<Record<QueryWord, Check>>> = { hessian: hessianOperator, derivative: CHECKS.derivative };
const OF_ENTRIES: Readonly<Partial<Record<QueryWord, Check>>> = { derivative: derivativeOfNumbers };
const IN_VEC: Readonly<Partial<Record<QueryWord, Check>>> = {
  gradient: fromColumn(({ at }) => at, CHECKS.gradient),
  differential: fromColumn(({ value }) => value, CHECKS.differential),
  derivative: derivativeOfNumbers,
};

const FORMS: Readonly<Record<ResultForm, (kind: QueryWord) => Check>> = {
  index: (kind) => OF_ENTRIES[kind] ?? CHECKS[kind],
  kronecker: (kind) => IN_VEC[kind] ?? CHECKS[kind],
  operator: (kind) => OPERATORS[kind] ?? CHECKS.differential,
  bilinear: () => bilinear,
  vech: byEntries,
};

export const checkOf = (kind: QueryWord, form: ResultForm | undefined): Check => (form === undefined ? CHECKS[kind] : FORMS[form](kind));
