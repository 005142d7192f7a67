/** Expressions of several questions in one arena: a value and two gradients can only share what is the same node. */
import type { Expr } from '../algebra/expression';
import { rebuild, rewrite } from '../algebra/rewrite';
import { dimension, identity, numeral, ones, symbol, zero } from '../algebra/construct/leaf';

const NONE: ReadonlyMap<string, Expr> = new Map();

/** The same expressions as nodes of the current arena, through the constructors; with variables replaced by what is given for them. */
export function transferred(roots: readonly Expr[], given: ReadonlyMap<string, Expr> = NONE): readonly Expr[] {
  return roots.map((root) => rewrite(root, (node, at) => leaf(node, given) ?? rebuild(node, at)));
}

/** The same of roots and of the parts of them that have names. */
export function withNames(roots: readonly Expr[], given: ReadonlyMap<Expr, string> = new Map()): { readonly moved: readonly Expr[]; readonly names: ReadonlyMap<Expr, string> } {
  const all = transferred([...roots, ...given.keys()]);
  const names = [...given.values()];
  return { moved: all.slice(0, roots.length), names: new Map(all.slice(roots.length).map((e, i) => [e, names[i] ?? ''])) };
}

function leaf(e: Expr, given: ReadonlyMap<string, Expr>): Expr | undefined {
  switch (e.op) {
    case 'number': return numeral(e.value);
    case 'dimension': return dimension(e.dimension);
    case 'identity': return identity(e.shape.rows);
    case 'ones': return ones(e.shape.rows);
    case 'zero': return zero(e.shape);
    case 'symbol': return (e.role === 'variable' ? given.get(e.name) : undefined) ?? symbol(e.name, e.shape, e.properties, e.role);
    default: return undefined;
  }
}
