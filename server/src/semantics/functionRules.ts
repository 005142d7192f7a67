/** Rules that a file states for functions without a formula: which can be used, and what is wrong with the others. */
import type { Tree } from '../syntax/tree';
import { variablesOf } from './dependence';
import * as say from './diagnostics';
import type { Diagnostic } from './meaning';
import type { Reading } from './reading';
import type { FunctionCell } from './scope';
import type { Facts } from './wording';

type Read = Reading['rules'][number];

export function functionRulesOf(reading: Reading, facts: Facts, mistaken: ReadonlySet<Tree>, report: (diagnostic: Diagnostic) => void): ReadonlyMap<FunctionCell, Read> {
  const rules = new Map<FunctionCell, Read>();
  for (const rule of reading.rules) {
    const earlier = rules.get(rule.cell);
    const diagnostic = earlier === undefined ? problemOf(rule, reading, facts, mistaken) : say.ruleTwice(rule.node.function, earlier.node.function);
    if (diagnostic === undefined) rules.set(rule.cell, rule);
    else if (diagnostic !== 'elsewhere') report(diagnostic);
  }
  return rules;
}

/** `elsewhere`: a mistake in the value, of which the reader has been told. */
function problemOf({ node, cell, tangent }: Read, reading: Reading, facts: Facts, mistaken: ReadonlySet<Tree>): Diagnostic | 'elsewhere' | undefined {
  const shape = facts.shapeOf(node.value);
  if (shape === undefined || mistaken.has(node.value)) return 'elsewhere';
  const wanted = facts.settled(cell.result);
  if (shape !== wanted) return say.ruleShape(node, shape, wanted);
  return variablesOf(node.value, reading).includes(tangent) ? undefined : say.ruleWithoutChange(node);
}
