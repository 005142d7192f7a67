/**
 * The adjoint of a linear map. A map is an expression `L` with a hole; its adjoint L* satisfies ⟨C, L(h)⟩ = ⟨L*(C), h⟩ in the
 * Frobenius inner product. The walk goes down the linear constructors; it is as deep as one operator's rule, not as the expression.
 */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { hadamard } from '../algebra/construct/hadamard';
import { underIndex } from '../algebra/construct/indexedSum';
import { identity, zero } from '../algebra/construct/leaf';
import { product, scale } from '../algebra/construct/product';
import { add, sum, times } from '../algebra/construct/sum';
import { trace } from '../algebra/construct/trace';
import { transpose } from '../algebra/construct/transpose';
import { SCALAR, shape, type Shape } from '../shapes/shape';

/** `L*(cotangent)`, of the shape of the hole; undefined where a function of the map has no adjoint in closed form. */
export function adjoint(map: Expr, cotangent: Expr, holeShape: Shape): Expr | undefined {
  if (!map.hasHole) return zero(holeShape);
  switch (map.op) {
    case 'symbol': return cotangent;
    case 'sum': {
      const parts: Expr[] = [];
      for (const { coefficient, expr } of map.terms) {
        if (!expr.hasHole) continue;
        const part = adjoint(expr, times(coefficient, cotangent), holeShape);
        if (part === undefined) return undefined;
        parts.push(part);
      }
      const [first, ...more] = parts;
      return first === undefined ? zero(holeShape) : add(first, ...more);
    }
    case 'scale':
      return map.scalar.hasHole ? adjoint(map.scalar, frobenius(map.body, cotangent), holeShape) : adjoint(map.body, scale(map.scalar, cotangent), holeShape);
    case 'transpose': return adjoint(map.of, transpose(cotangent), holeShape);
    case 'product': {
      const i = map.factors.findIndex((factor) => factor.hasHole);
      const inner = map.factors[i];
      if (inner === undefined) return undefined;
      const left = map.factors.slice(0, i).map(transpose).toReversed();
      const right = map.factors.slice(i + 1).map(transpose).toReversed();
      return adjoint(inner, product([...left, cotangent, ...right]), holeShape);
    }
    case 'trace': {
      const i = map.factors.findIndex((factor) => factor.hasHole);
      const inner = map.factors[i];
      if (inner === undefined) return undefined;
      const around = [...map.factors.slice(i + 1), ...map.factors.slice(0, i)];
      const gradient = around.length === 0 ? identity(inner.shape.rows) : transpose(product(around));
      return adjoint(inner, scale(cotangent, gradient), holeShape);
    }
    case 'hadamard': {
      const i = map.factors.findIndex((factor) => factor.hasHole);
      const inner = map.factors[i];
      if (inner === undefined) return undefined;
      const others = map.factors.filter((_, j) => j !== i);
      return adjoint(inner, hadamard([cotangent, ...others]), holeShape);
    }
    case 'indexedSum': return underIndex(map, [cotangent], (body) => adjoint(body, cotangent, holeShape));
    case 'apply': return applyAdjoint(map, cotangent, holeShape);
    case 'number': case 'dimension': case 'identity': case 'ones': case 'zero': case 'power': case 'matrixPower': case 'unknown': return undefined;
  }
}

/** ⟨A, B⟩ = tr(A'*B). */
export const frobenius = (a: Expr, b: Expr): Expr => (a.shape === SCALAR ? hadamard([a, b]) : trace([transpose(a), b]));

function applyAdjoint(map: Extract<Expr, { op: 'apply' }>, cotangent: Expr, holeShape: Shape): Expr | undefined {
  const [a, b] = map.args;
  if (a === undefined) return undefined;
  const down = (inner: Expr, c: Expr): Expr | undefined => adjoint(inner, c, holeShape);
  switch (map.name) {
    case 'diag': return down(a, apply('diagonal', [cotangent]));
    case 'diagonal': return down(a, apply('diag', [cotangent]));
    case 'tril': case 'triu': return down(a, apply(map.name, [cotangent]));
    case 'vec': return down(a, apply('unvec', [cotangent], { dimensions: [a.shape.rows, a.shape.cols] }));
    case 'unvec': return down(a, apply('vec', [cotangent]));
    case 'vech': return down(a, apply('unvec', [product([transpose(apply('elim', [], { dimensions: [a.shape.rows] })), cotangent])], { dimensions: [a.shape.rows, a.shape.cols] }));
    case 'frechet': return b === undefined || map.inner === undefined ? undefined : down(b, apply('frechet', [transpose(a), cotangent], { inner: map.inner }));
    case 'cross': return b === undefined ? undefined : a.hasHole ? down(a, apply('cross', [b, cotangent])) : down(b, apply('cross', [cotangent, a]));
    case 'hcat': return b === undefined ? undefined : together([a, product([cotangent, selectFirst(a.shape.cols, b.shape.cols)])], [b, product([cotangent, selectLast(a.shape.cols, b.shape.cols)])], down);
    case 'vcat': return b === undefined ? undefined : together([a, product([transpose(selectFirst(a.shape.rows, b.shape.rows)), cotangent])], [b, product([transpose(selectLast(a.shape.rows, b.shape.rows)), cotangent])], down);
    case 'blkdiag': {
      if (b === undefined) return undefined;
      const block = (select: typeof selectFirst): Expr => product([transpose(select(a.shape.rows, b.shape.rows)), cotangent, select(a.shape.cols, b.shape.cols)]);
      return together([a, block(selectFirst)], [b, block(selectLast)], down);
    }
    case 'kron': return b === undefined ? undefined : kronAdjoint(a, b, cotangent, down);
    default: return undefined;
  }
}

