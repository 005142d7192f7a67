/** From mcalc text to emitted code: what the code tests run. */
import { generate } from '../../server/src/codegen/generate';
import type { CodeKind, CodeOutcome, CodeVariable, TargetName } from '../../server/src/codegen/request';
import { derive } from '../../server/src/calculus/derive';
import type { Derivation } from '../../server/src/calculus/result';
import { postorderOf } from '../../server/src/algebra/expression';
import { understand } from '../../server/src/semantics/understand';
import type { Meaning, Variable } from '../../server/src/semantics/meaning';
import { parseDocument } from '../../server/src/syntax/parse';
import { phraseText } from '../../server/src/syntax/phrase';
import { printTree } from '../../server/src/syntax/print';

export interface Emitted {
  readonly kind: CodeKind;
  readonly outcome: CodeOutcome;
  readonly value: CodeOutcome;
  readonly wrt: readonly Variable[];
  readonly variables: readonly CodeVariable[];
  readonly directions: readonly CodeVariable[];
  readonly text: readonly string[];
}

/** The code of every query of a text. `asValueAndGradient` gives gradients their value too. */
export function emit(text: string, target: TargetName, options: { readonly asValueAndGradient?: boolean; readonly functionName?: string; readonly valueName?: string } = {}): readonly (Emitted | string)[] {
  const meaning = understand(parseDocument(text));
  const errors = meaning.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').map((diagnostic) => diagnostic.message);
  if (errors.length > 0) return errors;
  return meaning.queries.map((query) => {
    const outcomes = query.wrt.map((variable) => derive(query, variable, meaning));
    const derivations: Derivation[] = [];
    for (const outcome of outcomes) { if (!outcome.ok) return outcome.problem.message; derivations.push(outcome.derivation); }
    const [first] = derivations;
    if (first === undefined) return 'no variable';
    const word = first.kind;
    if (word === 'taylor' || word === 'derivative') return word;
    const kind: CodeKind = word === 'gradient' && options.asValueAndGradient === true ? 'valueAndGradient' : word;
    const variables = variablesOf(meaning, derivations);
    const directions = directionsOf(derivations, variables);
    const of = query.ofName ?? 'f';
    const base = {
      target, variables, function: first.functionExpression, names: new Map([...first.ownNames].filter(([, name]) => name !== of)), results: derivations.map((derivation) => ({ wrt: derivation.wrt, expression: derivation.expression })), directions,
      texts: { of, formulas: [`${of} = ${definitionOf(meaning, of) ?? printTree(query.of)}`], results: derivations.map((derivation) => `${word}${derivations.length > 1 ? ` wrt ${derivation.wrt}` : ''} = ${printTree(derivation.tree)}`), conditions: [...new Set(derivations.flatMap((derivation) => derivation.conditions.map(({ phrase }) => phraseText(phrase))))] },
    };
    return {
      kind, variables, directions, wrt: query.wrt, text: derivations.map((derivation) => printTree(derivation.tree)),
      outcome: generate({ ...base, kind, ...(options.functionName === undefined ? {} : { functionName: options.functionName }) }),
      value: generate({ ...base, kind: 'value', results: [], directions: [], ...(options.valueName === undefined ? {} : { functionName: options.valueName }) }),
    };
  });
}

const definitionOf = (meaning: Meaning, name: string): string | undefined => meaning.bindings.flatMap((binding) => (binding.kind === 'definition' && binding.name === name ? [printTree(binding.value)] : [])).at(-1);

function variablesOf(meaning: Meaning, derivations: readonly Derivation[]): readonly CodeVariable[] {
  const met = new Set(derivations.flatMap((derivation) => [derivation.functionExpression, derivation.expression]).flatMap((root) => postorderOf(root)).flatMap((node) => (node.op === 'symbol' && node.role === 'variable' ? [node.name] : [])));
  const found = new Map<string, CodeVariable>();
  for (const binding of meaning.bindings) if (binding.kind === 'variable' && (met.has(binding.name) || derivations.some((derivation) => derivation.wrt === binding.name))) found.set(binding.name, binding);
  return [...found.values()];
}

function directionsOf(derivations: readonly Derivation[], variables: readonly CodeVariable[]): readonly CodeVariable[] {
  const known = new Set(variables.map((variable) => variable.name));
  const found = new Map<string, CodeVariable>();
  for (const { expression } of derivations) for (const node of postorderOf(expression)) if (node.op === 'symbol' && node.role === 'variable' && !known.has(node.name)) found.set(node.name, { name: node.name, shape: node.shape, properties: node.properties });
  return [...found.values()];
}
