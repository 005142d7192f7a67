/** What an expression depends on, through definitions, functions and equations. */
import { postorder, type Tree } from '../syntax/tree';
import type { Reading } from './reading';
import type { Cell, VariableCell } from './scope';

/** The variables an expression depends on, through definitions and functions, in order of appearance. Iterative: chains of definitions may be long. */
export function variablesOf(tree: Tree, reading: Reading): readonly VariableCell[] {
  const found = new Set<VariableCell>();
  const seen = new Set<Cell>();
  const stack: { readonly nodes: readonly Tree[]; at: number }[] = [{ nodes: postorder(tree), at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.at++];
    if (node === undefined) { stack.pop(); continue; }
    const cell = node.kind === 'name' ? reading.scope.cellOf(node) : node.kind === 'call' ? reading.scope.calleeOf(node) : undefined;
    if (cell === undefined || seen.has(cell)) continue;
    seen.add(cell);
    if (cell.kind === 'variable') found.add(cell);
    // A part named by `where` is walked where it stands.
    else if (cell.kind === 'definition' && !isWithin(cell.value, tree)) stack.push({ nodes: postorder(cell.value), at: 0 });
  }
  return [...found];
}

const isWithin = (part: Tree, whole: Tree): boolean => part.span.start >= whole.span.start && part.span.end <= whole.span.end;

/** The unknowns among `variables`, and those that their equations need, each after what it needs. `othersOf`: what stands in the equation of an unknown. */
export function solvedAmong<V>(variables: readonly V[], othersOf: (variable: V) => readonly V[] | undefined): readonly V[] {
  const order: V[] = [];
  const seen = new Set<V>();
  const stack: { readonly finished: (() => void) | undefined; readonly others: readonly V[]; at: number }[] = [{ finished: undefined, others: variables, at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.at === top.others.length) { top.finished?.(); stack.pop(); continue; }
    for (const next of top.others.slice(top.at++, top.at)) {
      const others = seen.has(next) ? undefined : othersOf(next);
      if (others === undefined) continue;
      seen.add(next);
      stack.push({ finished: () => { order.push(next); }, others, at: 0 });
    }
  }
  return order;
}
