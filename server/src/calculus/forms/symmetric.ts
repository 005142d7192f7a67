/** A symmetric form takes its arguments in any order: it is shown with the one in which a reader meets them. */
import { name } from '../../syntax/build';
import { replacedNames } from '../../syntax/replace';
import { postorder, type Tree } from '../../syntax/tree';

/** `arguments`: the names of each argument, a change of the variable or the letters of its indices. */
export function inOrder(tree: Tree, arguments_: readonly (readonly string[])[]): Tree {
  if (arguments_.length < 2) return tree;
  const ownerOf = new Map(arguments_.flatMap((names, i) => names.map((each) => [each, i] as const)));
  const met = [...new Set(postorder(tree).flatMap((node) => (node.kind === 'name' ? ownerOf.get(node.name) ?? [] : [])))];
  if (met.length < arguments_.length || met.every((owner, i) => owner === i)) return tree;
  return replacedNames(tree, new Map(met.flatMap((owner, i) => (arguments_[owner] ?? []).map((old, k) => [old, name(arguments_[i]?.[k] ?? old)] as const))));
}
