/** The stacks of the expression parser: operands that are complete, and operators and brackets that wait for one. */
import { isFrame, levels, type Entry, type Frame, type Operand, type Waiting } from './frames';
import { binaryOf, missing, operand, signed, sumOf } from './nodes';
import { NOWHERE } from './tree';

export class Stacks {
  readonly #operands: Operand[] = [];
  readonly #entries: Entry[] = [];
  readonly #frames: Frame[] = [];
  /** How many open brackets wait for each closing one: decides at once whether a closing bracket has a partner. */
  readonly #open = new Map<string, number>();
  /** Whether an operand is to come next, else an operator. */
  operandExpected = true;

  /** The innermost open bracket. */
  get frame(): Frame | undefined { return this.#frames.at(-1); }
  /** What waits for the next operand: an operator or a bracket. */
  get top(): Entry | undefined { return this.#entries.at(-1); }
  /** The operand last completed. */
  get last(): Operand | undefined { return this.#operands.at(-1); }
  waitsFor(closer: string): boolean { return (this.#open.get(closer) ?? 0) > 0; }

  push(made: Operand): void { this.#operands.push(made); this.operandExpected = false; }
  pop(): Operand { return this.#operands.pop() ?? operand(missing(0), NOWHERE); }

  wait(entry: Waiting): void { this.#entries.push(entry); this.operandExpected = true; }

  open(frame: Frame): void {
    this.#frames.push(frame);
    this.#entries.push(frame);
    this.#open.set(frame.closer, (this.#open.get(frame.closer) ?? 0) + 1);
    this.operandExpected = true;
  }

  /** Takes the innermost bracket away; nothing may wait inside it. */
  close(): void {
    this.#entries.pop();
    const frame = this.#frames.pop();
    if (frame !== undefined) this.#open.set(frame.closer, (this.#open.get(frame.closer) ?? 1) - 1);
  }

  /** Builds the nodes of all operators down to the innermost bracket that bind at least as tightly as `level`. */
  reduce(level: number = levels.sum): void {
    for (let top = this.top; top !== undefined && !isFrame(top) && top.level >= level; top = this.top) {
      this.#entries.pop();
      const right = this.pop();
      switch (top.kind) {
        case 'sign': this.push(signed(top, right)); break;
        case 'sumOver': this.push(sumOf(top, right)); break;
        case 'binary': this.push(binaryOf(top, this.pop(), right)); break;
      }
    }
  }

  /** The whole operand up to the innermost bracket. */
  complete(): Operand { this.reduce(); return this.pop(); }
}
