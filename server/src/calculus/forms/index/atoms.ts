/**
 * The atoms of an index form: an entry `X[i, j]`, a Kronecker delta, a sum over indices. Each is a scalar symbol of its own, so that the algebra of
 * scalars (like terms, common factors, powers) works on index forms as it stands; what a symbol stands for is kept beside.
 *
 * Sums are named by their height, the number of sums inside, so that two sums which differ in the letters of their indices only are one symbol.
 */
import { apply } from '../../../algebra/construct/apply';
import { dimension, integer, integerOf, isZero, symbol } from '../../../algebra/construct/leaf';
import { postorderOf, type Expr } from '../../../algebra/expression';
import type { Property } from '../../../shapes/adjectives';
import type { Dimension } from '../../../shapes/dimension';
import { SCALAR } from '../../../shapes/shape';
import { substitute } from '../../../algebra/rewrite';

/** An index and the bounds that it runs between. */
export interface Running { readonly at: Expr; readonly from: Expr; readonly to: Expr }

export type Atom =
  /** The entry of a matrix that stays one by name: `inv(X)[i, j]`. A vector has one column, 1. */
  | { readonly is: 'entry'; readonly of: Expr; readonly row: Expr; readonly column: Expr }
  /** 1 where the two indices are equal, else 0. */
  | { readonly is: 'delta'; readonly size: Dimension; readonly left: Expr; readonly right: Expr }
  /** Outermost index first. */
  | { readonly is: 'sum'; readonly over: readonly Running[]; readonly body: Expr };

const NONE: ReadonlySet<Property> = new Set();
const INDEX: ReadonlySet<Property> = new Set<Property>(['integer', 'constant']);

/** What entries of a matrix have in common with it. */
const OF_ENTRIES: ReadonlySet<Property> = new Set<Property>(['positive', 'nonnegative', 'integer', 'sign', 'binary', 'probability', 'unitinterval']);
const entryProperties = (of: Expr): ReadonlySet<Property> => (of.op === 'symbol' ? new Set([...of.properties].filter((property) => OF_ENTRIES.has(property))) : NONE);

export interface Atoms {
  /** An index that nothing else is called by; from 1 to a dimension. */
  readonly fresh: (to: Dimension) => Running;
  /** The same with bounds of its own. */
  readonly between: (from: Expr, to: Expr) => Running;
  readonly entry: (of: Expr, row: Expr, column: Expr) => Expr;
  readonly delta: (size: Dimension, left: Expr, right: Expr) => Expr;
  /** A sum; its indices get the names of their height. */
  readonly sum: (over: readonly Running[], body: Expr) => Expr;
  readonly atomOf: (e: Expr) => Atom | undefined;
  /** How many indices deep an index of a sum stands, counted from inside; undefined for a free one. */
  readonly heightOf: (index: Expr) => number | undefined;
  /** The free indices of an expression. */
  readonly indicesIn: (e: Expr) => ReadonlySet<Expr>;
  /** The expression with indices replaced, all at once. */
  readonly reindexed: (e: Expr, by: ReadonlyMap<Expr, Expr>, again: (over: readonly Running[], body: Expr) => Expr) => Expr;
}

