/** A tree in which every occurrence of a part is a node of its own. */
import { operands, withOperands, type Tree } from './tree';

/**
 * The engine shares the nodes of equal parts; what is said of one occurrence must not be said of all. As deep and as large as the tree is
 * when written out: only for trees that are known to be short.
 */
export const unshared = (tree: Tree): Tree => (operands(tree).length === 0 ? { ...tree } : withOperands(tree, unshared));
