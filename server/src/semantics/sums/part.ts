/**
 * Parts of a summand: values whose entries depend on the indices of the sums around them. A part is a network of arrays over those
 * indices and over its own rows and columns; the operators of the language act on it as a whole, for all values of the indices at once.
 */
import { arrayOf, factor, isSingle, lettersOf, mapFactors, multiplied, networkOf, renamed, summedOver, type Letter, type Network } from '../../algebra/network';
import { integer, isZero, numeral } from '../../algebra/construct/leaf';
import { power } from '../../algebra/construct/power';
import type { Expr } from '../../algebra/expression';
import { equalR, isIntegerR, mulR, RATIONAL_MINUS_ONE, RATIONAL_ONE, valueR, type Rational } from '../../algebra/rational';
import { ONE } from '../../shapes/dimension';
import type { Tree } from '../../syntax/tree';
import { refuse, Refusal } from '../refusal';

export interface Part {
  readonly network: Network;
  /** The letters of its own rows and columns; none where there is only one. */
  readonly rows: Letter | undefined;
  readonly cols: Letter | undefined;
  /** A power of every entry that has not been taken yet: the root of a norm, which a square takes back. */
  readonly root: Rational;
  /** Two indices where it is zero whenever they are equal, as in the norm of `x[i] - x[j]`: a root or an inverse has no derivative there. */
  readonly zeroAt?: readonly [Letter, Letter] | undefined;
  /** The tree it stands for, where a refusal points. */
  readonly at: Tree;
}

/** A power of a sum is multiplied out up to this exponent, where its terms depend on different indices. */
const MULTIPLIED_OUT = 4;
/** A product of sums is multiplied out up to this many terms; beyond, each is made an array first. */
const MAX_TERMS = 64;

const entries = (size: Letter['size'], name: string): Letter | undefined => (size === ONE ? undefined : { name, size });

/** The part that an expression is. */
export function constant(value: Expr, at: Tree): Part {
  const rows = entries(value.shape.rows, 'its rows');
  const cols = entries(value.shape.cols, 'its columns');
  return { network: networkOf(factor(value, rows, cols)), rows, cols, root: RATIONAL_ONE, at };
}

/** A scalar that depends on indices. */
export const scalarPart = (network: Network, at: Tree): Part => ({ network, rows: undefined, cols: undefined, root: RATIONAL_ONE, at });

export const isScalar = ({ rows, cols }: Part): boolean => rows === undefined && cols === undefined;
const minusOne = (): Network => networkOf(factor(numeral(RATIONAL_MINUS_ONE)));

/** The letters of an array for the part: those of sums first, then its own. */
function lettersFor({ network, rows, cols }: Part): readonly Letter[] {
  const own = [rows, cols].filter((letter) => letter !== undefined);
  return [...[...lettersOf(network)].filter((letter) => !own.includes(letter)), ...own];
}

/** The part with all its entries in one array; refused where that would have more than two indices. */
export function asArray(part: Part, by: (value: Expr) => Expr = (value) => value): Part {
  return asArrayOver(lettersFor(part), part, by);
}

function asArrayOver(letters: readonly Letter[], part: Part, by: (value: Expr) => Expr): Part {
  if (!equalR(part.root, RATIONAL_ONE)) awayFromZero(part);
  const [rows, cols, ...more] = letters;
  const value = more.length > 0 ? undefined : arrayOf(part.network, rows, cols);
  if (value === undefined) refuse(part.at, `this is an array with the indices ${letters.map(({ name }) => name).join(', ')}, and a matrix has two`);
  const rooted = equalR(part.root, RATIONAL_ONE) ? value : power(value, numeral(part.root));
  return { ...part, network: networkOf(factor(by(rooted), rows, cols)), root: RATIONAL_ONE };
}

/** Refuses what is zero where two indices are equal: of that no root, logarithm or inverse is taken in matrix form, even if the sum leaves it out. */
export function awayFromZero(part: Part): void {
  const [i, j] = zeroAtOf(part) ?? [];
  if (i === undefined || j === undefined) return;
  if (i.apartFrom === j || j.apartFrom === i) refuse(part.at, 'a matrix form of this is not finite on its diagonal');
  throw new Refusal(part.at, `this is zero where ${i.name} = ${j.name}, where it has no derivative; leave those out: sum(${j.name} = ${i.name}+1..n) instead of sum(${j.name} = 1..n)`, true);
}

