/** How expressing a tree stops: at a sub-expression, with the reason. Never leaves the room: `express` turns it into a value. */
import type { Tree } from '../syntax/tree';

export class Refusal extends Error {
  constructor(readonly at: Tree, message: string) { super(message); }
}

export function refuse(at: Tree, message: string): never { throw new Refusal(at, message); }
