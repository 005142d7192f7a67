/** What it comes to that the entries of an expression are positive, or not 0: factors that are positive anyway say nothing, of a norm what is inside is not 0. */
import { congruenceOf, isDefinite, isSemidefinite } from '../algebra/definiteness';
import type { Expr } from '../algebra/expression';
import { isPositive } from '../algebra/facts';
import { hadamard } from '../algebra/construct/hadamard';
import { integerOf } from '../algebra/construct/leaf';
import { product } from '../algebra/construct/product';
import { isAllNegative, negate } from '../algebra/construct/sum';
import { squaredNormOf, squaredRowsOf } from '../presentation/notation/terms';
import { SCALAR } from '../shapes/shape';

export type Sign = '> 0' | '≠ 0';

export interface SignCondition {
  readonly of: Expr;
  readonly says: Sign | 'invertible';
  readonly where: 'as a whole' | 'in every entry' | 'in every row';
}

/** Functions that are positive for a positive definite matrix. */
const POSITIVE_IF_DEFINITE: ReadonlySet<string> = new Set(['det', 'eigmax', 'eigmin', 'eigvals']);

/** Positive by its sign, or by a positive definite matrix in it. */
export function isSurelyPositive(e: Expr): boolean {
  if (isPositive(e)) return true;
  switch (e.op) {
    case 'apply': return POSITIVE_IF_DEFINITE.has(e.name) && e.args.every(isDefinite);
    case 'trace': return isDefinite(product(e.factors));
    case 'hadamard': return e.factors.every(isSurelyPositive);
    case 'scale': return isSurelyPositive(e.scalar) && isSurelyPositive(e.body);
    case 'power': return isSurelyPositive(e.base);
    case 'sum': return e.terms.every(({ coefficient, expr }) => coefficient.n > 0 && isSurelyPositive(expr));
    default: return false;
  }
}

/** The conditions under which every entry has this sign; none where it surely has. */
export function signConditions(e: Expr, sign: Sign): readonly SignCondition[] {
  if (isSurelyPositive(e)) return [];
  const root = rootOf(e);
  if (root !== undefined) return [{ of: root, says: '≠ 0', where: 'as a whole' }];
  const rows = squaredRowsOf(e);
  if (rows !== undefined) return [{ of: rows, says: '≠ 0', where: 'in every row' }];
  switch (e.op) {
    case 'sum': {
      const [only, ...more] = e.terms;
      if (only !== undefined && more.length === 0 && (sign === '≠ 0' || only.coefficient.n > 0)) return signConditions(only.expr, sign);
      break;
    }
    case 'scale': return ofFactors([e.scalar, e.body], e, sign);
    case 'hadamard': return ofFactors(e.factors, e, sign);
    case 'power': {
      if (e.exponent.op !== 'number') break;
      const { n, d } = e.exponent.value;
      return signConditions(e.base, d % 2 === 0 || (sign === '> 0' && n % 2 !== 0) ? '> 0' : '≠ 0');
    }
    case 'apply': {
      const [arg] = e.args;
      if (arg === undefined) break;
      if (e.name === 'abs') return signConditions(arg, '≠ 0');
      // A semidefinite matrix has no negative determinant.
      if (e.name === 'det' && (sign === '≠ 0' || isSemidefinite(arg))) return [{ of: arg, says: 'invertible', where: 'as a whole' }];
      break;
    }
    default: break;
  }
  return [{ of: sign === '≠ 0' && isAllNegative(e) ? negate(e) : e, says: sign, where: e.shape === SCALAR ? 'as a whole' : 'in every entry' }];
}

function ofFactors(factors: readonly Expr[], whole: Expr, sign: Sign): readonly SignCondition[] {
  const open = factors.filter((factor) => !isSurelyPositive(factor)), [only, ...more] = open;
  if (only === undefined || more.length === 0 || sign === '≠ 0') return open.flatMap((factor) => signConditions(factor, sign));
  const isSquare = (factor: Expr): boolean => factor.op === 'power' && (integerOf(factor.exponent) ?? 1) % 2 === 0;
  if (open.every(isSquare)) return open.flatMap((factor) => signConditions(factor, sign));
  return [{ of: open.length === factors.length || whole.shape !== SCALAR ? whole : hadamard(open), says: sign, where: whole.shape === SCALAR ? 'as a whole' : 'in every entry' }];
}

/** `u` where the scalar is `u'*u`, or `u'*P*u` with a positive definite `P`: it is positive unless `u` is 0. */
function rootOf(e: Expr): Expr | undefined {
  const norm = squaredNormOf(e);
  if (norm !== undefined || e.op !== 'product' || e.shape !== SCALAR) return norm;
  const form = congruenceOf(e);
  return form?.middle !== undefined && isDefinite(form.middle) ? product(form.outer) : undefined;
}
