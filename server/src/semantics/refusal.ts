/** How expressing a tree stops: at a sub-expression, with the reason. Never leaves the room: `express` turns it into a value. */
import type { Tree } from '../syntax/tree';

export class Refusal extends Error {
  /** `lasting`: the reader has to change something; another form of the answer would not be right either. */
  constructor(readonly at: Tree, message: string, readonly lasting = false) { super(message); }
}

export function refuse(at: Tree, message: string): never { throw new Refusal(at, message); }
