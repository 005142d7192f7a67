/** Matrix products and scalings: flat, cut at every inner dimension 1, with inverses and diagonals merged where they meet. */
import { ONE } from '../../shapes/dimension';
import { SCALAR, isRow, shape, type Shape } from '../../shapes/shape';
import { intern } from '../arena';
import type { Expr } from '../expression';
import { mulR, RATIONAL_ONE, type Rational } from '../rational';
import { apply } from './apply';
import { hadamard, scalarProduct } from './hadamard';
import { identity, isOne, isZero, numeral, zero } from './leaf';
import { khatriRao } from './khatriRao';
import { merge, isDiagOperator } from './merge';
import { partsOf } from './parts';
import { integerExponent, matrixPower, power } from './power';
import { scalarChain } from './scalarChain';
import { withSoftmax } from './softmax';
import { add, sum } from './sum';
import { transpose } from './transpose';

/** Nested products up to this tree weight are merged; larger ones are shared parts and stay nodes of their own. */
export const FLATTEN_WEIGHT = 300;

/** `scalar * body`. */
export function scale(scalar: Expr, body: Expr): Expr {
  if (isOne(scalar)) return body;
  if (body.shape === SCALAR) return hadamard([scalar, body]);
  if (isZero(scalar) || isZero(body)) return zero(body.shape);
  const s = partsOf(scalar);
  const b = partsOf(body);
  const coefficient = mulR(s.coefficient, b.coefficient);
  const softened = s.scalars.length + b.scalars.length === 0 ? undefined : withSoftmax([...s.scalars, ...b.scalars], b.body ?? body);
  if (softened !== undefined) return withFactors(coefficient, softened.scalars, softened.body);
  const array = b.body ?? body;
  const scalars = scalarProduct([...s.scalars, ...b.scalars]);
  const sc = partsOf(scalars);
  return withCoefficient(mulR(coefficient, sc.coefficient), scaled(sc.scalars.length === 0 ? numeral(RATIONAL_ONE) : scalarProduct(sc.scalars), array));
}

/** `coefficient * scalars * body` for what was taken out of a product: mostly nothing. */
export function withFactors(coefficient: Rational, scalars: readonly Expr[], body: Expr): Expr {
  const scaledBody = scalars.length === 0 ? body : scale(scalarProduct(scalars), body);
  return coefficient.n === 1 && coefficient.d === 1 ? scaledBody : scale(numeral(coefficient), scaledBody);
}

function scaled(scalar: Expr, body: Expr): Expr {
  if (isOne(scalar)) return body;
  // A matrix written in blocks takes its scalars into the blocks.
  if (body.op === 'apply' && (body.name === 'hcat' || body.name === 'vcat')) return apply(body.name, body.args.map((block) => scale(scalar, block)));
  if (isRow(body.shape) && body.op === 'transpose') return transposeScaled(scalar, body.of);
  return intern(`s ${scalar.id} ${body.id}`, body.shape, [scalar, body], { op: 'scale', scalar, body });
}

const transposeScaled = (scalar: Expr, column: Expr): Expr => {
  const row = transpose(column);
  return intern(`s ${scalar.id} ${row.id}`, row.shape, [scalar, row], { op: 'scale', scalar, body: row });
};

function withCoefficient(coefficient: Rational, e: Expr): Expr {
  return coefficient.n === 1 && coefficient.d === 1 ? e : sum([{ coefficient, expr: e }], e.shape);
}

/** `f₁ * f₂ * …`: a matrix product in which scalar factors scale. At least one factor. */
export function product(given: readonly Expr[]): Expr {
  let coefficient = RATIONAL_ONE;
  const scalars: Expr[] = [];
  const chain: Expr[] = [];
  for (const factor of given) {
    if (factor.shape === SCALAR) { scalars.push(factor); continue; }
    const parts = partsOf(factor);
    coefficient = mulR(coefficient, parts.coefficient);
    scalars.push(...parts.scalars);
    const body = parts.body;
    if (body === undefined) continue;
    if (body.op === 'product' && body.weight <= FLATTEN_WEIGHT) for (const inner of body.factors) push(chain, inner);
    else push(chain, body);
  }
  const of = productShape(given);
  if (coefficient.n === 0 || chain.some(isZero) || scalars.some(isZero)) return zero(of);
  // What was merged may have brought new scalars or coefficients, or a product again.
  if (chain.some((factor) => factor.shape === SCALAR || factor.op === 'sum' && factor.terms.length === 1 || factor.op === 'scale' || (factor.op === 'product' && factor.weight <= FLATTEN_WEIGHT))) {
    return withFactors(coefficient, scalars, product(chain));
  }
  const body = chain.length === 0 ? (of === SCALAR ? numeral(RATIONAL_ONE) : identity(of.rows)) : cut(chain, scalars);
  return withFactors(coefficient, scalars, body);
}

