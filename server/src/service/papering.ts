/** From answers to what a paper says of them: everything the service asks of papers, in one place so that it loads as one piece. */
import { writePaper } from '../papers/write';
import type { Formula, Given, PaperName, PaperResult, PaperStatement, Words } from '../papers/request';
import { shapesOfExpression } from '../semantics/shapeOfExpression';
import type { Binding, Definition, Meaning, Variable } from '../semantics/meaning';
import { statedProperties } from '../shapes/adjectives';
import { sidesOf, type Shape } from '../shapes/shape';
import { call, name } from '../syntax/build';
import { phraseText, type Phrase } from '../syntax/phrase';
import { NOWHERE, type QueryWord, type Tree } from '../syntax/tree';
import type { Answered } from './coding';
import { asNamed, askedIn, headingAlone, namesOf } from './forms';
import type { Stated } from './paper';
import { definitionsIn, reachedFrom } from './reached';

export const papersFor = (stated: readonly Stated[], target: PaperName): string => writePaper(stated.map(statementOf), target);

function statementOf({ query, results, meaning, withValue }: Stated): PaperStatement {
  const { of, ofName, node, wrt } = query;
  const at = node.span.end;
  const definitions = definitionsIn(of, meaning);
  // What is reached last is what is asked about.
  const asked = definitions.findLast((definition) => definition.name === ofName);
  const inResult = (tree: Tree, known: ReadonlyMap<string, Shape>): Formula => ({ tree, options: { shapeOf: shapesOfExpression(tree, meaning, at, known) } });
  const worded = (phrase: Phrase, known: ReadonlyMap<string, Shape>): Words => phrase.map((part) => (typeof part === 'string' ? part : part.kind === 'query' ? { heading: headingAlone(part), options: {} } : inResult(part, known)));
  /** What several results have in common is said once. */
  const told = (phrases: (answered: Answered) => readonly Phrase[]): readonly Words[] =>
    [...new Map(results.flatMap((answered) => phrases(answered).map((phrase) => [phraseText(phrase), worded(phrase, namesOf(answered.derivation, answered.variable))] as const))).values()];
  return {
    of: inFile(asNamed(query), meaning),
    definitions: definitions.map((definition) => ({ left: leftOf(definition, definition === asked ? wrt : []), value: inFile(definition.value, meaning), isAsked: definition === asked })),
    results: results.map((answered) => resultOf(answered, query, meaning)),
    withValue,
    given: givenOf([of, ...(node.along === undefined ? [] : [node.along])], wrt, node.word, meaning),
    conditions: told(({ derivation }) => derivation.conditions.map(({ phrase }) => phrase)),
    notes: told(({ derivation }) => derivation.notes),
  };
}

const inFile = (tree: Tree, meaning: Meaning): Formula => ({ tree, options: { shapeOf: (node) => meaning.shapeOf(node) } });

/** `f(x)` with its parameters; a function that is asked about and has none is one of the variables that it is differentiated by. */
function leftOf({ name: own, parameters }: Definition, wrt: readonly Variable[]): Tree {
  const names = (parameters.length > 0 ? parameters : wrt).map((parameter) => name(parameter.name));
  return names.length === 0 ? name(own) : call(own, ...names);
}

/** Derivatives that are arrays: which space they are in says how they are laid out. */
const ARRAYS: ReadonlySet<QueryWord> = new Set<QueryWord>(['gradient', 'jacobian', 'hessian', 'jvp', 'vjp', 'hvp']);

function resultOf({ variable, derivation }: Answered, query: Stated['query'], meaning: Meaning): PaperResult {
  const { asked, head, body } = askedIn(query, variable, derivation, derivation.tree, meaning);
  const { shape, form, tree } = derivation;
  const isTold = form === undefined && ARRAYS.has(query.node.word) && tree.kind !== 'where';
  return { asked, head, body: { tree, options: body }, sides: isTold ? sidesOf(shape) : [] };
}

/** What the letters stand for, in the order in which the file declares them. */
function givenOf(roots: readonly Tree[], wrt: readonly Variable[], word: QueryWord, meaning: Meaning): readonly Given[] {
  const metrics = METRIC.has(word) ? wrt.flatMap((variable) => { const metric = meaning.innerProductOf(variable); return metric === undefined ? [] : [{ variable, metric }]; }) : [];
  const letters = new Set(metrics.flatMap(({ metric: { left, right } }) => [left, right].map((letter) => meaning.bindingOf(letter))));
  const bindings = [...new Set<Binding>([...[...roots, ...metrics.map(({ metric }) => metric.value)].flatMap((root) => reachedFrom(root, meaning)), ...wrt])].filter((binding) => !letters.has(binding)).sort((a, b) => placeOf(a) - placeOf(b));
  return [
    ...bindings.flatMap((binding): readonly Given[] => {
      switch (binding.kind) {
        case 'variable': return [{ is: 'variable', name: binding.name, shape: binding.shape, properties: statedProperties(binding.properties) }];
        case 'function': return [{ is: 'function', name: binding.name, parameters: binding.parameters, result: binding.result }];
        case 'definition': case 'dimension': case 'index': return [];
      }
    }),
    ...metrics.map(({ variable, metric: { left, right, value } }): Given => ({ is: 'innerProduct', of: variable.name, arguments: [left.name, right.name], value: inFile(value, meaning) })),
  ];
}

/** A direction that nobody wrote comes last. */
const placeOf = ({ span }: Binding): number => (span === NOWHERE ? Infinity : span.start);

/** Derivatives that depend on what is orthogonal to what. */
const METRIC: ReadonlySet<QueryWord> = new Set<QueryWord>(['gradient', 'hessian', 'vjp', 'hvp']);
