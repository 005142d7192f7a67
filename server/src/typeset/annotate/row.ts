/** Chains of one operator as a reader sees them: a row of parts. */
import type { Tree } from '../../syntax/tree';

type Chain = 'sum' | 'product' | 'entrywise';
const CHAINS: Readonly<Partial<Record<string, Chain>>> = { '+': 'sum', '-': 'sum', '*': 'product', '.*': 'entrywise' };

export interface Row { readonly chain: Chain; readonly parts: readonly Tree[] }

const chainOf = (tree: Tree): Chain | undefined => (tree.kind === 'binary' ? CHAINS[tree.operator] : undefined);

/** `a*b*c` as a row of three. A chain leans to the left, and a subtracted term is a part like any other. Undefined for what is no chain. */
export function rowOf(tree: Tree): Row | undefined {
  const chain = chainOf(tree);
  if (chain === undefined) return undefined;
  const parts: Tree[] = [];
  let rest = tree;
  while (rest.kind === 'binary' && chainOf(rest) === chain) { parts.push(rest.right); rest = rest.left; }
  return { chain, parts: [rest, ...parts.reverse()] };
}
