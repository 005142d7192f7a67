/** How matrix products, quadratic forms and traces are written: runs of transposes and inverses turned round where that is shorter. */
import { apply } from '../../algebra/construct/apply';
import { diagonalEnds, hadamard } from '../../algebra/construct/hadamard';
import { isAllOnes } from '../../algebra/construct/leaf';
import { integerExponent, inverse } from '../../algebra/construct/power';
import { product } from '../../algebra/construct/product';
import { transpose } from '../../algebra/construct/transpose';
import type { Expr } from '../../algebra/expression';
import { isColumn, SCALAR } from '../../shapes/shape';
import { binary, call, number, transposed } from '../../syntax/build';
import type { Tree } from '../../syntax/tree';
import { cost } from '../cost';
import { chained } from '../multiply';
import { writeHadamard } from './entrywise';
import { entry } from './functions';
import { FANCY_WEIGHT, type Written, cheapest, untransposed } from './readings';
import { squaredNormOf } from './terms';
import { tree } from './write';

export function writeMatrixPower(e: Extract<Expr, { op: 'matrixPower' }>, w: Written): Tree {
  const k = integerExponent(e);
  if (k !== -1) return binary('^', tree(e.base, w), tree(e.exponent, w));
  const plain = call('inv', tree(e.base, w));
  const mirrored = e.weight > FANCY_WEIGHT ? undefined : transpose(e.base);
  return mirrored === undefined || mirrored === e.base ? plain : cheapest(transposed(call('inv', tree(mirrored, w))), plain);
}

/** A matrix or vector product, with runs of transposes and of inverses turned round where that is shorter. */
export function writeChain(factors: readonly Expr[], whole: Expr, w: Written): Tree {
  const picked = entry(factors, w);
  if (picked !== undefined) return picked;
  const plain = chained(factors.map((factor) => tree(factor, w))) ?? number(1);
  if (whole.weight > FANCY_WEIGHT) return plain;
  return cheapest(plain, chained(runs(factors, w)), wholeTransposed(factors, w), reduction(factors, w), dyad(factors, w), weighted(whole, w), repeated(factors, w));
}

/** `(A*B)^2` for `A*B*A*B`. */
function repeated(factors: readonly Expr[], w: Written): Tree | undefined {
  const first = factors[0];
  for (let length = 2; length <= factors.length / 2; length++) {
    if (first?.shape.rows !== factors[length - 1]?.shape.cols || factors.length % length !== 0 || !factors.every((factor, i) => factor === factors[i % length])) continue;
    return binary('^', tree(product(factors.slice(0, length)), w), number(factors.length / length));
  }
  return undefined;
}

/** A column times a row, each written at its best. */
function dyad(factors: readonly Expr[], w: Written): Tree | undefined {
  const at = factors.findIndex((factor) => isColumn(factor.shape));
  if (at < 0 || at === factors.length - 1) return undefined;
  return chained([tree(product(factors.slice(0, at + 1)), w), ...factorsOf(tree(product(factors.slice(at + 1)), w))]);
}

/** The factors of a matrix product, so that it can be joined to another without brackets. */
const factorsOf = (chain: Tree): readonly Tree[] => (chain.kind === 'binary' && chain.operator === '*' ? [...factorsOf(chain.left), chain.right] : [chain]);

/** `diag(u)*M*diag(v)` is `M.*(u*v')`. */
function weighted(whole: Expr, w: Written): Tree | undefined {
  const ends = diagonalEnds(whole);
  const [left, right] = [ends?.left[0], ends?.right[0]];
  if (ends === undefined || left === undefined || right === undefined) return undefined;
  const middle = product(ends.middle);
  const weights = product([apply('diagonal', [left]), transpose(apply('diagonal', [right]))]);
  return writeHadamard([...(middle.op === 'hadamard' ? middle.factors : [middle]), weights], w);
}

/** `M*ones(n)` is rowsum(M), `ones(n)'*M` is colsum(M). */
function reduction(factors: readonly Expr[], w: Written): Tree | undefined {
  const first = factors[0];
  const last = factors.at(-1);
  if (factors.length < 2 || first === undefined || last === undefined) return undefined;
  const sums = (name: 'rowsum' | 'colsum', of: Expr): Tree => {
    const mirrored = transposed(call(name === 'rowsum' ? 'colsum' : 'rowsum', tree(transpose(of), w)));
    return cheapest(call(name, tree(of, w)), mirrored);
  };
  if (last.op === 'ones') return sums('rowsum', product(factors.slice(0, -1)));
  return isAllOnes(first) && first.shape.rows === SCALAR.rows ? sums('colsum', product(factors.slice(1))) : undefined;
}

/** `X*inv(X'*X)` is pinv(X)', `inv(X'*X)*X'` is pinv(X): X when two neighbours are either, for a rectangular X. */
function pseudoInverse(a: Expr, b: Expr | undefined): { readonly of: Expr; readonly mirrored: boolean } | undefined {
  if (b === undefined) return undefined;
  const [inverted, x, mirrored] = b.op === 'matrixPower' ? [b, a, true] : [a, transpose(b), false];
  if (inverted.op !== 'matrixPower' || integerExponent(inverted) !== -1 || x.shape.rows === x.shape.cols || inverted.base.op !== 'product') return undefined;
  return inverted.base === product([transpose(x), x]) ? { of: x, mirrored } : undefined;
}

