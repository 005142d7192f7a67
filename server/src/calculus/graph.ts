/**
 * The computation graph of a function: its operations with the values that run through them, and the cotangents that run back. The operations are
 * those of the shared DAG, except that what is no work of its own (a constant, a transpose, a factor in front of one term), or is done anew for every
 * value of a running index, stands within the operation that uses it.
 */
import { inArena, newArena } from '../algebra/arena';
import { operandsOf, postorderOf, type Expr } from '../algebra/expression';
import { freeIndices } from '../algebra/construct/indexedSum';
import { integer, symbol } from '../algebra/construct/leaf';
import { add } from '../algebra/construct/sum';
import { cost } from '../presentation/cost';
import { notate, simplify } from '../presentation/present';
import { express, symbolOf } from '../semantics/express';
import type { Meaning, ResolvedQuery } from '../semantics/meaning';
import { SCALAR, type Shape } from '../shapes/shape';
import type { Property } from '../shapes/adjectives';
import type { Tree } from '../syntax/tree';
import { isBlocked } from './differentialOf';
import { substitute } from '../algebra/rewrite';
import { pullback } from './sweep';

export interface GraphNode {
  readonly name: string;
  readonly kind: 'variable' | 'operation' | 'result';
  readonly shape: Shape;
  /** What the operation computes, in the names of its operands; of a variable, nothing. */
  readonly formula: Tree | undefined;
}

/** The value of node `from` goes into node `to`. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /**
   * What comes back: the share of this operation in the derivative of the result by the value. Undefined where the value does not depend on the
   * variables, or nothing is known; `long` where it is, but nobody would read it.
   */
  readonly cotangent: Tree | 'long' | undefined;
}

/** Operands before the operations that use them. */
export interface Graph { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] }
export type GraphOutcome = { readonly ok: true; readonly graph: Graph } | { readonly ok: false; readonly message: string };

/** Variables and operations. A network of 25 layers has 129 of them and is read from top to bottom, 400 pixels wide; of more nobody follows the arrows. */
const MOST_OPERATIONS = 150;
/** Cotangents of more symbols are written with the cotangent of the operation they come from, `X'*v̄`. */
const LONGEST_COTANGENT = 14;
/** And of more symbols still, not at all. */
const LONGEST_LOCAL = 40;
/** Above this weight cotangents are not written out at all: each costs a search for its shortest form. */
const MOST_WEIGHT = 400;

/** When an operation stands within the one that uses it: never, always, or where it has one user. */
const STANDS_WITHIN: Readonly<Record<Expr['op'], 'never' | 'always' | 'once'>> = {
  number: 'always', dimension: 'always', identity: 'always', ones: 'always', zero: 'always', transpose: 'always',
  scale: 'once',
  symbol: 'never', sum: 'never', product: 'never', hadamard: 'never', trace: 'never', power: 'never', matrixPower: 'never', apply: 'never', unknown: 'never', indexedSum: 'never',
};
/** A product of scalars is the factor in front of a term as much as a scale is. */
const standsWithin = (node: Expr): 'never' | 'always' | 'once' => (node.op === 'hadamard' && node.shape === SCALAR ? 'once' : STANDS_WITHIN[node.op]);

const NO_PROPERTIES: ReadonlySet<Property> = new Set();

/** The graph of the function of a query, with the cotangents for all its variables at once. */
export function graphOf(query: ResolvedQuery, meaning: Meaning): GraphOutcome {
  return inArena(newArena(), () => {
    const expressed = express(query.of, meaning);
    if ('message' in expressed) return { ok: false, message: expressed.message };
    const { expr: root, defined } = expressed;
    const shown = shownIn(root, defined);
    if (shown.length > MOST_OPERATIONS) return { ok: false, message: `The function has ${shown.length} operations; a picture of more than ${MOST_OPERATIONS} cannot be read.` };
    const wrt = new Set(query.wrt.map((variable) => symbolOf(variable, undefined)));
    return { ok: true, graph: drawn(root, shown, namesFor(root, shown, query.ofName ?? defined.get(root), defined), wrt, defined) };
  });
}

/** The nodes that are drawn, operands first. */
function shownIn(root: Expr, defined: ReadonlyMap<Expr, string>): readonly Expr[] {
  const order = postorderOf(root);
  const users = new Map<Expr, number>();
  /** Whether a variable stands in it: what has none is a constant, whatever it is made of. */
  const varies = new Set<Expr>();
  for (const node of order) {
    if ((node.op === 'symbol' && node.role === 'variable') || operandsOf(node).some((operand) => varies.has(operand))) varies.add(node);
    for (const operand of new Set(operandsOf(node))) users.set(operand, (users.get(operand) ?? 0) + 1);
  }
  const isWithin = (node: Expr): boolean => {
    if (node === root || defined.has(node)) return false;
    const within = standsWithin(node);
    return !varies.has(node) || freeIndices(node).size > 0 || within === 'always' || (within === 'once' && users.get(node) === 1);
  };
  return order.filter((node) => !isWithin(node));
}

