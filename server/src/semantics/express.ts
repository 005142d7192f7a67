/**
 * Meaning → expression: a shaped tree becomes a node of the engine, definitions substituted with their sharing kept.
 * Iterative over trees and definitions: nesting 10,000 deep is safe.
 */
import type { Expr, FunctionRule } from '../algebra/expression';
import { dimension, numeral, pi, symbol } from '../algebra/construct/leaf';
import { negate } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { unknown } from '../algebra/construct/unknown';
import { freshIndex, indexedSum } from '../algebra/construct/indexedSum';
import { parseDecimal } from '../algebra/rational';
import { functionNamed } from '../operators/signatures';
import { adjectives, closure, isProperty, type Property } from '../shapes/adjectives';
import type { Dimension } from '../shapes/dimension';
import { SCALAR } from '../shapes/shape';
import { derivativeAsked } from '../syntax/derivativeNames';
import { operands, postorder, type CallNode, type NameNode, type SumOverNode, type Tree } from '../syntax/tree';
import { dimensionOf } from './dimensionOf';
import { addition, binary, spineOf } from './expressArithmetic';
import { expressCall } from './expressCall';
import { picked, stacked } from './expressEntries';
import { freeParts, readSum } from './sums/read';
import { refuse, Refusal } from './refusal';
import type { Definition, IndexName, Meaning, UninterpretedFunction, Variable } from './meaning';

/** Sums without a matrix form are nested up to this depth: no one reads further, and each is expressed by recursion. */
const MAX_INDICES = 8;

export interface Unexpressible { readonly message: string; readonly at: Tree }

export interface Expressed {
  readonly expr: Expr;
  /** The tree that first gave each node: where an error about the node is shown. */
  readonly origin: ReadonlyMap<Expr, Tree>;
  /** What the definitions on the way stand for, by the names they have. */
  readonly defined: ReadonlyMap<Expr, string>;
}

export interface ExpressOptions {
  /** The variable whose structure is forgotten (`unstructured`): every entry of it is free while derivatives are taken. */
  readonly free?: Variable;
  /** What stands for a variable instead of its own symbol. */
  readonly instead?: ReadonlyMap<Variable, Expr>;
  /** How many calls of functions the expression stands in. */
  readonly calls?: number;
  /** What indices of sums stand for, where the sum stays one. */
  readonly indices?: ReadonlyMap<IndexName, Expr>;
}

/** The symbol of a variable. A free variable keeps only what also holds nearby (positive, invertible), not what ties its entries together. */
export function symbolOf(variable: Variable, free: Variable | undefined): Expr {
  return symbol(variable.name, variable.shape, variable === free ? openProperties(variable.properties) : variable.properties);
}

const OPEN: ReadonlySet<Property> = new Set<Property>(['positive', 'nonnegative', 'unitinterval', 'invertible', 'fullrank', 'posdet', 'constant']);
const openProperties = (properties: ReadonlySet<Property>): ReadonlySet<Property> => closure([...properties].filter((property) => OPEN.has(property) && isProperty(property) && !adjectives[property].structural));

/** The expression of `root`, or what in it cannot be expressed yet, by name and place. */
export function express(root: Tree, meaning: Meaning, options: ExpressOptions = {}): Expressed | Unexpressible {
  try {
    return expressAll(root, meaning, options);
  } catch (error) {
    if (error instanceof Refusal) return { message: error.message, at: error.at };
    throw error;
  }
}

function expressAll(root: Tree, meaning: Meaning, options: ExpressOptions): Expressed {
  const values = new Map<Tree, Expr>();
  const origin = new Map<Expr, Tree>();
  const defined = new Map<Expr, string>();
  const stack: { readonly tree: Tree; entered: boolean }[] = [{ tree: root, entered: false }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (values.has(top.tree)) { stack.pop(); continue; }
    const needs = needed(top.tree, meaning, options);
    if (!top.entered) {
      top.entered = true;
      for (let i = needs.length - 1; i >= 0; i--) { const tree = needs[i]; if (tree !== undefined && !values.has(tree)) stack.push({ tree, entered: false }); }
      continue;
    }
    stack.pop();
    const parts = needs.map((tree) => values.get(tree) ?? refuse(tree, 'this refers to itself'));
    const made = top.tree.kind === 'sumOver' ? expressSum(top.tree, parts, meaning, options, origin) : combine(top.tree, parts, meaning, options);
    values.set(top.tree, made);
    if (!origin.has(made)) origin.set(made, top.tree);
    if (top.tree.kind === 'name' && needs.length > 0) defined.set(made, top.tree.name);
  }
  const expr = values.get(root);
  if (expr === undefined) refuse(root, 'this refers to itself');
  return { expr, origin, defined };
}

