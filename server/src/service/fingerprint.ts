/**
 * A fingerprint of what a query asks: equal as long as the code for it is the same mathematics in the same names.
 *
 * Definitions count as what they stand for, so naming a part or taking a name away changes nothing; neither do spacing, brackets that are not
 * needed, and the letters of dimensions. Names of variables, declared properties and shapes count. The layout does not: code is written in the
 * layout of the variable whatever is shown, and a file must not be stale for somebody with other settings. Of a paper all counts that it shows. Each tree is hashed from the leaves up, so
 * shared parts are read once however often they occur.
 */
import { fnv1a } from '../embedding/fnv1a';
import { fingerprint } from '../embedding/stamp';
import type { Binding, Definition, Meaning, ResolvedQuery } from '../semantics/meaning';
import { showShape, type Shape } from '../shapes/shape';
import { printTree } from '../syntax/print';
import { printType } from '../syntax/printStatement';
import { postorder, type Tree } from '../syntax/tree';
import { statedLayout } from './layout';
import { definitionsIn, reachedFrom } from './reached';
import { isPaper } from './targets';

export function fingerprintOf(query: ResolvedQuery, target: string, meaning: Meaning): string {
  const { node, of, wrt } = query;
  const along = node.along === undefined ? [] : [node.along];
  const metrics = wrt.flatMap((variable) => meaning.innerProductOf(variable) ?? []);
  const roots = [of, ...along, ...metrics.map(({ value }) => value)];
  const bindings = [...new Set<Binding>([...roots.flatMap((root) => reachedFrom(root, meaning)), ...wrt])];
  const dimensions = numberedDimensions();
  const known = bindings.flatMap((binding) => (binding.kind === 'variable' ? [`${binding.name} : ${[...binding.properties].sort().join(' ')} ${dimensions(binding.shape)}`] : binding.kind === 'function' ? [`${binding.name} : ${printType(binding.type)}`] : []));
  const names = new Map<Binding, string>();
  const hash = (root: Tree): string => hashOf(root, meaning, (binding) => (binding.kind === 'dimension' ? dimensions({ rows: binding.dimension, cols: binding.dimension }) : names.get(binding)));
  for (const binding of bindings) if (binding.kind === 'definition') names.set(binding, valueOf(binding, hash));
  return fingerprint([
    target, node.word, node.unstructured ? 'unstructured' : '', String(node.order ?? ''), wrt.map(({ name }) => name).join(' '),
    ...roots.map(hash), ...bindings.flatMap((binding) => statedOf(binding, meaning, hash)), ...metrics.map(({ left, right }) => `${left.name} ${right.name}`), ...known,
    ...(isPaper(target) ? shownOf(query, bindings, meaning) : []),
  ].join('\n'));
}

/** What a paper shows besides: the names of parts, dimensions, the form and the layout. */
function shownOf(query: ResolvedQuery, bindings: readonly Binding[], meaning: Meaning): readonly string[] {
  const definitions = definitionsIn(query.of, meaning).map(({ name, parameters, value }) => `${name}(${parameters.map((parameter) => parameter.name).join(' ')}) = ${printTree(value)}`);
  const shapes = bindings.flatMap((binding) => (binding.kind === 'variable' ? [`${binding.name} : ${showShape(binding.shape)}`] : []));
  return [query.ofName ?? '', query.node.as?.form ?? '', statedLayout(query, meaning), ...definitions, ...shapes];
}

/** The equation that gives a variable its value, and the rule of a function. */
function statedOf(binding: Binding, meaning: Meaning, hash: (tree: Tree) => string): readonly string[] {
  const rule = binding.kind === 'function' ? meaning.ruleOf(binding) : undefined;
  if (rule !== undefined) return [`d ${binding.name}(${rule.parameter.name}) = ${hash(rule.value)}`];
  const implicit = binding.kind === 'variable' ? meaning.implicitOf(binding) : undefined;
  return implicit === undefined ? [] : [`${binding.name} solves ${implicit === 'mistaken' ? implicit : `${implicit.isGradient ? 'gradient ' : ''}${hash(implicit.equation)}`}`];
}

const valueOf = ({ parameters, value }: Definition, hash: (tree: Tree) => string): string => (parameters.length === 0 ? hash(value) : `(${parameters.map(({ name }) => name).join(' ')}) ${hash(value)}`);

/** Shapes with their dimensions numbered in the order in which they are met. */
function numberedDimensions(): (shape: Shape) => string {
  const numbers = new Map<string, number>();
  return (shape) => showShape(shape).replace(/[\p{L}_][\p{L}\p{M}\p{N}_']*/gu, (name) => {
    if (name === 'scalar') return name;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return `#${number}`;
  });
}

/** `meaningOf`: what stands in place of the name of a binding; undefined for one that stands for itself. */
function hashOf(root: Tree, meaning: Meaning, meaningOf: (binding: Binding) => string | undefined): string {
  const hashes = new Map<Tree, string>();
  const at = (tree: Tree): string => hashes.get(tree) ?? '?';
  const list = (trees: readonly (Tree | 'all')[]): string => trees.map((tree) => (tree === 'all' ? ':' : at(tree))).join(',');
  const named = (name: string, binding: Binding | undefined): string => (binding === undefined ? undefined : meaningOf(binding)) ?? fold(`name ${name}`);
  const write = (tree: Tree): string => {
    switch (tree.kind) {
      case 'name': return named(tree.name, meaning.bindingOf(tree));
      case 'number': return fold(`number ${tree.text}`);
      case 'negate': return fold(`- ${at(tree.operand)}`);
      case 'transpose': return fold(`' ${at(tree.operand)}`);
      case 'binary': return fold(`${at(tree.left)} ${tree.operator} ${at(tree.right)}`);
      case 'call': return fold(`${named(tree.callee, meaning.calleeOf(tree))}${tree.elementwise === true ? '.' : ''}(${list(tree.arguments)})`);
      case 'index': return fold(`${at(tree.object)}[${list(tree.indices)}]`);
      case 'block': return fold(`[${tree.rows.map(list).join(';')}]`);
      case 'sumOver': return fold(`sum ${tree.index.name} ${at(tree.from)} ${at(tree.to)} ${at(tree.body)}`);
      case 'where': return fold(`${at(tree.body)} where ${tree.bindings.map(({ name, value }) => `${name.name} = ${at(value)}`).join(', ')}`);
      case 'missing': return fold('missing');
    }
  };
  for (const tree of postorder(root)) hashes.set(tree, write(tree));
  return at(root);
}

/** A text in the place of one that may be long. Twice 32 bits: what is inside a formula must not cancel out. */
const fold = (text: string): string => `${fnv1a(text).toString(16)}.${fnv1a(`${text} again`).toString(16)}`;
