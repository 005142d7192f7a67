/**
 * Sums of products over index letters, read as in Einstein's notation: `Σ_k X[i,k]*W[k,l]*Y[j,l]` is a term of three factors in which k
 * and l are summed. What is summed is contracted where matrix algebra can: a letter that stands beside at most two others leaves by a
 * product, `X*W*Y'` over i and j. A letter beside three would need an array with three indices, and waits until another is gone.
 */
import type { Dimension } from '../shapes/dimension';
import { SCALAR, shape } from '../shapes/shape';
import type { Expr } from './expression';
import { apply } from './construct/apply';
import { allOnes, hadamard, scalarProduct } from './construct/hadamard';
import { dimension, ones } from './construct/leaf';
import { product, scale } from './construct/product';
import { sum } from './construct/sum';
import { transpose } from './construct/transpose';
import { RATIONAL_ONE } from './rational';

/** An index: of a sum, or of the entries of a value. Each is itself, whatever its name. `apartFrom`: it never equals that one. */
export interface Letter { readonly name: string; readonly size: Dimension; readonly apartFrom?: Letter | undefined }

/** An array over at most two letters: a scalar, a column over `rows`, a matrix over `rows` and `cols`. */
export interface Factor { readonly value: Expr; readonly rows?: Letter | undefined; readonly cols?: Letter | undefined }
export interface Term { readonly factors: readonly Factor[]; readonly summed: readonly Letter[] }
/** A sum of terms. */
export type Network = readonly Term[];

/** The array as a factor; over one letter twice it is its diagonal. */
export function factor(value: Expr, rows?: Letter, cols?: Letter): Factor {
  if (rows === undefined) return cols === undefined ? { value } : { value: transpose(value), rows: cols };
  if (cols === undefined) return { value, rows };
  return rows === cols ? { value: apply('diagonal', [value]), rows } : { value, rows, cols };
}

export const networkOf = (...factors: readonly Factor[]): Network => [contract({ factors, summed: [] })];

const lettersOfFactor = ({ rows, cols }: Factor): readonly Letter[] => [...(rows === undefined ? [] : [rows]), ...(cols === undefined ? [] : [cols])];
const lettersOfTerm = ({ factors, summed }: Term): ReadonlySet<Letter> => new Set(factors.flatMap(lettersOfFactor).filter((letter) => !summed.includes(letter)));
/** The letters that stand free. */
export const lettersOf = (network: Network): ReadonlySet<Letter> => new Set(network.flatMap((term) => [...lettersOfTerm(term)]));

/** With another letter in the place of `from`. */
export function renamed(network: Network, from: Letter, to: Letter): Network {
  const at = (letter: Letter | undefined): Letter | undefined => (letter === from ? to : letter);
  return from === to ? network : network.map(({ factors, summed }) => contract({ factors: factors.map(({ value, rows, cols }) => factor(value, at(rows), at(cols))), summed }));
}

/** Every term of the one with every term of the other. */
export function multiplied(a: Network, b: Network): Network {
  return a.flatMap((x) => b.map((y) => {
    const own = withOwnLetters(y);
    return contract({ factors: [...x.factors, ...own.factors], summed: [...x.summed, ...own.summed] });
  }));
}

/** Two copies of a term do not share what they are summed over. */
function withOwnLetters(term: Term): Term {
  const copies = new Map(term.summed.map((letter) => [letter, { ...letter }]));
  const at = (letter: Letter | undefined): Letter | undefined => (letter === undefined ? undefined : copies.get(letter) ?? letter);
  return copies.size === 0 ? term : { factors: term.factors.map(({ value, rows, cols }) => ({ value, rows: at(rows), cols: at(cols) })), summed: [...copies.values()] };
}

/** Summed over the letter. */
export const summedOver = (network: Network, letter: Letter): Network => network.map(({ factors, summed }) => contract({ factors, summed: [...summed, letter] }));

/** Every factor by itself: of one term a product stays a product under what takes products to products (powers). */
export const mapFactors = (term: Term, by: (value: Expr) => Expr): Term => ({ ...term, factors: term.factors.map((each) => ({ ...each, value: by(each.value) })) });

/** Whether a term is one array, up to scalars. */
export const isSingle = ({ factors }: Term): boolean => factors.filter((each) => each.rows !== undefined).length <= 1;

