/** Matrix products and scalings: flat, cut at every inner dimension 1, with inverses and diagonals merged where they meet. */
import { ONE } from '../../shapes/dimension';
import { SCALAR, isColumn, isRow, isSquare, shape, type Shape } from '../../shapes/shape';
import { intern } from '../arena';
import type { Expr } from '../expression';
import { mulR, RATIONAL_ONE, type Rational } from '../rational';
import { apply } from './apply';
import { hadamard, scalarProduct } from './hadamard';
import { dimension, identity, integerOf, isAllOnes, isOne, isZero, numeral, ones, zero } from './leaf';
import { partsOf } from './parts';
import { integerExponent, matrixPower, power } from './power';
import { add, sum } from './sum';
import { trace } from './trace';
import { transpose } from './transpose';

/** Nested products up to this tree weight are merged; larger ones are shared parts and stay nodes of their own. */
export const FLATTEN_WEIGHT = 300;

/** `scalar * body`. */
export function scale(scalar: Expr, body: Expr): Expr {
  if (body.shape === SCALAR) return hadamard([scalar, body]);
  if (isZero(scalar) || isZero(body)) return zero(body.shape);
  const s = partsOf(scalar);
  const b = partsOf(body);
  const coefficient = mulR(s.coefficient, b.coefficient);
  const array = b.body ?? body;
  const scalars = scalarProduct([...s.scalars, ...b.scalars]);
  const sc = partsOf(scalars);
  return withCoefficient(mulR(coefficient, sc.coefficient), scaled(sc.scalars.length === 0 ? numeral(RATIONAL_ONE) : scalarProduct(sc.scalars), array));
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
    return scale(numeral(coefficient), scale(scalarProduct(scalars), product(chain)));
  }
  const body = chain.length === 0 ? (of === SCALAR ? numeral(RATIONAL_ONE) : identity(of.rows)) : cut(chain, scalars);
  return scale(numeral(coefficient), scale(scalarProduct(scalars), body));
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
  cancelRun(chain);
}

/** The product of two neighbours where a law makes it simpler; undefined otherwise. */
function merge(a: Expr, b: Expr): Expr | undefined {
  if (isSquare(a.shape) && a.shape === b.shape) {
    const x = a.op === 'matrixPower' ? a : undefined;
    const y = b.op === 'matrixPower' ? b : undefined;
    const baseA = x?.base ?? a;
    const baseB = y?.base ?? b;
    // A^p * A^q is A^(p + q)
    if (baseA === baseB && a.op !== 'identity' && !isDiagOperator(a)) return matrixPower(baseA, add(x?.exponent ?? numeral(RATIONAL_ONE), y?.exponent ?? numeral(RATIONAL_ONE)));
    // Q'*Q is I
    if (isOrthogonal(a) && transpose(a) === b) return identity(a.shape.rows);
  }
  if (isAdjugateOf(a, b) || isAdjugateOf(b, a)) return scale(apply('det', [a.op === 'apply' && a.name === 'adj' ? b : a]), identity(a.shape.rows));
  const stacked = mergeBlocks(a, b);
  if (stacked !== undefined) return stacked;
  if (a.op === 'transpose' && a.of.op === 'apply' && a.of.name === 'unit' && (b === a.of || b.op === 'ones')) return numeral(RATIONAL_ONE);
  const updated = rankOneInverse(a, b);
  if (updated !== undefined) return updated;
  if (isProbabilities(a) && b.op === 'ones' && !isColumn(a.shape)) return ones(a.shape.rows);
  if (a.op === 'transpose' && a.of.op === 'ones' && isColumn(b.shape) && isProbabilities(b)) return numeral(RATIONAL_ONE);
  if (isDiagOperator(a) && isDiagOperator(b)) return apply('diag', [hadamard([a.args[0], b.args[0]])]);
  if (a.op === 'apply' && a.name === 'comm' && b.op === 'apply' && b.name === 'comm' && transpose(a) === b) return identity(a.shape.rows);
  return mergeKron(a, b);
}

/** adj(X)*X is det(X)*I. */
const isAdjugateOf = (a: Expr, b: Expr): boolean => a.op === 'apply' && a.name === 'adj' && a.args[0] === b;

/** Products of matrices written in blocks: [A B]*[C; D] is A*C + B*D where the blocks meet, [A; B]*[C D] is multiplied out. */
function mergeBlocks(a: Expr, b: Expr): Expr | undefined {
  if (a.op !== 'apply' || b.op !== 'apply') return undefined;
  const [p, q] = a.args;
  const [r, s] = b.args;
  if (p === undefined || q === undefined || r === undefined || s === undefined) return undefined;
  if (a.name === 'hcat' && b.name === 'vcat' && p.shape.cols === r.shape.rows) return add(product([p, r]), product([q, s]));
  const stacks = (name: string): boolean => name === 'hcat' || name === 'vcat';
  if (a.name === 'vcat' && stacks(b.name)) return apply('vcat', [product([p, b]), product([q, b])]);
  if (b.name === 'hcat' && stacks(a.name)) return apply('hcat', [product([a, r]), product([a, s])]);
  return undefined;
}

