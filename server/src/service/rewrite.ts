/** The same expression written out or factored, or its transpose, with the names of definitions kept as they are. */
import { expand } from '../algebra/expand';
import { inArena, newArena } from '../algebra/arena';
import { transpose } from '../algebra/construct/transpose';
import type { Expr } from '../algebra/expression';
import { notate, simplify } from '../presentation/present';
import { express } from '../semantics/express';
import type { Binding, Definition, Meaning, Variable } from '../semantics/meaning';
import { printTree } from '../syntax/print';
import { postorder, type NameNode, type Tree } from '../syntax/tree';

/** Forms of the same value. */
export type Rewriting = 'expand' | 'factor';

/** Expressions of more nodes are not rewritten: nobody would read the result, and the editor asks at every move of the cursor. */
const MAX_NODES = 300;

/** Undefined where the form would be the same, or where the expression cannot be rewritten. */
export function rewritten(tree: Tree, how: Rewriting | 'transpose', meaning: Meaning): Tree | undefined {
  const nodes = postorder(tree);
  if (nodes.length > MAX_NODES || nodes.some(({ kind }) => kind === 'missing' || kind === 'where') || meaning.shapeOf(tree) === undefined) return undefined;
  const result = inArena(newArena(), () => {
    const expressed = express(tree, withOpaqueDefinitions(meaning), {});
    if ('message' in expressed) return undefined;
    const form = formOf(expressed.expr, how);
    return form === undefined ? undefined : notate(form);
  });
  return result === undefined || result.kind === 'where' || printTree(result) === printTree(tree) ? undefined : result;
}

function formOf(e: Expr, how: Rewriting | 'transpose'): Expr | undefined {
  switch (how) {
    case 'expand': return expand(e);
    case 'factor': return simplify(e);
    case 'transpose': return simplify(transpose(e));
  }
}

/** Definitions stand for themselves, as variables of their shape do. */
function withOpaqueDefinitions(meaning: Meaning): Meaning {
  const opaque = new Map<Definition, Variable>();
  const bindingOf = (node: NameNode): Binding | undefined => {
    const binding = meaning.bindingOf(node);
    if (binding?.kind !== 'definition' || binding.shape === undefined) return binding;
    const known = opaque.get(binding) ?? { kind: 'variable', name: binding.name, shape: binding.shape, properties: new Set(), origin: 'declared', span: binding.span } as const;
    opaque.set(binding, known);
    return known;
  };
  return {
    statements: meaning.statements, queries: meaning.queries, claims: meaning.claims, bindings: meaning.bindings, diagnostics: meaning.diagnostics, bindingOf,
    calleeOf: (call) => meaning.calleeOf(call), lookup: (name, offset) => meaning.lookup(name, offset), shapeOf: (node) => meaning.shapeOf(node), ruleOf: (of) => meaning.ruleOf(of), implicitOf: (variable) => meaning.implicitOf(variable), innerProductOf: (variable) => meaning.innerProductOf(variable),
  };
}
