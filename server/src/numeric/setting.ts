/** Where the names of a tree get their meaning for a check: variables become leaves that are drawn, definitions are followed. */
import type { Binding, Definition, Implicit, Meaning, Rule, UninterpretedFunction, Variable } from '../semantics/meaning';
import type { Dimension } from '../shapes/dimension';
import { column, SCALAR, type Shape } from '../shapes/shape';
import { derivativeAsked, derivativeNamed, type Derivative } from '../syntax/derivativeNames';
import type { CallNode, NameNode, Tree } from '../syntax/tree';
import type { Callee, Names, Resolution } from './compile/names';
import { NotEvaluable } from './matrix';
import { realised } from './realise';
import { sizeOf } from './sizes';

/** What names stand for: nodes of the file by where they stand, names of presented trees by what they mean at the query. */
export interface Setting {
  readonly resolve: (name: NameNode) => Binding | undefined;
  readonly calleeOf?: (call: CallNode) => Definition | UninterpretedFunction | undefined;
  readonly shapeOf?: (tree: Tree) => Shape | undefined;
  /** The rule that the file states for a function. */
  readonly ruleOf?: (of: UninterpretedFunction) => Rule | undefined;
  /** The equation that gives a variable its value. */
  readonly implicitOf?: (variable: Variable) => Implicit | 'mistaken' | undefined;
}

/** The setting of a query or claim that stands at `offset` of an understood file. `free`: a variable that moves by itself, whatever it solves. */
export function settingAt(meaning: Meaning, offset: number, free?: Variable): Setting {
  return {
    resolve: (name) => meaning.bindingOf(name) ?? meaning.lookup(name.name, offset),
    calleeOf: (call) => {
      const known = meaning.calleeOf(call) ?? meaning.lookup(call.callee, offset);
      const callee = known ?? meaning.lookup(derivativeNamed(call.callee)?.of ?? call.callee, offset);
      return callee?.kind === 'function' || (callee?.kind === 'definition' && callee === known) ? callee : undefined;
    },
    shapeOf: (tree) => meaning.shapeOf(tree),
    ruleOf: (of) => meaning.ruleOf(of),
    implicitOf: (variable) => (variable === free ? undefined : meaning.implicitOf(variable)),
  };
}

/** A setting of variables by plain name. */
export function settingOf(variables: readonly Variable[], definitions: ReadonlyMap<string, Tree> = new Map()): Setting {
  const byName = new Map<string, Binding>(variables.map((variable) => [variable.name, variable]));
  for (const [name, value] of definitions) byName.set(name, { kind: 'definition', name, value, parameters: [], shape: undefined, span: value.span });
  return { resolve: (name) => byName.get(name.name) };
}

export type Leaf =
  | { readonly is: 'variable'; readonly variable: Variable }
  /** Given a value by the check itself: a direction, an argument of an inner product. */
  | { readonly is: 'given' }
  | { readonly is: 'size'; readonly dimension: Dimension };

/** One key for one variable, also when two objects describe it; a shadowed variable of the same name stands elsewhere. */
export const keyOf = (variable: Variable): string => `${variable.name}@${variable.span.start}`;
/** The key of the direction in which a variable moves; no name of the language contains `@` or a space. */
export const directionKey = (variable: Variable): string => `d ${keyOf(variable)}`;

export interface Leaves { readonly names: Names; readonly leaves: Map<string, Leaf>; /** Shapes met besides those of the variables. */ readonly shapes: readonly Shape[] }

/** The names of a setting as the compiler of programs asks for them, with a record of the leaves met. */
export function leavesOf(setting: Setting): Leaves {
  const leaves = new Map<string, Leaf>(), shapes: Shape[] = [];
  const leaf = (key: string, what: Leaf): Resolution => { leaves.set(key, what); return { is: 'leaf', key }; };
  const resolve = (name: NameNode): Resolution | undefined => {
    const binding = setting.resolve(name);
    switch (binding?.kind) {
      case 'variable': {
        const key = keyOf(binding), implicit = setting.implicitOf?.(binding), drawn = leaf(key, { is: 'variable', variable: binding });
        if (implicit === undefined) return drawn;
        if (implicit === 'mistaken') throw new NotEvaluable(`${binding.name} solves an equation with a mistake in it`);
        return { is: 'solution', key, node: implicit.node.unknown, equation: implicit.equation, isGradient: implicit.isGradient, properties: binding.properties };
      }
      case 'dimension': return leaf(`#${binding.dimension.key}`, { is: 'size', dimension: binding.dimension });
      case 'definition': return { is: 'tree', tree: binding.value };
      case 'function': case 'index': case undefined: return undefined;
    }
  };
  const realisation = (f: UninterpretedFunction, derivative: Derivative): Callee => {
    shapes.push(f.result, ...f.parameters);
    const stated = setting.ruleOf?.(f);
    const rule = stated === undefined || derivative.order !== 'value' ? undefined : { parameter: stated.parameter.name, tangent: stated.tangent.name, value: stated.value };
    return { is: 'function', apply: (args, sizes) => realised(f.name, derivative, sizeOf(f.result, sizes), args), ...(rule === undefined ? {} : { rule }) };
  };
  const calleeOf = (call: CallNode): Callee | undefined => {
    const callee = setting.calleeOf?.(call);
    if (callee?.kind === 'definition') return { is: 'definition', parameters: callee.parameters, value: callee.value };
    if (callee === undefined) return undefined;
    const derivative = derivativeAsked(call, callee.name);
    if (derivative.order !== 'value' && setting.ruleOf?.(callee) !== undefined && call.elementwise !== true) throw new NotEvaluable(`${call.callee} is what the rule of ${callee.name} says`);
    return realisation(callee, derivative);
  };
  const shapeOf = (tree: Tree): Shape | undefined => { const found = setting.shapeOf?.(tree); if (found !== undefined) shapes.push(found); return found; };
  return { names: { resolve, calleeOf, shapeOf }, leaves, shapes };
}

export const shapeOfLeaf = (leaf: Leaf): Shape => (leaf.is === 'variable' ? leaf.variable.shape : leaf.is === 'size' ? column(leaf.dimension) : SCALAR);
