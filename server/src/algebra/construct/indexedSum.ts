/**
 * Sums over an index, `sum(r = a..b) body`, for what has no form without one. The index is a symbol that stands in the body only; a sum
 * without terms is zero.
 */
import type { Property } from '../../shapes/adjectives';
import { SCALAR } from '../../shapes/shape';
import { intern } from '../arena';
import { operandsOf, postorderOf, type Expr, type IndexedSumExpr } from '../expression';
import { rebuild } from '../rewrite';
import { scalarProduct } from './hadamard';
import { integer, isZero, numeral, symbol, zero } from './leaf';
import { partsOf } from './parts';
import { product, scale } from './product';
import { add, subtract } from './sum';

const INDEX_PROPERTIES: ReadonlySet<Property> = new Set<Property>(['integer', 'constant']);
/** Names for the index of a sum that the reader did not write. */
const LETTERS = ['r', 'q', 'p', 's', 't'] as const;

const indexNamed = (name: string): Expr => symbol(name, SCALAR, INDEX_PROPERTIES, 'index');

/** An index with a name that nothing in the parts has: `wished` if it is free, else the first letter that is. */
export function freshIndex(parts: readonly Expr[], wished?: string): Expr {
  const taken = new Set<string>();
  // The index of a sum below stands in its body.
  for (const each of postorderOf(...parts)) if (each.op === 'symbol') taken.add(each.name);
  const letter = [...(wished === undefined ? [] : [wished]), ...LETTERS].find((name) => !taken.has(name));
  if (letter !== undefined) return indexNamed(letter);
  let number = 1;
  while (taken.has(`r${number}`)) number++;
  return indexNamed(`r${number}`);
}

const NONE: ReadonlySet<Expr> = new Set();
const free = new WeakMap<Expr, ReadonlySet<Expr>>();

/** The indices that stand free in an expression: those of sums around it. */
export function freeIndices(root: Expr): ReadonlySet<Expr> {
  const known = free.get(root);
  if (known !== undefined) return known;
  for (const node of postorderOf(root)) {
    if (free.has(node)) continue;
    if (node.op === 'symbol') { free.set(node, node.role === 'index' ? new Set([node]) : NONE); continue; }
    const sets = operandsOf(node).map((operand) => free.get(operand) ?? NONE).filter((set) => set.size > 0);
    const [first, ...more] = sets;
    const all = first === undefined ? NONE : more.every((set) => set === first) ? first : new Set(sets.flatMap((set) => [...set]));
    if (node.op !== 'indexedSum') { free.set(node, all); continue; }
    // The bounds stand outside.
    const inner = [...(free.get(node.body) ?? NONE)].filter((index) => index !== node.index);
    free.set(node, new Set([...inner, ...(free.get(node.from) ?? NONE), ...(free.get(node.to) ?? NONE)]));
  }
  return free.get(root) ?? NONE;
}

const dependsOn = (e: Expr, index: Expr): boolean => freeIndices(e).has(index);

/** `sum(index = from..to) body`: what does not depend on the index stands outside. */
export function indexedSum(index: Expr, from: Expr, to: Expr, body: Expr): Expr {
  if (isZero(body)) return zero(body.shape);
  if (!dependsOn(body, index)) return scale(add(subtract(to, from), integer(1)), body);
  const { coefficient, scalars, body: whole } = partsOf(body);
  const outside = scalars.filter((scalar) => !dependsOn(scalar, index));
  const inside = scalarProduct(scalars.filter((scalar) => dependsOn(scalar, index)));
  const factor = scale(numeral(coefficient), scalarProduct(outside));
  const array = whole ?? (inside.op === 'product' ? inside : undefined);
  const scalar = whole === undefined && array !== undefined ? integer(1) : inside;
  if (array === undefined) return scale(factor, node(index, from, to, inside));
  const factors = array.op === 'product' ? array.factors : [array];
  const first = factors.findIndex((each) => dependsOn(each, index));
  if (first < 0) return scale(scalarProduct([factor, node(index, from, to, scalar)]), array);
  const last = factors.findLastIndex((each) => dependsOn(each, index));
  const core = node(index, from, to, scale(scalar, product(factors.slice(first, last + 1))));
  return scale(factor, product([...factors.slice(0, first), core, ...factors.slice(last + 1)]));
}

/** The sum read from either end is one node; the reading that was met first is the one shown. */
function node(index: Expr, from: Expr, to: Expr, forwards: Expr): Expr {
  const backwards = renamed(forwards, index, subtract(add(from, to), index));
  const body = backwards.id < forwards.id ? backwards : forwards;
  return intern(`Σ ${index.id} ${from.id} ${to.id} ${body.id}`, body.shape, [from, to, body], { op: 'indexedSum', index, from, to, body });
}

/**
 * The sum with its body replaced; undefined where the body has no replacement. What comes in from outside and knows an index of the same
 * name keeps it: then the sum's own gets another.
 */
export function underIndex(e: IndexedSumExpr, incoming: readonly Expr[], by: (body: Expr) => Expr | undefined): Expr | undefined {
  const index = incoming.some((part) => dependsOn(part, e.index)) ? freshIndex([e.body, ...incoming]) : e.index;
  const body = by(index === e.index ? e.body : renamed(e.body, e.index, index));
  return body === undefined ? undefined : indexedSum(index, e.from, e.to, body);
}

function renamed(body: Expr, index: Expr, to: Expr): Expr {
  const made = new Map<Expr, Expr>([[index, to]]);
  for (const each of postorderOf(body)) if (!made.has(each)) made.set(each, dependsOn(each, index) ? rebuild(each, (operand) => made.get(operand) ?? operand) : each);
  return made.get(body) ?? body;
}

/** Whether an expression is a whole number by what is declared. */
export function isInteger(e: Expr): boolean {
  switch (e.op) {
    case 'number': return e.value.d === 1 && Number.isInteger(e.value.n);
    case 'dimension': return true;
    case 'symbol': return e.properties.has('integer');
    case 'sum': return e.terms.every(({ coefficient, expr }) => coefficient.d === 1 && Number.isInteger(coefficient.n) && isInteger(expr));
    case 'hadamard': return e.factors.every(isInteger);
    default: return false;
  }
}
