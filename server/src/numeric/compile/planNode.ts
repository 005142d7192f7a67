/** A plan for each kind of node. */
import { valueOf } from '../../shapes/dimension';
import type { BinaryNode, IndexNode, SumOverNode, Tree } from '../../syntax/tree';
import { add, BeyondLimit, filled, NotEvaluable, scalar, stack, transpose, valueOfScalar, type Matrix } from '../matrix';
import { indexed, negated, operations } from '../operations';
import { NOTHING } from '../program';
import { slotOf } from './assembly';
import type { Compiling } from './compiling';
import { OPERATOR_EFFORT } from './effort';
import { sameAs, value, type Plan } from './plan';
import { callPlanner } from './planCall';
import { namePlanner } from './planName';
import { entryOf, type Entry, type Scope } from './scope';

/** Terms of a `sum(i = a..b)`. */
const MAX_TERMS = 1_000;

/** Zero of the shape that a value would have; where it has none (an entry behind the last), the number 0, which meets every shape. */
function shapedZero(value: () => Matrix): Matrix {
  try {
    const { rows, cols } = value();
    return filled(rows, cols, 0);
  } catch (problem) {
    if (problem instanceof NotEvaluable && !(problem instanceof BeyondLimit)) return scalar(0);
    throw problem;
  }
}

/** How a node of any kind comes to its slot. */
export function nodePlanner(compiling: Compiling): (node: Tree, scope: Scope) => Plan {
  const { names, assembly, plans } = compiling;
  const planName = namePlanner(compiling);
  const planCall = callPlanner(compiling);

  const planSum = (node: SumOverNode, scope: Scope): Plan => {
    const shape = names.shapeOf?.(node);
    return plans.loop({ over: [node.from, node.to], scope, index: node.index.name, body: node.body, outer: scope, combine: ([from = NOTHING, to = NOTHING], valueAt, sizes) => {
      const first = Math.round(valueOfScalar(from)), last = Math.round(valueOfScalar(to));
      if (!(last - first < MAX_TERMS)) throw new BeyondLimit(`a sum from ${first} to ${last} has too many terms for a numerical check`);
      let sum: Matrix | undefined;
      for (let i = first; i <= last; i++) { const term = valueAt(scalar(i)); sum = sum === undefined ? term : add(sum, term); }
      if (sum !== undefined) return sum;
      // No terms: zero, of the shape that a term would have.
      if (shape !== undefined) return filled(valueOf(shape.rows, sizes), valueOf(shape.cols, sizes), 0);
      return shapedZero(() => valueAt(scalar(first)));
    } });
  };

  const planBinary = (node: BinaryNode, scope: Scope): Plan => {
    const { right } = node;
    if (node.operator === '^' && right.kind === 'name' && right.name === 'T' && entryOf('T', scope) === undefined && names.resolve(right) === undefined) return plans.unary(node.left, scope, 0, transpose);
    const f = operations[node.operator];
    return { needs: [{ tree: node.left, scope }, { tree: right, scope }], finish: ([a = -1, b = -1]) => assembly.emit([a, b], OPERATOR_EFFORT[node.operator], ({ slots }) => f(slotOf(slots, a), slotOf(slots, b))) };
  };

  const planIndex = (node: IndexNode, scope: Scope): Plan => plans.nary([node.object, ...node.indices.filter((index) => index !== 'all')], scope, 0, ([object = NOTHING, ...given]) => {
    let next = 0;
    return indexed(object, node.indices.map((index) => (index === 'all' ? undefined : given[next++])));
  });

  return (node, scope) => {
    switch (node.kind) {
      case 'number': return value(() => assembly.constant(scalar(node.value)));
      case 'name': return planName(node, scope);
      case 'negate': return plans.unary(node.operand, scope, 0, negated);
      case 'transpose': return plans.unary(node.operand, scope, 0, transpose);
      case 'binary': return planBinary(node, scope);
      case 'call': return planCall(node, scope);
      case 'index': return planIndex(node, scope);
      case 'block': {
        const widths = node.rows.map((row) => row.length);
        return plans.nary(node.rows.flat(), scope, 0, (blocks_) => { let next = 0; return stack(widths.map((width) => blocks_.slice(next, (next += width)))); });
      }
      case 'sumOver': return planSum(node, scope);
      case 'where': {
        const entries = new Map<string, Entry>(), bound: Scope = { outer: scope, entries };
        for (const binding of node.bindings) entries.set(binding.name.name, { is: 'expression', tree: binding.value, scope: bound });
        return sameAs(node.body, bound);
      }
      case 'missing': throw new NotEvaluable('an operand is missing');
    }
  };
}
