/** Where the rules that a derivation names are published. */
import { explainFunction, explainOperator, published, type Explanation } from '../operators/explain';
import { signatures, type FunctionName } from '../operators/signatures';

/** Names of steps that are written with other rules. */
const ALIASES: Readonly<Record<string, string>> = {
  'trace is linear': 'linearity', 'transposes go for the ride': 'linearity', 'product rule under the trace': 'product rule', 'power rule for matrices': 'power rule', 'derivative of the inverse': 'inverse',
};

let addresses: ReadonlyMap<string, string> | undefined;

function table(): ReadonlyMap<string, string> {
  const explanations: readonly (Explanation | undefined)[] = [
    ...['+', '*', '/', '^', "'"].map((operator) => explainOperator(operator)),
    ...Object.keys(signatures).map((name) => explainFunction(name as FunctionName)),
  ];
  const made = new Map<string, string>();
  for (const explanation of explanations) if (explanation !== undefined && !made.has(explanation.rule)) made.set(explanation.rule, published(explanation.source).url);
  return made;
}

/** The address of a rule by its name in a derivation; what follows a colon there is an explanation. */
export function addressOf(rule: string): string | undefined {
  const name = rule.split(':')[0] ?? rule;
  addresses ??= table();
  return addresses.get(ALIASES[name] ?? name);
}