export function createAtoms(): Atoms {
  const atoms = new Map<Expr, Atom>();
  const indices = new Set<Expr>();
  const heights = new Map<Expr, number>();
  const frees = new Map<Expr, ReadonlySet<Expr>>();
  let counter = 0;

  const index = (name: string): Expr => {
    const made = symbol(name, SCALAR, INDEX);
    indices.add(made);
    return made;
  };
  const between: Atoms['between'] = (from, to) => { counter++; return { at: index(`index ${counter}`), from, to }; };
  const atom = (key: string, properties: ReadonlySet<Property>, what: Atom): Expr => {
    const made = symbol(key, SCALAR, properties);
    atoms.set(made, what);
    return made;
  };

  const entry: Atoms['entry'] = (of, row, column) => atom(`entry ${of.id} [${row.id}, ${column.id}]`, entryProperties(of), { is: 'entry', of, row, column });

  const delta: Atoms['delta'] = (size, left, right) => {
    if (left === right) return integer(1);
    if (integerOf(left) !== undefined && integerOf(right) !== undefined) return integer(0);
    const [a, b] = left.id < right.id ? [left, right] : [right, left];
    return atom(`delta ${size.key} [${a.id}, ${b.id}]`, NONE, { is: 'delta', size, left: a, right: b });
  };

  /** The highest sum inside an expression. */
  const highest = (e: Expr): number => postorderOf(e).reduce((top, node) => {
    const known = atoms.get(node);
    if (known?.is !== 'sum') return top;
    return Math.max(top, ...known.over.map(({ at }) => heights.get(at) ?? 0));
  }, 0);

  const named = (over: readonly Running[], body: Expr, inner: number): Expr => {
    const names = new Map(over.map(({ at, from, to }, i) => {
      const canonical = index(`sum ${inner + 1 + i} ${from.id}..${to.id}`);
      heights.set(canonical, inner + 1 + i);
      return [at, canonical];
    }));
    const turned = reindexed(body, names, sum);
    const running = over.map(({ at, from, to }): Running => ({ at: names.get(at) ?? at, from: reindexed(from, names, sum), to: reindexed(to, names, sum) }));
    return atom(`sum ${running.map(({ at, from, to }) => `${at.id} ${from.id}..${to.id}`).join(' ')}: ${turned.id}`, NONE, { is: 'sum', over: running, body: turned });
  };
  const sum: Atoms['sum'] = (over, body) => (isZero(body) ? integer(0) : named(over, body, highest(body)));

  const ofAtom = (what: Atom): ReadonlySet<Expr> => {
    switch (what.is) {
      case 'entry': return new Set([...indicesIn(what.of), ...indicesIn(what.row), ...indicesIn(what.column)]);
      case 'delta': return new Set([...indicesIn(what.left), ...indicesIn(what.right)]);
      case 'sum': {
        const inside = new Set([what.body, ...what.over.flatMap(({ from, to }) => [from, to])].flatMap((part) => [...indicesIn(part)]));
        for (const { at } of what.over) inside.delete(at);
        return inside;
      }
    }
  };
  const indicesIn: Atoms['indicesIn'] = (e) => {
    const known = frees.get(e);
    if (known !== undefined) return known;
    const found = new Set<Expr>();
    for (const node of postorderOf(e)) {
      if (indices.has(node)) found.add(node);
      const what = atoms.get(node);
      if (what !== undefined) for (const each of ofAtom(what)) found.add(each);
    }
    frees.set(e, found);
    return found;
  };

  const reindexed: Atoms['reindexed'] = (e, by, again) => {
    const used = [...by.keys()].filter((from) => indicesIn(e).has(from));
    if (used.length === 0) return e;
    const at = (part: Expr): Expr => reindexed(part, by, again);
    const replaced = new Map<Expr, Expr>(by);
    for (const node of postorderOf(e)) {
      const what = atoms.get(node);
      if (what === undefined) continue;
      switch (what.is) {
        case 'entry': replaced.set(node, entry(at(what.of), at(what.row), at(what.column))); break;
        case 'delta': replaced.set(node, delta(what.size, at(what.left), at(what.right))); break;
        case 'sum': {
          const outside = new Map([...by].filter(([from]) => !what.over.some((running) => running.at === from)));
          const bound = (part: Expr): Expr => reindexed(part, outside, again);
          replaced.set(node, again(what.over.map((running) => ({ at: running.at, from: bound(running.from), to: bound(running.to) })), bound(what.body)));
        }
      }
    }
    return substitute(e, replaced);
  };

  return {
    fresh: (to) => between(integer(1), dimension(to)), between,
    entry, delta, sum, indicesIn, reindexed,
    atomOf: (e) => atoms.get(e),
    heightOf: (e) => heights.get(e),
  };
}

/** The matrix with a one at (row, column): a dyad of unit vectors. */
export const unitVector = (size: Dimension, at: Expr): Expr => apply('unit', [at], { dimensions: [size] });
