/**
 * Unification of dimensions: which unknown dimensions make the shapes of a file fit together.
 *
 * An unknown is a dimension name that starts with `?`. What an unknown is found to be is kept in a substitution (a union-find whose
 * leaves may be polynomials); equations that are linear in an unknown are solved, others wait until more is known. Constraints that
 * depend on *whether* a dimension is one (a product, a sum with broadcasting) are attempted, and attempted again when a dimension they
 * wait for becomes known, so that the whole is near linear in the size of the file.
 *
 * A trial can be taken back: the spelling convention is tried on a name, and withdrawn where the uses of the name contradict it.
 */
import { add, fixed, multiply, named, ONE, total, type Dimension } from '../shapes/dimension';
import { shape, type Shape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';

/** Whether a dimension is one. `many` includes what is merely presumed not to be one (see `presumeMany`). */
export type Extent = 'one' | 'many' | 'open';
export type ShapeKind = 'scalar' | 'array' | 'open';

/** Tries to make progress: `settled`, or the dimensions whose becoming known is worth another attempt. */
export type Attempt = () => 'settled' | readonly Dimension[];

export interface Unifier {
  fresh(): Dimension;
  freshShape(): Shape;
  /** What is known of a dimension so far. */
  resolve(dimension: Dimension): Dimension;
  resolveShape(of: Shape): Shape;
  extent(dimension: Dimension): Extent;
  kind(of: Shape): ShapeKind;
  /** Makes two dimensions equal. Where that is impossible, `otherwise` is called (at once, and false returned; or later, when an equation that cannot be decided yet fails). */
  equate(a: Dimension, b: Dimension, otherwise: () => void): boolean;
  equateShapes(a: Shape, b: Shape, otherwise: () => void): boolean;
  /** Takes an unknown not to be one from here on, as the spelling convention says of vectors and matrices. */
  presumeMany(dimension: Dimension): void;
  /** Takes every unknown that is left not to be one. */
  presumeRest(): void;
  /** Whether `presumeRest` has been called: what is not decided now never will be. */
  restPresumed(): boolean;
  post(attempt: Attempt): void;
  /** Attempts everything that is due. */
  run(): void;
  /** Does `action` and all that follows from it; takes everything back and returns false when `acceptable` says so at the end. */
  trial(action: () => void, acceptable: () => boolean): boolean;
  /** Registers what has to be undone when the current trial is taken back. */
  undoable(undo: () => void): void;
  /** How often a presumption (not one) had to be given up. */
  brokenPresumptions(): number;
  /** What follows from here on is because of `node`; attempts that are posted remember it. */
  because(node: Tree | undefined): void;
  /** What first gave an unknown its value; undefined where nothing but a convention did. */
  reasonFor(unknown: string): Tree | undefined;
  /** Gives an unknown that is left over its name. */
  name(unknown: string, dimension: Dimension): void;
}

interface Pending { readonly attempt: Attempt; readonly cause: Tree | undefined; settled: boolean; queued: boolean }

const isUnknown = (name: string): boolean => name.startsWith('?');

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
const soleUnknown = ({ key, terms }: Dimension): string | undefined => (key.charCodeAt(0) === QUESTION_MARK && terms.size === 1 && !key.includes('*') ? key : undefined);

const factorsOf = (monomial: string): readonly string[] => (monomial === '' ? [] : monomial.split('*'));
const monomialOf = (names: readonly string[], coefficient: number): Dimension => names.map(named).reduce(multiply, fixed(coefficient));
const negated = (dimension: Dimension): Dimension => multiply(fixed(-1), dimension);

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

/** An empty unifier. Its unknowns are numbered from zero, so that one file gives the same names on every run. */
export function createUnifier(): Unifier {
  const substitution = new Map<string, Dimension>();
  const presumed = new Set<string>();
  const watchers = new Map<string, Set<Pending>>();
  const pendings: Pending[] = [];
  let queue: Pending[] = [];
  let trail: (() => void)[] | undefined;
  const reasons = new Map<string, Tree>();
  let cause: Tree | undefined;
  let count = 0;
  let broken = 0;
  let restPresumed = false;

  const undoable = (undo: () => void): void => { trail?.push(undo); };

  const fresh = (): Dimension => named(`?${count++}`);

  function write(unknown: string, value: Dimension): void {
    if (trail !== undefined) {
      const before = substitution.get(unknown);
      undoable(() => { if (before === undefined) substitution.delete(unknown); else substitution.set(unknown, before); });
    }
    substitution.set(unknown, value);
  }

  function resolve(dimension: Dimension): Dimension {
    const start = soleUnknown(dimension);
    if (start === undefined) return unknownsOf(dimension).some((unknown) => substitution.has(unknown)) ? expand(dimension) : dimension;
    let at = dimension;
    let steps = 0;
    for (let unknown: string | undefined = start; unknown !== undefined; unknown = soleUnknown(at)) {
      const value = substitution.get(unknown);
      if (value === undefined) break;
      at = value;
      steps++;
    }
    if (soleUnknown(at) === undefined && unknownsOf(at).some((unknown) => substitution.has(unknown))) { at = expand(at); steps++; }
    // Every unknown on the way is made to point to the end of it.
    for (let unknown: string | undefined = start; steps > 1 && unknown !== undefined; steps--) {
      const next = substitution.get(unknown);
      write(unknown, at);
      unknown = next === undefined ? undefined : soleUnknown(next);
    }
    return at;
  }

  /** A polynomial with its unknowns replaced. The substitution has no cycles (see `bind`), and polynomials are short. */
  function expand(dimension: Dimension): Dimension {
    return total([...dimension.terms].map(([monomial, c]) => factorsOf(monomial).map((name) => (isUnknown(name) ? resolve(named(name)) : named(name))).reduce(multiply, fixed(c))));
  }

  const resolveShape = (of: Shape): Shape => {
    const rows = resolve(of.rows);
    const cols = resolve(of.cols);
    return rows === of.rows && cols === of.cols ? of : shape(rows, cols);
  };

  function extent(dimension: Dimension): Extent {
    if (dimension === ONE) return 'one';
    const d = resolve(dimension);
    if (d === ONE) return 'one';
    const unknowns = unknownsOf(d);
    if (unknowns.length === 0 || restPresumed || unknowns.some((unknown) => presumed.has(unknown))) return 'many';
    const coefficients = [...d.terms.values()];
    return coefficients.every((c) => c > 0) && coefficients.reduce((sum, c) => sum + c, 0) > 1 ? 'many' : 'open';
  }

  function kind(of: Shape): ShapeKind {
    const rows = extent(of.rows);
    const cols = extent(of.cols);
    return rows === 'many' || cols === 'many' ? 'array' : rows === 'one' && cols === 'one' ? 'scalar' : 'open';
  }

  function wake(unknown: string): void {
    for (const pending of watchers.get(unknown) ?? []) {
      if (pending.settled || pending.queued) continue;
      pending.queued = true;
      queue.push(pending);
    }
  }

  function bind(unknown: string, value: Dimension): void {
    write(unknown, value);
    if (cause !== undefined) { reasons.set(unknown, cause); undoable(() => { reasons.delete(unknown); }); }
    if (presumed.has(unknown)) {
      if (value === ONE) { broken++; undoable(() => { broken--; }); }
      else if (soleUnknown(value) !== undefined) presumeMany(value);
    }
    wake(unknown);
  }

  function presumeMany(dimension: Dimension): void {
    const unknown = soleUnknown(resolve(dimension));
    if (unknown === undefined || presumed.has(unknown)) return;
    presumed.add(unknown);
    undoable(() => { presumed.delete(unknown); });
    wake(unknown);
  }

  const watched = (unknown: string): number => watchers.get(unknown)?.size ?? 0;

  /** One step towards `a = b`. */
  function settle(a: Dimension, b: Dimension): 'holds' | 'fails' | 'later' {
    for (;;) {
      const x = resolve(a);
      const y = resolve(b);
      if (x === y) return 'holds';
      const left = soleUnknown(x);
      const right = soleUnknown(y);
      if (left !== undefined && right !== undefined) {
        if (watched(left) <= watched(right)) bind(left, y); else bind(right, x);
        return 'holds';
      }
      if (left !== undefined && !unknownsOf(y).includes(left)) { bind(left, y); return 'holds'; }
      if (right !== undefined && !unknownsOf(x).includes(right)) { bind(right, x); return 'holds'; }
      const solution = solve(add(x, negated(y)));
      switch (solution.kind) {
        case 'true': return 'holds';
        case 'false': return 'fails';
        case 'later': return 'later';
        case 'found': bind(solution.unknown, solution.value);
      }
    }
  }

  function equate(a: Dimension, b: Dimension, otherwise: () => void): boolean {
    const outcome = settle(a, b);
    if (outcome === 'fails') otherwise();
    if (outcome !== 'later') return outcome === 'holds';
    post(() => {
      const again = settle(a, b);
      if (again === 'later') {
        if (!restPresumed) return [a, b];
        otherwise();
      }
      if (again === 'fails') otherwise();
      return 'settled';
    });
    return true;
  }

  function post(attempt: Attempt): void {
    const pending: Pending = { attempt, cause, settled: false, queued: true };
    pendings.push(pending);
    queue.push(pending);
    undoable(() => { pending.settled = true; });
  }

  function run(): void {
    // Attempts may queue more while the queue is being worked on; the array grows under the index.
    for (let i = 0; i < queue.length; i++) {
      const pending = queue[i];
      if (pending === undefined) continue;
      pending.queued = false;
      if (pending.settled) continue;
      cause = pending.cause;
      const outcome = pending.attempt();
      if (outcome === 'settled') {
        pending.settled = true;
        undoable(() => { pending.settled = false; });
      } else {
        for (const dimension of outcome) for (const unknown of unknownsOf(resolve(dimension))) {
          let set = watchers.get(unknown);
          if (set === undefined) watchers.set(unknown, set = new Set());
          set.add(pending);
        }
      }
    }
    queue = [];
    cause = undefined;
  }

  function trial(action: () => void, acceptable: () => boolean): boolean {
    run();
    const undo: (() => void)[] = [];
    const outer = trail;
    trail = undo;
    action();
    run();
    const good = acceptable();
    trail = outer;
    if (good) outer?.push(...undo);
    else for (const step of undo.reverse()) step();
    return good;
  }

  return {
    fresh, resolve, resolveShape, extent, kind, equate, presumeMany, post, run, trial, undoable,
    freshShape: () => shape(fresh(), fresh()),
    equateShapes: (a, b, otherwise) => { const rows = equate(a.rows, b.rows, otherwise); return equate(a.cols, b.cols, otherwise) && rows; },
    presumeRest: () => {
      restPresumed = true;
      for (const pending of pendings) if (!pending.settled && !pending.queued) { pending.queued = true; queue.push(pending); }
    },
    restPresumed: () => restPresumed,
    brokenPresumptions: () => broken,
    because: (node) => { cause = node; },
    reasonFor: (unknown) => reasons.get(unknown),
    name: (unknown, dimension) => { if (!substitution.has(unknown)) bind(unknown, dimension); },
  };
}
