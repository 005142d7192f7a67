/** Transposes: pushed to the leaves, taken off symmetric ones; a row is the transpose of a column. */
import { SCALAR, isColumn, isRow, transposedShape } from '../../shapes/shape';
import { currentArena, intern } from '../arena';
import type { Expr, SumExpr } from '../expression';
import { equalR, RATIONAL_ONE } from '../rational';
import { apply } from './apply';
import { hadamard } from './hadamard';
import { indexedSum } from './indexedSum';
import { identity, zero } from './leaf';
import { contentOf } from './parts';
import { matrixPower, power } from './power';
import { product, scale } from './product';
import { multiple, negate, sum } from './sum';
import { transposeLaws } from './applyTranspose';
import { isSymmetricHessian } from './unknown';

/**
 * A node of more tree weight keeps its transpose on the outside. Pushing through what is shared would copy it; bounding the weight
 * also bounds the recursion. Everyday matrices of a formula have weight below 100.
 */
const PUSH_WEIGHT = 400;

export function transpose(e: Expr): Expr {
  if (e.shape === SCALAR) return e;
  if (e.op === 'transpose') return e.of;
  const { transposes } = currentArena();
  const known = transposes.get(e);
  if (known !== undefined) return known;
  const made = transposeOf(e);
  transposes.set(e, made);
  return made;
}

function transposeOf(e: Expr): Expr {
  switch (e.op) {
    case 'transpose': return e.of;
    case 'zero': return zero(transposedShape(e.shape));
    case 'identity': return identity(e.shape.rows);
    case 'symbol':
      if (e.properties.has('symmetric')) return e;
      if (e.properties.has('skew')) return negate(e);
      return wrap(e);
    case 'product': return e.weight > PUSH_WEIGHT ? wrap(e) : product(e.factors.toReversed().map(transpose));
    case 'scale': return scale(e.scalar, transpose(e.body));
    case 'sum': return e.terms.length > 1 && (isColumn(e.shape) || isRow(e.shape) || e.weight > PUSH_WEIGHT) ? transposedWhole(e) : transposedTerms(e);
    case 'matrixPower': return e.weight > PUSH_WEIGHT ? wrap(e) : matrixPower(transpose(e.base), e.exponent);
    case 'hadamard': return isColumn(e.shape) || e.weight > PUSH_WEIGHT ? wrap(e) : hadamard(e.factors.map(transpose));
    case 'power': return isColumn(e.shape) || e.weight > PUSH_WEIGHT ? wrap(e) : power(transpose(e.base), transpose(e.exponent));
    case 'apply': {
      if (isColumn(e.shape) || e.weight > PUSH_WEIGHT) return wrap(e);
      const law = transposeLaws[e.name];
      switch (law) {
        case 'through': return apply(e.name, e.args.map(transpose), e);
        case 'symmetric': return e;
        case undefined: return wrap(e);
        default: return law(e);
      }
    }
    case 'unknown': return isSymmetricHessian(e) ? e : wrap(e);
    case 'indexedSum': return e.weight > PUSH_WEIGHT ? wrap(e) : indexedSum(e.index, e.from, e.to, transpose(e.body));
    case 'ones': return wrap(e);
    case 'number': case 'dimension': case 'trace': return e;
  }
}

/** A vector sum keeps its transpose outside; its content stands before it, so that c*(a + b)' has one form. */
function transposedWhole(e: SumExpr): Expr {
  const { coefficient, rest } = contentOf(e);
  return equalR(coefficient, RATIONAL_ONE) ? wrap(e) : multiple(coefficient, wrap(rest));
}

function transposedTerms(e: SumExpr): Expr {
  const [only] = e.terms;
  if (e.terms.length === 1 && only !== undefined && isColumn(e.shape)) return multiple(only.coefficient, transpose(only.expr));
  return sum(e.terms.map((term) => ({ coefficient: term.coefficient, expr: transpose(term.expr) })), transposedShape(e.shape));
}

function wrap(e: Expr): Expr {
  return intern(`' ${e.id}`, transposedShape(e.shape), [e], { op: 'transpose', of: e });
}
