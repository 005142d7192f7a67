/** What is known of a matrix as a form: symmetric, positive semidefinite, positive definite. Only certain facts: `false` means "not known". */
import { MATRIX_FUNCTIONS } from '../operators/signatures';
import type { Property } from '../shapes/adjectives';
import { isSquare } from '../shapes/shape';
import { integerOf } from './construct/leaf';
import { transpose } from './construct/transpose';
import type { Expr, PrimitiveName, ProductExpr, SymbolExpr } from './expression';
import { isNonnegative, isPositive } from './facts';

/** How far down a proof looks. */
const PROOF_DEPTH = 8;
/** Expressions of more tree weight are not compared with their transposes. */
const MIRROR_WEIGHT = 400;
/** Functions that are symmetric where all their arguments are. */
const KEEP_SYMMETRY: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([...MATRIX_FUNCTIONS, 'adj', 'pinv', 'kron', 'blkdiag']);

export interface Definiteness {
  readonly isSymmetric: (e: Expr) => boolean;
  /** Symmetric with x'*A*x ≥ 0. One that can be inverted is then positive definite. */
  readonly isSemidefinite: (e: Expr) => boolean;
  /** Symmetric with x'*A*x > 0 for x ≠ 0. */
  readonly isDefinite: (e: Expr) => boolean;
}

const mirrors = (a: Expr, b: Expr): boolean => a.weight <= MIRROR_WEIGHT && transpose(a) === b;

/** `F` and `M` of a product `F'*M*F`; no `M` where the product is `F'*F`. Undefined for any other product. */
export function congruenceOf({ factors }: ProductExpr): { readonly outer: readonly Expr[]; readonly middle: Expr | undefined } | undefined {
  const half = Math.ceil(factors.length / 2);
  for (let i = 0; i < Math.floor(factors.length / 2); i++) {
    const a = factors[i];
    const b = factors[factors.length - 1 - i];
    if (a === undefined || b === undefined || !mirrors(a, b)) return undefined;
  }
  return { outer: factors.slice(half), middle: factors.length % 2 === 1 ? factors[half - 1] : undefined };
}

/** The facts that follow where `has` tells the properties of a symbol. */
export function definiteness(has: (symbol: SymbolExpr, property: Property) => boolean): Definiteness {
  const declared = (e: Expr, property: Property): boolean => e.op === 'symbol' && has(e, property);

  function isSymmetric(e: Expr, depth = PROOF_DEPTH): boolean {
    if (depth === 0 || !isSquare(e.shape)) return false;
    if (declared(e, 'symmetric') || e.op === 'identity' || isForm(e, false, depth)) return true;
    switch (e.op) {
      case 'sum': return e.terms.every((term) => isSymmetric(term.expr, depth - 1)) || mirrors(e, e);
      case 'scale': return isSymmetric(e.body, depth - 1);
      case 'transpose': return isSymmetric(e.of, depth - 1);
      case 'matrixPower': return isSymmetric(e.base, depth - 1);
      case 'hadamard': return e.factors.every((factor) => isSymmetric(factor, depth - 1));
      case 'apply': return e.name === 'diag' || (KEEP_SYMMETRY.has(e.name) && e.args.every((arg) => isSymmetric(arg, depth - 1)));
      default: return mirrors(e, e);
    }
  }

  /** `strict`: x'*A*x > 0 and not only ≥ 0. */
  function isForm(e: Expr, strict: boolean, depth: number): boolean {
    if (depth === 0 || !isSquare(e.shape)) return false;
    if (declared(e, strict ? 'posdef' : 'possemidef') || e.op === 'identity') return true;
    const holds = (part: Expr): boolean => isForm(part, strict, depth - 1);
    const hasSign = strict ? isPositive : isNonnegative;
    switch (e.op) {
      // One definite term is enough where the others are semidefinite.
      case 'sum': return e.terms.every((term) => term.coefficient.n > 0 && isForm(term.expr, false, depth - 1)) && (!strict || e.terms.some((term) => holds(term.expr)));
      case 'scale': return hasSign(e.scalar) && holds(e.body);
      case 'transpose': return holds(e.of);
      case 'matrixPower': { const k = integerOf(e.exponent); return holds(e.base) || (!strict && k !== undefined && k % 2 === 0 && isSymmetric(e.base, depth - 1)); }
      case 'hadamard': return e.factors.every(holds);
      case 'product': {
        const form = congruenceOf(e);
        if (form === undefined || !(form.middle === undefined || holds(form.middle))) return false;
        return !strict || form.outer.every((factor) => isSquare(factor.shape) && (declared(factor, 'invertible') || holds(factor)));
      }
      case 'apply': {
        const [a, b] = e.args;
        if (a === undefined) return false;
        if (e.name === 'diag') return hasSign(a);
        if (e.name === 'expm') return isSymmetric(a, depth - 1);
        if (e.name === 'sqrtm') return holds(a);
        return e.name === 'kron' && b !== undefined && holds(a) && holds(b);
      }
      default: return false;
    }
  }

  return { isSymmetric: (e) => isSymmetric(e), isSemidefinite: (e) => isForm(e, false, PROOF_DEPTH), isDefinite: (e) => isForm(e, true, PROOF_DEPTH) };
}

/** What follows from the properties that the symbols carry. */
export const { isDefinite, isSemidefinite, isSymmetric } = definiteness((symbol, property) => symbol.properties.has(property));
