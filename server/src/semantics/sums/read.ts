/**
 * Sums over indices in matrix form: `sum(i = 1..N) log(1 + exp(-y[i]*x[i]'*w))` is sum(log(1 + exp(-y.*(X*w)))), and
 * `sum(i = 1..n) sum(j = 1..n) x[i]*A[i, j]*x[j]` is x'*A*x. The summand is read as a network of arrays over its indices (`part.ts`),
 * which is then contracted. What would need an array of three indices, or a function that has no form for all values of an index at
 * once, has no matrix form.
 */
import { arrayOf, factor, multiplied, networkOf, renamed, summedOver, type Letter, type Network } from '../../algebra/network';
import { apply } from '../../algebra/construct/apply';
import { integer, numeral } from '../../algebra/construct/leaf';
import { inverse, power } from '../../algebra/construct/power';
import type { Expr } from '../../algebra/expression';
import { add, fixed, ONE, ZERO } from '../../shapes/dimension';
import { SCALAR } from '../../shapes/shape';
import { operands, postorder, type BinaryNode, type IndexNode, type SumOverNode, type Tree } from '../../syntax/tree';
import type { IndexName, Meaning } from '../meaning';
import { refuse } from '../refusal';
import { called } from './call';
import { added, combined, constant, entrywise, isScalar, negated, product, scalarPart, summed, toPower, transposed, valueOf, type Part } from './part';
import { maskOf, rangeOf, selection, shifted, type Range, type Surroundings } from './range';

/** Summands are walked by recursion: deeper ones than people write are refused. */
const MAX_DEPTH = 200;

/** The largest parts of a sum that depend on none of its indices, bounds first: these are expressed as they stand. `given`: indices that have a value of their own. */
export function freeParts(node: SumOverNode, meaning: Meaning, given: ReadonlyMap<IndexName, Expr>): readonly Tree[] {
  const inside = indicesIn(node, meaning);
  const parts: Tree[] = [];
  const stack: Tree[] = [node.body, node.to, node.from];
  for (let tree = stack.pop(); tree !== undefined; tree = stack.pop()) {
    if ([...inside.get(tree) ?? NONE].every((index) => given.has(index))) parts.push(tree); else stack.push(...operands(tree).toReversed());
  }
  return parts;
}

const NONE: ReadonlySet<IndexName> = new Set();
const known = new WeakMap<Meaning, Map<Tree, ReadonlySet<IndexName>>>();

/** The indices of sums around it that each part of a tree knows. Remembered, for the sums inside. */
function indicesIn(root: Tree, meaning: Meaning): ReadonlyMap<Tree, ReadonlySet<IndexName>> {
  const inside = known.get(meaning) ?? new Map<Tree, ReadonlySet<IndexName>>();
  known.set(meaning, inside);
  if (inside.has(root)) return inside;
  for (const tree of postorder(root)) {
    const binding = tree.kind === 'name' || tree.kind === 'sumOver' ? meaning.bindingOf(tree.kind === 'name' ? tree : tree.index) : undefined;
    if (tree.kind === 'name') { inside.set(tree, binding?.kind === 'index' ? new Set([binding]) : NONE); continue; }
    const sets = operands(tree).map((operand) => inside.get(operand) ?? NONE).filter((set) => set.size > 0);
    const [first, ...more] = sets;
    const all = first === undefined ? NONE : more.every((set) => set === first) ? first : new Set(sets.flatMap((set) => [...set]));
    inside.set(tree, binding?.kind === 'index' ? new Set([...all].filter((index) => index !== binding)) : all);
  }
  return inside;
}

/** The sum in matrix form. `free` holds the expressions of `freeParts`. */
export function readSum(node: SumOverNode, free: ReadonlyMap<Tree, Expr>, meaning: Meaning): Expr {
  return valueOf(overRange(node, { meaning, running: [], free }, 0)) ?? refuse(node, 'this sum would need an array with three indices, and a matrix has two');
}

/** A sum for all values of the indices around it. */
function overRange(node: SumOverNode, around: Surroundings, depth: number): Part {
  const range = rangeOf(node, around) ?? refuse(node, 'the index of a sum in matrix form runs from 1 to a dimension, such as i = 1..N, or up to another index');
  const pairs = node.body.kind === 'sumOver' ? overPairs(node.body, range, around, depth) : undefined;
  return pairs ?? overOne(node, range, read(node.body, within(around, range), depth + 1));
}

const within = (around: Surroundings, ...ranges: readonly Range[]): Surroundings => ({ ...around, running: [...around.running, ...ranges.map(({ running }) => running)] });

const overOne = (node: SumOverNode, range: Range, body: Part): Part => summed(range.mask === undefined ? body : entrywise(scalarPart(maskOf(range), node), body, node), range.running.letter, node);

/**
 * The sum of two indices of which one stays below the other. The outer one may leave out its last value, or first, which has no partner. What
 * does not change when the indices change places is counted once for every pair: half of all, less the half where they are equal.
 */
