/**
 * Functions of a square matrix (exponential, sine and cosine, logarithm, square root, powers) and their Fréchet derivatives. Algorithms from Higham,
 * Functions of Matrices (SIAM 2008). Where there is no real principal value the result is NaN throughout.
 */
import { inverse, symmetricEigen, symmetricFunction } from './decompositions';
import { add, addScaled, at, frobenius, identity, isFiniteMatrix, matrix, maxAbs, multiply, notANumber, oneNorm, requireSquare, scale, stack, storage, subtract, transpose, type Matrix } from './matrix';

/** Numerator coefficients of the [13/13] Padé approximant of exp (Higham, section 10.3): (26−k)! 13! / (26! k! (13−k)!), as integers. */
const PADE_13 = [64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1] as const;
/** Norm up to which that approximant is good to double precision. */
const PADE_13_LIMIT = 5.37;

/** The matrix exponential, by scaling and squaring. */
export function expm(a: Matrix): Matrix {
  requireSquare(a, 'expm');
  const n = a.rows, norm = oneNorm(a);
  if (!Number.isFinite(norm)) return notANumber(n, n);
  const squarings = norm > PADE_13_LIMIT ? Math.ceil(Math.log2(norm / PADE_13_LIMIT)) : 0;
  const scaled = scale(a, 2 ** -squarings), square = multiply(scaled, scaled);
  let even = scale(identity(n), PADE_13[0]), odd = scale(identity(n), PADE_13[1]), power = identity(n);
  for (let k = 2; k < PADE_13.length; k += 2) {
    power = multiply(power, square);
    even = addScaled(even, power, PADE_13[k] ?? 0);
    odd = addScaled(odd, power, PADE_13[k + 1] ?? 0);
  }
  const u = multiply(scaled, odd);
  // Brought to size one, so that the determinant of a large matrix stays finite.
  const [below, above] = [subtract(even, u), add(even, u)].map((part) => scale(part, 1 / PADE_13[0]));
  let result = below === undefined || above === undefined ? notANumber(n, n) : multiply(inverse(below), above);
  for (let k = 0; k < squarings; k++) result = multiply(result, result);
  return result;
}

/** Sine and cosine stand in exp([0 A; -A 0]) = [cos(A) sin(A); -sin(A) cos(A)]: powers of A commute, so this is exp(i*A) in real blocks. */
export const sinm = (a: Matrix): Matrix => blockOf(turned(a, 'sinm'), 1);
export const cosm = (a: Matrix): Matrix => blockOf(turned(a, 'cosm'), 0);

function turned(a: Matrix, name: string): Matrix {
  requireSquare(a, name);
  const none = matrix(a.rows, a.rows, storage(a.rows, a.rows));
  return expm(stack([[none, a], [scale(a, -1), none]]));
}

/** A block in the first row of two by two. */
function blockOf(blocks: Matrix, column: 0 | 1): Matrix {
  const n = blocks.rows / 2, result = storage(n, n);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) result[i + j * n] = at(blocks.data, i + (column * n + j) * 2 * n);
  return matrix(n, n, result);
}

const ITERATIONS = 40;

/** The principal square root, by the product form of the Denman–Beavers iteration (Higham, eq. 6.29). */
export function sqrtm(a: Matrix): Matrix {
  requireSquare(a, 'sqrtm');
  const n = a.rows, unit = identity(n);
  let m = a, x = a;
  // Convergence is quadratic: the step after the distance has fallen below 1e-8 is the last.
  for (let k = 0, last = false; k < ITERATIONS && !last; k++) {
    const inverted = inverse(m);
    if (!isFiniteMatrix(inverted)) break;
    last = maxAbs(subtract(m, unit)) < 1e-8;
    x = scale(multiply(x, add(unit, inverted)), 0.5);
    m = scale(add(scale(unit, 2), add(m, inverted)), 0.25);
  }
  const residual = maxAbs(subtract(multiply(x, x), a));
  return residual <= 1e-11 * (maxAbs(a) + maxAbs(x) ** 2) ? x : notANumber(n, n);
}

/** Nodes and weights of Gauss–Legendre quadrature on [0, 1] with `count` nodes, by Newton's iteration on the Legendre polynomial. */
function gaussLegendre(count: number): readonly { readonly node: number; readonly weight: number }[] {
  return Array.from({ length: count }, (_, i) => {
    let z = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5)), slope = 1;
    for (let k = 0; k < 20; k++) {
      let p = 1, before = 0;
      for (let j = 1; j <= count; j++) [p, before] = [((2 * j - 1) * z * p - (j - 1) * before) / j, p];
      slope = (count * (z * p - before)) / (z * z - 1);
      z -= p / slope;
    }
    return { node: (1 + z) / 2, weight: 1 / ((1 - z * z) * slope * slope) };
  });
}

/** Ten nodes integrate log(I + X) = ∫₀¹ X (I + tX)⁻¹ dt to double precision up to ‖X‖ = 0.25: the [10/10] Padé approximant (Higham, eq. 11.18). */
const LOG_NODES = gaussLegendre(10);
const LOG_LIMIT = 0.25;
const MAX_ROOTS = 40;

/** The principal logarithm, by inverse scaling and squaring. */
export function logm(a: Matrix): Matrix {
  requireSquare(a, 'logm');
  const n = a.rows, unit = identity(n);
  let root = a, roots = 0;
  while (roots < MAX_ROOTS && oneNorm(subtract(root, unit)) > LOG_LIMIT) { root = sqrtm(root); roots++; }
  const x = subtract(root, unit);
  if (!isFiniteMatrix(x)) return notANumber(n, n);
  let sum = matrix(n, n, storage(n, n));
  for (const { node, weight } of LOG_NODES) sum = addScaled(sum, multiply(x, inverse(addScaled(unit, x, node))), weight);
  return scale(sum, 2 ** roots);
}

/** A to a power: an integer one by repeated squaring (negative: of the inverse), any other through the principal logarithm. */
export function matrixPower(a: Matrix, exponent: number): Matrix {
  requireSquare(a, '^');
  if (!Number.isInteger(exponent)) return realPower(a, exponent);
  let base = exponent < 0 ? inverse(a) : a, result: Matrix | undefined;
  for (let k = Math.abs(exponent); k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = result === undefined ? base : multiply(result, base);
    if (k > 1) base = multiply(base, base);
  }
  return result ?? identity(a.rows);
}

function realPower(a: Matrix, exponent: number): Matrix {
  if (maxAbs(subtract(a, transpose(a))) === 0) {
    const eigen = symmetricEigen(a, '^');
    if (eigen === undefined || !(at(eigen.values, 0) > 0)) return notANumber(a.rows, a.cols);
    return symmetricFunction(eigen, (x) => x ** exponent);
  }
  return expm(scale(logm(a), exponent));
}

/**
 * The Fréchet derivative of a matrix function at `x` in direction `e`: the upper right block of f([X E; 0 X]) (Higham, eq. 3.16).
 * The derivative is linear in the direction, so the block is scaled to the size of `x` first.
 */
export function frechet(f: (a: Matrix) => Matrix, x: Matrix, e: Matrix): Matrix {
  requireSquare(x, 'frechet');
  const n = x.rows, size = frobenius(e), factor = size === 0 ? 1 : frobenius(x) / size || 1;
  return scale(blockOf(f(stack([[x, scale(e, factor)], [matrix(n, n, storage(n, n)), x]])), 1), 1 / factor);
}
