/** What reading a formula costs: its symbols (names, numbers, operators, brackets), as printed with the fewest brackets. */
import { operands, type Tree } from '../syntax/tree';

/**
 * Costs of trees met lately. Kept by plain maps, which are quicker than a weak one by far. Of two the older is dropped when the newer is large: what
 * was counted just now is there still, so a tree that is larger than a map is not counted from the ground up each time something is put on top of it.
 */
let costs = new Map<Tree, number>();
let before = new Map<Tree, number>();
const REMEMBERED = 20_000;

const known = (tree: Tree): number | undefined => costs.get(tree) ?? before.get(tree);
const costOf = (tree: Tree): number => known(tree) ?? 0;

/** Binding strength: sums, products, minus, powers, the rest. */
function level(tree: Tree): number {
  switch (tree.kind) {
    case 'binary': return tree.operator === '+' || tree.operator === '-' ? 1 : tree.operator === '^' || tree.operator === '.^' ? 4 : 2;
    case 'negate': return 3;
    case 'where': case 'sumOver': return 0;
    default: return 5;
  }
}

const bracketed = (tree: Tree, least: number): number => costOf(tree) + (level(tree) < least ? 2 : 0);
const list = (trees: readonly Tree[]): number => trees.reduce((total, tree) => total + costOf(tree), 0) + Math.max(0, trees.length - 1);

/** The number of symbols of a tree. */
export function cost(tree: Tree): number {
  const found = known(tree);
  if (found !== undefined) return found;
  if (costs.size > REMEMBERED) [before, costs] = [costs, new Map<Tree, number>()];
  return counted(tree);
}

/** Whether a tree has at least so many symbols. A long one is not counted to its end for that. */
export function hasAtLeast(symbols: number, tree: Tree): boolean {
  let nodes = 0;
  const stack: Tree[] = [tree];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    // No node is without a symbol.
    if (++nodes >= symbols) return true;
    for (const operand of operands(top)) stack.push(operand);
  }
  return cost(tree) >= symbols;
}

/** Operands are counted first, each tree once: long sums lean to the left, thousands deep. */
function counted(tree: Tree): number {
  const stack: Tree[] = [tree];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const depth = stack.length;
    // Trees are mostly built from counted ones: then there is nothing to descend to.
    if (known(top) === undefined) for (const operand of operands(top)) if (known(operand) === undefined) stack.push(operand);
    if (stack.length > depth) continue;
    stack.pop();
    if (known(top) === undefined) costs.set(top, count(top));
  }
  return costOf(tree);
}

function count(tree: Tree): number {
  switch (tree.kind) {
    case 'number': case 'name': case 'missing': return 1;
    case 'negate': return 1 + bracketed(tree.operand, 3);
    case 'transpose': return 1 + bracketed(tree.operand, 4);
    case 'binary': {
      const own = level(tree);
      // The sign of an exponent needs no brackets before an atom: X^-2.
      if (own === 4) return 1 + bracketed(tree.left, 4) + (tree.right.kind === 'negate' && level(tree.right.operand) === 5 ? costOf(tree.right) : bracketed(tree.right, 5));
      const mixed = tree.operator === '*' && tree.left.kind === 'binary' && (tree.left.operator === '.*' || tree.left.operator === './');
      return 1 + bracketed(tree.left, mixed ? own + 1 : own) + bracketed(tree.right, own + 1);
    }
    case 'call': return 3 + list(tree.arguments);
    case 'index': return bracketed(tree.object, 5) + 1 + tree.indices.reduce((total, index) => total + 1 + (index === 'all' ? 1 : costOf(index)), 0);
    case 'block': return 2 + tree.rows.reduce((total, row) => total + list(row) + 1, -1);
    case 'sumOver': return 8 + costOf(tree.from) + costOf(tree.to) + costOf(tree.body);
    case 'where': return costOf(tree.body) + tree.bindings.reduce((total, binding) => total + 3 + costOf(binding.value), 0);
  }
}
