/** Products in the surface tree, joined so that they read and parse left to right: `2*A*x`, `s*x.*y`, `X'*r/n`. */
import { binary, negate, number } from '../syntax/build';
import type { BinaryOperator, Tree } from '../syntax/tree';
import { isIntegerR, valueR, type Rational } from '../algebra/rational';

const CHAINED: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(['*', '.*', '/', './']);

/** A chain longer than this is put in brackets rather than joined: no one reads on, and joining thousands would be quadratic. */
const JOINED = 40;

/** `left * tree` with `left` put on the leftmost factor of the chain. `left` must be a scalar where `tree` is an elementwise chain. */
export function attachLeft(left: Tree, tree: Tree): Tree {
  const path: Extract<Tree, { kind: 'binary' }>[] = [];
  let at = tree;
  while (at.kind === 'binary' && CHAINED.has(at.operator) && !isBracketed(path.at(-1), at) && path.length <= JOINED) { path.push(at); at = at.left; }
  if (path.length > JOINED) return binary('*', left, tree);
  let made = at.kind === 'number' && at.value === 1 && path.length > 0 ? left : binary('*', left, at);
  for (const node of path.reverse()) made = binary(node.operator, made, node.right);
  return made;
}

/** An elementwise product that is multiplied from the right stands in brackets: nothing is put into it. */
const isBracketed = (outer: Tree | undefined, inner: Tree): boolean => outer?.kind === 'binary' && outer.operator === '*' && inner.kind === 'binary' && (inner.operator === '.*' || inner.operator === './');

/** `-tree` with the minus on the leftmost factor. */
export function attachMinus(tree: Tree): Tree {
  const path: Extract<Tree, { kind: 'binary' }>[] = [];
  let at = tree;
  while (at.kind === 'binary' && CHAINED.has(at.operator) && !isBracketed(path.at(-1), at)) { path.push(at); at = at.left; }
  let made = at.kind === 'negate' ? at.operand : negate(at);
  for (const node of path.reverse()) made = binary(node.operator, made, node.right);
  return made;
}

/** The product of scalars and at last anything, left to right, the last one's chain flattened into it; undefined for none. */
export function multiplied(trees: readonly Tree[]): Tree | undefined {
  let made: Tree | undefined;
  for (const tree of trees) made = made === undefined ? tree : attachLeft(made, tree);
  return made;
}

/** The matrix product of the trees. */
export function chained(trees: readonly Tree[]): Tree | undefined {
  let made: Tree | undefined;
  for (const tree of trees) made = made === undefined ? tree : binary('*', made, tree);
  return made;
}

/** Whether a rational is better shown as a decimal: 0.1, 0.05, 1e-9; but 1/2, 3/4, 2/3, 1/120. */
const isDecimal = ({ n, d }: Rational): boolean => !isIntegerR({ n, d }) && (d === 1 || (hasDecimals(d) ? d % 10 === 0 || d > LONG : d > LONG && Math.abs(n) > LONG)) && Number.isFinite(n / d);
/** A part of a fraction beyond this is no longer read at a glance. */
const LONG = 1000;
/** Whether a fraction with this denominator has an end as a decimal. */
function hasDecimals(denominator: number): boolean {
  let rest = denominator;
  for (const prime of [2, 5]) while (rest % prime === 0) rest /= prime;
  return rest === 1;
}

/** A positive rational as the number it starts with and the number it is divided by. */
export function fraction(value: Rational): { readonly numerator: Tree | undefined; readonly denominator: Tree | undefined } {
  if (isDecimal(value)) return { numerator: number(valueR(value)), denominator: undefined };
  if (value.d !== 1 && value.n !== 1) return { numerator: binary('/', number(value.n), number(value.d)), denominator: undefined };
  return { numerator: value.n === 1 ? undefined : number(value.n), denominator: value.d === 1 ? undefined : number(value.d) };
}

