/** What is wrong in a file, as facts: it is worded when all shapes are known. */
import type { Tree } from '../../syntax/tree';
import type { Diagnostic } from '../meaning';
import type { Unifier } from '../unify';
import type { Facts } from '../wording';

/** A diagnostic to be worded once everything is solved, and the node whose shape it leaves unknown. */
export interface Finding { readonly node: Tree | undefined; readonly render: (facts: Facts) => Diagnostic | undefined }

export interface Findings {
  readonly all: readonly Finding[];
  report(render: Finding['render'], node?: Tree): void;
}

/** Findings of an attempt that the unifier takes back go with it. */
export function createFindings(u: Unifier): Findings {
  const all: Finding[] = [];
  return { all, report: (render, node) => { all.push({ node, render }); u.undoable(() => { all.pop(); }); } };
}
