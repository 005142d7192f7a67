/** How a node comes to its slot: what it needs before it, and the instruction that makes it from that. */
import type { Tree } from '../../syntax/tree';
import type { Matrix } from '../matrix';
import { NOTHING, proceed, type Sizes } from '../program';
import { nth, slotOf, type Assembly, type Block } from './assembly';
import type { Entry, Scope } from './scope';

export interface Root { readonly tree: Tree; readonly scope: Scope }

/** What a node needs before it, in order (a function is run in its turn), and how its own slot is made from theirs. */
export interface Plan { readonly needs: readonly (Root | (() => void))[]; readonly finish: (slots: readonly number[]) => number }

/** A slot that needs nothing before it. */
export const value = (finish: Plan['finish']): Plan => ({ needs: [], finish });
/** The slot of another tree. */
export const sameAs = (tree: Tree, scope: Scope): Plan => ({ needs: [{ tree, scope }], finish: (slots) => nth(slots, 0) });

type Combine = (valueAt: (...running: readonly Matrix[]) => Matrix, run: { readonly inputs: readonly Matrix[]; readonly sizes: Sizes; /** The value of the last run. */ readonly previous: Matrix; readonly slots: Matrix[] }) => Matrix;

/** A tree that is run as often as it is asked for. */
export interface Repeated {
  /** What is evaluated before. */
  readonly over: readonly (Root | (() => number))[];
  readonly body: Tree;
  readonly scope: Scope;
  /** Says what the running slot is, and makes more of them. */
  readonly bind: (slot: number, another: () => number) => void;
  /** Asks for the value of the body at values of the running slots: the first, and those that `bind` made. */
  readonly combine: Combine;
}

/** `body` for every value of `index`, a name in a scope within `outer`. */
export interface Loop {
  readonly over: readonly Tree[];
  readonly scope: Scope;
  readonly index: string;
  readonly body: Tree;
  readonly outer: Scope;
  readonly combine: (inputs: readonly Matrix[], valueAt: (index: Matrix) => Matrix, sizes: Sizes) => Matrix;
}

export interface Plans {
  unary(operand: Tree, scope: Scope, effort: number, f: (a: Matrix) => Matrix): Plan;
  nary(operands: readonly Tree[], scope: Scope, effort: number, f: (args: readonly Matrix[], sizes: Sizes) => Matrix): Plan;
  /** In a block of its own. */
  repeated(of: Repeated): Plan;
  loop(of: Loop): Plan;
}

export function createPlans(assembly: Assembly): Plans {
  const repeated = ({ over, body, scope, bind, combine }: Repeated): Plan => {
    const block: Block = { instructions: [] };
    const running: number[] = [];
    const another = (): number => { const slot = assembly.runningSlot(); running.push(slot); return slot; };
    const trees = over.filter((each) => typeof each !== 'function');
    return {
      needs: [...trees, () => { bind(another(), another); assembly.open(block); }, { tree: body, scope }],
      finish: (slots) => {
        assembly.close();
        let built = 0;
        const inputs = over.map((each) => (typeof each === 'function' ? each() : nth(slots, built++)));
        const result = nth(slots, trees.length);
        const inside = new Set(block.instructions.map((instruction) => instruction.target));
        const outside = [...block.instructions.flatMap((instruction) => instruction.inputs), result].filter((slot) => !running.includes(slot) && !inside.has(slot));
        const target = assembly.emit([...new Set([...inputs, ...outside])], 0, (run) => combine((...at) => {
          running.forEach((slot, i) => { run.slots[slot] = at[i] ?? NOTHING; });
          proceed(block.instructions, run);
          return slotOf(run.slots, result);
        }, { inputs: inputs.map((input) => slotOf(run.slots, input)), sizes: run.sizes, previous: slotOf(run.slots, target), slots: run.slots }));
        return target;
      },
    };
  };
  return {
    repeated,
    unary: (operand, scope, effort, f) => ({ needs: [{ tree: operand, scope }], finish: ([a = -1]) => assembly.emit([a], effort, ({ slots }) => f(slotOf(slots, a))) }),
    nary: (operands, scope, effort, f) => ({
      needs: operands.map((tree) => ({ tree, scope })),
      finish: (inputs) => assembly.emit(inputs, effort, ({ slots, sizes }) => f(inputs.map((input) => slotOf(slots, input)), sizes)),
    }),
    loop: ({ over, scope, index, body, outer, combine }) => {
      const entries = new Map<string, Entry>();
      return repeated({
        over: over.map((tree) => ({ tree, scope })), body, scope: { outer, entries },
        bind: (slot) => { entries.set(index, { is: 'slot', slot }); },
        combine: (valueAt, { inputs, sizes }) => combine(inputs, valueAt, sizes),
      });
    },
  };
}
