/**
 * Where nodes are interned. An arena lives as long as one question (a query with its result): identity of nodes holds inside an
 * arena, and nothing outlives the answer, so a server that runs for weeks does not grow.
 */
import type { Shape } from '../shapes/shape';
import type { Expr } from './expression';
import type { Rational } from './rational';

/** A sum as a multiple of a primitive one. */
export interface Content { readonly coefficient: Rational; readonly rest: Expr }

export interface Arena {
  readonly nodes: Map<string, Expr>;
  /** The transposes taken so far: a search for a short form asks for the same ones again and again. */
  readonly transposes: Map<Expr, Expr>;
  /** The sums taken apart so far. */
  readonly contents: Map<Expr, Content>;
  nextId: number;
  /** The operands of all its nodes together, and how many there may be. */
  size: number;
  most: number;
}

/** `most`: the operands that its nodes may have together. */
export const newArena = (most = Infinity): Arena => ({ nodes: new Map(), transposes: new Map(), contents: new Map(), nextId: 1, size: 0, most });

/** What an arena was made for does not fit into it. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  constructor(readonly most: number) { super(`it has more than ${String(most)} operations`); }
}

let current: Arena = newArena();

/** The arena that nodes are interned in now: the key of caches that live as long as it. */
export const currentArena = (): Arena => current;

/** The node with this key, if there is one. */
export const nodeAt = (key: string): Expr | undefined => current.nodes.get(key);

/** Runs `work` with every node interned in `arena`. Nestable. */
export function inArena<T>(arena: Arena, work: () => T): T {
  const outer = current;
  current = arena;
  try { return work(); } finally { current = outer; }
}

/** Tree weights saturate here: far above every flattening bound, far below loss of integer precision. */
export const WEIGHT_CAP = 1_000_000;

/** What every node has besides the fields of its operation. */
type Common = Pick<Expr, 'id' | 'shape' | 'weight' | 'depth' | 'hasHole'>;
type Fields = { [Op in Expr['op']]: Omit<Extract<Expr, { op: Op }>, keyof Common> }[Expr['op']];
/** A node before it has them. */
type Unfinished = Fields & { -readonly [Field in keyof Common]?: Common[Field] };

/** The node with this key; at its first construction `fields` becomes it. */
export function intern(key: string, shape: Shape, operands: readonly Expr[], fields: Unfinished): Expr {
  const known = current.nodes.get(key);
  if (known !== undefined) return known;
  current.size += operands.length + 1;
  if (current.size > current.most) throw new TooLarge(current.most);
  finish(fields, shape, operands);
  current.nodes.set(key, fields);
  return fields;
}

/** Written into the object itself: copying every node would cost a sixth of a derivation. */
function finish(node: Unfinished, shape: Shape, operands: readonly Expr[]): asserts node is Unfinished & Expr {
  let weight = 1;
  let depth = 0;
  let hasHole = node.op === 'symbol' && node.role === 'hole';
  for (const operand of operands) {
    weight += operand.weight;
    if (operand.depth > depth) depth = operand.depth;
    hasHole ||= operand.hasHole;
  }
  node.id = current.nextId++;
  node.shape = shape;
  node.weight = Math.min(weight, WEIGHT_CAP);
  node.depth = depth + 1;
  node.hasHole = hasHole;
}
