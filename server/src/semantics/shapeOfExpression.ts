/** Shapes of expressions that are not part of the file: results that the engine made, expressions a feature is about to insert. */
import { named, type Dimension } from '../shapes/dimension';
import { SCALAR, type Shape } from '../shapes/shape';
import { functionNamed } from '../operators/signatures';
import { derivativeNamed } from '../syntax/derivativeNames';
import type { NameNode, Tree } from '../syntax/tree';
import { shapeOfBinding } from './bindings';
import { derivativeCallable } from './derivatives';
import { createInference, type Surroundings } from './infer';
import type { Meaning } from './meaning';
import { CONSTANTS } from './reading/names';
import { unknownsOf } from './equation';
import { createUnifier } from './unify';

/**
 * The shape of `tree` with the names that hold at `offset`. Understands what results have besides: `dX` is a change of the variable `X`,
 * `d(u)` the differential of `u`, `∇g(x)`, `Dg(x)`, `∇²g(x)` and `∇₁h(x, y)` the derivatives of a function of which only the shapes are known.
 * Undefined where something does not fit, or where an unknown name leaves the shape open.
 */
export function shapeOfExpression(tree: Tree, meaning: Meaning, offset: number): Shape | undefined {
  return shapesOfExpression(tree, meaning, offset)(tree);
}

/** The same for every node of `tree`: all undefined where something does not fit. `known`: names that only this tree has. */
export function shapesOfExpression(tree: Tree, meaning: Meaning, offset: number, known: ReadonlyMap<string, Shape> = new Map()): (node: Tree) => Shape | undefined {
  const u = createUnifier();
  const locals = new Map<string, Shape[]>();
  let misfits = 0;

  const variable = (name: string): Shape | undefined => {
    const local = locals.get(name)?.at(-1);
    if (local !== undefined) return local;
    const own = known.get(name);
    if (own !== undefined) return own;
    const binding = meaning.lookup(name, offset);
    if (binding !== undefined) return shapeOfBinding(binding);
    const base = /^d./u.test(name) ? meaning.lookup(name.slice(1), offset) : undefined;
    if (base?.kind === 'variable') return base.shape;
    return CONSTANTS.has(name) ? SCALAR : undefined;
  };
  const unknowns = new Map<string, Shape>();
  const unknown = (name: string): Shape => {
    const met = unknowns.get(name) ?? u.freshShape();
    unknowns.set(name, met);
    return met;
  };
  const dimension = (node: NameNode): Dimension | undefined => {
    const binding = locals.has(node.name) ? undefined : meaning.lookup(node.name, offset);
    if (binding?.kind === 'dimension') return binding.dimension;
    return binding === undefined && !locals.get(node.name)?.length ? named(node.name) : undefined;
  };
  const enter = (name: string, term: Shape): void => { const stack = locals.get(name) ?? []; stack.push(term); locals.set(name, stack); };

  const around: Surroundings = {
    name: (node) => variable(node.name) ?? unknown(node.name),
    dimension,
    callable: (node) => {
      const binding = meaning.lookup(node.callee, offset);
      if (binding?.kind === 'function') return binding;
      if (binding?.kind === 'definition' && binding.parameters.length > 0 && binding.shape !== undefined) {
        return { parameters: binding.parameters.map((parameter) => meaning.shapeOf(parameter) ?? u.freshShape()), result: binding.shape };
      }
      if (functionNamed(node.callee) !== undefined) return 'language';
      if (node.callee === 'd' && node.arguments.length === 1) { const same = u.freshShape(); return { parameters: [same], result: same }; }
      const derivative = derivativeNamed(node.callee);
      const of = derivative === undefined ? undefined : meaning.lookup(derivative.of, offset);
      return (derivative === undefined || of?.kind !== 'function' ? undefined : derivativeCallable(derivative, of)) ?? 'none';
    },
    transposesWith: (node) => variable(node.name) === undefined,
    reach: () => undefined,
    enterIndex: (node) => { enter(node.index.name, SCALAR); },
    enterPart: (node, _value, term) => { enter(node.name, term); },
    leave: (name) => { locals.get(name)?.pop(); },
    misfit: () => { misfits++; u.undoable(() => { misfits--; }); },
    visited: () => undefined,
  };
  const inference = createInference(u, around);
  inference.infer(tree);
  u.run();
  u.presumeRest();
  u.run();
  return (node) => {
    const term = misfits > 0 ? undefined : inference.terms.get(node);
    const found = term === undefined ? undefined : u.resolveShape(term);
    return found === undefined || unknownsOf(found.rows).length > 0 || unknownsOf(found.cols).length > 0 ? undefined : found;
  };
}
