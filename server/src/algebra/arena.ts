/**
 * Where nodes are interned. An arena lives as long as one question (a query with its result): identity of nodes holds inside an
 * arena, and nothing outlives the answer, so a server that runs for weeks does not grow.
 */
import type { Shape } from '../shapes/shape';
import type { Expr } from './expression';

export interface Arena {
  readonly nodes: Map<string, Expr>;
  /** The transposes taken so far: a search for a short form asks for the same ones again and again. */
  readonly transposes: Map<Expr, Expr>;
  nextId: number;
}

export const newArena = (): Arena => ({ nodes: new Map(), transposes: new Map(), nextId: 1 });

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

type Fields = { [Op in Expr['op']]: Omit<Extract<Expr, { op: Op }>, 'id' | 'shape' | 'weight' | 'hasHole' | 'depth'> }[Expr['op']];

/** The node with this key, made from `fields` at its first construction. */
export function intern(key: string, shape: Shape, operands: readonly Expr[], fields: Fields): Expr {
  const known = current.nodes.get(key);
  if (known !== undefined) return known;
  let weight = 1;
  let depth = 0;
  let hasHole = fields.op === 'symbol' && fields.role === 'hole';
  for (const operand of operands) {
    weight += operand.weight;
    if (operand.depth > depth) depth = operand.depth;
    hasHole ||= operand.hasHole;
  }
  const node: Expr = { ...fields, id: current.nextId++, shape, weight: Math.min(weight, WEIGHT_CAP), depth: depth + 1, hasHole };
  current.nodes.set(key, node);
  return node;
}
