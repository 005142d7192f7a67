/** The program as it grows: slots, and blocks of instructions, one within the other. */
import { NOTHING, type Instruction } from '../program';
import type { Matrix } from '../matrix';

/** Instructions run together: all of the program, or the body of a sum once for every value of its index. */
export interface Block { readonly instructions: Instruction[] }

export interface Assembly {
  readonly outermost: Block;
  readonly constants: readonly { readonly slot: number; readonly value: Matrix }[];
  readonly leaves: ReadonlyMap<string, number>;
  /** How many slots there are. */
  size(): number;
  /** A slot that stands still. */
  slot(): number;
  /** A slot that changes whenever the block to be opened next is run. */
  runningSlot(): number;
  constant(value: Matrix): number;
  leaf(key: string): number;
  /** Adds an instruction to the outermost block in which all its operands stand still. */
  emit(inputs: readonly number[], effort: number, run: Instruction['run']): number;
  open(block: Block): void;
  close(): void;
}

export const slotOf = (slots: readonly Matrix[], slot: number): Matrix => slots[slot] ?? NOTHING;
export const nth = (slots: readonly number[], n: number): number => slots[n] ?? -1;

export function newAssembly(): Assembly {
  const constants: { slot: number; value: Matrix }[] = [];
  const leaves = new Map<string, number>();
  const outermost: Block = { instructions: [] };
  const blocks: Block[] = [outermost];
  /** Of each slot, how many running indices deep its value changes: the block it is computed in. */
  const levels: number[] = [];
  const newSlot = (level: number): number => levels.push(level) - 1;
  return {
    outermost, constants, leaves,
    size: () => levels.length,
    slot: () => newSlot(0),
    runningSlot: () => newSlot(blocks.length),
    constant: (value) => { const slot = newSlot(0); constants.push({ slot, value }); return slot; },
    leaf: (key) => {
      const seen = leaves.get(key);
      if (seen !== undefined) return seen;
      const slot = newSlot(0);
      leaves.set(key, slot);
      return slot;
    },
    emit: (inputs, effort, run) => {
      const level = inputs.reduce((deepest, input) => Math.max(deepest, levels[input] ?? 0), 0);
      const target = newSlot(level);
      blocks[level]?.instructions.push({ target, inputs, effort, run });
      return target;
    },
    open: (block) => { blocks.push(block); },
    close: () => { blocks.pop(); },
  };
}
