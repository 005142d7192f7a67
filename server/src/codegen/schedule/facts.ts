/** What is known of a matrix from its declaration and from how it is made. Only certain facts. */
import { definiteness } from '../../algebra/definiteness';
import type { Expr } from '../../algebra/expression';
import type { Property } from '../../shapes/adjectives';
import { isSquare } from '../../shapes/shape';
import type { MatrixFacts } from './context';
import type { Structure } from './operation';

/** How far down a proof looks. */
const PROOF_DEPTH = 8;

/** `declared` gives the properties of a variable as it was declared, whatever the derivative was allowed to use. */
export function matrixFacts(declared: (name: string) => ReadonlySet<Property> | undefined): MatrixFacts & { readonly structureOf: (e: Expr) => Structure } {
  const has = (e: Expr, property: Property): boolean => e.op === 'symbol' && (e.properties.has(property) || (declared(e.name)?.has(property) ?? false));
  const { isSymmetric, isSemidefinite } = definiteness(has);

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