/** kron(A, B)*kron(C, D) is kron(A*C, B*D) where the inner shapes meet. */
function mergeKron(a: Expr, b: Expr): Expr | undefined {
  if (a.op !== 'apply' || a.name !== 'kron' || b.op !== 'apply' || b.name !== 'kron') return undefined;
  const [p, q] = a.args;
  const [r, s] = b.args;
  if (p === undefined || q === undefined || r === undefined || s === undefined) return undefined;
  if (p.shape.cols !== r.shape.rows || q.shape.cols !== s.shape.rows) return undefined;
  return apply('kron', [product([p, r]), product([q, s])]);
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

const isOrthogonal = (e: Expr): boolean => (e.op === 'transpose' ? isOrthogonal(e.of) : e.op === 'symbol' && e.properties.has('orthogonal'));

type DiagExpr = Extract<Expr, { op: 'apply' }> & { readonly name: 'diag'; readonly args: readonly [Expr] };
export const isDiagOperator = (e: Expr): e is DiagExpr => e.op === 'apply' && e.name === 'diag';

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
function rawProduct(factors: readonly Expr[]): Expr {
  const first = factors[0];
  const last = factors.at(-1);
  if (first === undefined || last === undefined) return numeral(RATIONAL_ONE);
  if (factors.length === 1) return first;
  return intern(`* ${factors.map((factor) => factor.id).join(' ')}`, shape(first.shape.rows, last.shape.cols), factors, { op: 'product', factors });
}

/** A chain whose value is a column: `diag(u)*v` becomes `u.*v`, wherever in the chain it stands. */
function columnChain(chain: readonly Expr[]): Expr {
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

/** kron(A, B)*vec(X) is vec(B*X*A'); comm*vec(X) is vec(X'). */
function absorbKronColumn(chain: readonly Expr[]): Expr | undefined {
  const last = chain.at(-1);
  const before = chain.at(-2);
  if (last?.op !== 'apply' || last.name !== 'vec' || before?.op !== 'apply') return undefined;
  const [x] = last.args;
  if (x === undefined) return undefined;
  const head = chain.slice(0, -2);
  if (before.name === 'kron') {
    const [a, b] = before.args;
    if (a === undefined || b === undefined || b.shape.cols !== x.shape.rows || a.shape.cols !== x.shape.cols) return undefined;
    return product([...head, apply('vec', [product([b, x, transpose(a)])])]);
  }
  if (before.name === 'comm' && before.dimensions?.[0] === x.shape.rows && before.dimensions[1] === x.shape.cols) return product([...head, apply('vec', [transpose(x)])]);
  return undefined;
}

/** A chain row … column whose value is a scalar: one node for `u'*v`, `sum(u.*v)` and quadratic forms. */
function scalarChain(chain: readonly Expr[]): Expr {
  const first = chain[0];
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return numeral(RATIONAL_ONE);
  if (chain.length === 1) return first;
  const at = chain.findIndex(isDiagOperator);
  const diagonal = at < 0 ? undefined : chain[at];
  if (diagonal !== undefined && isDiagOperator(diagonal)) {
    return sumOfEntries([diagonal.args[0], columnChain(chain.slice(0, at).toReversed().map(transpose)), columnChain(chain.slice(at + 1))]);
  }
  // (u.*v)'*w and w'*(u.*v) are sum(u.*v.*w)
  if (isElementwiseColumn(last)) return sumOfEntries([transpose(rawProduct(chain.slice(0, -1))), last]);
  const firstColumn = transpose(first);
  if (isElementwiseColumn(firstColumn)) return sumOfEntries([firstColumn, rawProduct(chain.slice(1))]);
  // vec(A)'*vec(B) is tr(A'*B)
  if (chain.length === 2 && firstColumn.op === 'apply' && firstColumn.name === 'vec' && last.op === 'apply' && last.name === 'vec') {
    const [x] = firstColumn.args;
    const [y] = last.args;
    if (x !== undefined && y !== undefined && x.shape === y.shape) return trace([transpose(x), y]);
  }
  if (chain.length === 2 && isAllOnes(first)) {
    const total = knownTotal(last);
    if (total !== undefined) return total;
  }
  if (isAllOnes(first) && isAllOnes(last) && chain.length === 2) return dimension(last.shape.rows);
  // sum(A.*B) is tr(A'*B)
  const middle = chain.length === 3 && isAllOnes(first) && isAllOnes(last) ? chain[1] : undefined;
  if (middle !== undefined) {
    const pair = pairOf(middle);
    if (pair !== undefined) return trace([transpose(pair[0]), pair[1]]);
  }
  // The same scalar read backwards is its own transpose: one node for both readings, the first one met is shown.
  const backwards = chain.toReversed().map(transpose);
  const [forwardKey, backwardKey] = [chain, backwards].map((factors) => factors.map((factor) => factor.id).join(' '));
  const key = forwardKey !== undefined && backwardKey !== undefined && backwardKey < forwardKey ? backwardKey : forwardKey;
  return intern(`* ${key}`, SCALAR, chain, { op: 'product', factors: chain });
}

/** The sum of the entries of a column where a law knows it: spectra, the logarithm of a Cholesky diagonal, deviations from the mean. */
function knownTotal(column: Expr): Expr | undefined {
  if (column.op === 'apply') {
    const [x] = column.args;
    if (x === undefined) return undefined;
    if (column.name === 'eigvals') return trace([x]);
    if (column.name === 'svdvals') return apply('nuc', [x]);
    const inner = column.name === 'log' && x.op === 'apply' && x.name === 'diagonal' ? x.args[0] : undefined;
    const [s] = inner?.op === 'apply' && inner.name === 'chol' ? inner.args : [];
    return s === undefined ? undefined : scale(numeral({ n: 1, d: 2 }), apply('logdet', [s]));
  }
  if (column.op !== 'sum' || column.terms.length > 6 || !column.terms.some(({ expr }) => expr.op === 'scale' && expr.body.op === 'ones')) return undefined;
  const parts = sum(column.terms.map(({ coefficient, expr }) => ({ coefficient, expr: product([transpose(ones(column.shape.rows)), expr]) })), SCALAR);
  // Only where terms cancel: otherwise the sum stays in one piece.
  return parts.op !== 'sum' || parts.terms.length < column.terms.length ? parts : undefined;
}

const isElementwiseColumn = (e: Expr): boolean => isColumn(e.shape) && (e.op === 'hadamard' || (e.op === 'power' && e.exponent.op === 'number' && e.exponent.value.n === 2));

/** `A.*B` or `A.^2` as the pair it is a product of. */
function pairOf(e: Expr): readonly [Expr, Expr] | undefined {
  if (e.op === 'hadamard') {
    const [a, b] = e.factors;
    return e.factors.length === 2 && a !== undefined && b !== undefined && integerSquare(a) === undefined && integerSquare(b) === undefined ? [a, b] : undefined;
  }
  const base = integerSquare(e);
  return base === undefined ? undefined : [base, base];
}

/** `u` when the array is u.^2: of w.^-2 it is 1./w. */
function integerSquare(e: Expr): Expr | undefined {
  const k = e.op === 'power' ? integerOf(e.exponent) : undefined;
  return e.op !== 'power' ? undefined : k === 2 ? e.base : k === -2 ? power(e.base, numeral({ n: -1, d: 1 })) : undefined;
}

/** The sum of the entries of an elementwise product of columns: `u'*v` for two of them. */
function sumOfEntries(columns: readonly Expr[]): Expr {
  const entries = hadamard(columns);
  const { coefficient, scalars, body } = partsOf(entries);
  if (isZero(entries)) return numeral({ n: 0, d: 1 });
  const bare = body ?? entries;
  const size = bare.shape.rows;
  let core: Expr;
  const pair = pairOf(bare);
  if (bare.op === 'ones') core = dimension(size);
  else if (pair !== undefined) core = scalarChainOf(pair[0], pair[1]);
  else core = bare.op === 'hadamard' || bare.op === 'power' ? rawScalar(ones(size), bare) : scalarChainOf(ones(size), bare);
  return scale(numeral(coefficient), scalarProduct([...scalars, core]));
}

/** `u'*v` where neither is an elementwise product any more. */
function scalarChainOf(u: Expr, v: Expr): Expr {
  if (isElementwiseColumn(u) || isElementwiseColumn(v)) return rawScalar(u, v);
  return product([transpose(u), v]);
}

const rawScalar = (u: Expr, v: Expr): Expr => {
  const row = transpose(u);
  return intern(`* ${row.id} ${v.id}`, SCALAR, [row, v], { op: 'product', factors: [row, v] });
};

/** Division by a scalar. */
export const divide = (e: Expr, scalar: Expr): Expr => scale(power(scalar, numeral({ n: -1, d: 1 })), e);
