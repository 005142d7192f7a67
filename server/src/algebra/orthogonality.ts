import type { Expr } from './expression';

/** Q'*Q = I of a square Q: declared, or the eigenvectors of a symmetric matrix. */
export const isOrthogonal = (e: Expr): boolean => (e.op === 'transpose' ? isOrthogonal(e.of) : e.op === 'symbol' ? e.properties.has('orthogonal') : e.op === 'apply' && e.name === 'eigvecs');