/** What a tree is made of: its operands, or the value of the definition it names; the whole spine of a chain of additions. */
function needed(tree: Tree, meaning: Meaning, options: ExpressOptions): readonly Tree[] {
  if (tree.kind === 'name') {
    const binding = meaning.bindingOf(tree);
    return binding?.kind === 'definition' ? [binding.value] : [];
  }
  if (tree.kind === 'binary' && (tree.operator === '+' || tree.operator === '-')) return spineOf(tree).map(({ operand }) => operand);
  if (tree.kind === 'binary' && tree.operator === '^' && isTransposeMark(tree.right, meaning)) return [tree.left];
  if (tree.kind === 'call') {
    const callee = meaning.calleeOf(tree);
    if (callee?.kind === 'definition' && callsItsParameters(tree.arguments, callee.parameters, meaning)) return [callee.value];
    if (functionNamed(tree.callee) === 'frechet') return tree.arguments.slice(1);
  }
  if (tree.kind === 'sumOver') return freeParts(tree, meaning, options.indices ?? NO_INDICES);
  return operands(tree);
}

const callsItsParameters = (args: readonly Tree[], parameters: readonly NameNode[], meaning: Meaning): boolean =>
  args.length === parameters.length && args.every((arg, i) => { const parameter = parameters[i]; return arg.kind === 'name' && parameter !== undefined && meaning.bindingOf(arg) === meaning.bindingOf(parameter); });

/** Calls within calls: a function of a function of a function. Deeper ones are nobody's formula, and each is a level of recursion. */
const MAX_CALLS = 100;

/** A definition in the value of a function in which one of the function's parameters stands: whether it is the parameter there is not for us to say. */
function definitionWith(parameters: readonly NameNode[], value: Tree, meaning: Meaning): { readonly definition: Definition; readonly parameter: string } | undefined {
  const own = new Set(parameters.map((parameter) => meaning.bindingOf(parameter)));
  const seen = new Set<Definition>();
  const stack: { readonly tree: Tree; readonly definition: Definition | undefined; readonly hidden: ReadonlySet<unknown> }[] = [{ tree: value, definition: undefined, hidden: new Set() }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    for (const node of postorder(top.tree)) {
      const binding = node.kind === 'name' ? meaning.bindingOf(node) : node.kind === 'call' ? meaning.calleeOf(node) : undefined;
      if (binding === undefined) continue;
      if (top.definition !== undefined && own.has(binding) && !top.hidden.has(binding)) return { definition: top.definition, parameter: binding.name };
      if (binding.kind !== 'definition' || seen.has(binding) || isWithin(binding.value, top.tree)) continue;
      seen.add(binding);
      // Of another function the parameters are its own.
      stack.push({ tree: binding.value, definition: top.definition ?? binding, hidden: new Set([...top.hidden, ...binding.parameters.map((parameter) => meaning.bindingOf(parameter))]) });
    }
  }
  return undefined;
}

const isWithin = (part: Tree, whole: Tree): boolean => part.span.start >= whole.span.start && part.span.end <= whole.span.end;

/** The value of a function with these arguments in the place of its parameters. */
function callOf(tree: CallNode, { name, parameters, value }: Definition, args: readonly Expr[], meaning: Meaning, options: ExpressOptions): Expr {
  const calls = (options.calls ?? 0) + 1;
  if (calls > MAX_CALLS) return refuse(tree, `${name} is called inside more than ${MAX_CALLS} other calls`);
  if (tree.elementwise === true) return refuse(tree, `${name}.(…) of a function with a formula is not answered yet; write the expression out with elementwise operators`);
  const instead = new Map(options.instead);
  for (const [i, parameter] of parameters.entries()) {
    const [binding, arg] = [meaning.bindingOf(parameter), args[i]];
    if (binding?.kind !== 'variable' || arg === undefined) return refuse(tree, `${name} cannot be called with these arguments`);
    instead.set(binding, arg);
  }
  const through = definitionWith(parameters, value, meaning);
  if (through !== undefined) return refuse(tree, `${name} contains ${through.definition.name}, in which ${through.parameter} stands too; write ${through.definition.name} out in ${name}, or make ${through.parameter} its parameter`);
  return expressAll(value, meaning, { ...options, instead, calls }).expr;
}

/** Whether `X^T` means the transpose: no `T` is bound. */
const isTransposeMark = (exponent: Tree, meaning: Meaning): boolean => exponent.kind === 'name' && exponent.name === 'T' && meaning.bindingOf(exponent) === undefined;

