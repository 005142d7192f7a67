/** The words of a paper. */
import type { Property } from '../shapes/adjectives';
import type { QueryWord } from '../syntax/tree';

interface Noun { readonly one: string; readonly several: string; /** How the vector that it is a product with is introduced. */ readonly along?: string }

export const nouns: Readonly<Record<QueryWord, Noun>> = {
  gradient:     { one: 'gradient',                several: 'gradients' },
  jacobian:     { one: 'Jacobian',                several: 'Jacobians' },
  hessian:      { one: 'Hessian',                 several: 'Hessians' },
  differential: { one: 'differential',            several: 'differentials' },
  derivative:   { one: 'derivative',              several: 'derivatives' },
  taylor:       { one: 'Taylor expansion',        several: 'Taylor expansions' },
  jvp:          { one: 'Jacobian-vector product', several: 'Jacobian-vector products', along: 'along' },
  vjp:          { one: 'vector-Jacobian product', several: 'vector-Jacobian products', along: 'with weights' },
  hvp:          { one: 'Hessian-vector product',  several: 'Hessian-vector products',  along: 'along' },
};

interface Predicate { readonly number: string; readonly vector: string; readonly matrix: string }
const row = (number: string, vector: string, matrix = vector): Predicate => ({ number, vector, matrix });

/** Behind `S ∈ ℝ^{n×n}`; nothing where there is nothing to be told. */
export const predicates: Readonly<Record<Property, Predicate>> = {
  symmetric:    row('',                   '',                                     'is symmetric'),
  skew:         row('',                   '',                                     'is skew-symmetric'),
  diagonal:     row('',                   '',                                     'is diagonal'),
  lower:        row('',                   '',                                     'is lower triangular'),
  upper:        row('',                   '',                                     'is upper triangular'),
  orthogonal:   row('',                   '',                                     'is orthogonal'),
  sphere:       row('is of magnitude 1',  'is on the unit sphere'),
  stiefel:      row('is of magnitude 1',  'is of length 1',                       'has orthonormal columns'),
  posdef:       row('is positive',        '',                                     'is symmetric positive definite'),
  possemidef:   row('is nonnegative',     '',                                     'is symmetric positive semidefinite'),
  invertible:   row('is nonzero',         '',                                     'is invertible'),
  fullrank:     row('is nonzero',         'is nonzero',                           'has full rank'),
  posdet:       row('is positive',        '',                                     'has a positive determinant'),
  positive:     row('is positive',        'has positive entries'),
  nonnegative:  row('is nonnegative',     'has nonnegative entries'),
  sign:         row('is plus or minus 1', 'has entries plus or minus 1'),
  binary:       row('is 0 or 1',          'has entries 0 or 1'),
  onehot:       row('is 1',               'is a unit vector',                     'has unit vectors as rows'),
  probability:  row('is 1',               'has nonnegative entries of sum 1',     'has rows of nonnegative entries of sum 1'),
  unitinterval: row('is between 0 and 1', 'has entries between 0 and 1'),
  integer:      row('is an integer',      'has integer entries'),
  constant:     row('',                   ''),
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`);

/** The short way in which conditions are worded, as parts of a sentence: "X invertible" holds where X is invertible. */
const CLAUSES: readonly (readonly [RegExp, string])[] = [
  [/^ (?=invertible|symmetric|positive definite|of full)/, ' is '],
  [/^ without /, ' has no '],
  [/^ with /, ' has '],
];
export const asClause = (words: string): string => CLAUSES.reduce((text, [short, long]) => text.replace(short, long), words);