/** Variables have their names, definitions theirs; the other operations are `v₁`, `v₂`, … in the order in which they are computed. */
function namesFor(root: Expr, shown: readonly Expr[], ownName: string | undefined, defined: ReadonlyMap<Expr, string>): ReadonlyMap<Expr, string> {
  const names = new Map<Expr, string>();
  for (const node of shown) {
    const name = node.op === 'symbol' ? node.name : node === root ? ownName : defined.get(node);
    if (name !== undefined) names.set(node, name);
  }
  const taken = new Set(names.values());
  const letter = ['v', 'u', 'z', 's'].find((each) => ![...taken].some((name) => name.startsWith(each))) ?? 'value';
  let count = 0;
  for (const node of shown) if (!names.has(node)) names.set(node, node === root && !taken.has('f') ? 'f' : `${letter}_${++count}`);
  return names;
}

const BAR = '\u0304';
/** `v̄_1`: the cotangent of `v_1`. */
const barred = (name: string): string => name.replace(/^(.\p{M}*)(?=_|\d|$)/u, `$1${BAR}`).replace(/^([^\u0304]+)$/u, `$1${BAR}`);

function drawn(root: Expr, shown: readonly Expr[], names: ReadonlyMap<Expr, string>, wrt: ReadonlySet<Expr>, defined: ReadonlyMap<Expr, string>): Graph {
  const place = new Map(shown.map((node, at) => [node, at]));
  const standIns = new Map<Expr, Expr>(shown.filter((node) => node.op !== 'symbol').map((node) => [node, symbol(names.get(node) ?? '', node.shape, NO_PROPERTIES)]));
  const originals = new Map([...standIns].map(([node, standIn]) => [standIn, node]));
  const own = new Map([...defined].filter(([node]) => node.op !== 'symbol' && node !== root));

  const nodes: GraphNode[] = [];
  const inputs = new Map<Expr, readonly Expr[]>();
  const locals = new Map<Expr, Expr>();
  const active = new Set<Expr>();
  for (const node of shown) {
    const operands = drawnBelow(node, place);
    const local = substitute(node, new Map([...standIns].filter(([other]) => other !== node)));
    inputs.set(node, operands);
    locals.set(node, local);
    if (wrt.has(node) || operands.some((operand) => active.has(operand))) active.add(node);
    nodes.push({
      name: names.get(node) ?? '', shape: node.shape,
      kind: node.op === 'symbol' ? 'variable' : node === root ? 'result' : 'operation',
      formula: node.op === 'symbol' ? undefined : notate(local),
    });
  }

  const edges: GraphEdge[] = [];
  const bar = (node: Expr): Expr => (node === root && root.shape === SCALAR ? integer(1) : symbol(barred(names.get(node) ?? ''), node.shape, NO_PROPERTIES));
  /** What has come back to each node, in closed form. */
  const received = new Map<Expr, Expr[]>([[root, [bar(root)]]]);
  for (const node of shown.toReversed()) {
    const [first, ...more] = (received.get(node) ?? []).toReversed();
    const local = locals.get(node) ?? node;
    const total = first === undefined ? undefined : add(first, ...more);
    for (const operand of inputs.get(node) ?? []) {
      const edge = { from: place.get(operand) ?? 0, to: place.get(node) ?? 0 };
      const closed = total === undefined || !active.has(operand) ? undefined : returned(local, standIns.get(operand) ?? operand, total);
      const full = closed === undefined ? undefined : substitute(closed, originals);
      if (full !== undefined) { const known = received.get(operand); if (known === undefined) received.set(operand, [full]); else known.push(full); }
      const written = full === undefined || full.weight > MOST_WEIGHT ? undefined : notate(simplify(full), own);
      const isShort = written !== undefined && written.kind !== 'where' && cost(written) <= LONGEST_COTANGENT;
      edges.push({ ...edge, cotangent: full === undefined || isShort ? written : inLocalTerms(local, standIns.get(operand) ?? operand, bar(node)) });
    }
  }
  return { nodes, edges: edges.reverse() };
}

/** The drawn nodes that an operation uses, itself or through what stands within it, in order. */
function drawnBelow(node: Expr, place: ReadonlyMap<Expr, number>): readonly Expr[] {
  const found = new Set<Expr>();
  const waiting = [...operandsOf(node)].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (place.has(next)) found.add(next);
    else waiting.push(...operandsOf(next).toReversed());
  }
  return [...found];
}

function returned(local: Expr, operand: Expr, cotangent: Expr): Expr | undefined {
  const back = pullback(local, operand, cotangent);
  return isBlocked(back) ? undefined : back;
}

function inLocalTerms(local: Expr, operand: Expr, cotangent: Expr): GraphEdge['cotangent'] {
  const back = returned(local, operand, cotangent);
  if (back === undefined) return undefined;
  const tree = notate(simplify(back));
  return cost(tree) > LONGEST_LOCAL || tree.kind === 'where' ? 'long' : tree;
}
