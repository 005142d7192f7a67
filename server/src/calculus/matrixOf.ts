/**
 * The matrix of a linear map in vec coordinates: for L(h) of shape m×n and h of shape p×q the (m*n)×(p*q) matrix J with
 * vec(L(h)) = J*vec(h), columns stacked. A scalar gives a row.
 */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { hadamard } from '../algebra/construct/hadamard';
import { underIndex } from '../algebra/construct/indexedSum';
import { identity, integer, ones, zero } from '../algebra/construct/leaf';
import { inverse } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { add, negate, sum } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { MATRIX_FUNCTIONS, type FunctionName } from '../operators/signatures';
import { multiply, ONE } from '../shapes/dimension';
import { isColumn, isRow, SCALAR, shape, transposedShape, type Shape } from '../shapes/shape';
import { adjoint, kronShuffle, selectFirst, selectLast } from './adjoint';

const sizeOf = (s: Shape): Shape['rows'] => multiply(s.rows, s.cols);
const vec = (e: Expr): Expr => apply('vec', [e]);
const kron = (a: Expr, b: Expr): Expr => apply('kron', [a, b]);

/** Above this depth matrices of maps are not built: the walk follows the map down, and no one could read the result. */
export const MAX_MATRIX_DEPTH = 400;

/** Undefined where a function of the map has no matrix in closed form. */
export function matrixOf(map: Expr, holeShape: Shape): Expr | undefined {
  if (!map.hasHole) return zero(shape(sizeOf(map.shape), sizeOf(holeShape)));
  if (map.shape === SCALAR) {
    const gradient = adjoint(map, integer(1), holeShape);
    return gradient === undefined ? undefined : transpose(vec(gradient));
  }
  if (isRow(map.shape)) return matrixOf(transpose(map), holeShape);
  const down = (inner: Expr): Expr | undefined => matrixOf(inner, holeShape);
  const after = (left: Expr, inner: Expr): Expr | undefined => { const matrix = down(inner); return matrix === undefined ? undefined : product([left, matrix]); };
  switch (map.op) {
    case 'symbol': return identity(sizeOf(map.shape));
    case 'sum': {
      const parts: { readonly coefficient: typeof map.terms[number]['coefficient']; readonly expr: Expr }[] = [];
      for (const { coefficient, expr } of map.terms) {
        if (!expr.hasHole) continue;
        const matrix = down(expr);
        if (matrix === undefined) return undefined;
        parts.push({ coefficient, expr: matrix });
      }
      return sum(parts, shape(sizeOf(map.shape), sizeOf(holeShape)));
    }
    case 'scale': {
      if (!map.scalar.hasHole) { const matrix = down(map.body); return matrix === undefined ? undefined : scale(map.scalar, matrix); }
      const row = down(map.scalar);
      return row === undefined ? undefined : product([vec(map.body), row]);
    }
    case 'transpose': return isColumn(map.of.shape) ? down(map.of) : after(commutation(map.of.shape), map.of);
    case 'product': return productMatrix(map.factors, holeShape);
    case 'hadamard': {
      const i = map.factors.findIndex((factor) => factor.hasHole);
      const inner = map.factors[i];
      if (inner === undefined) return undefined;
      const others = map.factors.filter((_, j) => j !== i);
      return after(apply('diag', [vec(hadamard(others))]), inner);
    }
    case 'indexedSum': return underIndex(map, [], down);
    case 'apply': return applyMatrix(map, holeShape);
    case 'number': case 'dimension': case 'identity': case 'ones': case 'zero': case 'trace': case 'power': case 'matrixPower': case 'unknown': return undefined;
  }
}

/** comm for a matrix of this shape: takes vec(X) to vec(X'). */
const commutation = (s: Shape): Expr => apply('comm', [], { dimensions: [s.rows, s.cols] });

/** vec(A*H*B) = (B' ⊗ A)*vec(H). A vector-valued product is first turned so that the hole is not transposed. */
function productMatrix(factors: readonly Expr[], holeShape: Shape): Expr | undefined {
  const i = factors.findIndex((factor) => factor.hasHole);
  const inner = factors[i];
  const last = factors.at(-1);
  if (inner === undefined || last === undefined) return undefined;
  if (inner.op === 'indexedSum') {
    const others = factors.filter((_, at) => at !== i);
    return underIndex(inner, others, (body) => matrixOf(product(factors.with(i, body)), holeShape));
  }
  if (inner.op === 'transpose' && last.shape.cols === ONE && !isRow(inner.shape)) {
    const mirrored = factors.toReversed().map(transpose);
    return withFactors(mirrored, factors.length - 1 - i, inner.of, holeShape);
  }
  return withFactors(factors, i, inner, holeShape);
}

function withFactors(factors: readonly Expr[], i: number, inner: Expr, holeShape: Shape): Expr | undefined {
  const matrix = matrixOf(inner, holeShape);
  if (matrix === undefined) return undefined;
  const left = factors.slice(0, i);
  const right = factors.slice(i + 1);
  const a = left.length === 0 ? identity(inner.shape.rows) : product(left);
  const b = right.length === 0 ? identity(inner.shape.cols) : product(right);
  return product([kron(transpose(b), a), matrix]);
}