/** The chain with maximal runs of transposed factors written `(C*B*A)'` and runs of inverses `inv(B*A)`. */
function runs(factors: readonly Expr[], w: Written): readonly Tree[] {
  const trees: Tree[] = [];
  for (let i = 0; i < factors.length;) {
    const here = factors[i];
    const pseudo = here === undefined ? undefined : pseudoInverse(here, factors[i + 1]);
    if (pseudo !== undefined) {
      const made = call('pinv', tree(pseudo.of, w));
      trees.push(pseudo.mirrored ? transposed(made) : made);
      i += 2;
      continue;
    }
    const inverses = runLength(factors, i, (factor) => factor.op === 'matrixPower' && factor.base.op !== 'sum' && integerExponent(factor) === -1);
    if (inverses > 1) {
      const inner = product(factors.slice(i, i + inverses).toReversed().map(inverse));
      trees.push(call('inv', tree(inner, w)));
      i += inverses;
      continue;
    }
    const length = runLength(factors, i, (factor) => prefersTranspose(factor, w));
    const run = factors.slice(i, i + Math.max(1, length)), plain = run.map((factor) => tree(factor, w));
    const mirrored = length > 1 ? wholeTransposed(run, w) : undefined;
    if (mirrored !== undefined && cost(mirrored) < cost(chained(plain) ?? mirrored)) trees.push(mirrored); else trees.push(...plain);
    i += Math.max(1, length);
  }
  return trees;
}

function runLength(factors: readonly Expr[], from: number, accept: (factor: Expr) => boolean): number {
  let length = 0;
  for (let i = from; i < factors.length; i++) { const factor = factors[i]; if (factor === undefined || !accept(factor)) break; length++; }
  return length;
}

/** Whether a factor is written shorter transposed, or not longer. */
const prefersTranspose = (factor: Expr, w: Written): boolean => { const mirrored = transpose(factor); return mirrored === factor || cost(tree(mirrored, w)) < cost(tree(factor, w)); };

function wholeTransposed(factors: readonly Expr[], w: Written): Tree | undefined {
  if (factors.length < 2) return undefined;
  const mirrored = chained(factors.toReversed().map((factor) => tree(transpose(factor), w)));
  return mirrored === undefined ? undefined : transposed(mirrored);
}

/** `u'*A*v`: as it stands, read backwards, as a sum of entries or as a squared norm. */
export function writeScalarChain(factors: readonly Expr[], whole: Expr, w: Written): Tree {
  const first = factors[0];
  const last = factors.at(-1);
  if (first === undefined || last === undefined) return number(1);
  if (isAllOnes(first) || isAllOnes(last)) {
    const inner = factors.slice(isAllOnes(first) ? 1 : 0, isAllOnes(last) ? -1 : undefined);
    const [summed] = inner.length === 1 ? inner.map(untransposed) : [];
    if (summed?.op === 'apply' && summed.name === 'abs') return call('norm1', ...summed.args.map((arg) => tree(arg, w)));
    if (inner.length > 0) return call('sum', tree(untransposed(product(inner)), w));
  }
  const picked = entry(factors, w);
  if (picked !== undefined) return picked;
  const candidates: Tree[] = [];
  if (last.op === 'hadamard' || last.op === 'power') candidates.push(call('sum', tree(hadamard([transpose(product(factors.slice(0, -1))), last]), w)));
  const column = transpose(first);
  if (column.op === 'hadamard' || column.op === 'power') candidates.push(call('sum', tree(hadamard([column, product(factors.slice(1))]), w)));
  const forwards = rowChain(factors, w);
  if (whole.weight > FANCY_WEIGHT) return forwards;
  const norm = squaredNormOf(whole);
  if (norm !== undefined) candidates.push(binary('^', call('norm2', tree(norm, w)), number(2)));
  return cheapest(forwards, rowChain(factors.toReversed().map(transpose), w), ...candidates);
}

/** row * … * column, the leading run of transposes turned round where shorter. */
function rowChain(factors: readonly Expr[], w: Written): Tree {
  const plain = chained(factors.map((factor) => tree(factor, w))) ?? number(1);
  return cheapest(plain, chained(runs(factors, w)));
}

export function writeTrace(factors: readonly Expr[], whole: Expr, w: Written): Tree {
  const plain = call('tr', chained(factors.map((factor) => tree(factor, w))) ?? number(1));
  if (whole.weight > FANCY_WEIGHT) return plain;
  const readings: Tree[] = [];
  for (const reading of [factors, factors.toReversed().map(transpose)]) {
    for (let shift = 0; shift < reading.length; shift++) {
      const rotated = [...reading.slice(shift), ...reading.slice(0, shift)];
      readings.push(call('tr', chained(runs(rotated, w)) ?? number(1)));
      const power = repeated(rotated, w);
      if (power !== undefined) readings.push(call('tr', power));
    }
  }
  const norm = squaredNormOf(whole);
  if (norm !== undefined) readings.push(binary('^', call('normF', tree(norm, w)), number(2)));
  return cheapest(plain, ...readings);
}
