/**
 * Shape inference over one tree: every node gets a shape, in unknowns where it is not known yet. It never fails: what does not fit is
 * reported, and inference goes on with an unknown shape there, so that one mistake gives one report.
 *
 * The walk keeps its own stack: expressions nested 10,000 deep are safe, and shared nodes are visited once.
 */
import { functionNamed } from '../operators/signatures';
import { add, asInteger, fixed, multiply, ONE, ZERO, type Dimension } from '../shapes/dimension';
import { SCALAR, shape, transposedShape, type Shape } from '../shapes/shape';
import { postorder, type BinaryOperator, type CallNode, type IndexNode, type NameNode, type SumOverNode, type Tree } from '../syntax/tree';
import { combine, operandRules, type Clash } from './operands';
import { patternFor, patternsOf, type ParameterPattern, type SignaturePattern } from './signatures';
import type { Unifier } from './unify';

type BinaryTree = Extract<Tree, { kind: 'binary' }>;
type BlockTree = Extract<Tree, { kind: 'block' }>;

/** What a name that is called is, when it is no function of the language. */
export interface Callable { readonly parameters: readonly Shape[]; readonly result: Shape }

/** What did not fit, as facts; the wording is in `diagnostics.ts`. */
export type Misfit =
  | { readonly kind: 'operands'; readonly node: BinaryTree; readonly clash: Clash }
  | { readonly kind: 'argument'; readonly node: CallNode; readonly position: number; readonly pattern: SignaturePattern }
  | { readonly kind: 'parameter'; readonly node: CallNode; readonly position: number; readonly wanted: Shape }
  | { readonly kind: 'argumentCount'; readonly node: CallNode; readonly wanted: readonly number[] }
  | { readonly kind: 'unknownFunction'; readonly node: CallNode }
  | { readonly kind: 'notElementwise'; readonly node: CallNode }
  | { readonly kind: 'notADimension'; readonly node: CallNode; readonly position: number; readonly parameter: ParameterPattern }
  | { readonly kind: 'indexCount'; readonly node: IndexNode }
  | { readonly kind: 'indexRange'; readonly node: IndexNode; readonly position: number; readonly size: Dimension; readonly reach: Dimension }
  | { readonly kind: 'indexShape'; readonly node: IndexNode; readonly position: number }
  | { readonly kind: 'bound'; readonly node: SumOverNode; readonly bound: Tree }
  | { readonly kind: 'block'; readonly node: BlockTree; readonly row: number; readonly block: number | undefined };

/** What is known of the names at the place of the tree. */
export interface Surroundings {
  /** The shape of a name in an expression; binds the node. */
  name(node: NameNode): Shape;
  /** The dimension that a name stands for where a dimension is expected; binds the node. Undefined when it stands for something else. */
  dimension(node: NameNode): Dimension | undefined;
  /** The function a call means: one of the file, `none` when it means none, `language` for a function of the language. */
  callable(node: CallNode): Callable | 'language' | 'none';
  /** Whether `X^T` is a transpose here: no `T` is bound. */
  transposesWith(node: NameNode): boolean;
  /** How far the index of a sum goes, when a tree is that index. */
  reach(index: Tree): Dimension | undefined;
  enterIndex(node: SumOverNode, last: Dimension | undefined): void;
  enterPart(node: NameNode, value: Tree, term: Shape, within: Tree): void;
  leave(name: string): void;
  misfit(misfit: Misfit): void;
  /** Called for every node once its operands have shapes. */
  visited(node: Tree): void;
}

export interface Inference {
  readonly terms: ReadonlyMap<Tree, Shape>;
  /** Gives every node of the tree a shape and returns the tree's. */
  infer(tree: Tree): Shape;
}

type Event =
  | { readonly kind: 'enter'; readonly tree: Tree }
  | { readonly kind: 'exit'; readonly tree: Tree; readonly result?: Shape }
  | { readonly kind: 'act'; readonly action: () => void };

/** A polynomial of dimension names and whole numbers, or undefined where the tree is no such thing; stops at the first node that is not. */
function readDimension(tree: Tree, dimension: (node: NameNode) => Dimension | undefined): Dimension | undefined {
  const values: Dimension[] = [];
  const stack: (Tree | BinaryOperator)[] = [tree];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (typeof top === 'string') {
      const [right, left] = [values.pop(), values.pop()];
      const value = left === undefined || right === undefined ? undefined : combineDimensions(top, left, right);
      if (value === undefined) return undefined;
      values.push(value);
    } else if (top.kind === 'binary') stack.push(top.operator, top.right, top.left);
    else {
      const value = top.kind === 'name' ? dimension(top) : top.kind === 'number' && Number.isInteger(top.value) ? fixed(top.value) : undefined;
      if (value === undefined) return undefined;
      values.push(value);
    }
  }
  return values[0];
}

