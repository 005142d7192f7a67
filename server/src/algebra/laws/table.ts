/**
 * The laws that normalise function nodes, as data: one row each, named, sourced, with an example that is its test and is checked
 * numerically. (The laws of sums and products are the constructors themselves.)
 */
import type { Dimension } from '../../shapes/dimension';
import type { FunctionName } from '../../operators/signatures';
import type { Expr, PrimitiveName } from '../expression';
import { elementwiseLaws } from './elementwise';
import { matrixLaws } from './matrix';
import { structureLaws } from './structure';

export interface Law {
  readonly head: PrimitiveName;
  /** The law's name as a reader knows it. */
  readonly name: string;
  /** Declarations for the example, and the example: the left side is rewritten to the right side. */
  readonly given: string;
  readonly example: readonly [left: string, right: string];
  /** Undefined where the law does not apply. */
  readonly rewrite: (args: readonly Expr[], attributes: { readonly inner?: FunctionName; readonly dimensions?: readonly Dimension[] }) => Expr | undefined;
}

let byHead: ReadonlyMap<PrimitiveName, readonly Law[]> | undefined;

/** The laws of one function, in table order: the first that applies is taken. */
export function lawsOf(name: PrimitiveName): readonly Law[] {
  byHead ??= grouped();
  return byHead.get(name) ?? [];
}

function grouped(): ReadonlyMap<PrimitiveName, readonly Law[]> {
  const groups = new Map<PrimitiveName, Law[]>();
  for (const law of allLaws()) {
    const group = groups.get(law.head);
    if (group === undefined) groups.set(law.head, [law]); else group.push(law);
  }
  return groups;
}

/** Every law, for tests and documentation. */
export const allLaws = (): readonly Law[] => [...elementwiseLaws, ...matrixLaws, ...structureLaws];
