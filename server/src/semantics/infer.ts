/**
 * Shape inference over one tree: every node gets a shape, in unknowns where it is not known yet. It never fails: what does not fit is
 * reported, and inference goes on with an unknown shape there, so that one mistake gives one report.
 *
 * The walk keeps its own stack: expressions nested 10,000 deep are safe, and shared nodes are visited once.
 */
import { functionNamed } from '../operators/signatures';
import { ONE, type Dimension } from '../shapes/dimension';
import { SCALAR, shape, transposedShape, type Shape } from '../shapes/shape';
import { postorder, type CallNode, type IndexNode, type NameNode, type SumOverNode, type Tree } from '../syntax/tree';
import { applySignature } from './calls';
import { shapeOfBlock, shapeOfIndex } from './entries';
import { combine, operandRules, type Clash } from './operands';
import { patternFor, patternsOf, type ParameterPattern, type SignaturePattern } from './signatures';
import { polynomialOf } from './statedDimension';
import type { Unifier } from './unify';

type BinaryTree = Extract<Tree, { kind: 'binary' }>;
type BlockTree = Extract<Tree, { kind: 'block' }>;

/** What a name that is called is, when it is no function of the language. */
export interface Callable { readonly parameters: readonly Shape[]; readonly result: Shape }

/** What did not fit, as facts; the wording is in `diagnostics.ts`. */
export type Misfit =
  | { readonly kind: 'operands'; readonly node: BinaryTree; readonly clash: Clash }
  | { readonly kind: 'argument'; readonly node: CallNode; readonly position: number; readonly pattern: SignaturePattern; readonly wanted: Shape }
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

/** What the rules for single nodes work with. */
export interface Context {
  readonly u: Unifier;
  readonly around: Surroundings;
  readonly terms: Map<Tree, Shape>;
  /** The shape of a node; an unknown one where it has none yet. */
  termOf(tree: Tree): Shape;
  /** `action`, but only the first time it is called. */
  once(action: () => void): () => void;
}

type Event =
  | { readonly kind: 'enter'; readonly tree: Tree }
  | { readonly kind: 'exit'; readonly tree: Tree; readonly result?: Shape }
  | { readonly kind: 'act'; readonly action: () => void };

/** Inference with these unknowns in these surroundings; `terms` is where the shapes are kept. */
export function createInference(u: Unifier, around: Surroundings, terms = new Map<Tree, Shape>()): Inference {
  const termOf = (tree: Tree): Shape => {
    const known = terms.get(tree);
    if (known !== undefined) return known;
    const unknown = u.freshShape();
    terms.set(tree, unknown);
    return unknown;
  };

  const context: Context = { u, around, terms, termOf, once };

  function infer(root: Tree): Shape {
    const stack: Event[] = [{ kind: 'enter', tree: root }];
    const enter = (tree: Tree): void => { stack.push({ kind: 'enter', tree }); };
    const exit = (tree: Tree, result?: Shape): void => { stack.push(result === undefined ? { kind: 'exit', tree } : { kind: 'exit', tree, result }); };
    const act = (action: () => void): void => { stack.push({ kind: 'act', action }); };
    const enterAll = (trees: readonly Tree[]): void => { for (let i = trees.length - 1; i >= 0; i--) { const tree = trees[i]; if (tree !== undefined) enter(tree); } };

    for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
      if (event.kind === 'act') { event.action(); continue; }
      const { tree } = event;
      u.because(tree);
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
    u.because(undefined);
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
        u.because(node);
        terms.set(node, applySignature(node, name, pattern, context));
        around.visited(node);
      });
      enterAll(plain);
    }

    function applyCallable(node: CallNode, meant: Callable): void {
      u.because(node);
      const finish = (result: Shape): void => { terms.set(node, result); around.visited(node); };
      if (meant.parameters.length !== node.arguments.length) {
        around.misfit({ kind: 'argumentCount', node, wanted: [meant.parameters.length] });
        finish(u.freshShape());
        return;
      }
      const [first] = node.arguments;
      if (node.elementwise === true && first !== undefined) {
        const ofScalars = [...meant.parameters, meant.result].every((each) => u.equateShapes(each, SCALAR, () => undefined));
        if (!ofScalars) around.misfit({ kind: 'notElementwise', node });
        else equateArguments(() => termOf(first));
        finish(ofScalars ? termOf(first) : u.freshShape());
        return;
      }
      equateArguments((position) => meant.parameters[position]);
      finish(meant.result);

      function equateArguments(wantedAt: (position: number) => Shape | undefined): void {
        node.arguments.forEach((argument, position) => {
          const wanted = wantedAt(position);
          if (wanted !== undefined) u.equateShapes(wanted, termOf(argument), once(() => { around.misfit({ kind: 'parameter', node, position, wanted }); }));
        });
      }
    }
  }

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
      case 'index': return shapeOfIndex(node, context);
      case 'block': return shapeOfBlock(node, context);
      case 'sumOver': return termOf(node.body);
      case 'where': return termOf(node.body);
      case 'call': return termOf(node);
    }
  }

  /** A bound of a sum over an index where it is a dimension. */
  function boundOf(bound: Tree): Dimension | undefined {
    const dimension = polynomialOf(bound, (name) => around.dimension(name));
    if (dimension !== undefined) for (const below of postorder(bound)) terms.set(below, SCALAR);
    return dimension;
  }

  return { terms, infer };
}