function combineDimensions(operator: BinaryOperator, left: Dimension, right: Dimension): Dimension | undefined {
  switch (operator) {
    case '+': return add(left, right);
    case '-': return add(left, multiply(fixed(-1), right));
    case '*': return multiply(left, right);
    case '^': return powerOf(left, asInteger(right));
    case '/': case '\\': case '.*': case './': case '.^': return undefined;
  }
}

/** Powers of dimensions beyond this are nobody's shape. */
const HIGHEST_DIMENSION_POWER = 8;

function powerOf(base: Dimension, exponent: number | undefined): Dimension | undefined {
  if (exponent === undefined || exponent < 1 || exponent > HIGHEST_DIMENSION_POWER) return undefined;
  let value = ONE;
  for (let i = 0; i < exponent; i++) value = multiply(value, base);
  return value;
}

/** A dimension that could be the size of something: not zero and not negative. */
const possible = (dimension: Dimension | undefined): Dimension | undefined =>
  dimension !== undefined && [...dimension.terms.values()].some((c) => c > 0) ? dimension : undefined;

/** The dimension a tree states (`2*n+1`), or undefined where it states none. */
export const dimensionOf = (tree: Tree, dimension: (node: NameNode) => Dimension | undefined): Dimension | undefined => possible(readDimension(tree, dimension));

