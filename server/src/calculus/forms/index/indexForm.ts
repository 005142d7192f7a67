/** The index form of a result: each entry with subscripts and explicit sums over indices that clash with nothing. */
import { operandsOf, postorderOf, type Expr } from '../../../algebra/expression';
import { cost } from '../../../presentation/cost';
import { multiply, ONE, type Dimension } from '../../../shapes/dimension';
import { SCALAR, shape, type Shape } from '../../../shapes/shape';
import type { QueryWord, Tree } from '../../../syntax/tree';
import type { FreeIndex, Indices } from '../../result';
import { createAtoms, type Atoms } from './atoms';
import { counted, type Position } from './position';
import { sideOf, type Side } from './sides';
import { entryOf, MAX_INDEX_DEPTH, Unwieldy, type Walk } from './entries';
import { lettersBeside, treeOf } from './write';

/** An index form longer than this is shown with its larger parts as matrices by name, if that is shorter. */
const LONG = 160;
/** No one reads, and no check evaluates, an index form of more symbols. */
const LONGEST = 4_000;
/** A part is worth leaving as a matrix from this tree weight on. */
const PART_WEIGHT = 4;

export interface IndexForm { readonly tree: Tree; readonly indices: Indices }

/**
 * The entries of `expr`. `tangents`, changes of the variable in which it is linear, stand for a one at indices of their own, in their order.
 * `taken`: names that no index may have. Undefined where the form would be too long.
 */
function indexForm(expr: Expr, tangents: readonly Expr[], taken: ReadonlySet<string>): IndexForm | undefined {
  if (expr.depth > MAX_INDEX_DEPTH) return undefined;
  const shared = sharedParts(expr);
  const closings: readonly Walk['closed'][] = [
    () => false,
    (e) => e.weight >= PART_WEIGHT && shared.has(e),
    (e) => e.weight >= PART_WEIGHT && (e.op === 'sum' || e.op === 'hadamard' || e.op === 'apply'),
  ];
  let best: IndexForm | undefined;
  for (const closed of closings) {
    const form = attempt(expr, tangents, taken, closed);
    if (form === undefined) continue;
    if (best === undefined || cost(form.tree) < cost(best.tree)) best = form;
    if (cost(best.tree) <= LONG) break;
  }
  return best === undefined || cost(best.tree) > LONGEST ? undefined : best;
}

/** The shortest index form of equal expressions. */
export function shortestIndexForm(equal: readonly Expr[], tangents: readonly Expr[], taken: ReadonlySet<string>): IndexForm | undefined {
  let best: IndexForm | undefined;
  for (const expr of equal) {
    const form = indexForm(expr, tangents, taken);
    if (form !== undefined && (best === undefined || cost(form.tree) < cost(best.tree))) best = form;
  }
  return best;
}

/** The letters of each time that the function is differentiated by its variable, where it is more than once. */
export function indicesByVariable(word: QueryWord, order: number, { rows, columns }: Indices): readonly (readonly string[])[] {
  const [down, across] = [rows.map(({ letter }) => letter), columns.map(({ letter }) => letter)];
  if (word === 'hessian') return [down, across];
  if (word !== 'derivative') return [];
  const each = across.length / order;
  return Array.from({ length: order }, (_, i) => across.slice(i * each, (i + 1) * each));
}

/** The shape of the matrix that an index form gives at all values of its indices. */
export function shapeOfIndices({ rows, columns }: Indices): Shape {
  const count = (indices: readonly FreeIndex[]): Dimension => indices.reduce((all, { to }) => multiply(all, to), ONE);
  return shape(count(rows), count(columns));
}

function attempt(expr: Expr, tangents: readonly Expr[], taken: ReadonlySet<string>, closed: Walk['closed']): IndexForm | undefined {
  const atoms = createAtoms();
  const own = { row: free(expr.shape.rows, sideOf(expr, 'rows'), atoms), column: free(expr.shape.cols, sideOf(expr, 'cols'), atoms) };
  const units = tangents.map((tangent) => ({ tangent, row: free(tangent.shape.rows, sideOf(tangent, 'rows'), atoms), column: free(tangent.shape.cols, sideOf(tangent, 'cols'), atoms) }));
  let entry: Expr;
  try {
    entry = entryOf(expr, own.row.position, own.column.position, { atoms, closed, units: new Map(units.map(({ tangent, row, column }) => [tangent, { row: row.position, column: column.position }])) });
  } catch (problem) {
    if (problem instanceof Unwieldy) return undefined;
    throw problem;
  }
  const letters = lettersBeside(new Set([...taken, ...postorderOf(expr).flatMap((node) => (node.op === 'symbol' ? [node.name] : []))]));
  const named = (places: readonly Free[]): readonly (FreeIndex & Counter)[] => places.flatMap(({ counters }) => counters).map((counter) => ({ ...counter, letter: letters.next().value }));
  const outer = named([own.row]);
  const inner = named([own.column]);
  const moved = named(units.flatMap(({ row, column }) => [row, column]));
  const nested: string[] = [];
  const letterAt = (height: number): string => {
    while (nested.length < height) nested.push(letters.next().value);
    return nested[height - 1] ?? '?';
  };
  const tree = treeOf(entry, atoms, new Map([...outer, ...inner, ...moved].map((index) => [index.at, index.letter])), letterAt);
  const plain = (indices: readonly FreeIndex[]): readonly FreeIndex[] => indices.map(({ letter, to }) => ({ letter, to }));
  // With units, the result is a matrix in vec coordinates: the entries of the value down, those of the variable across.
  return { tree, indices: tangents.length === 0 ? { rows: plain(outer), columns: plain(inner) } : { rows: plain([...outer, ...inner]), columns: plain(moved) } };
}

/** A free index and how far it goes. */
interface Counter { readonly at: Expr; readonly to: Dimension }
/** A place along a side, and the indices that count it, the fastest first. */
interface Free { readonly position: Position; readonly counters: readonly Counter[] }

function free(to: Dimension, side: Side, atoms: Atoms): Free {
  // An index of the result can stand in either block: it counts all of the side.
  const sizes = side.is === 'indices' ? side.sizes : [to];
  const counters = sizes.map((size): Counter => ({ at: atoms.fresh(size).at, to: size }));
  return { position: counted(...counters.map(({ at, to: size }) => ({ at, size }))), counters };
}

/** Arrays used more than once. */
function sharedParts(root: Expr): ReadonlySet<Expr> {
  const uses = new Map<Expr, number>();
  for (const node of postorderOf(root)) for (const operand of new Set(operandsOf(node))) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  return new Set([...uses].filter(([node, count]) => count > 1 && node.shape !== SCALAR).map(([node]) => node));
}
