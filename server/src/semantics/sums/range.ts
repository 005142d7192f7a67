/** What an index runs over: from a number to a dimension, or up to or from the index of the sum around it. */
import { networkOf, factor, multiplied, type Letter, type Network } from '../../algebra/network';
import { apply } from '../../algebra/construct/apply';
import { allOnes } from '../../algebra/construct/hadamard';
import { identity, numeral, zero } from '../../algebra/construct/leaf';
import type { Expr } from '../../algebra/expression';
import { RATIONAL_MINUS_ONE } from '../../algebra/rational';
import { add, asInteger, fixed, isCertainlyNonnegative, multiply, ONE, ZERO, type Dimension } from '../../shapes/dimension';
import { shape } from '../../shapes/shape';
import type { NameNode, SumOverNode, Tree } from '../../syntax/tree';
import { dimensionOf } from '../dimensionOf';
import type { IndexName, Meaning } from '../meaning';

/** An index with its letter: it is the position of the letter, counted from 1, and `offset` more. */
export interface Running { readonly index: IndexName; readonly letter: Letter; readonly offset: Dimension }

export interface Surroundings {
  readonly meaning: Meaning;
  readonly running: readonly Running[];
  /** The expressions of the parts that depend on no index. */
  readonly free: ReadonlyMap<Tree, Expr>;
}

/** What a sum runs over; `mask`: which of these count, where that depends on the index around. */
export interface Range { readonly running: Running; readonly mask: Mask | undefined }
export interface Mask { readonly outer: Running; readonly kind: 'upTo' | 'below' | 'from' | 'above' }

const difference = (a: Dimension, b: Dimension): Dimension => add(a, multiply(fixed(-1), b));
/** The last value of an index. */
const lastOf = ({ letter, offset }: Running): Dimension => add(letter.size, offset);

/** The index that a name stands for. */
function runningOf(name: NameNode, { meaning, running }: Surroundings): Running | undefined {
  const binding = meaning.bindingOf(name);
  return running.find(({ index }) => index === binding);
}

/** `i`, `i + 1`, `i - m`: an index and what is added to it. */
export function shifted(tree: Tree, around: Surroundings): { readonly running: Running; readonly by: Dimension } | undefined {
  if (tree.kind === 'name') { const running = runningOf(tree, around); return running === undefined ? undefined : { running, by: ZERO }; }
  if (tree.kind !== 'binary' || (tree.operator !== '+' && tree.operator !== '-')) return undefined;
  const value = around.free.get(tree.right);
  const by = value === undefined ? undefined : dimensionOf(value);
  const inner = by === undefined ? undefined : shifted(tree.left, around);
  return by === undefined || inner === undefined ? undefined : { running: inner.running, by: add(inner.by, tree.operator === '-' ? multiply(fixed(-1), by) : by) };
}

/** The range of a sum; undefined where it is of no kind that a matrix can mask. */
export function rangeOf(node: SumOverNode, around: Surroundings): Range | undefined {
  const index = around.meaning.bindingOf(node.index);
  if (index?.kind !== 'index') return undefined;
  const made = (size: Dimension, offset: Dimension, mask?: Mask): Range => ({
    running: { index, letter: { name: index.name, size, ...(mask?.kind === 'above' || mask?.kind === 'below' ? { apartFrom: mask.outer.letter } : {}) }, offset }, mask,
  });
  const [from, to] = [node.from, node.to].map((bound) => { const value = around.free.get(bound); return value === undefined ? undefined : dimensionOf(value); });
  if (from !== undefined && to !== undefined) return made(add(difference(to, from), ONE), difference(from, ONE));
  if (from !== undefined) {
    const last = shifted(node.to, around);
    if (last === undefined || difference(from, ONE) !== last.running.offset) return undefined;
    const kind = last.by === ZERO ? 'upTo' : asInteger(last.by) === -1 ? 'below' : undefined;
    return kind === undefined ? undefined : made(last.running.letter.size, last.running.offset, { outer: last.running, kind });
  }
  const first = to === undefined ? undefined : shifted(node.from, around);
  if (first === undefined || to !== lastOf(first.running)) return undefined;
  const kind = first.by === ZERO ? 'from' : first.by === ONE ? 'above' : undefined;
  return kind === undefined ? undefined : made(first.running.letter.size, first.running.offset, { outer: first.running, kind });
}

/** Ones where the inner index counts beside the outer one. */
export function maskOf({ running: { letter }, mask }: Range): Network {
  if (mask === undefined) return networkOf();
  const { size } = letter;
  const triangle = apply(mask.kind === 'upTo' || mask.kind === 'below' ? 'tril' : 'triu', [allOnes(shape(size, size))]);
  const over = (value: Expr): Network => networkOf(factor(value, mask.outer.letter, letter));
  return mask.kind === 'upTo' || mask.kind === 'from' ? over(triangle) : [...over(triangle), ...multiplied(networkOf(factor(numeral(RATIONAL_MINUS_ONE))), over(identity(size)))];
}

/** [0 I 0] with the identity behind `shift` columns: picks `count` of `size` entries; undefined where they may not be there. */
export function selection(count: Dimension, shift: Dimension, size: Dimension): Expr | undefined {
  const rest = difference(size, add(count, shift));
  if (!isCertainlyNonnegative(shift) || !isCertainlyNonnegative(rest)) return undefined;
  const blocks = [...(shift === ZERO ? [] : [zero(shape(count, shift))]), identity(count), ...(rest === ZERO ? [] : [zero(shape(count, rest))])];
  return blocks.slice(0, -1).reduceRight((right, left) => apply('hcat', [left, right]), blocks.at(-1) ?? identity(count));
}