/** Inference with these unknowns in these surroundings. */
export function createInference(u: Unifier, around: Surroundings): Inference {
  const terms = new Map<Tree, Shape>();
  const termOf = (tree: Tree): Shape => {
    const known = terms.get(tree);
    if (known !== undefined) return known;
    const unknown = u.freshShape();
    terms.set(tree, unknown);
    return unknown;
  };

  function infer(root: Tree): Shape {
    const stack: Event[] = [{ kind: 'enter', tree: root }];
    const enter = (tree: Tree): void => { stack.push({ kind: 'enter', tree }); };
    const exit = (tree: Tree, result?: Shape): void => { stack.push(result === undefined ? { kind: 'exit', tree } : { kind: 'exit', tree, result }); };
    const act = (action: () => void): void => { stack.push({ kind: 'act', action }); };
    const enterAll = (trees: readonly Tree[]): void => { for (let i = trees.length - 1; i >= 0; i--) { const tree = trees[i]; if (tree !== undefined) enter(tree); } };

    for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
      if (event.kind === 'act') { event.action(); continue; }
      const { tree } = event;
      if (event.kind === 'exit') { terms.set(tree, event.result ?? shapeAfterOperands(tree)); around.visited(tree); continue; }
      if (terms.has(tree)) continue;
      switch (tree.kind) {
        case 'number': case 'missing': case 'name': exit(tree); break;
        case 'negate': case 'transpose': exit(tree); enter(tree.operand); break;
        case 'binary':
          exit(tree);
          if (isTransposePower(tree)) terms.set(tree.right, SCALAR);
          else enter(tree.right);
          enter(tree.left);
          break;
        case 'block': exit(tree); enterAll(tree.rows.flat()); break;
        case 'index': exit(tree); enterAll([tree.object, ...tree.indices.filter((index): index is Tree => index !== 'all')]); break;
        case 'call': enterCall(tree); break;
        case 'sumOver': {
          const last = boundOf(tree.to);
          exit(tree);
          act(() => { around.leave(tree.index.name); });
          enter(tree.body);
          act(() => { terms.set(tree.index, SCALAR); around.enterIndex(tree, last); });
          if (last === undefined) enterBound(tree, tree.to);
          if (boundOf(tree.from) === undefined) enterBound(tree, tree.from);
          break;
        }
        case 'where':
          exit(tree);
          act(() => { for (const { name } of tree.bindings) around.leave(name.name); });
          enter(tree.body);
          for (const { name, value } of tree.bindings.toReversed()) {
            act(() => { terms.set(name, termOf(value)); around.enterPart(name, value, termOf(value), tree); });
            enter(value);
          }
          break;
      }
    }
    return termOf(root);

    /** A bound that is no dimension has to be a scalar. */
    function enterBound(node: SumOverNode, bound: Tree): void {
      act(() => { u.equateShapes(termOf(bound), SCALAR, once(() => { around.misfit({ kind: 'bound', node, bound }); })); });
      enter(bound);
    }

    function enterCall(node: CallNode): void {
      const meant = around.callable(node);
      if (meant === 'none') { around.misfit({ kind: 'unknownFunction', node }); exit(node, u.freshShape()); enterAll(node.arguments); return; }
      if (meant !== 'language') { act(() => { applyCallable(node, meant); }); enterAll(node.arguments); return; }
      const name = functionNamed(node.callee);
      if (name === undefined) { around.misfit({ kind: 'unknownFunction', node }); exit(node, u.freshShape()); enterAll(node.arguments); return; }
      const [only, ...others] = node.arguments;
      if ((node.callee === 'vector' || node.callee === 'matrix') && others.length === 0 && only?.kind === 'number' && only.value === 1) {
        // `vector(1)`, `matrix(1)`: all ones, in the shape that the place asks for.
        const ones = node.callee === 'vector' ? shape(u.fresh(), ONE) : u.freshShape();
        u.presumeMany(ones.rows);
        u.presumeMany(ones.cols);
        terms.set(only, SCALAR);
        exit(node, ones);
        return;
      }
      const pattern = patternFor(name, node.arguments.length);
      if (pattern === undefined) {
        around.misfit({ kind: 'argumentCount', node, wanted: patternsOf(name).map((row) => row.parameters.length) });
        exit(node, u.freshShape());
        enterAll(node.arguments);
        return;
      }
      const plain = node.arguments.filter((_, i) => pattern.parameters[i]?.kind === 'shape');
      act(() => {
        terms.set(node, applyPattern(node, name, pattern));
        around.visited(node);
      });
      enterAll(plain);
    }

    function applyCallable(node: CallNode, meant: Callable): void {
      const finish = (result: Shape): void => { terms.set(node, result); around.visited(node); };
      if (meant.parameters.length !== node.arguments.length) {
        around.misfit({ kind: 'argumentCount', node, wanted: [meant.parameters.length] });
        finish(u.freshShape());
        return;
      }
      const [first] = node.arguments;
      if (node.elementwise === true && first !== undefined && meant.parameters.length === 1) {
        const [parameter = SCALAR] = meant.parameters;
        const scalarToScalar = u.equateShapes(parameter, SCALAR, () => undefined) && u.equateShapes(meant.result, SCALAR, () => undefined);
        if (!scalarToScalar) around.misfit({ kind: 'notElementwise', node });
        finish(scalarToScalar ? termOf(first) : u.freshShape());
        return;
      }
      node.arguments.forEach((argument, position) => {
        const wanted = meant.parameters[position];
        if (wanted !== undefined) u.equateShapes(wanted, termOf(argument), once(() => { around.misfit({ kind: 'parameter', node, position, wanted }); }));
      });
      finish(meant.result);
    }
  }

  /** `otherwise`, but only the first time. */
  function once(action: () => void): () => void {
    let done = false;
    return () => {
      if (done) return;
      done = true;
      u.undoable(() => { done = false; });
      action();
    };
  }

  const isTransposePower = (node: BinaryTree): boolean => node.operator === '^' && node.right.kind === 'name' && node.right.name === 'T' && around.transposesWith(node.right);

  function shapeAfterOperands(node: Tree): Shape {
    switch (node.kind) {
      case 'number': return SCALAR;
      case 'missing': return u.freshShape();
      case 'name': return around.name(node);
      case 'negate': return termOf(node.operand);
      case 'transpose': return transposedShape(u.resolveShape(termOf(node.operand)));
      case 'binary':
        if (isTransposePower(node)) return transposedShape(u.resolveShape(termOf(node.left)));
        return combine(u, operandRules[node.operator], termOf(node.left), termOf(node.right), (clash) => { around.misfit({ kind: 'operands', node, clash }); });
      case 'index': return shapeOfIndex(node);
      case 'block': return shapeOfBlock(node);
      case 'sumOver': return termOf(node.body);
      case 'where': return termOf(node.body);
      case 'call': return termOf(node);
    }
  }

  function applyPattern(node: CallNode, name: string, pattern: SignaturePattern): Shape {
    const letters = new Map<string, Dimension>();
    const letter = (text: string): Dimension => {
      let dimension = letters.get(text);
      if (dimension === undefined) letters.set(text, dimension = u.fresh());
      return dimension;
    };
    const instantiate = (of: Dimension): Dimension => {
      if (of.terms.size === 1 && of.terms.get(of.key) === 1 && !of.key.includes('*')) return letter(of.key);
      let total = ZERO;
      for (const [monomial, c] of of.terms) total = add(total, monomial === '' ? fixed(c) : monomial.split('*').map(letter).reduce(multiply, fixed(c)));
      return total;
    };
    const match = (wanted: Dimension, found: Dimension, otherwise: () => void): boolean => {
      if (wanted.terms.get(wanted.key) === 1 && !wanted.key.includes('*') && !letters.has(wanted.key)) { letters.set(wanted.key, found); return true; }
      return u.equate(instantiate(wanted), found, otherwise);
    };
    // Dimensions first: in `unvec(x, m, n)` they say what the shape of x has to be.
    pattern.parameters.forEach((parameter, position) => {
      const argument = node.arguments[position];
      if (argument === undefined || parameter.kind === 'shape') return;
      for (const below of postorder(argument)) terms.set(below, SCALAR);
      if (parameter.kind === 'function') {
        if (argument.kind !== 'name' || functionNamed(argument.name) === undefined) around.misfit({ kind: 'notADimension', node, position, parameter });
        return;
      }
      const dimension = dimensionOf(argument, (name) => around.dimension(name));
      if (dimension === undefined) around.misfit({ kind: 'notADimension', node, position, parameter });
      else letters.set(parameter.letter, dimension);
    });
    if ((name === 'max' || name === 'min') && node.arguments.length === 2) return shapeOfChoice(node, pattern);
    pattern.parameters.forEach((parameter, position) => {
      const argument = node.arguments[position];
      if (argument === undefined || parameter.kind !== 'shape') return;
      const term = termOf(argument);
      const otherwise = once(() => { around.misfit({ kind: 'argument', node, position, pattern }); });
      match(parameter.shape.rows, term.rows, otherwise);
      match(parameter.shape.cols, term.cols, otherwise);
    });
    if (pattern.elementwise && node.arguments[0] !== undefined) return termOf(node.arguments[0]);
    if (name === 'svdvals') return shapeOfSingularValues(node);
    return shape(instantiate(pattern.result.rows), instantiate(pattern.result.cols));
  }

  /** `max(a, b)`: equal shapes, or one of the two is a scalar, as in `max(0, x)`. */
  function shapeOfChoice(node: CallNode, pattern: SignaturePattern): Shape {
    const [left, right] = node.arguments;
    if (left === undefined || right === undefined) return u.freshShape();
    return combine(u, operandRules['.*'], termOf(left), termOf(right), () => { around.misfit({ kind: 'argument', node, position: 1, pattern }); });
  }

  /** As many as the shorter side has rows or columns, where it is known which that is. */
  function shapeOfSingularValues(node: CallNode): Shape {
    const [argument] = node.arguments;
    const of = argument === undefined ? u.freshShape() : u.resolveShape(termOf(argument));
    const [rows, cols] = [asInteger(of.rows), asInteger(of.cols)];
    if (of.rows === of.cols || of.cols === ONE) return shape(of.cols, ONE);
    if (rows !== undefined && cols !== undefined) return shape(fixed(Math.min(rows, cols)), ONE);
    return shape(u.fresh(), ONE);
  }

  /** A bound of a sum over an index where it is a dimension. */
  function boundOf(bound: Tree): Dimension | undefined {
    const dimension = readDimension(bound, (name) => around.dimension(name));
    if (dimension !== undefined) for (const below of postorder(bound)) terms.set(below, SCALAR);
    return dimension;
  }

  function shapeOfIndex(node: IndexNode): Shape {
    const object = termOf(node.object);
    node.indices.forEach((index, position) => {
      if (index !== 'all') u.equateShapes(termOf(index), SCALAR, once(() => { around.misfit({ kind: 'indexShape', node, position }); }));
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
    const clash = once(() => { around.misfit({ kind: 'indexCount', node }); });
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
        const spare = add(entries, multiply(fixed(-1), last));
        const tooFar = (): void => { around.misfit({ kind: 'indexRange', node, position, size: entries, reach: last }); };
        if (spare.key.includes('?')) {
          // `x[i]` for i up to n-1 need not be all of x: only a plain N is evidence, until there is nothing else to go by.
          const isNumber = index !== 'all' && index.kind === 'number';
          const plain = !isNumber && last.terms.size === 1;
          if (!plain && !u.restPresumed()) return [entries, last];
          if (!isNumber) u.equate(entries, last, tooFar);
        } else if ([...spare.terms.values()].some((c) => c < 0)) tooFar();
        return 'settled';
      });
    }
  }

  /** Blocks side by side have equal heights, rows of blocks equal widths. */
  function shapeOfBlock(node: BlockTree): Shape {
    let height = ZERO;
    let width: Dimension | undefined;
    node.rows.forEach((row, at) => {
      let rowHeight: Dimension | undefined;
      let rowWidth = ZERO;
      row.forEach((block, position) => {
        const term = termOf(block);
        rowWidth = add(rowWidth, u.resolve(term.cols));
        if (rowHeight === undefined) rowHeight = term.rows;
        else u.equate(rowHeight, term.rows, once(() => { around.misfit({ kind: 'block', node, row: at, block: position }); }));
      });
      height = add(height, u.resolve(rowHeight ?? ZERO));
      if (width === undefined) width = rowWidth;
      else u.equate(width, rowWidth, once(() => { around.misfit({ kind: 'block', node, row: at, block: undefined }); }));
    });
    return shape(height, width ?? ZERO);
  }

  return { terms, infer };
}
