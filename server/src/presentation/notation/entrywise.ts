/** How products and powers entry by entry are written. */
import { power } from '../../algebra/construct/power';
import { transpose } from '../../algebra/construct/transpose';
import type { Expr } from '../../algebra/expression';
import { isColumn } from '../../shapes/shape';
import { binary, call, number, transposed } from '../../syntax/build';
import type { Tree } from '../../syntax/tree';
import { FANCY_WEIGHT, type Written, cheapest } from './readings';
import { negatedExponent, squaredRowsOf } from './terms';
import { tree } from './write';

/** An elementwise product, or the transpose of one: `(M.*(U*V' - R))'`. */
export function writeMatrixHadamard(e: Extract<Expr, { op: 'hadamard' }>, w: Written): Tree {
  const plain = writeHadamard(e.factors, w);
  if (isColumn(e.shape) || e.weight > FANCY_WEIGHT) return plain;
  const mirrored = transpose(e);
  return mirrored === e || mirrored.op !== 'hadamard' ? plain : cheapest(plain, transposed(writeHadamard(mirrored.factors, w)));
}

/** `u.*v./w`: what is plain first, products in brackets later, divisors last. */
export function writeHadamard(factors: readonly Expr[], w: Written): Tree {
  const above: Tree[] = [];
  const below: Tree[] = [];
  for (const factor of factors) {
    if (factor.op === 'power' && factor.exponent.op === 'number' && factor.exponent.value.n < 0) {
      const lifted = power(factor.base, negatedExponent(factor.exponent));
      below.push(lifted.op === 'power' ? writeEntryPower(lifted, w) : tree(lifted, w));
    } else above.push(factor.op === 'power' ? writeEntryPower(factor, w) : tree(factor, w));
  }
  const ordered = above.toSorted((a, b) => rank(a) - rank(b));
  let made: Tree | undefined;
  for (const factor of ordered) made = made === undefined ? factor : binary('.*', made, factor);
  made ??= number(1);
  for (const divisor of below) made = binary('./', made, divisor);
  return made;
}

/** Names first, then functions of them, sums and products (in brackets) last. */
const rank = (t: Tree): number => (t.kind === 'name' || t.kind === 'transpose' ? 0 : t.kind === 'binary' && (t.operator === '*' || t.operator === '+' || t.operator === '-') ? 2 : 1);

function writeEntryPower(e: Extract<Expr, { op: 'power' }>, w: Written): Tree {
  if (e.exponent.op === 'number' && e.exponent.value.d === 2) {
    const rows = squaredRowsOf(e.base), root = rows === undefined ? call('sqrt', tree(e.base, w)) : call('rownorm', tree(rows, w));
    return e.exponent.value.n === 1 ? root : binary('.^', root, number(e.exponent.value.n));
  }
  return binary('.^', tree(e.base, w), tree(e.exponent, w));
}