type Block = readonly [map: Expr, cotangent: Expr];
/** Of two blocks that can both move, the adjoints of those that do. */
function together(first: Block, second: Block, down: (inner: Expr, c: Expr) => Expr | undefined): Expr | undefined {
  const parts = [first, second].filter(([map]) => map.hasHole).map(([map, cotangent]) => down(map, cotangent));
  const [one, other] = parts;
  return one === undefined || (parts.length > 1 && other === undefined) ? undefined : other === undefined ? one : add(one, other);
}

type Dimensions = Shape['rows'];
/** [I; 0]: picks the first block. */
export const selectFirst = (first: Dimensions, second: Dimensions): Expr => apply('vcat', [identity(first), zero(shape(second, first))]);
/** [0; I]: picks the second block. */
export const selectLast = (first: Dimensions, second: Dimensions): Expr => apply('vcat', [zero(shape(first, second)), identity(second)]);

/**
 * The adjoint of h ↦ kron(h, B) is a partial trace. It is written with unvec and the commutation matrix only where h is a vector
 * or B an identity; other cases have closed forms too long to show.
 */
function kronAdjoint(a: Expr, b: Expr, cotangent: Expr, down: (inner: Expr, c: Expr) => Expr | undefined): Expr | undefined {
  if (cotangent.op === 'apply' && cotangent.name === 'kron') {
    const [c, d] = cotangent.args;
    if (c !== undefined && d !== undefined && c.shape === a.shape && d.shape === b.shape) return a.hasHole ? down(a, scale(frobenius(d, b), c)) : down(b, scale(frobenius(c, a), d));
  }
  if (cotangent.op === 'identity' && a.shape.rows === a.shape.cols) return a.hasHole ? down(a, scale(trace([b]), identity(a.shape.rows))) : down(b, scale(trace([a]), identity(b.shape.rows)));
  if (cotangent.op === 'sum') {
    const parts: Expr[] = [];
    for (const { coefficient, expr } of cotangent.terms) {
      const part = kronAdjoint(a, b, expr, down);
      if (part === undefined) return undefined;
      parts.push(times(coefficient, part));
    }
    const [first] = parts;
    return first === undefined ? undefined : sum(parts.map((expr) => ({ coefficient: { n: 1, d: 1 }, expr })), first.shape);
  }
  if (cotangent.op === 'scale') return kronAdjoint(a, b, cotangent.body, (inner, c) => down(inner, scale(cotangent.scalar, c)));
  // kron of columns: kron(h, b) is vec(b*h'), so its adjoint is unvec(c)'*b.
  if (a.shape.cols.key === '1' && b.shape.cols.key === '1') {
    const matrix = apply('unvec', [cotangent], { dimensions: [b.shape.rows, a.shape.rows] });
    return a.hasHole ? down(a, product([transpose(matrix), b])) : down(b, product([matrix, a]));
  }
  return kronAdjointBySelection(a, b, cotangent, down);
}

/**
 * In general: with K = comm, kron(h, B) = (h ⊗ I)(I ⊗ B), and vec of it is linear in vec(h) through
 * (I ⊗ comm(q, m) ⊗ I)(I ⊗ vec(B)).
 */
function kronAdjointBySelection(a: Expr, b: Expr, cotangent: Expr, down: (inner: Expr, c: Expr) => Expr | undefined): Expr | undefined {
  const shuffle = kronShuffle(a.shape, b.shape);
  const size = (s: Shape): Dimensions => apply('vec', [zero(s)]).shape.rows;
  const spread = a.hasHole ? apply('kron', [identity(size(a.shape)), apply('vec', [b])]) : apply('kron', [apply('vec', [a]), identity(size(b.shape))]);
  const inner = a.hasHole ? a : b;
  const flat = product([transpose(spread), transpose(shuffle), apply('vec', [cotangent])]);
  return down(inner, apply('unvec', [flat], { dimensions: [inner.shape.rows, inner.shape.cols] }));
}

/**
 * vec(A ⊗ B) = kronShuffle * (vec(A) ⊗ vec(B)), for A m×n and B p×q the matrix I_n ⊗ K ⊗ I_p, where K takes vec of a q×m matrix
 * to vec of its transpose. Source: Magnus, Neudecker, chapter 3, theorem 10.
 */
export function kronShuffle(a: Shape, b: Shape): Expr {
  const middle = apply('comm', [], { dimensions: [b.cols, a.rows] });
  return apply('kron', [identity(a.cols), apply('kron', [middle, identity(b.rows)])]);
}
