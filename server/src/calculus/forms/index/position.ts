/**
 * Where an entry stands along a side of a matrix: counted by one index, or, as a side of vec or of a Kronecker product is, by several, the first of
 * which is the fastest; or inside a block of a matrix made of blocks.
 */
import { dimension, integer } from '../../../algebra/construct/leaf';
import { scalarProduct } from '../../../algebra/construct/hadamard';
import { add, subtract } from '../../../algebra/construct/sum';
import type { Expr } from '../../../algebra/expression';
import { multiply, ONE, ZERO, type Dimension } from '../../../shapes/dimension';

/** One of the indices that count a side. */
export interface Digit { readonly at: Expr; readonly size: Dimension }
export interface Counted { readonly is: 'counted'; readonly digits: readonly Digit[] }
/** In the block that begins behind `before` others. */
export interface InBlock { readonly is: 'block'; readonly at: Position; readonly before: Dimension }
export type Position = Counted | InBlock;

export const counted = (...digits: readonly Digit[]): Counted => ({ is: 'counted', digits });
/** The only position along a side of one entry. */
export const FIRST: Counted = counted();

/** The position as one number, from 1 on. */
export function numberOf(position: Position): Expr {
  if (position.is === 'block') return position.before === ZERO ? numberOf(position.at) : add(dimension(position.before), numberOf(position.at));
  const [first, ...others] = position.digits;
  if (first === undefined) return integer(1);
  let number = first.at;
  let step = first.size;
  for (const { at, size } of others) {
    number = add(number, scalarProduct([dimension(step), subtract(at, integer(1))]));
    step = multiply(step, size);
  }
  return number;
}

/** A position on a side of `size*other` entries as that on a side of `size` and that on the other, where its indices can be parted so. */
export function parted(position: Position, size: Dimension, other: Dimension): readonly [inner: Position, outer: Position] | undefined {
  if (size === ONE) return [FIRST, position];
  if (other === ONE) return [position, FIRST];
  if (position.is === 'block') return undefined;
  let product = ONE;
  for (const [i, digit] of position.digits.entries()) {
    product = multiply(product, digit.size);
    if (product === size) return [counted(...position.digits.slice(0, i + 1)), counted(...position.digits.slice(i + 1))];
  }
  return undefined;
}

/** The position on a side of which the one given is the inner part. */
export const joined = (inner: Position, outer: Position): Position | undefined => (inner.is === 'counted' && outer.is === 'counted' ? counted(...inner.digits, ...outer.digits) : undefined);

/** Equal for equal positions. */
export const keyOf = (position: Position): string => (position.is === 'block' ? `${position.before.key}+${keyOf(position.at)}` : position.digits.map(({ at, size }) => `${at.id}:${size.key}`).join(','));