function combine(tree: Exclude<Tree, SumOverNode>, parts: readonly Expr[], meaning: Meaning, options: ExpressOptions): Expr {
  const [a, b] = parts;
  switch (tree.kind) {
    case 'number': return numeral(parseDecimal(tree.text));
    case 'name': return a ?? expressName(tree, meaning, options);
    case 'negate': return a === undefined ? refuse(tree, 'an operand is missing') : negate(a);
    case 'transpose': return a === undefined ? refuse(tree, 'an operand is missing') : transpose(a);
    case 'binary':
      if (tree.operator === '+' || tree.operator === '-') return addition(spineOf(tree).map(({ negative }) => negative), parts);
      if (a !== undefined && b === undefined) return transpose(a);
      return a === undefined || b === undefined ? refuse(tree, 'an operand is missing') : binary(tree.operator, a, b);
    case 'call': {
      const callee = meaning.calleeOf(tree);
      if (callee?.kind === 'definition') return callsItsParameters(tree.arguments, callee.parameters, meaning) ? a ?? refuse(tree, 'an operand is missing') : callOf(tree, callee, parts, meaning, options);
      if (callee?.kind === 'function') {
        const entrywise = tree.elementwise === true && callee.result === SCALAR;
        const derivative = derivativeAsked(tree, callee.name);
        const rule = entrywise ? undefined : ruleOf(callee, meaning, options);
        if (derivative.order !== 'value' && rule !== undefined) return refuse(tree, `${tree.callee} is what the rule of ${callee.name} says`);
        return unknown({ name: callee.name, result: callee.result, entrywise, ...(rule === undefined ? {} : { rule }) }, derivative, parts);
      }
      const name = functionNamed(tree.callee);
      if (name === undefined) return refuse(tree, `${tree.callee} is no function of the language`);
      const sizes = (index: number): Dimension => {
        const size = parts[index];
        return (size === undefined ? undefined : dimensionOf(size)) ?? refuse(tree, `${tree.callee} needs a dimension as argument ${index + 1}`);
      };
      return expressCall(name, tree, parts, meaning.shapeOf(tree), sizes);
    }
    case 'index': return picked(tree, parts);
    case 'block': return stacked(tree, parts);
    case 'where': return parts.at(-1) ?? refuse(tree, 'an operand is missing');
    case 'missing': return refuse(tree, 'an operand is missing');
  }
}

const NO_INDICES: ReadonlyMap<IndexName, Expr> = new Map();

/** A sum over an index in matrix form; where it has none, as a sum whose index is a number that is not known. */
function expressSum(node: SumOverNode, parts: readonly Expr[], meaning: Meaning, options: ExpressOptions, origin: Map<Expr, Tree>): Expr {
  const given = options.indices ?? NO_INDICES;
  const free = new Map(freeParts(node, meaning, given).map((part, i) => [part, parts[i] ?? refuse(part, 'an operand is missing')]));
  try {
    return readSum(node, free, meaning);
  } catch (error) {
    if (!(error instanceof Refusal) || error.lasting) throw error;
    const binding = meaning.bindingOf(node.index);
    if (binding?.kind !== 'index' || given.size >= MAX_INDICES) throw error;
    const from = free.get(node.from) ?? expressAll(node.from, meaning, options).expr;
    const to = free.get(node.to) ?? expressAll(node.to, meaning, options).expr;
    const index = freshIndex([...free.values(), ...given.values()], node.index.name);
    const body = expressAll(node.body, meaning, { ...options, indices: new Map([...given, [binding, index]]) });
    for (const [expr, tree] of body.origin) if (!origin.has(expr)) origin.set(expr, tree);
    return indexedSum(index, from, to, body.expr);
  }
}

/** The rule of a function, at symbols of its own: no name of the file can be taken for them. */
function ruleOf(of: UninterpretedFunction, meaning: Meaning, options: ExpressOptions): FunctionRule | undefined {
  const stated = meaning.ruleOf(of);
  if (stated === undefined) return undefined;
  const own = ({ name, shape }: Variable): Expr => symbol(`${name} of ${of.name}`, shape, closure([]));
  const [parameter, tangent] = [own(stated.parameter), own(stated.tangent)];
  let made: { readonly value: Expr | undefined } | undefined;
  return {
    parameter, tangent,
    value: () => {
      const expressed = made === undefined ? express(stated.value, meaning, { ...options, instead: new Map([...options.instead ?? [], [stated.parameter, parameter], [stated.tangent, tangent]]) }) : undefined;
      made ??= { value: expressed === undefined || 'message' in expressed ? undefined : expressed.expr };
      return made.value;
    },
  };
}

function expressName(node: NameNode, meaning: Meaning, options: ExpressOptions): Expr {
  const binding = meaning.bindingOf(node);
  switch (binding?.kind) {
    case 'variable': return options.instead?.get(binding) ?? symbolOf(binding, options.free);
    case 'dimension': return dimension(binding.dimension);
    case 'definition': return refuse(node, 'this refers to itself');
    case 'function': return refuse(node, `${node.name} is a function; apply it to an argument`);
    case 'index': return options.indices?.get(binding) ?? refuse(node, `the index ${node.name} can only pick entries, rows and columns`);
    case undefined: return node.name === 'pi' || node.name === 'π' ? pi() : refuse(node, `${node.name} is not known here`);
  }
}
