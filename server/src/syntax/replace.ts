/** Trees with others in the place of names. */
import { operands, postorder, type Tree } from './tree';

/** The tree with names replaced; an index of a sum and a part named by `where` hide a name of the same letters within. Shared nodes stay shared. */
export function replacedNames(root: Tree, by: ReadonlyMap<string, Tree>): Tree {
  const made = new Map<Tree, Tree>();
  const at = (tree: Tree): Tree => made.get(tree) ?? tree;
  for (const tree of postorder(root)) made.set(tree, replaced(tree, by, at));
  return at(root);
}

function replaced(tree: Tree, by: ReadonlyMap<string, Tree>, at: (tree: Tree) => Tree): Tree {
  if (tree.kind === 'name') return by.get(tree.name) ?? tree;
  if (operands(tree).every((operand) => at(operand) === operand)) return tree;
  const without = (names: readonly string[]): ReadonlyMap<string, Tree> => new Map([...by].filter(([name]) => !names.includes(name)));
  switch (tree.kind) {
    case 'number': case 'missing': return tree;
    case 'negate': case 'transpose': return { ...tree, operand: at(tree.operand) };
    case 'binary': return { ...tree, left: at(tree.left), right: at(tree.right) };
    case 'call': return { ...tree, arguments: tree.arguments.map(at) };
    case 'index': return { ...tree, object: at(tree.object), indices: tree.indices.map((index) => (index === 'all' ? index : at(index))) };
    case 'block': return { ...tree, rows: tree.rows.map((row) => row.map(at)) };
    case 'sumOver': return { ...tree, from: at(tree.from), to: at(tree.to), body: by.has(tree.index.name) ? replacedNames(tree.body, without([tree.index.name])) : at(tree.body) };
    case 'where': {
      const hidden = tree.bindings.map(({ name }) => name.name);
      if (!hidden.some((name) => by.has(name))) return { ...tree, body: at(tree.body), bindings: tree.bindings.map(({ name, value }) => ({ name, value: at(value) })) };
      const inside = without(hidden);
      return { ...tree, body: replacedNames(tree.body, inside), bindings: tree.bindings.map(({ name, value }) => ({ name, value: replacedNames(value, inside) })) };
    }
  }
}
