/** What two neighbours in a matrix product become: inverses, diagonals, Kronecker products, blocks, rank-one updates. */
import { ONE } from '../../shapes/dimension';
import { SCALAR, isColumn, isRow, isSquare } from '../../shapes/shape';
import { isApply, type Expr, type PrimitiveName } from '../expression';
import { isOrthogonal } from '../orthogonality';
import { RATIONAL_ONE } from '../rational';
import { apply } from './apply';
import { commutes } from './commutes';
import { hadamard, scalarProduct } from './hadamard';
import { intoKhatriRao } from './khatriRao';
import { dimension, identity, numeral, ones } from './leaf';
import { partsOf } from './parts';
import { integerExponent, matrixPower, power } from './power';
import { scale, product } from './product';
import { add, negate, sum } from './sum';
import { transpose } from './transpose';
import { pick } from './unitVector';

/** The product of two neighbours where a law makes it simpler; undefined otherwise. */
export function merge(a: Expr, b: Expr): Expr | undefined {
  if (isSquare(a.shape) && a.shape === b.shape) {
    const x = a.op === 'matrixPower' ? a : undefined;
    const y = b.op === 'matrixPower' ? b : undefined;
    const baseA = x?.base ?? a;
    const baseB = y?.base ?? b;
    // A^p * A^q is A^(p + q)
    if (baseA === baseB && a.op !== 'identity' && !isDiagOperator(a)) return matrixPower(baseA, add(x?.exponent ?? numeral(RATIONAL_ONE), y?.exponent ?? numeral(RATIONAL_ONE)));
    // A and what is made of A in a sum commute, and A comes first
    if ((baseB.op === 'symbol' || (baseB.op === 'transpose' && baseB.of.op === 'symbol')) && baseA.op === 'sum' && commutes(baseB, baseA)) return product([b, a]);
    // Q'*Q is I
    if (isOrthogonal(a) && transpose(a) === b) return identity(a.shape.rows);
  }
  // of orthonormal columns Q'*Q is I, and the unit vector x'*x is 1
  if (a.op === 'transpose' && a.of === b && isOrthonormal(b)) return identity(b.shape.cols);
  const turned = mergeSpectrum(a, b);
  if (turned !== undefined) return turned;
  if (isAdjugateOf(a, b) || isAdjugateOf(b, a)) return scale(apply('det', [a.op === 'apply' && a.name === 'adj' ? b : a]), identity(a.shape.rows));
  const stacked = mergeBlocks(a, b);
  if (stacked !== undefined) return stacked;
  if (a.op === 'transpose' && a.of.op === 'apply' && a.of.name === 'unit' && (b === a.of || b.op === 'ones')) return numeral(RATIONAL_ONE);
  const picked = pick(a, b);
  if (picked !== undefined) return picked;
  const updated = rankOneInverse(a, b);
  if (updated !== undefined) return updated;
  if (isProbabilities(a) && b.op === 'ones' && !isColumn(a.shape)) return ones(a.shape.rows);
  if (a.op === 'transpose' && ((a.of.op === 'ones' && isColumn(b.shape) && isProbabilities(b)) || (b.op === 'ones' && isColumn(a.of.shape) && isProbabilities(a.of)))) return numeral(RATIONAL_ONE);
  // exp(u)'*exp(-u) counts the entries
  if (a.op === 'transpose' && a.of.op === 'apply' && a.of.name === 'exp' && b.op === 'apply' && b.name === 'exp' && a.of.args[0] === b.args.map(negate)[0]) return dimension(b.shape.rows);
  if (isDiagOperator(a) && isDiagOperator(b)) return apply('diag', [hadamard([a.args[0], b.args[0]])]);
  if (a.op === 'apply' && a.name === 'comm' && b.op === 'apply' && b.name === 'comm' && transpose(a) === b) return identity(a.shape.rows);
  return mergeKron(a, b) ?? intoKhatriRao(a, b);
}

/** adj(X)*X is det(X)*I. */
const isAdjugateOf = (a: Expr, b: Expr): boolean => a.op === 'apply' && a.name === 'adj' && a.args[0] === b;

/**
 * Products of matrices written in blocks: [A B]*[C; D] is A*C + B*D where the blocks meet, as is [A; B]'*[C; D], [A; B]*[C D] is multiplied out; and
 * blkdiag(A, B) goes block by block into what stands beside it.
 */
