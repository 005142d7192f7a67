/** What evaluating expressions costs, as polynomials in the dimensions: the work of the schedule that code is written from, and the most it holds in memory. */
import { inArena, newArena } from '../algebra/arena';
import { postorderOf, type Expr } from '../algebra/expression';
import { rational } from '../algebra/rational';
import type { Dimension } from '../shapes/dimension';
import { NotScheduled } from './schedule/context';
import { operandsOf, type Value } from './schedule/operation';
import { scheduleOf } from './schedule/schedule';
import { assumedSizes } from './schedule/size';
import { addPolynomials, entriesOf, estimate, type Polynomial } from './schedule/work';
import type { CodeVariable } from './request';
import { transferred } from './transfer';

export interface Estimate {
  /** Floating point operations. */
  readonly work: Polynomial;
  /** Numbers held at once besides the arguments, where that is most; results among them. */
  readonly memory: Polynomial;
}
export type EstimateOutcome = { readonly ok: true; readonly estimate: Estimate } | { readonly ok: false; readonly message: string };

/** The cost of computing `roots` together, by the plainest of targets: one that has every operation and no compound ones. */
export function estimateOf(roots: readonly Expr[], variables: readonly CodeVariable[]): EstimateOutcome {
  const declared = new Map(variables.map(({ name, properties }) => [name, properties]));
  return inArena(newArena(), () => {
    try {
      const own = transferred(roots);
      const schedule = scheduleOf(own, (name) => declared.get(name), { statements: new Set(), native: new Set() });
      return { ok: true, estimate: { work: schedule.work, memory: peak(schedule.values, schedule.results, assumedSizes(postorderOf(...own).filter(({ op }) => op === 'symbol'))) } };
    } catch (error) {
      if (error instanceof NotScheduled) return { ok: false, message: `${error.construct} has no code yet` };
      throw error;
    }
  });
}

/** Values that are no memory of their own: arguments, numbers, other views of an array. */
const VIEWS: ReadonlySet<string> = new Set(['input', 'number', 'pi', 'dimension', 'transpose', 'flatten', 'vec', 'unvec', 'asRow', 'asColumn', 'pick', 'slice', 'eigenvalue', 'eigenvector', 'singularVector']);

/** Runs through the schedule with each value alive from where it is made to its last use. */
function peak(values: readonly Value[], results: readonly Value[], size: (dimension: Dimension) => number): Polynomial {
  const lastUse = new Map<Value, number>();
  for (const [at, value] of values.entries()) for (const operand of operandsOf(value.operation)) lastUse.set(operand, at);
  // What a view shows lives as long as the view.
  for (const value of values.toReversed()) if (VIEWS.has(value.operation.op)) for (const operand of operandsOf(value.operation)) lastUse.set(operand, Math.max(lastUse.get(operand) ?? 0, lastUse.get(value) ?? 0));
  for (const value of results) lastUse.set(value, values.length);
  let most: Polynomial = new Map([['', rational(0)]]);
  let alive: readonly Value[] = [];
  for (const [at, value] of values.entries()) {
    if (VIEWS.has(value.operation.op)) continue;
    alive = [...alive.filter((held) => (lastUse.get(held) ?? 0) >= at), value];
    const held = addPolynomials(...alive.map(entriesOf));
    if (estimate(held, size) > estimate(most, size)) most = held;
  }
  return most;
}