/** The two indices where a part is zero whenever they are equal. */
export function zeroAtOf(part: Part): Part['zeroAt'] {
  if (part.zeroAt !== undefined) return part.zeroAt;
  const own = [part.rows, part.cols];
  const indices = [...lettersOf(part.network)].filter((letter) => !own.includes(letter));
  const [i, j, ...more] = indices;
  if (i === undefined || j === undefined || more.length > 0 || i.size !== j.size) return undefined;
  const value = arrayOf(renamed(part.network, j, i), i, part.rows ?? part.cols);
  return value !== undefined && isZero(value) ? [i, j] : undefined;
}

/** The part with every power taken. */
const taken = (part: Part): Part => (equalR(part.root, RATIONAL_ONE) ? part : asArray(part));

/** Two parts with the same letters for their rows and columns. A scalar meets every entry. */
function aligned(a: Part, b: Part): { readonly other: Part; readonly rows: Letter | undefined; readonly cols: Letter | undefined } {
  if (isScalar(a) || isScalar(b)) return { other: b, rows: a.rows ?? b.rows, cols: a.cols ?? b.cols };
  let { network } = b;
  if (b.rows !== undefined && a.rows !== undefined) network = renamed(network, b.rows, a.rows);
  if (b.cols !== undefined && a.cols !== undefined) network = renamed(network, b.cols, a.cols);
  return { other: { ...b, network }, rows: a.rows, cols: a.cols };
}

export function added(left: Part, right: Part, at: Tree): Part {
  const [a, b] = [taken(left), taken(right)];
  const { other, rows, cols } = aligned(a, b);
  const whole: Part = { network: [...a.network, ...other.network], rows, cols, root: RATIONAL_ONE, at };
  return isOneArray(whole) ? asArray(whole) : whole;
}

/** Whether a sum of terms reads as one array: a term has all the indices in one array, as in `X[i, :]' - m`. (`x[i] - x[j]` stays a sum of terms.) */
function isOneArray(part: Part): boolean {
  const letters = lettersFor(part);
  const whole = part.network.filter((term) => lettersOf([term]).size === letters.length);
  return letters.length <= 2 && whole.length > 0 && part.network.every((term) => term.summed.length === 0) && whole.every((term) => isSingle(term));
}

export const negated = (part: Part, at: Tree): Part => { const whole = taken(part); return { ...whole, network: multiplied(minusOne(), whole.network), at }; };
export const transposed = (part: Part, at: Tree): Part => ({ ...part, rows: part.cols, cols: part.rows, at });

const networksMultiplied = (a: Part, b: Part): Network => (a.network.length * b.network.length > MAX_TERMS ? multiplied(asArray(a).network, asArray(b).network) : multiplied(a.network, b.network));

/** Entry by entry. */
export function entrywise(left: Part, right: Part, at: Tree): Part {
  const [a, b] = [taken(left), taken(right)];
  const { other, rows, cols } = aligned(a, b);
  return { network: networksMultiplied(a, other), rows, cols, root: RATIONAL_ONE, at };
}

/** The product of matrices, of a matrix and a vector, of scalars with anything. */
export function product(left: Part, right: Part, at: Tree): Part {
  if (isScalar(left) || isScalar(right)) return entrywise(left, right, at);
  const [a, b] = [taken(left), taken(right)];
  const meeting = a.cols !== undefined && b.rows !== undefined ? renamed(b.network, b.rows, a.cols) : b.network;
  const network = networksMultiplied(a, { ...b, network: meeting });
  return { network: a.cols === undefined ? network : summedOver(network, a.cols), rows: a.rows, cols: b.cols, root: RATIONAL_ONE, at };
}

/** The sum over an index of the summand. */
export const summed = (part: Part, letter: Letter, at: Tree): Part => { const whole = taken(part); return { ...whole, network: summedOver(whole.network, letter), at }; };