function overPairs(inner: SumOverNode, outer: Range, around: Surroundings, depth: number): Part | undefined {
  if (outer.mask !== undefined) return undefined;
  for (const whole of [outer, withAnotherLast(outer), withAnotherFirst(outer)]) {
    const range = rangeOf(inner, within(around, whole));
    if (range?.mask?.outer !== whole.running || (range.mask.kind !== 'above' && range.mask.kind !== 'below')) continue;
    const [i, j] = [whole.running.letter, range.running.letter];
    const body = read(inner.body, within(around, whole, range), depth + 2);
    const direct = isScalar(body) ? arrayOf(body.network, i, j) : undefined;
    if (direct === undefined || direct !== arrayOf(body.network, j, i)) return summed(overOne(inner, range, body), i, inner);
    const half = networkOf(factor(numeral({ n: 1, d: 2 })));
    const all = summedOver(summedOver(body.network, j), i);
    const equal = summedOver(renamed(body.network, j, i), i);
    return scalarPart([...multiplied(half, all), ...multiplied(networkOf(factor(numeral({ n: -1, d: 2 }))), equal)], inner);
  }
  return undefined;
}

const MINUS_ONE = fixed(-1);
const withAnotherLast = ({ running }: Range): Range => ({ running: { ...running, letter: { ...running.letter, size: add(running.letter.size, ONE) } }, mask: undefined });
const withAnotherFirst = ({ running }: Range): Range => ({ running: { ...running, letter: { ...running.letter, size: add(running.letter.size, ONE) }, offset: add(running.offset, MINUS_ONE) }, mask: undefined });

/** A part of the summand, for all values of the indices. */
function read(tree: Tree, around: Surroundings, depth: number): Part {
  const known = around.free.get(tree);
  if (known !== undefined) return constant(known, tree);
  if (depth > MAX_DEPTH) refuse(tree, 'the summand is nested too deep');
  const below = (part: Tree): Part => read(part, around, depth + 1);
  switch (tree.kind) {
    case 'index': return picked(tree, below(tree.object), around);
    case 'negate': return negated(below(tree.operand), tree);
    case 'transpose': return transposed(below(tree.operand), tree);
    case 'binary': return arithmetic(tree, below(tree.left), below(tree.right), around);
    case 'call': return called(tree, tree.arguments.map(below), around.meaning);
    case 'sumOver': return overRange(tree, around, depth);
    case 'name': return refuse(tree, `the index ${tree.name} stands for a number here, which has no matrix form`);
    case 'number': case 'block': case 'where': case 'missing': return refuse(tree, 'this part of the sum has no matrix form');
  }
}

function arithmetic(tree: BinaryNode, left: Part, right: Part, { free }: Surroundings): Part {
  const exponent = free.get(tree.right);
  const minusOne = (): Expr => integer(-1);
  switch (tree.operator) {
    case '+': return added(left, right, tree);
    case '-': return added(left, negated(right, tree.right), tree);
    case '*': return product(left, right, tree);
    case '.*': return entrywise(left, right, tree);
    case './': return entrywise(left, toPower(right, minusOne(), tree.right), tree);
    case '/': return product(left, isScalar(right) ? toPower(right, minusOne(), tree.right) : inverted(tree.right, free), tree);
    case '\\': return product(isScalar(left) ? toPower(left, minusOne(), tree.left) : inverted(tree.left, free), right, tree);
    case '^': case '.^':
      if (tree.operator === '^' && !isScalar(left)) return refuse(tree, 'a power of a matrix that depends on an index has no matrix form');
      return exponent?.shape === SCALAR ? toPower(left, exponent, tree) : combined([left, right], ([base, top]) => (base === undefined || top === undefined ? refuse(tree, 'an operand is missing') : power(base, top)), tree);
  }
}

const inverted = (tree: Tree, free: ReadonlyMap<Tree, Expr>): Part => { const value = free.get(tree); return value === undefined ? refuse(tree, 'the inverse of what depends on an index has no matrix form') : constant(inverse(value), tree); };

/** `y[i]`, `X[i, :]`, `X[:, i]`, `A[i, j]`, `A[i, i]`, `x[i + 1]`, `X[i, 1]`: letters of the object become those of sums. */
function picked(tree: IndexNode, object: Part, around: Surroundings): Part {
  const [first, second] = tree.indices;
  const at = (network: Network, axis: Letter | undefined, index: Tree | 'all' | undefined): Network => (axis === undefined || index === undefined || index === 'all' ? network : pick(network, axis, index, around));
  const keeps = (index: Tree | 'all' | undefined, axis: Letter | undefined): Letter | undefined => (index === 'all' ? axis : undefined);
  // One index picks an entry of a vector, a row of a matrix, which is then a column.
  if (second === undefined) {
    const axis = object.rows ?? object.cols;
    return { ...object, network: at(object.network, axis, first), rows: first === 'all' ? axis : object.rows === undefined ? undefined : object.cols, cols: undefined, at: tree };
  }
  return { ...object, network: at(at(object.network, object.rows, first), object.cols, second), rows: keeps(first, object.rows), cols: keeps(second, object.cols), at: tree };
}

/** The entries at an index: the letter of the axis becomes that of the sum, or meets a matrix that picks. */
function pick(network: Network, axis: Letter, index: Tree, around: Surroundings): Network {
  const value = around.free.get(index);
  if (value !== undefined) return summedOver(multiplied(networkOf(factor(apply('unit', [value], { dimensions: [axis.size] }), axis)), network), axis);
  const moving = shifted(index, around) ?? refuse(index, 'an index in matrix form is that of a sum, or one and a whole number');
  const { letter, offset } = moving.running;
  const shift = add(offset, moving.by);
  if (shift === ZERO && letter.size === axis.size) return renamed(network, axis, letter);
  const picks = selection(letter.size, shift, axis.size) ?? refuse(index, `the index may be outside 1..${axis.size.key}`);
  return summedOver(multiplied(networkOf(factor(picks, letter, axis)), network), axis);
}