/** The shape of the product of these factors, scalars among them. */
function productShape(factors: readonly Expr[]): Shape {
  const arrays = factors.filter((factor) => factor.shape !== SCALAR);
  const first = arrays[0];
  const last = arrays.at(-1);
  return first === undefined || last === undefined ? SCALAR : shape(first.shape.rows, last.shape.cols);
}

/** Appends a factor, merging it with the one before where a law says so. */
function push(chain: Expr[], factor: Expr): void {
  if (factor.op === 'identity') {
    if (chain.length === 0) { chain.push(factor); return; }
    return;
  }
  const last = chain.at(-1);
  if (last === undefined) { chain.push(factor); return; }
  if (last.op === 'identity') { chain.pop(); push(chain, factor); return; }
  const merged = merge(last, factor);
  if (merged !== undefined) {
    chain.pop();
    push(chain, merged);
    return;
  }
  chain.push(factor);
  if (!mergeThree(chain)) cancelRun(chain);
}

/** The last three factors where a law makes one of them. */
function mergeThree(chain: Expr[]): boolean {
  const [a, b, c] = [chain.at(-3), chain.at(-2), chain.at(-1)];
  if (a === undefined || b === undefined || c === undefined) return false;
  const merged = projected(a, b, c) ?? khatriRao(a, b, c);
  if (merged !== undefined) replaceTail(chain, chain.length - 3, merged);
  return merged !== undefined;
}

/** X*pinv(X)*X is X, and with P = pinv(X) all that follows from the projections P*X and X*P: X*P*P' is P', P*X*X' is X', P'*P*X is P', X'*X*P is X'. Source: Penrose. */
function projected(a: Expr, b: Expr, c: Expr): Expr | undefined {
  if (arePseudoInverse(a, b) && (c === a || c === transpose(b))) return c;
  return arePseudoInverse(b, c) && a === transpose(b) ? a : undefined;
}

const arePseudoInverse = (a: Expr, b: Expr): boolean => (a.op === 'apply' && a.name === 'pinv' && a.args[0] === b) || (b.op === 'apply' && b.name === 'pinv' && b.args[0] === a);

/** `inv(A*B)*A*B` and `A*B*inv(A*B)`: an inverse meets the run of factors it inverts. */
function cancelRun(chain: Expr[]): void {
  const last = chain.at(-1);
  if (last === undefined) return;
  if (isInverse(last) && last.base.op === 'product') {
    const run = last.base.factors;
    const start = chain.length - 1 - run.length;
    if (start >= 0 && run.every((factor, i) => chain[start + i] === factor)) { replaceTail(chain, start, matrixPower(last.base, add(last.exponent, numeral(RATIONAL_ONE)))); return; }
  }
  for (let length = 2; length < Math.min(chain.length, 8); length++) {
    const before = chain[chain.length - 1 - length];
    if (before === undefined) return;
    if (!isInverse(before) || before.base.op !== 'product' || before.base.factors.length !== length) continue;
    if (before.base.factors.every((factor, i) => chain[chain.length - length + i] === factor)) {
      replaceTail(chain, chain.length - 1 - length, matrixPower(before.base, add(before.exponent, numeral(RATIONAL_ONE))));
      return;
    }
  }
}

function replaceTail(chain: Expr[], start: number, by: Expr): void {
  chain.length = start;
  if (by.op === 'identity') { if (chain.length === 0) chain.push(by); return; }
  push(chain, by);
}

const isInverse = (e: Expr): e is Extract<Expr, { op: 'matrixPower' }> => e.op === 'matrixPower' && (integerExponent(e) ?? 0) < 0;

/**
 * Cuts a chain at every inner dimension 1 into column, scalars and row; the scalars go to `scalars`.
 * Inside a piece, a diagonal matrix that meets a vector becomes an elementwise product.
 */
