/** Shapes of entries, rows and columns, and of matrices written out in blocks. */
import { add, asInteger, fixed, multiply, ONE, total, ZERO, type Dimension } from '../shapes/dimension';
import { SCALAR, shape, type Shape } from '../shapes/shape';
import type { IndexNode, Tree } from '../syntax/tree';
import type { Context } from './infer';

type BlockTree = Extract<Tree, { kind: 'block' }>;

/** `x[i]`, `X[i, :]`, `X[:, j]`. */
export function shapeOfIndex(node: IndexNode, context: Context): Shape {
  const { u, around } = context;
  const object = context.termOf(node.object);
  node.indices.forEach((index, position) => {
    if (index === 'all') return;
    const misfit = context.once(() => { around.misfit({ kind: 'indexShape', node, position }); });
    if (index.kind === 'number' && (index.value < 1 || !Number.isInteger(index.value))) misfit();
    else u.equateShapes(context.termOf(index), SCALAR, misfit);
  });
  const [first, second] = node.indices;
  if (first === undefined || node.indices.length > 2) { around.misfit({ kind: 'indexCount', node }); return u.freshShape(); }
  if (second !== undefined) {
    check(0, first, reachOf(first), () => object.rows);
    check(1, second, reachOf(second), () => object.cols);
    return shape(first === 'all' ? object.rows : ONE, second === 'all' ? object.cols : ONE);
  }
  const entries = u.resolveShape(object);
  if (first === 'all') return shape(multiply(entries.rows, entries.cols), ONE);
  // One index: an entry of a vector, row i of a matrix as a column. Which it is shows when the shape of the object does.
  const result = u.freshShape();
  const reach = reachOf(first);
  const clash = context.once(() => { around.misfit({ kind: 'indexCount', node }); });
  u.post(() => {
    const [rows, cols] = [u.extent(object.rows), u.extent(object.cols)];
    if (rows === 'one' && cols === 'one') { clash(); return 'settled'; }
    if (rows === 'open' || cols === 'open') return [object.rows, object.cols];
    if (rows === 'one' || cols === 'one') {
      u.equateShapes(result, SCALAR, clash);
      check(0, first, reach, () => (rows === 'one' ? object.cols : object.rows));
    } else {
      u.equateShapes(result, shape(object.cols, ONE), clash);
      check(0, first, reach, () => object.rows);
    }
    return 'settled';
  });
  return result;

  function reachOf(index: Tree | 'all'): Dimension | undefined {
    if (index === 'all') return undefined;
    return index.kind === 'number' ? fixed(index.value) : around.reach(index);
  }

  /** An index that runs from 1 to N says that there are N entries, where nothing else does; where something else does, that N are not too many. */
  function check(position: number, index: Tree | 'all', reach: Dimension | undefined, size: () => Dimension): void {
    if (reach === undefined) return;
    u.post(() => {
      const [entries, last] = [u.resolve(size()), u.resolve(reach)];
      const isNumber = index !== 'all' && index.kind === 'number';
      const spare = add(entries, multiply(fixed(-1), last));
      const tooFar = (): void => { around.misfit({ kind: 'indexRange', node, position, size: entries, reach: last }); };
      if (spare.key.includes('?')) {
        // `x[i]` for i up to n-1 need not be all of x: only a plain N is evidence, until there is nothing else to go by.
        const plain = !isNumber && last.terms.size === 1;
        if (!plain && !u.restPresumed()) return [entries, last];
        if (!isNumber) u.equate(entries, last, tooFar);
      } else if (isNumber ? (asInteger(spare) ?? 0) < 0 : [...spare.terms.values()].some((c) => c < 0)) tooFar();
      return 'settled';
    });
  }
}

/** Blocks side by side have equal heights, rows of blocks equal widths. */
export function shapeOfBlock(node: BlockTree, context: Context): Shape {
  const { u, around } = context;
  const heights: Dimension[] = [];
  let width: Dimension | undefined;
  node.rows.forEach((row, at) => {
    const [first, ...others] = row.map((block) => context.termOf(block));
    if (first === undefined) return;
    others.forEach((term, i) => { u.equate(first.rows, term.rows, context.once(() => { around.misfit({ kind: 'block', node, row: at, block: i + 1 }); })); });
    const rowWidth = total([first, ...others].map((term) => u.resolve(term.cols)));
    heights.push(u.resolve(first.rows));
    if (width === undefined) width = rowWidth;
    else u.equate(width, rowWidth, context.once(() => { around.misfit({ kind: 'block', node, row: at, block: undefined }); }));
  });
  return shape(total(heights), width ?? ZERO);
}