/** Brings together what stands over the same letters, and sums out every letter that it can. */
function contract(term: Term): Term {
  let { factors, summed } = { factors: merged(term.factors), summed: term.summed };
  for (;;) {
    const next = summed.find((letter) => neighboursOf(factors, letter).length <= 2);
    if (next === undefined) return { factors, summed };
    factors = merged(withoutLetter(factors, next));
    summed = summed.filter((letter) => letter !== next);
  }
}

const neighboursOf = (factors: readonly Factor[], letter: Letter): readonly Letter[] =>
  factors.filter((each) => each.rows === letter || each.cols === letter).flatMap(lettersOfFactor).filter((other) => other !== letter);

/** Factors over the same letters are one, entry by entry. */
function merged(factors: readonly Factor[]): readonly Factor[] {
  const kept: Factor[] = [];
  for (const each of factors) {
    const at = each.rows === undefined ? -1 : kept.findIndex((other) => (other.rows === each.rows && other.cols === each.cols) || (other.rows === each.cols && other.cols === each.rows && each.cols !== undefined));
    const other = kept[at];
    if (other === undefined) kept.push(each);
    else kept[at] = { ...other, value: hadamard([other.value, other.rows === each.rows ? each.value : transpose(each.value)]) };
  }
  return kept;
}

/** `Σ_k u_k*M[a,k]*N[b,k]` is `M*diag(u)*N'` over a and b. */
function withoutLetter(factors: readonly Factor[], letter: Letter): readonly Factor[] {
  const others = factors.filter((each) => each.rows !== letter && each.cols !== letter);
  const column = factors.find((each) => each.rows === letter && each.cols === undefined)?.value;
  const [first, second] = factors.flatMap(({ value, rows, cols }) => (cols === undefined || rows === undefined ? [] : rows === letter ? [{ other: cols, value: transpose(value) }] : cols === letter ? [{ other: rows, value }] : []));
  if (first === undefined) return [...others, { value: column === undefined ? dimension(letter.size) : product([transpose(ones(letter.size)), column]) }];
  if (second === undefined) return [...others, { value: product([first.value, column ?? ones(letter.size)]), rows: first.other }];
  return [...others, factor(product([first.value, ...(column === undefined ? [] : [apply('diag', [column])]), transpose(second.value)]), first.other, second.other)];
}

/** The network as an array over these letters; undefined where it stands over others, or a letter that is summed is left. */
export function arrayOf(network: Network, rows?: Letter, cols?: Letter): Expr | undefined {
  const of = shape(rows?.size ?? SCALAR.rows, cols?.size ?? SCALAR.cols);
  const parts: Expr[] = [];
  for (const term of network) {
    const part = arrayOfTerm(term, rows, cols);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return sum(parts.map((expr) => ({ coefficient: RATIONAL_ONE, expr })), of);
}

function arrayOfTerm({ factors, summed }: Term, rows: Letter | undefined, cols: Letter | undefined): Expr | undefined {
  if (summed.length > 0 || factors.some((each) => lettersOfFactor(each).some((letter) => letter !== rows && letter !== cols))) return undefined;
  const scalar = scalarProduct(factors.filter((each) => each.rows === undefined).map((each) => each.value));
  const over = (letter: Letter | undefined): Expr | undefined => (letter === undefined ? undefined : factors.find((each) => each.rows === letter && each.cols === undefined)?.value);
  const [left, right] = [over(rows), over(cols)];
  if (rows === undefined || cols === undefined) {
    const letter = rows ?? cols;
    if (letter === undefined) return scalar;
    const column = scale(scalar, left ?? right ?? ones(letter.size));
    return rows === undefined ? transpose(column) : column;
  }
  const both = factors.find((each) => each.cols !== undefined);
  if (both === undefined) return left === undefined && right === undefined ? scale(scalar, allOnes(shape(rows.size, cols.size))) : product([scalar, left ?? ones(rows.size), transpose(right ?? ones(cols.size))]);
  const matrix = both.rows === rows ? both.value : transpose(both.value);
  return product([scalar, ...(left === undefined ? [] : [apply('diag', [left])]), matrix, ...(right === undefined ? [] : [apply('diag', [right])])]);
}
