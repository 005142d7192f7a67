/** What a result has to satisfy in each form it can be written in: what its kind asks for, once it is read back from the form. */
import type { QueryWord, ResultForm } from '../syntax/tree';
import { agreesWithDerivative } from './compare';
import { CHECKS, type Check } from './checks';
import type { Curve } from './differentiate';
import { add, maxAbs, reshape, scale, subtract, type Matrix } from './matrix';

/** The result put back into the shape it has without the form. */
const reread = (by: (result: Matrix, of: { readonly at: Matrix; readonly value: Matrix }) => Matrix, check: Check): Check => (situation) => check({ ...situation, result: (...directions) => by(situation.result(...directions), situation) });
const shapedLike = (like: Matrix) => (result: Matrix): Matrix => (result.data.length === like.data.length && result.cols === 1 ? reshape(result, like.rows, like.cols) : result);

/** d²f[D₁, D₂] = (d²f[D₁ + D₂, D₁ + D₂] − d²f[D₁ − D₂, D₁ − D₂]) / 4, second derivatives along lines. */
const bilinear: Check = ({ result, directions, curve, magnitude }) => {
  const [first, second] = directions;
  if (first === undefined || second === undefined) return { is: 'unchecked', reason: 'a bilinear form is checked along two directions' };
  const shown = result(first, second), plus = curve(add(first, second)), minus = curve(subtract(first, second));
  const polarised: Curve = (t) => scale(subtract(plus(t), minus(t)), 0.25);
  return agreesWithDerivative(polarised, { actual: shown, order: 2, scale: maxAbs(shown), what: 'the bilinear form', magnitude });
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

const OPERATORS: Readonly<Partial<Record<QueryWord, Check>>> = { hessian: hessianOperator };
const IN_VEC: Readonly<Partial<Record<QueryWord, Check>>> = {
  gradient: reread((result, { at }) => shapedLike(at)(result), CHECKS.gradient),
  differential: reread((result, { value }) => shapedLike(value)(result), CHECKS.differential),
};

const FORMS: Readonly<Record<ResultForm, (kind: QueryWord) => Check>> = {
  index: (kind) => CHECKS[kind],
  kronecker: (kind) => IN_VEC[kind] ?? CHECKS[kind],
  operator: (kind) => OPERATORS[kind] ?? CHECKS.differential,
  bilinear: () => bilinear,
};

export const checkOf = (kind: QueryWord, form: ResultForm | undefined): Check => (form === undefined ? CHECKS[kind] : FORMS[form](kind));
