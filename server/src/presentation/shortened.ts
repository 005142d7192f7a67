/** A result that is too long to be read or set in type: its outermost structure and the first terms of each sum, with an ellipsis for the rest. */
import { binary } from '../syntax/build';
import { NOWHERE, operands, withOperands, type BinaryOperator, type Tree } from '../syntax/tree';
import { cost, hasAtLeast } from './cost';

/** From so many symbols on nobody reads a formula to its end, and setting it in type would take its time. */
export const MOST_SYMBOLS = 3_000;
/** What is shown of a longer one: a line that fits a hover. */
const SHOWN = 90;
/** A term or an operand with less room than this is left out as a whole. */
const LEAST = 12;
/** What the node itself takes: a name and its brackets. */
const CALL = 3;

export const isTooLong = (tree: Tree): boolean => hasAtLeast(MOST_SYMBOLS, tree);

/** The tree itself where it can be read. */
export const shortened = (tree: Tree): Tree => (isTooLong(tree) ? within(SHOWN, tree) : tree);

const leftOut: Tree = { kind: 'missing', leftOut: true, span: NOWHERE };

function within(room: number, tree: Tree): Tree {
  if (!hasAtLeast(room + 1, tree)) return tree;
  if (room < LEAST) return leftOut;
  if (tree.kind === 'binary' && isChain(tree.operator)) return chainWithin(room, tree);
  if (tree.kind === 'where') return whereWithin(room, tree);
  const each = Math.floor((room - CALL) / operands(tree).length);
  return each < 1 ? leftOut : withOperands(tree, (part) => within(each, part));
}

const SUM: ReadonlySet<BinaryOperator> = new Set(['+', '-']);
const PRODUCT: ReadonlySet<BinaryOperator> = new Set(['*', '.*']);
const isChain = (operator: BinaryOperator): boolean => SUM.has(operator) || PRODUCT.has(operator);

/** The first terms of a sum or factors of a product, then an ellipsis. */
function chainWithin(room: number, tree: Extract<Tree, { kind: 'binary' }>): Tree {
  const level = SUM.has(tree.operator) ? SUM : PRODUCT;
  const rest: { readonly operator: BinaryOperator; readonly part: Tree }[] = [];
  let first: Tree = tree;
  for (; first.kind === 'binary' && level.has(first.operator); first = first.left) rest.push({ operator: first.operator, part: first.right });
  // Half of the room for what comes first: that says best what all of them are like.
  let shown = within(Math.floor(room / 2), first);
  let left = room - cost(shown);
  for (const { operator, part } of rest.reverse()) {
    if (left < 2 * LEAST) return binary(operator, shown, leftOut);
    const next = within(Math.floor(left / 2), part);
    left -= 1 + cost(next);
    shown = binary(operator, shown, next);
  }
  return shown;
}

/** The expression, and the first of the parts that it names. */
function whereWithin(room: number, { body, bindings, span }: Extract<Tree, { kind: 'where' }>): Tree {
  const half = Math.floor(room / 2);
  const count = Math.max(1, Math.floor(half / (4 * LEAST)));
  const shown = bindings.slice(0, count).map(({ name, value }) => ({ name, value: within(Math.floor(half / count), value) }));
  const more = bindings.length > count ? [{ name: { kind: 'name', name: '…', span: NOWHERE } as const, value: leftOut }] : [];
  return { kind: 'where', body: within(half, body), bindings: [...shown, ...more], span };
}
