/** What reading a formula costs: its symbols (names, numbers, operators, brackets), as printed with the fewest brackets. */
import { operands, type Tree } from '../syntax/tree';

const costs = new WeakMap<Tree, number>();

/** Binding strength: sums, products, minus, powers, the rest. */
function level(tree: Tree): number {
  switch (tree.kind) {
    case 'binary': return tree.operator === '+' || tree.operator === '-' ? 1 : tree.operator === '^' || tree.operator === '.^' ? 4 : 2;
    case 'negate': return 3;
    case 'where': case 'sumOver': return 0;
    default: return 5;
  }
}

const bracketed = (tree: Tree, least: number): number => cost(tree) + (level(tree) < least ? 2 : 0);
const list = (trees: readonly Tree[]): number => trees.reduce((total, tree) => total + cost(tree), 0) + Math.max(0, trees.length - 1);

/** The number of symbols of a tree. Operands are counted first, each tree once: long sums lean to the left, thousands deep. */
export function cost(tree: Tree): number {
  const known = costs.get(tree);
  if (known !== undefined) return known;
  const stack: Tree[] = [tree];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const waiting = costs.has(top) ? [] : operands(top).filter((operand) => !costs.has(operand));
    if (waiting.length > 0) { stack.push(...waiting); continue; }
    stack.pop();
    if (!costs.has(top)) costs.set(top, count(top));
  }
  return costs.get(tree) ?? 0;
}

function count(tree: Tree): number {
  switch (tree.kind) {
    case 'number': case 'name': case 'missing': return 1;
    case 'negate': return 1 + bracketed(tree.operand, 3);
    case 'transpose': return 1 + bracketed(tree.operand, 4);
    case 'binary': {
      const own = level(tree);
      if (own === 4) return 1 + bracketed(tree.left, 4) + bracketed(tree.right, 5);
      const mixed = tree.operator === '*' && tree.left.kind === 'binary' && (tree.left.operator === '.*' || tree.left.operator === './');
      return 1 + bracketed(tree.left, mixed ? own + 1 : own) + bracketed(tree.right, own + 1);
    }
    case 'call': return 3 + list(tree.arguments);
    case 'index': return bracketed(tree.object, 5) + 1 + tree.indices.reduce((total, index) => total + 1 + (index === 'all' ? 1 : cost(index)), 0);
    case 'block': return 2 + tree.rows.reduce((total, row) => total + list(row) + 1, -1);
    case 'sumOver': return 8 + cost(tree.from) + cost(tree.to) + cost(tree.body);
    case 'where': return cost(tree.body) + tree.bindings.reduce((total, binding) => total + 3 + cost(binding.value), 0);
  }
}
