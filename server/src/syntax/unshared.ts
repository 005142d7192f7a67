/** A tree in which every occurrence of a part is a node of its own. */
import type { Tree } from './tree';

/**
 * The engine shares the nodes of equal parts; what is said of one occurrence must not be said of all. As deep and as large as the tree is
 * when written out: only for trees that are known to be short.
 */
export function unshared(tree: Tree): Tree {
  switch (tree.kind) {
    case 'number': case 'name': case 'missing': return { ...tree };
    case 'negate': case 'transpose': return { ...tree, operand: unshared(tree.operand) };
    case 'binary': return { ...tree, left: unshared(tree.left), right: unshared(tree.right) };
    case 'call': return { ...tree, arguments: tree.arguments.map(unshared) };
    case 'index': return { ...tree, object: unshared(tree.object), indices: tree.indices.map((index) => (index === 'all' ? index : unshared(index))) };
    case 'block': return { ...tree, rows: tree.rows.map((row) => row.map(unshared)) };
    case 'sumOver': return { ...tree, from: unshared(tree.from), to: unshared(tree.to), body: unshared(tree.body) };
    case 'where': return { ...tree, bindings: tree.bindings.map(({ name, value }) => ({ name, value: unshared(value) })), body: unshared(tree.body) };
  }
}