/** The sum over the part's own rows, columns, or both. */
export function total(part: Part, over: 'rows' | 'cols' | 'both', at: Tree): Part {
  const whole = taken(part);
  const rows = over === 'cols' ? undefined : whole.rows;
  const cols = over === 'rows' ? undefined : whole.cols;
  let { network } = whole;
  for (const letter of [rows, cols]) if (letter !== undefined) network = summedOver(network, letter);
  return { network, rows: rows === undefined ? whole.rows : undefined, cols: cols === undefined ? whole.cols : undefined, root: RATIONAL_ONE, at };
}

/** Every entry to a constant power. */
export function toPower(part: Part, exponent: Expr, at: Tree): Part {
  const value = exponent.op === 'number' ? exponent.value : undefined;
  const whole = value === undefined ? undefined : mulR(part.root, value);
  if (whole?.d === 2) return { ...part, root: whole, zeroAt: zeroAtOf(part), at };
  if (whole === undefined || whole.n < 0 || whole.d !== 1) awayFromZero(part);
  if (whole === undefined || !isIntegerR(whole)) return { ...asArray(part, (entry) => power(entry, exponent)), at };
  const plain: Part = { ...part, root: RATIONAL_ONE, at };
  if (equalR(whole, RATIONAL_ONE)) return plain;
  const [only, ...more] = plain.network;
  const k = valueR(whole);
  if (only !== undefined && more.length === 0 && only.summed.length === 0) return { ...plain, network: [mapFactors(only, (entry) => power(entry, integer(k)))] };
  if (k < 2 || k > MULTIPLIED_OUT) return asArray(plain, (entry) => power(entry, integer(k)));
  let made = plain;
  for (let i = 1; i < k; i++) made = entrywise(made, plain, at);
  return made;
}

/** Several parts as arrays over one set of letters, and a function of them, entry by entry. */
export function combined(parts: readonly Part[], by: (values: readonly Expr[]) => Expr, at: Tree): Part {
  const [first, ...more] = parts.map(taken);
  if (first === undefined) return refuse(at, 'an operand is missing');
  const like = [first, ...more].find((part) => !isScalar(part)) ?? first;
  const networks = [first, ...more].map((part) => aligned(like, part).other.network);
  const whole: Part = { network: networks.flat(), rows: like.rows, cols: like.cols, root: RATIONAL_ONE, at };
  const [rows, cols, ...others] = lettersFor(whole);
  const values = networks.map((network) => arrayOf(network, rows, cols)).filter((value) => value !== undefined);
  if (others.length > 0 || values.length < networks.length) return refuse(at, 'this is an array with more than two indices');
  return { ...whole, network: networkOf(factor(by(values), rows, cols)) };
}

/** A function of each row of a matrix: of vectors that depend on one index. The value is a scalar, or a vector where `keeps`. */
export function ofVectors(part: Part, by: (rows: Expr) => Expr, keeps: boolean, at: Tree): Part {
  const whole = taken(part);
  const own = whole.rows ?? whole.cols;
  if (own === undefined || (whole.rows !== undefined && whole.cols !== undefined)) return refuse(at, 'this is a function of a vector');
  const letters = lettersFor(whole);
  const [index] = letters.length === 2 ? letters : [];
  const value = index === undefined ? undefined : arrayOf(whole.network, index, own);
  if (index === undefined || value === undefined) return refuse(at, `this is an array with the indices ${letters.map(({ name }) => name).join(', ')}, and a matrix has two`);
  return { network: networkOf(keeps ? factor(by(value), index, own) : factor(by(value), index)), rows: keeps ? whole.rows : undefined, cols: keeps ? whole.cols : undefined, root: RATIONAL_ONE, at };
}

/** Rows and columns are read by one letter: the diagonal. */
export function diagonal(part: Part, at: Tree): Part {
  const whole = taken(part);
  if (whole.rows === undefined || whole.cols === undefined) return { ...whole, at };
  return { network: renamed(whole.network, whole.cols, whole.rows), rows: whole.rows, cols: undefined, root: RATIONAL_ONE, at };
}

/** The value of a part that depends on no index. */
export function valueOf(part: Part): Expr | undefined {
  const whole = taken(part);
  return arrayOf(whole.network, whole.rows, whole.cols);
}

export const countOf = ({ rows, cols }: Part): readonly Letter['size'][] => [rows, cols].flatMap((letter) => (letter === undefined ? [] : [letter.size]));