function mergeBlocks(a: Expr, b: Expr): Expr | undefined {
  if (a.op === 'transpose' && a.of.op === 'apply' && a.of.name === 'vcat' && b.op === 'apply' && b.name === 'blkdiag') {
    const turned = mergeBlocks(transpose(b), a.of);
    return turned === undefined ? undefined : transpose(turned);
  }
  if (a.op === 'transpose' && a.of.op === 'apply' && a.of.name === 'vcat' && b.op === 'apply' && b.name === 'vcat') {
    const [[p, q], [r, s]] = [a.of.args, b.args];
    return p === undefined || q === undefined || r === undefined || s === undefined || p.shape.rows !== r.shape.rows ? undefined : add(product([transpose(p), r]), product([transpose(q), s]));
  }
  if (a.op !== 'apply' || b.op !== 'apply') return undefined;
  const [p, q] = a.args;
  const [r, s] = b.args;
  if (p === undefined || q === undefined || r === undefined || s === undefined) return undefined;
  if (a.name === 'hcat' && b.name === 'vcat' && p.shape.cols === r.shape.rows) return add(product([p, r]), product([q, s]));
  if (p.shape.cols === r.shape.rows && (a.name === 'blkdiag' ? b.name === 'blkdiag' || b.name === 'vcat' : a.name === 'hcat' && b.name === 'blkdiag')) return apply(a.name === 'blkdiag' ? b.name : a.name, [product([p, r]), product([q, s])]);
  const stacks = (name: string): boolean => name === 'hcat' || name === 'vcat';
  if (a.name === 'vcat' && stacks(b.name)) return apply('vcat', [product([p, b]), product([q, b])]);
  if (b.name === 'hcat' && stacks(a.name)) return apply('hcat', [product([a, r]), product([a, s])]);
  return undefined;
}

/** kron(A, B)*kron(C, D) is kron(A*C, B*D) where the inner shapes meet; kron(x, B)*M is kron(x, B*M), and M*kron(y', B) is kron(y', M*B). */
function mergeKron(a: Expr, b: Expr): Expr | undefined {
  const beside = besideVector(a, b);
  if (beside !== undefined) return beside;
  if (a.op !== 'apply' || a.name !== 'kron' || b.op !== 'apply' || b.name !== 'kron') return undefined;
  const [p, q] = a.args;
  const [r, s] = b.args;
  if (p === undefined || q === undefined || r === undefined || s === undefined) return undefined;
  if (p.shape.cols !== r.shape.rows || q.shape.cols !== s.shape.rows) return undefined;
  return apply('kron', [product([p, r]), product([q, s])]);
}

/** A Kronecker product with a column takes in what stands behind it, one with a row what stands before it: it has one block only. */
function besideVector(a: Expr, b: Expr): Expr | undefined {
  if (isApply(a, 'kron') && !isColumn(b.shape)) {
    const [p, q] = a.args;
    if (p !== undefined && q !== undefined && isColumn(p.shape) && !isColumn(q.shape)) return apply('kron', [p, product([q, b])]);
    if (p !== undefined && q !== undefined && isColumn(q.shape) && !isColumn(p.shape)) return apply('kron', [product([p, b]), q]);
  }
  if (!isApply(b, 'kron') || isRow(a.shape)) return undefined;
  const [r, s] = b.args;
  if (r === undefined || s === undefined) return undefined;
  if (isRow(r.shape) && !isRow(s.shape)) return apply('kron', [r, product([a, s])]);
  return isRow(s.shape) && !isRow(r.shape) ? apply('kron', [product([a, r]), s]) : undefined;
}

/** inv(c*I + u*v')*u is u/(c + v'*u), and v'*inv(c*I + u*v') likewise. Source: Sherman, Morrison; Matrix Cookbook (160). */
function rankOneInverse(a: Expr, b: Expr): Expr | undefined {
  const onLeft = a.op === 'matrixPower' && isColumn(b.shape);
  const power_ = onLeft ? a : b.op === 'matrixPower' && isRow(a.shape) ? b : undefined;
  if (power_?.op !== 'matrixPower' || integerExponent(power_) !== -1) return undefined;
  const update = rankOneUpdate(power_.base);
  if (update === undefined) return undefined;
  const vector = onLeft ? b : a;
  if (vector !== (onLeft ? update.column : update.row)) return undefined;
  return scale(power(add(update.multiple, scale(update.weight, product([update.row, update.column]))), numeral({ n: -1, d: 1 })), vector);
}

