/** The walk that trees, expressions and schedules have in common. */

/**
 * Every node below and including the roots, operands before the node that uses them, each shared node once; without what stands below and including
 * nodes that are done with. Iterative: what is nested 10,000 deep is safe.
 */
export function operandsFirst<Node>(roots: readonly Node[], operandsOf: (node: Node) => readonly Node[], isDone?: (node: Node) => boolean): readonly Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  // A node is entered when it comes up first; a second time its operands are all in the order.
  const stack: Node[] = roots.toReversed();
  const entered: Node[] = [];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (entered.at(-1) === top) { entered.pop(); stack.pop(); order.push(top); continue; }
    if (seen.has(top) || isDone?.(top) === true) { stack.pop(); continue; }
    seen.add(top);
    const below = operandsOf(top);
    const height = stack.length;
    for (let i = below.length - 1; i >= 0; i--) {
      const operand = below[i];
      if (operand !== undefined && !seen.has(operand)) stack.push(operand);
    }
    if (stack.length === height) { stack.pop(); order.push(top); } else entered.push(top);
  }
  return order;
}
