/** One equation between dimensions. An unknown is a dimension name that starts with `?`; everything else is a name or a whole number. */
import { add, fixed, multiply, named, total, type Dimension } from '../shapes/dimension';

export const isUnknown = (name: string): boolean => name.startsWith('?');

const NONE: readonly string[] = [];

/** The unknowns a dimension is made of; a fact about the interned dimension, so it is kept. */
const unknownsByDimension = new WeakMap<Dimension, readonly string[]>();
export function unknownsOf(dimension: Dimension): readonly string[] {
  if (!dimension.key.includes('?')) return NONE;
  const known = unknownsByDimension.get(dimension);
  if (known !== undefined) return known;
  const found = [...new Set([...dimension.terms.keys()].flatMap((monomial) => monomial.split('*')).filter(isUnknown))];
  unknownsByDimension.set(dimension, found);
  return found;
}

const QUESTION_MARK = 63;

/** The name of the unknown that a dimension simply is. The key of a lone name is the name. */
export const soleUnknown = ({ key, terms }: Dimension): string | undefined => (key.charCodeAt(0) === QUESTION_MARK && terms.get(key) === 1 && !key.includes('*') ? key : undefined);

export const factorsOf = (monomial: string): readonly string[] => (monomial === '' ? [] : monomial.split('*'));
const monomialOf = (names: readonly string[], coefficient: number): Dimension => names.map(named).reduce(multiply, fixed(coefficient));
export const negated = (dimension: Dimension): Dimension => multiply(fixed(-1), dimension);

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** Divides by the common names and the common whole factor of all terms: `2*m*a - 2*m*n` becomes `a - n`. Dimensions are positive, so this is an equivalence. */
function withoutContent(difference: Dimension): Dimension {
  const terms = [...difference.terms];
  const first = terms[0];
  if (first === undefined) return difference;
  const divisor = terms.reduce((g, [, c]) => greatestCommonDivisor(g, c), 0);
  let common = [...factorsOf(first[0])];
  for (const [monomial] of terms) {
    const left = [...factorsOf(monomial)];
    common = common.filter((name) => {
      const at = left.indexOf(name);
      if (at < 0) return false;
      left.splice(at, 1);
      return true;
    });
  }
  return total(terms.map(([monomial, c]) => {
    const left = [...factorsOf(monomial)];
    for (const name of common) left.splice(left.indexOf(name), 1);
    return monomialOf(left, c / divisor);
  }));
}

/** The root of a monomial that is a perfect square: of `9*n*n` it is `3*n`. */
function squareRoot(monomial: string, coefficient: number): Dimension | undefined {
  const root = Math.round(Math.sqrt(coefficient));
  if (root * root !== coefficient) return undefined;
  const names = [...factorsOf(monomial)].sort();
  const half: string[] = [];
  for (let i = 0; i < names.length; i += 2) {
    const name = names[i];
    if (name === undefined || name !== names[i + 1]) return undefined;
    half.push(name);
  }
  return monomialOf(half, root);
}

type Solution =
  | { readonly kind: 'true' } | { readonly kind: 'false' } | { readonly kind: 'later' }
  | { readonly kind: 'found'; readonly unknown: string; readonly value: Dimension };

/** Solves `difference = 0` for one unknown, where dimensions are whole numbers of at least one. */
export function solve(difference: Dimension): Solution {
  const d = withoutContent(difference);
  if (d.terms.size === 0) return { kind: 'true' };
  const unknowns = unknownsOf(d);
  const terms = [...d.terms];
  if (unknowns.length === 0 || terms.every(([, c]) => c > 0) || terms.every(([, c]) => c < 0)) return { kind: 'false' };
  for (const unknown of unknowns) {
    const coefficient = d.terms.get(unknown);
    const occurrences = terms.filter(([monomial]) => factorsOf(monomial).includes(unknown)).length;
    if ((coefficient === 1 || coefficient === -1) && occurrences === 1) {
      const rest = add(d, monomialOf([unknown], -coefficient));
      const value = coefficient === 1 ? negated(rest) : rest;
      return [...value.terms.values()].some((c) => c > 0) ? { kind: 'found', unknown, value } : { kind: 'false' };
    }
  }
  const [first, second] = terms;
  if (terms.length === 2 && first !== undefined && second !== undefined) {
    for (const [[m, c], [other, k]] of [[first, second], [second, first]] as const) {
      const [a, b, ...more] = factorsOf(m);
      if (a === undefined || a !== b || more.length > 0 || !isUnknown(a) || Math.abs(c) !== 1) continue;
      const root = squareRoot(other, -k * c);
      if (root !== undefined && !unknownsOf(root).includes(a)) return { kind: 'found', unknown: a, value: root };
    }
  }
  return { kind: 'later' };
}