function stackedMatrices(blocks: readonly [Expr, Expr], holeShape: Shape): Expr | undefined {
  const [a, b] = blocks.map((block) => matrixOf(block, holeShape));
  return a === undefined || b === undefined ? undefined : apply('vcat', [a, b]);
}

function applyMatrix(map: Extract<Expr, { op: 'apply' }>, holeShape: Shape): Expr | undefined {
  const [a, b] = map.args;
  if (a === undefined) return undefined;
  const after = (left: Expr, inner: Expr): Expr | undefined => { const matrix = matrixOf(inner, holeShape); return matrix === undefined ? undefined : product([left, matrix]); };
  const n = a.shape.rows;
  switch (map.name) {
    case 'vec': case 'unvec': return matrixOf(a, holeShape);
    case 'vech': return after(apply('elim', [], { dimensions: [n] }), a);
    // vec(diag(u)) keeps the diagonal of u*1': a mask of vec(eye(n)).
    // diag(diagonal(M)) masks M.
    case 'diag': if (a.op === 'apply' && a.name === 'diagonal' && a.args[0] !== undefined) return after(apply('diag', [vec(identity(n))]), a.args[0]);
      return after(product([apply('diag', [vec(identity(n))]), kron(ones(n), identity(n))]), a);
    case 'diagonal': return after(product([kron(transpose(ones(n)), identity(n)), apply('diag', [vec(identity(n))])]), a);
    case 'tril': case 'triu': return after(apply('diag', [vec(apply(map.name, [product([ones(n), transpose(ones(n))])]))]), a);
    // vec([A B]) stacks vec(A) and vec(B); [A; B] is the transpose of [A' B'].
    case 'hcat': return b === undefined ? undefined : stackedMatrices([a, b], holeShape);
    case 'vcat': {
      if (b === undefined) return undefined;
      if (isColumn(map.shape)) return stackedMatrices([a, b], holeShape);
      const mirrored = stackedMatrices([transpose(a), transpose(b)], holeShape);
      return mirrored === undefined ? undefined : product([commutation(transposedShape(map.shape)), mirrored]);
    }
    case 'kron': {
      if (b === undefined) return undefined;
      const spread = a.hasHole ? kron(identity(sizeOf(a.shape)), vec(b)) : kron(vec(a), identity(sizeOf(b.shape)));
      return after(product([kronShuffle(a.shape, b.shape), spread]), a.hasHole ? a : b);
    }
    // cross(a, h) = [a]×*h with the skew matrix of a.
    case 'cross': return b === undefined ? undefined : a.hasHole ? after(negate(crossMatrix(b)), a) : after(crossMatrix(a), b);
    case 'blkdiag': {
      if (b === undefined) return undefined;
      // Both blocks can move.
      const parts = [[a, selectFirst], [b, selectLast]] as const;
      const matrices = parts.filter(([block]) => block.hasHole).map(([block, select]) => after(kron(select(a.shape.cols, b.shape.cols), select(a.shape.rows, b.shape.rows)), block));
      const [first, second] = matrices;
      return first === undefined || (matrices.length > 1 && second === undefined) ? undefined : second === undefined ? first : add(first, second);
    }
    case 'frechet': {
      if (b === undefined || map.inner === undefined) return undefined;
      if (map.inner !== 'sqrtm') { const matrix = frechetMatrix(map.inner, a); return matrix === undefined ? undefined : after(matrix, b); }
      // R*dR + dR*R = dX with R = sqrtm(X): solve the Sylvester equation in vec coordinates.
      const root = apply('sqrtm', [a]);
      return after(inverse(add(kron(identity(n), root), kron(transpose(root), identity(n)))), b);
    }
    default: return undefined;
  }
}

/**
 * vec(L_f(X, E)) = K*vec(E), K the block above the diagonal of f([I ⊗ X, I; 0, X' ⊗ I]): the blocks on the diagonal commute, and X and X' act
 * on vec(E) from the left and from the right. Source: Higham, Functions of Matrices, theorem 3.6 and section 3.2.
 */
function frechetMatrix(name: FunctionName, x: Expr): Expr | undefined {
  const inner = MATRIX_FUNCTIONS.find((known) => known === name);
  if (inner === undefined) return undefined;
  const n = x.shape.rows;
  const one = identity(multiply(n, n));
  const none = zero(one.shape);
  const blocks = apply('vcat', [apply('hcat', [kron(identity(n), x), one]), apply('hcat', [none, kron(transpose(x), identity(n))])]);
  return product([transpose(selectFirst(one.shape.rows, one.shape.rows)), apply(inner, [blocks]), selectLast(one.shape.rows, one.shape.rows)]);
}

/** The skew matrix [a]× with [a]×*b = cross(a, b). */
function crossMatrix(a: Expr): Expr {
  const three = a.shape.rows;
  const entry = (i: number): Expr => product([transpose(apply('unit', [integer(i)], { dimensions: [three] })), a]);
  const [x, y, z, nought] = [entry(1), entry(2), entry(3), integer(0)];
  const row = (p: Expr, q: Expr, r: Expr): Expr => apply('hcat', [p, apply('hcat', [q, r])]);
  return apply('vcat', [row(nought, negate(z), y), apply('vcat', [row(z, nought, negate(x)), row(negate(y), x, nought)])]);
}
