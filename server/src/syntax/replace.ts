/** Trees with others in the place of names. */
import { operands, postorder, withOperands, type Tree } from './tree';

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
  const hidden = tree.kind === 'sumOver' ? [tree.index.name] : tree.kind === 'where' ? tree.bindings.map(({ name }) => name.name) : [];
  if (!hidden.some((name) => by.has(name))) return withOperands(tree, at);
  const without = new Map([...by].filter(([name]) => !hidden.includes(name)));
  const within = (part: Tree): Tree => replacedNames(part, without);
  // The bounds of a sum stand outside it.
  return tree.kind === 'sumOver' ? { ...tree, from: at(tree.from), to: at(tree.to), body: within(tree.body) } : withOperands(tree, within);
}
