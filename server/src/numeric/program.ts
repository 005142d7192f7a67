/**
 * A surface tree made ready to be evaluated many times: a list of instructions over numbered slots, each shared node once. A verdict
 * evaluates the same tree at some fifty neighbouring points, and of most trees only the part below the moving variable changes.
 * `compile.ts` makes programs.
 */
import { BeyondLimit, matrix, type Matrix } from './matrix';

/** The sizes of dimension names. A program does not know them: it runs at any. */
export type Sizes = ReadonlyMap<string, number>;

/**
 * Work one evaluation may take, in entries computed: some 5 ms. A verdict takes about forty evaluations, and what is this large has usually
 * grown out of Kronecker products or nested sums.
 */
export const MAX_WORK = 4_000_000;
/** The same for a matrix whose entries are evaluated one by one: a verdict needs a few of those only. */
export const MAX_TABLE_WORK = 10 * MAX_WORK;
/** The work of an instruction besides that on entries: calling it, and making its result. */
const CALL = 32;

/** One evaluation under way. */
export interface Run { readonly slots: Matrix[]; readonly sizes: Sizes; /** Work done so far. */ work: number }

export interface Instruction {
  readonly target: number;
  readonly inputs: readonly number[];
  /** Operations on each entry of the result, in multiples of the columns of the first operand: 0 for entrywise, 1 for a product, more for a decomposition. */
  readonly effort: number;
  readonly run: (run: Run) => Matrix;
}

/** `d(u)` in a line of a derivation: its slot is filled from outside with the directional derivative of the slot of `u`. */
export interface Differential { readonly slot: number; readonly of: number }

export interface Program {
  readonly size: number;
  readonly constants: readonly { readonly slot: number; readonly value: Matrix }[];
  readonly leaves: ReadonlyMap<string, number>;
  readonly differentials: readonly Differential[];
  /** What the values rest on without being checked: "the rule of g". */
  readonly assumed: readonly string[];
  /** Operands first. */
  readonly instructions: readonly Instruction[];
  /** The slots of the roots, in their order. */
  readonly roots: readonly number[];
}

/** What stands in a slot before it has a value. */
export const NOTHING: Matrix = matrix(0, 0, new Float64Array(0));

/**
 * Runs instructions over slots that hold the constants and leaves, and says how much work it was.
 * @throws BeyondLimit when it takes too much.
 */
export function execute(instructions: readonly Instruction[], slots: Matrix[], sizes: Sizes): number {
  const run: Run = { slots, sizes, work: 0 };
  proceed(instructions, run);
  return run.work;
}

/** Goes on with a run: the body of a sum. */
export function proceed(instructions: readonly Instruction[], run: Run): void {
  const { slots } = run;
  for (const instruction of instructions) {
    const result = instruction.run(run);
    slots[instruction.target] = result;
    run.work += CALL + result.data.length * (instruction.effort === 0 ? 1 : instruction.effort * (slots[instruction.inputs[0] ?? -1]?.cols ?? 1));
    if (run.work > MAX_WORK) throw new BeyondLimit('it takes too much work for a numerical check');
  }
}

/** Slots with the constants and the leaves in their places; `valueOfLeaf` is asked for each leaf. */
export function startFrame(program: Program, valueOfLeaf: (key: string) => Matrix): Matrix[] {
  const slots = new Array<Matrix>(program.size).fill(NOTHING);
  for (const { slot, value } of program.constants) slots[slot] = value;
  for (const [key, slot] of program.leaves) slots[slot] = valueOfLeaf(key);
  return slots;
}

/** Which slots change when the `moving` ones do. */
function changing(program: Program, moving: Iterable<number>): Uint8Array {
  const changes = new Uint8Array(program.size);
  for (const slot of moving) changes[slot] = 1;
  for (const { target, inputs } of program.instructions) if (inputs.some((input) => changes[input] === 1)) changes[target] = 1;
  return changes;
}

/** The instructions on which none of the `moving` slots has an effect. */
export function unaffected(program: Program, moving: Iterable<number>): readonly Instruction[] {
  const changes = changing(program, moving);
  return program.instructions.filter(({ target }) => changes[target] !== 1);
}

/** The instructions whose values the `wanted` slots need. */
export function neededFor(program: Program, wanted: readonly number[]): readonly Instruction[] {
  const needed = new Uint8Array(program.size), kept: Instruction[] = [];
  for (const slot of wanted) needed[slot] = 1;
  for (const instruction of program.instructions.toReversed()) {
    if (needed[instruction.target] !== 1) continue;
    for (const input of instruction.inputs) needed[input] = 1;
    kept.push(instruction);
  }
  return kept.reverse();
}

/** The instructions that have to run again for `wanted` when the `moving` slots change. */
export function affected(program: Program, wanted: readonly number[], moving: Iterable<number>): readonly Instruction[] {
  const changes = changing(program, moving);
  return neededFor(program, wanted).filter(({ target }) => changes[target] === 1);
}

/** A root of a program as a function of leaves that are set anew for it, at a point at which all else has its value. */
export type Part = (point: { readonly slots: readonly Matrix[]; readonly sizes: Sizes }) => (values: readonly Matrix[], spend?: (work: number) => void) => Matrix;

/** The part of a program that depends on the leaves of these keys, which `values` are given in the order of. */
export function partOf(program: Program, root: number, keys: readonly string[]): Part {
  const slots = keys.map((key) => program.leaves.get(key));
  const instructions: readonly Instruction[] = affected(program, [root], slots.filter((slot) => slot !== undefined));
  return (point) => {
    const scratch = [...point.slots];
    return (values, spend) => {
      slots.forEach((slot, i) => { if (slot !== undefined) scratch[slot] = values[i] ?? NOTHING; });
      const work = execute(instructions, scratch, point.sizes);
      spend?.(work);
      return scratch[root] ?? NOTHING;
    };
  };
}