function cut(chain: readonly Expr[], scalars: Expr[]): Expr {
  const pieces: Expr[][] = [[]];
  chain.forEach((factor, i) => {
    pieces.at(-1)?.push(factor);
    if (factor.shape.cols === ONE && i < chain.length - 1) pieces.push([]);
  });
  const kept: Expr[] = [];
  for (const piece of pieces) {
    const rows = piece[0]?.shape.rows;
    const cols = piece.at(-1)?.shape.cols;
    if (rows === ONE && cols === ONE) scalars.push(scalarChain(piece));
    else if (cols === ONE) kept.push(columnChain(piece));
    else if (rows === ONE) kept.push(rowChain(piece));
    else kept.push(...piece);
  }
  const parts = kept.map(partsOf);
  const bare: Expr[] = [];
  for (const [i, part] of parts.entries()) {
    if (part.coefficient.n !== part.coefficient.d) scalars.push(numeral(part.coefficient));
    scalars.push(...part.scalars);
    const body = part.body ?? kept[i];
    if (body === undefined) continue;
    if (body.op === 'product' && (body.weight <= FLATTEN_WEIGHT)) bare.push(...body.factors); else bare.push(body);
  }
  if (bare.some(isZero)) { scalars.push(numeral({ n: 0, d: 1 })); }
  if (bare.length === 0) return numeral(RATIONAL_ONE);
  return rawProduct(bare);
}

/** The node of these factors as they are. */
export function rawProduct(factors: readonly Expr[]): Expr {
  const first = factors[0];
  const last = factors.at(-1);
  if (first === undefined || last === undefined) return numeral(RATIONAL_ONE);
  if (factors.length === 1) return first;
  return intern(`* ${factors.map((factor) => factor.id).join(' ')}`, shape(first.shape.rows, last.shape.cols), factors, { op: 'product', factors });
}

/** A chain whose value is a column: `diag(u)*v` becomes `u.*v`, wherever in the chain it stands. */
export function columnChain(chain: readonly Expr[]): Expr {
  const at = chain.findIndex((factor, i) => isDiagOperator(factor) && i < chain.length - 1);
  const diagonal = at < 0 ? undefined : chain[at];
  if (diagonal !== undefined && isDiagOperator(diagonal)) {
    const tail = hadamard([diagonal.args[0], columnChain(chain.slice(at + 1))]);
    return at === 0 ? tail : product([...chain.slice(0, at), tail]);
  }
  const reduced = absorbKronColumn(chain);
  return reduced ?? rawProduct(chain);
}

/** A chain whose value is a row: read as the transpose of a column where a law of columns applies, else as it stands. */
function rowChain(chain: readonly Expr[]): Expr {
  const applies = chain.some(isDiagOperator) || absorbKronColumn(chain.slice(0, 2).toReversed().map(transpose)) !== undefined;
  return applies ? transpose(product(chain.toReversed().map(transpose))) : rawProduct(chain);
}

/** kron(A, B)*vec(X) is vec(B*X*A'); comm*vec(X) is vec(X'); elim*vec(X) is vech(X), and dup*vech(S) is vec(S). */
function absorbKronColumn(chain: readonly Expr[]): Expr | undefined {
  const last = chain.at(-1);
  const before = chain.at(-2);
  if (last?.op !== 'apply' || before?.op !== 'apply') return undefined;
  const [x] = last.args;
  if (x === undefined) return undefined;
  const head = chain.slice(0, -2);
  if (last.name === 'vech') return before.name === 'dup' && transpose(x) === x ? product([...head, apply('vec', [x])]) : undefined;
  if (last.name !== 'vec') return undefined;
  if (before.name === 'elim') return product([...head, apply('vech', [x])]);
  if (before.name === 'kron') {
    const [a, b] = before.args;
    if (a === undefined || b === undefined || b.shape.cols !== x.shape.rows || a.shape.cols !== x.shape.cols) return undefined;
    return product([...head, apply('vec', [product([b, x, transpose(a)])])]);
  }
  if (before.name === 'comm' && before.dimensions?.[0] === x.shape.rows && before.dimensions[1] === x.shape.cols) return product([...head, apply('vec', [transpose(x)])]);
  return undefined;
}

/** Division by a scalar. */
export const divide = (e: Expr, scalar: Expr): Expr => scale(power(scalar, numeral({ n: -1, d: 1 })), e);
