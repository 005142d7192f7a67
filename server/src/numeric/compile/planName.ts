/** Names: what is bound around them, what the file says they stand for, and constants. */
import type { NameNode } from '../../syntax/tree';
import { NotEvaluable, scalar, type Matrix } from '../matrix';
import { gradientByDifferences, solveEquation } from '../newton';
import { NOTHING } from '../program';
import type { Compiling } from './compiling';
import type { Unknown } from './names';
import { sameAs, value, type Plan, type Repeated } from './plan';
import { baseOf, entryOf, FILE_SCOPE, type Scope } from './scope';

/** Names with a value of their own, where nothing else is bound to them. */
const CONSTANTS: ReadonlyMap<string, number> = new Map([['pi', Math.PI], ['π', Math.PI]]);

/** @throws NotEvaluable when the name stands for nothing. */
export function namePlanner({ names, assembly, plans }: Compiling): (node: NameNode, scope: Scope) => Plan {
  const planSolution = ({ key, equation, isGradient, properties }: Unknown): Plan => {
    const solving = new Map<string, number>();
    const combine: Repeated['combine'] = (valueAt, { inputs: [guess = NOTHING], previous }) => {
      const residual = isGradient ? (x: Matrix): Matrix => gradientByDifferences(valueAt, x) : valueAt;
      // Beside a point that has been solved, the solution is the one beside that.
      return solveEquation(residual, previous.data.length > 0 ? previous : guess, properties);
    };
    return plans.repeated({ over: [() => assembly.leaf(key)], body: equation, scope: { outer: FILE_SCOPE, entries: new Map(), solving }, bind: (slot) => { solving.set(key, slot); }, combine });
  };

  return (node: NameNode, scope: Scope): Plan => {
    const entry = entryOf(node.name, scope);
    if (entry !== undefined) return entry.is === 'slot' ? value(() => entry.slot) : entry.is === 'leaf' ? value(() => assembly.leaf(entry.key)) : sameAs(entry.tree, entry.scope);
    const resolution = names.resolve(node);
    if (resolution === undefined) {
      const known = CONSTANTS.get(node.name);
      if (known === undefined) throw new NotEvaluable(`${node.name} has no value`);
      return value(() => assembly.constant(scalar(known)));
    }
    switch (resolution.is) {
      case 'leaf': return value(() => assembly.leaf(resolution.key));
      case 'value': return value(() => assembly.constant(resolution.value));
      case 'tree': return sameAs(resolution.tree, baseOf(scope));
      case 'solution': {
        const running = baseOf(scope).solving?.get(resolution.key);
        if (running !== undefined) return value(() => running);
        // One solve for all the places where the name stands.
        return node === resolution.node && scope === FILE_SCOPE ? planSolution(resolution) : sameAs(resolution.node, FILE_SCOPE);
      }
    }
  };
}
