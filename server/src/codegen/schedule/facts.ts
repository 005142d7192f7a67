/** What is known of a matrix from its declaration and from how it is made. Only certain facts. */
import type { Expr } from '../../algebra/expression';
import { isNonnegative } from '../../algebra/facts';
import { integerOf } from '../../algebra/construct/leaf';
import { transpose } from '../../algebra/construct/transpose';
import type { Property } from '../../shapes/adjectives';
import { isSquare } from '../../shapes/shape';
import type { MatrixFacts } from './context';
import type { Structure } from './operation';

/** How far down a proof looks. */
const PROOF_DEPTH = 8;
/** Expressions of more tree weight are not compared with their transposes. */
const MIRROR_WEIGHT = 400;

/** `declared` gives the properties of a variable as it was declared, whatever the derivative was allowed to use. */
export function matrixFacts(declared: (name: string) => ReadonlySet<Property> | undefined): MatrixFacts & { readonly structureOf: (e: Expr) => Structure } {
  const has = (e: Expr, property: Property): boolean => e.op === 'symbol' && (e.properties.has(property) || (declared(e.name)?.has(property) ?? false));
  const mirrors = (a: Expr, b: Expr): boolean => a.weight <= MIRROR_WEIGHT && transpose(a) === b;

  function isSymmetric(e: Expr, depth = PROOF_DEPTH): boolean {
    if (depth === 0 || !isSquare(e.shape)) return false;
    if (has(e, 'symmetric') || e.op === 'identity' || isSemidefinite(e, depth)) return true;
    switch (e.op) {
      case 'sum': return e.terms.every((term) => isSymmetric(term.expr, depth - 1)) || mirrors(e, e);
      case 'scale': return isSymmetric(e.body, depth - 1);
      case 'transpose': return isSymmetric(e.of, depth - 1);
      case 'matrixPower': return isSymmetric(e.base, depth - 1);
      case 'hadamard': return e.factors.every((factor) => isSymmetric(factor, depth - 1));
      case 'apply': return e.name === 'diag' || ((e.name === 'expm' || e.name === 'logm' || e.name === 'sqrtm') && e.args.every((arg) => isSymmetric(arg, depth - 1)));
      default: return mirrors(e, e);
    }
  }

  /** Symmetric with x'*A*x ≥ 0. One that can be inverted is then positive definite. */
  function isSemidefinite(e: Expr, depth = PROOF_DEPTH): boolean {
    if (depth === 0 || !isSquare(e.shape)) return false;
    if (has(e, 'possemidef') || e.op === 'identity') return true;
    switch (e.op) {
      case 'sum': return e.terms.every((term) => term.coefficient.n > 0 && isSemidefinite(term.expr, depth - 1));
      case 'scale': return isNonnegative(e.scalar) && isSemidefinite(e.body, depth - 1);
      case 'transpose': return isSemidefinite(e.of, depth - 1);
      case 'matrixPower': { const k = integerOf(e.exponent); return isSemidefinite(e.base, depth - 1) || (k !== undefined && k % 2 === 0 && isSymmetric(e.base, depth - 1)); }
      case 'hadamard': return e.factors.every((factor) => isSemidefinite(factor, depth - 1));
      case 'product': {
        for (let i = 0, j = e.factors.length - 1; i <= j; i++, j--) {
          const a = e.factors[i];
          const b = e.factors[j];
          if (a === undefined || b === undefined) return false;
          if (i === j) return isSemidefinite(a, depth - 1);
          if (!mirrors(a, b)) return false;
        }
        return true;
      }
      case 'apply': {
        const [a, b] = e.args;
        if (a === undefined) return false;
        if (e.name === 'diag') return isNonnegative(a);
        if (e.name === 'expm') return isSymmetric(a, depth - 1);
        if (e.name === 'sqrtm') return isSemidefinite(a, depth - 1);
        return e.name === 'kron' && b !== undefined && isSemidefinite(a, depth - 1) && isSemidefinite(b, depth - 1);
      }
      default: return false;
    }
  }

  function isTriangular(e: Expr, side: 'lower' | 'upper', depth = PROOF_DEPTH): boolean {
    if (depth === 0) return false;
    const opposite = side === 'lower' ? 'upper' : 'lower';
    if (has(e, side) || has(e, 'diagonal')) return true;
    switch (e.op) {
      case 'transpose': return isTriangular(e.of, opposite, depth - 1);
      case 'apply': return e.name === (side === 'lower' ? 'tril' : 'triu') || (side === 'lower' && e.name === 'chol');
      case 'matrixPower': return isTriangular(e.base, side, depth - 1);
      case 'product': return e.factors.every((factor) => isSquare(factor.shape) && isTriangular(factor, side, depth - 1));
      case 'sum': return e.terms.every((term) => term.expr.op === 'identity' || isTriangular(term.expr, side, depth - 1));
      case 'scale': return isTriangular(e.body, side, depth - 1);
      default: return false;
    }
  }

  return {
    isSymmetric, isSemidefinite,
    hasPositiveDeterminant: (e) => has(e, 'posdet') || isSemidefinite(e),
    structureOf: (e) => (isTriangular(e, 'lower') ? 'lower' : isTriangular(e, 'upper') ? 'upper' : isSemidefinite(e) ? 'posdef' : 'general'),
  };
}
