/** A direction for a product that nobody wrote a direction for: a variable `v` that stands in no file. */
import { spaceOf } from '../calculus/variableSpace';
import { functionNamed } from '../operators/signatures';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { closure, type Property } from '../shapes/adjectives';
import { SCALAR, type Shape } from '../shapes/shape';
import { NOWHERE, type NameNode, type QueryWord } from '../syntax/tree';

export interface Directed { readonly query: ResolvedQuery; readonly meaning: Meaning }

/** The first is what the field writes. */
const NAMES = { tangent: ['v', 'u', 'direction'], cotangent: ['u', 'v', 'weights'] } as const;

/**
 * The query `word … along v`, and a meaning in which `v` is known: a change of the variable that stays in its space, or (`cotangent`) a weight
 * for each output.
 */
export function directed(query: ResolvedQuery, word: QueryWord, kind: keyof typeof NAMES, variable: Variable, meaning: Meaning): Directed {
  const shape = kind === 'tangent' ? variable.shape : meaning.shapeOf(query.of) ?? SCALAR;
  const properties = kind === 'tangent' && !query.node.unstructured ? closure(spaceOf(variable.properties)?.tangent ?? []) : new Set<Property>();
  const direction = newVariable(NAMES[kind], shape, properties, meaning);
  const node: NameNode = { kind: 'name', name: direction.name, span: NOWHERE };
  return {
    query: { ...query, node: { ...query.node, word, along: node } },
    meaning: {
      ...meaning,
      bindingOf: (name) => (name === node ? direction : meaning.bindingOf(name)),
      lookup: (name, offset) => (name === direction.name ? direction : meaning.lookup(name, offset)),
      shapeOf: (tree) => (tree === node ? direction.shape : meaning.shapeOf(tree)),
    },
  };
}

function newVariable(names: readonly string[], shape: Shape, properties: ReadonlySet<Property>, meaning: Meaning): Variable {
  const taken = new Set(meaning.bindings.map(({ name }) => name));
  const isFree = (name: string): boolean => !taken.has(name) && functionNamed(name) === undefined;
  const [first = 'v'] = names;
  let name = names.find(isFree) ?? first;
  while (!isFree(name)) name += '_';
  return { kind: 'variable', name, shape, properties, origin: 'declared', span: NOWHERE };
}
