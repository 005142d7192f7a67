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
import { factorsOf, isUnknown, negated, soleUnknown, solve, unknownsOf } from './equation';

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
  /** How many attempts have been posted. */
  posted(): number;
  /** Whether all that were posted behind the first so many are settled. */
  isSettledFrom(first: number): boolean;
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
  /** Takes over what an unknown was found to be in an earlier reading; what was left over there is not one. */
  know(unknown: string, value: Dimension): void;
}

interface Pending { readonly attempt: Attempt; readonly cause: Tree | undefined; settled: boolean; queued: boolean }

/** An empty unifier. Its unknowns are numbered from zero, without those that are `taken`, so that one file gives the same names on every run. */
export function createUnifier(taken: Pick<ReadonlySet<string>, 'has'> = new Set()): Unifier {
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

  function fresh(): Dimension {
    let name = `?${count++}`;
    while (taken.has(name)) name = `?${count++}`;
    return named(name);
  }

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
    posted: () => pendings.length,
    isSettledFrom: (first) => { for (let i = first; i < pendings.length; i++) if (pendings[i]?.settled === false) return false; return true; },
    brokenPresumptions: () => broken,
    because: (node) => { cause = node; },
    reasonFor: (unknown) => reasons.get(unknown),
    name: (unknown, dimension) => { if (!substitution.has(unknown)) bind(unknown, dimension); },
    know: (unknown, value) => {
      if (soleUnknown(value) !== unknown) substitution.set(unknown, value);
      for (const left of unknownsOf(value)) presumeMany(named(left));
    },
  };
}
