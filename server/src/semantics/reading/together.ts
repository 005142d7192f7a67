/** Statements that share something open: see `Group`. */
import { named, type Dimension } from '../../shapes/dimension';
import { shape, type Shape } from '../../shapes/shape';
import type { Statement, Tree } from '../../syntax/tree';
import { unknownsOf } from '../equation';
import type { Cell, Watched } from '../scope';
import type { Unifier } from '../unify';

/** A statement that has been read. */
export interface Open {
  readonly statement: Statement;
  readonly watched: Watched;
  readonly nodes: readonly Tree[];
  /** What the whole file says about its names, as far as that mattered. */
  readonly facts: ReadonlyMap<string, number>;
}

/** The statements in groups, such that two that share one of these cells are in one group. */
export function connected(statements: readonly Open[], cellsOf: (open: Open) => readonly Cell[]): readonly (readonly Open[])[] {
  const parents = statements.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    for (let above = parents[at]; above !== undefined && above !== at; above = parents[at]) { parents[at] = parents[above] ?? above; at = above; }
    return at;
  };
  const first = new Map<Cell, number>();
  for (const [i, open] of statements.entries()) for (const cell of cellsOf(open)) {
    const known = first.get(cell);
    if (known === undefined) first.set(cell, i); else parents[rootOf(i)] = rootOf(known);
  }
  const groups = new Map<number, Open[]>();
  for (const [i, open] of statements.entries()) {
    const root = rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [open]); else group.push(open);
  }
  return [...groups.values()];
}

const shapesOfCell = (cell: Cell): readonly Shape[] => {
  switch (cell.kind) {
    case 'variable': case 'definition': return [cell.term];
    case 'function': return [...cell.parameters, cell.result];
    case 'dimension': return [shape(cell.dimension, cell.dimension)];
    case 'index': return [];
  }
};

/** What a statement binds, for itself or for others. */
export const bindsOf = ({ bound, infers, dimensions }: Watched): readonly Cell[] => [...bound.map(({ cell }) => cell), ...infers, ...dimensions.keys()];

const unknownsIn = (shapes: readonly Shape[]): readonly string[] => shapes.flatMap(({ rows, cols }) => [...unknownsOf(rows), ...unknownsOf(cols)]);

/**
 * What is known of the unknowns in the shapes of what a group binds; undefined where a shape within its statements has an unknown that is in
 * none of these: dimensions that are left over get their names in the order of what is bound, and that one would not have its turn.
 */
export function foundIn(group: readonly Open[], u: Unifier, shapeOf: (node: Tree) => Shape): readonly { readonly unknown: string; readonly value: Dimension }[] | undefined {
  const unknowns = new Set(group.flatMap(({ watched }) => unknownsIn(bindsOf(watched).flatMap(shapesOfCell))));
  const found = [...unknowns].map((unknown) => ({ unknown, value: u.resolve(named(unknown)) }));
  const left = new Set(found.flatMap(({ value }) => unknownsOf(value)));
  return group.every(({ nodes }) => unknownsIn(nodes.map(shapeOf)).every((unknown) => left.has(unknown))) ? found : undefined;
}
