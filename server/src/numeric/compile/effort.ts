/** How much work an operation is. */
import type { FunctionName } from '../../operators/signatures';
import type { BinaryOperator } from '../../syntax/tree';

/** Operations on an entry of the result, in multiples of the size (see `Instruction.effort`). */
export const DECOMPOSITION = 10, FUNCTION_OF_MATRIX = 20, EXPONENTIAL = 25;
export const OPERATOR_EFFORT: Readonly<Record<BinaryOperator, number>> = { '+': 0, '-': 0, '*': 1, '/': DECOMPOSITION, '\\': DECOMPOSITION, '.*': 0, './': 0, '^': DECOMPOSITION, '.^': 0 };
/** Of the functions that do more than visit every entry. */
export const EFFORT: Readonly<Partial<Record<FunctionName, number>>> = {
  inv: DECOMPOSITION, pinv: DECOMPOSITION, solve: DECOMPOSITION, chol: DECOMPOSITION, outer: 1, eigvals: DECOMPOSITION, svdvals: DECOMPOSITION,
  // Of a scalar or vector result, the work is that on the whole matrix.
  det: 100, logdet: 100, nuc: 200, spec: 200, eigmax: 200, eigmin: 200, eigvecs: 200, eigvec: 100, eigvecmin: 100, leftsv: 100, rightsv: 100, adj: 200,
  expm: EXPONENTIAL, logm: DECOMPOSITION * FUNCTION_OF_MATRIX, sqrtm: DECOMPOSITION * FUNCTION_OF_MATRIX, sinm: EXPONENTIAL * 8, cosm: EXPONENTIAL * 8,
};
