/** What an expression is made of, through definitions and functions, in the order in which a reader meets it. */
import type { Binding, Definition, Meaning, Variable } from '../semantics/meaning';
import { postorder, type Tree } from '../syntax/tree';

/** Every binding reached from `root`, depth first: of a definition first what it is made of, then itself. Iterative: chains may be long. */
export function reachedFrom(root: Tree, meaning: Meaning): readonly Binding[] {
  const found: Binding[] = [];
  const entered = new Set<Binding>();
  const stack: { readonly nodes: readonly Tree[]; at: number; readonly binding: Binding | undefined }[] = [{ nodes: postorder(root), at: 0, binding: undefined }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.at++];
    if (node === undefined) {
      stack.pop();
      if (top.binding !== undefined) found.push(top.binding);
      continue;
    }
    const binding = node.kind === 'name' ? meaning.bindingOf(node) : node.kind === 'call' ? meaning.calleeOf(node) : undefined;
    if (binding === undefined || entered.has(binding)) continue;
    entered.add(binding);
    const implicit = binding.kind === 'variable' ? meaning.implicitOf(binding) : undefined;
    // A variable that an equation solves moves with what stands in the equation.
    const rule = binding.kind === 'function' ? meaning.ruleOf(binding) : undefined;
    const inside = binding.kind === 'definition' ? binding.value : rule?.value ?? (implicit === 'mistaken' ? undefined : implicit?.equation);
    // What a rule calls its argument and the change of that is nobody else's.
    if (rule !== undefined) { entered.add(rule.parameter); entered.add(rule.tangent); }
    if (inside !== undefined) stack.push({ nodes: postorder(inside), at: 0, binding });
    else found.push(binding);
  }
  return found;
}

export const variablesIn = (root: Tree, meaning: Meaning): readonly Variable[] => reachedFrom(root, meaning).filter((binding): binding is Variable => binding.kind === 'variable');

/** The definitions, each after those it uses, and last the one whose value `root` is. Parts named by `where` stand in their expression. */
export function definitionsIn(root: Tree, meaning: Meaning): readonly Definition[] {
  const stated = new Set(meaning.statements.flatMap((statement) => (statement.kind === 'definition' ? [statement.value] : [])));
  const reached = reachedFrom(root, meaning).filter((binding): binding is Definition => binding.kind === 'definition' && stated.has(binding.value));
  const own = meaning.bindings.find((binding): binding is Definition => binding.kind === 'definition' && binding.value === root);
  return own === undefined || reached.includes(own) ? reached : [...reached, own];
}