/** `c*I + t*u*v'` as its parts. */
export function rankOneUpdate(e: Expr): { readonly multiple: Expr; readonly weight: Expr; readonly column: Expr; readonly row: Expr } | undefined {
  if (e.op !== 'sum' || e.terms.length !== 2) return undefined;
  const parts = e.terms.map((term) => ({ term, parts: partsOf(term.expr) }));
  const scalarOf = (part: typeof parts[number]): Expr => scalarProduct([numeral(part.term.coefficient), numeral(part.parts.coefficient), ...part.parts.scalars]);
  const unit = parts.find((part) => part.parts.body?.op === 'identity');
  const dyad = parts.find((part) => part !== unit && part.parts.body?.op === 'product');
  const body = dyad?.parts.body;
  if (unit === undefined || dyad === undefined || body?.op !== 'product') return undefined;
  const at = body.factors.findIndex((factor) => factor.shape.cols === ONE);
  if (at < 0) return undefined;
  return { multiple: scalarOf(unit), weight: scalarOf(dyad), column: product(body.factors.slice(0, at + 1)), row: product(body.factors.slice(at + 1)) };
}

/** Softmax values sum to one, and so do one-hot and probability vectors; of a matrix its rows. */
const isProbabilities = (e: Expr): boolean => (e.op === 'symbol' && (e.properties.has('onehot') || e.properties.has('probability'))) || e.op === 'apply' && (e.name === 'softmax' || (e.name === 'rowsoftmax' && e.shape !== SCALAR));

const UNIT_VECTORS: ReadonlySet<string> = new Set(['eigvec', 'eigvecmin', 'leftsv', 'rightsv']);
const isOrthonormal = (e: Expr): boolean => (e.op === 'symbol' ? e.properties.has('stiefel') || (e.properties.has('sphere') && isColumn(e.shape)) : e.op === 'apply' && UNIT_VECTORS.has(e.name));

/** f(S)*Q for Q*diag(f(λ)), with the eigenvectors Q and eigenvalues λ of one symmetric S: between Q and Q' nothing but f(S) is left. */
function mergeSpectrum(a: Expr, b: Expr): Expr | undefined {
  const functionBy = (vectors: Expr, values: Expr): Expr | undefined => {
    const of = vectors.op === 'apply' && vectors.name === 'eigvecs' && isDiagOperator(values) ? vectors.args[0] : undefined;
    return of === undefined || !isDiagOperator(values) ? undefined : spectralFunction(values.args[0], of);
  };
  const right = functionBy(a, b);
  if (right !== undefined) return product([right, a]);
  const left = b.op === 'transpose' ? functionBy(b.of, a) : undefined;
  return left === undefined ? undefined : product([b, left]);
}

const OF_SPECTRA: ReadonlyMap<string, PrimitiveName> = new Map<string, PrimitiveName>([['exp', 'expm'], ['log', 'logm']]);

/** f(S) for f(λ), entry by entry, of the eigenvalues λ of S: powers, roots, exponentials and logarithms, and what is made of them. */
function spectralFunction(values: Expr, of: Expr): Expr | undefined {
  const all = (parts: readonly Expr[]): readonly Expr[] | undefined => { const found = parts.flatMap((part) => spectralFunction(part, of) ?? []); return found.length === parts.length ? found : undefined; };
  switch (values.op) {
    case 'ones': return identity(of.shape.rows);
    case 'scale': { const body = spectralFunction(values.body, of); return body && scale(values.scalar, body); }
    case 'sum': { const parts = all(values.terms.map(({ expr }) => expr)); return parts && sum(values.terms.map(({ coefficient }, i) => ({ coefficient, expr: parts[i] ?? of })), of.shape); }
    case 'hadamard': { const parts = all(values.factors); return parts && product(parts); }
    case 'power': {
      const base = spectralFunction(values.base, of);
      if (base === undefined || values.exponent.op !== 'number') return undefined;
      const { n, d } = values.exponent.value;
      return d === 1 ? matrixPower(base, values.exponent) : d === 2 ? matrixPower(apply('sqrtm', [base]), numeral({ n, d: 1 })) : undefined;
    }
    case 'apply': {
      const [arg] = values.args, name = OF_SPECTRA.get(values.name);
      if (values.name === 'eigvals') return arg === of ? of : undefined;
      const inner = name === undefined || arg === undefined ? undefined : spectralFunction(arg, of);
      return name === undefined || inner === undefined ? undefined : apply(name, [inner]);
    }
    default: return undefined;
  }
}

type DiagExpr = Extract<Expr, { op: 'apply' }> & { readonly name: 'diag'; readonly args: readonly [Expr] };

export const isDiagOperator = (e: Expr): e is DiagExpr => e.op === 'apply' && e.name === 'diag';
