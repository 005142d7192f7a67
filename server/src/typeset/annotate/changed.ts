/** What is new in a line of a derivation against the line before, by the structure of the two trees. */
import { printTree } from '../../syntax/print';
import { operands, postorder, type Tree } from '../../syntax/tree';
import { isLetter } from './letter';
import { rowOf, type Row } from './row';

/**
 * The parts of `after` that `before` has not: the smallest ones, so that a line in which one factor was replaced shows that factor. Where only
 * the arrangement is new, the parts between those that stayed; where all of several parts are new, the whole.
 *
 * @param after short, and every node of it stands at one place (`unshared`)
 */
export function changedParts(before: Tree, after: Tree): ReadonlySet<Tree> {
  const keys = new Map<Tree, string>();
  const keyOf = (tree: Tree): string => {
    const known = keys.get(tree) ?? printTree(tree);
    keys.set(tree, known);
    return known;
  };
  const old = new Set<string>();
  const oldRows: Row[] = [];
  for (const part of postorder(before)) {
    old.add(keyOf(part));
    const row = rowOf(part);
    if (row !== undefined) oldRows.push(row);
  }
  const isNew = (tree: Tree): boolean => !old.has(keyOf(tree));
  /** The parts of a new row between those that it has in common with an old one at its start and at its end; all, where it has none. */
  const between = ({ chain, parts }: Row): readonly Tree[] => {
    let best = parts;
    for (const row of oldRows) {
      if (row.chain !== chain) continue;
      const shared = Math.min(parts.length, row.parts.length);
      const alike = (at: number): boolean => { const [one, other] = [parts.at(at), row.parts.at(at)]; return one !== undefined && other !== undefined && keyOf(one) === keyOf(other); };
      let start = 0;
      while (start < shared && alike(start)) start++;
      let end = 0;
      while (end < shared - start && alike(-1 - end)) end++;
      const rest = parts.slice(start, parts.length - end);
      if (rest.length > 0 && rest.length < best.length) best = rest;
    }
    return best;
  };

  /** The parts of a row that are marked as they stand; undefined where each new one is looked into. */
  const standing = (row: Row, fresh: ReadonlySet<Tree>): readonly Tree[] | undefined => {
    if (fresh.size === 0) return between(row);
    // Terms stand by themselves; among factors, a letter between new ones is read with them.
    if (row.chain === 'sum' || fresh.size === 1) return undefined;
    const isMarked = (part: Tree, at: number): boolean => fresh.has(part) || (isLetter(part) && row.parts.slice(0, at).some((one) => fresh.has(one)) && row.parts.slice(at).some((one) => fresh.has(one)));
    return row.parts.filter(isMarked);
  };

  const changed = new Set<Tree>();
  /** Marks what is new in `tree`; says whether that is all of it. */
  const mark = (tree: Tree): boolean => {
    if (!isNew(tree)) return false;
    const row = rowOf(tree);
    const parts = row?.parts ?? operands(tree);
    const fresh = parts.filter(isNew);
    const marked = row === undefined ? undefined : standing(row, new Set(fresh));
    const areWhole = marked === undefined && fresh.map(mark).every(Boolean);
    const isWhole = marked !== undefined ? marked.length === parts.length : fresh.length === 0 || (areWhole && parts.length > 1 && fresh.length === parts.length);
    if (isWhole) {
      for (const part of parts) changed.delete(part);
      changed.add(tree);
    } else for (const part of marked ?? []) changed.add(part);
    return isWhole;
  };
  mark(after);
  return changed;
}
