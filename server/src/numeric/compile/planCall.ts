/** Calls: of a function of the language, of one that the file defines, of one it only declares, and `d(u)`. */
import { functionNamed, signatures, type FunctionName } from '../../operators/signatures';
import { valueOf } from '../../shapes/dimension';
import type { CallNode } from '../../syntax/tree';
import { filled, matrix, NotEvaluable, sameSize, scalar, valueOfScalar, type Matrix } from '../matrix';
import { NOTHING } from '../program';
import { examine, follow, type StatedDifferential } from '../ruledFunction';
import { values } from '../values';
import { slotOf } from './assembly';
import type { Compiling } from './compiling';
import { DECOMPOSITION, EFFORT, FUNCTION_OF_MATRIX } from './effort';
import type { DefinitionCallee, FunctionCallee } from './names';
import { sameAs, value, type Plan } from './plan';
import { baseOf, FILE_SCOPE, rulingOf, runsWithin, type Entry, type Scope } from './scope';

/** Arguments of the shortest signature of a function; semantics has told the reader, this guards the presented trees. */
const fewestArguments = (name: FunctionName): number => Math.min(...signatures[name].signatures.map((signature) => signature.replace(/→.*/, '').split(',').length));

/** A function of numbers at entries that stand at the same place. */
function entrywise(arrays: readonly Matrix[], of: (entries: readonly Matrix[]) => number): Matrix {
  const [first = NOTHING, ...others] = arrays;
  if (!others.every((other) => sameSize(first, other))) throw new NotEvaluable('a function of entries of arrays of different sizes');
  return matrix(first.rows, first.cols, first.data.map((_, i) => of(arrays.map(({ data }) => scalar(data[i] ?? NaN)))));
}

/** @throws NotEvaluable for too few or too many arguments, and for a function that nobody knows. */
export function callPlanner({ names, assembly, plans, differentials, assumed }: Compiling): (node: CallNode, scope: Scope) => Plan {
  const planDefinition = (call: CallNode, scope: Scope, { parameters, value: body }: DefinitionCallee): Plan => {
    const [only] = call.arguments, [parameter] = parameters;
    if (parameters.length !== call.arguments.length) throw new NotEvaluable(`${call.callee} takes ${parameters.length} arguments, not ${call.arguments.length}`);
    if (call.elementwise === true) {
      if (only === undefined || parameter === undefined || parameters.length !== 1) throw new NotEvaluable(`${call.callee}.(…) takes one argument`);
      return plans.loop({
        over: [only], scope, index: parameter.name, body, outer: baseOf(scope),
        combine: ([array = NOTHING], valueAt) => matrix(array.rows, array.cols, array.data.map((x) => valueOfScalar(valueAt(scalar(x))))),
      });
    }
    const entries = new Map<string, Entry>();
    parameters.forEach((name, i) => { const tree = call.arguments[i]; if (tree !== undefined) entries.set(name.name, { is: 'expression', tree, scope }); });
    return sameAs(body, { outer: baseOf(scope), entries });
  };

  const planRuled = (node: CallNode, scope: Scope, { apply }: FunctionCallee, rule: NonNullable<FunctionCallee['rule']>): Plan => {
    const [argument] = node.arguments, ruling = rulingOf(node.callee, scope);
    if (argument === undefined) throw new NotEvaluable(`${node.callee} takes one argument`);
    if (ruling !== undefined) {
      if (argument.kind !== 'name' || argument.name !== ruling.parameter) throw new NotEvaluable(`the rule of ${node.callee} needs ${node.callee} elsewhere than at ${ruling.parameter}`);
      return value(ruling.slot);
    }
    assumed.add(`the rule of ${node.callee}`);
    let own = -1;
    const entries = new Map<string, Entry>();
    // The point of the check, and the value there; a run that moves the argument finds them in their slots.
    const [point, centre] = [assembly.slot(), assembly.slot()];
    return plans.repeated({
      over: [{ tree: argument, scope }], body: rule.value,
      scope: { outer: FILE_SCOPE, entries, ruling: { of: node.callee, parameter: rule.parameter, slot: () => own } },
      bind: (slot, another) => {
        own = another();
        entries.set(rule.parameter, { is: 'slot', slot });
        entries.set(rule.tangent, { is: 'slot', slot: another() });
      },
      combine: (valueAt, { inputs: [u = NOTHING], sizes, slots }) => {
        const stated: StatedDifferential = (at, h, y) => valueAt(at, y, h);
        const from = slotOf(slots, point);
        if (from.data.length > 0) return follow(stated, from, slotOf(slots, centre), u);
        const there = apply([u], sizes);
        examine(node.callee, stated, u, there);
        slots[point] = u;
        slots[centre] = there;
        return there;
      },
    });
  };

  /** `vector(1)` and `matrix(1)` are ones of the shape that their place requires; a scalar 1 where that is not known. */
  const planOnes = (node: CallNode): Plan => {
    const shape = names.shapeOf?.(node);
    return value(() => (shape === undefined ? assembly.constant(scalar(1)) : assembly.emit([], 0, ({ sizes }) => filled(valueOf(shape.rows, sizes), valueOf(shape.cols, sizes), 1))));
  };

  const planFrechet = (node: CallNode, scope: Scope): Plan => {
    const [inner, ...rest] = node.arguments;
    const name: FunctionName | undefined = inner?.kind === 'name' ? functionNamed(inner.name) : undefined;
    if (name === undefined || rest.length !== 2) throw new NotEvaluable('frechet takes a matrix function, a point and a direction');
    return plans.nary(rest, scope, DECOMPOSITION * FUNCTION_OF_MATRIX, ([x = NOTHING, e = NOTHING]) => values.frechet(name, x, e));
  };

  return (node: CallNode, scope: Scope): Plan => {
    const callee = names.calleeOf?.(node);
    if (callee !== undefined) {
      if (callee.is === 'definition') return planDefinition(node, scope, callee);
      const { apply, rule } = callee;
      if (rule !== undefined && node.elementwise !== true) return planRuled(node, scope, callee, rule);
      if (node.elementwise !== true) return plans.nary(node.arguments, scope, 1, apply);
      return plans.nary(node.arguments, scope, 1, (args, sizes) => entrywise(args, (entries) => valueOfScalar(apply(entries, sizes))));
    }
    const [first] = node.arguments;
    if (node.callee === 'd' && first !== undefined && node.arguments.length === 1) {
      if (runsWithin(scope)) throw new NotEvaluable('d(…) inside a sum over an index');
      return value(() => { const slot = assembly.slot(); differentials.push({ slot, of: { tree: first, scope } }); return slot; });
    }
    const name = functionNamed(node.callee);
    if (name === undefined) throw new NotEvaluable(`${node.callee} is no function of the language`);
    if (name === 'frechet') return planFrechet(node, scope);
    if ((node.callee === 'vector' || node.callee === 'matrix') && node.arguments.every((argument) => argument.kind === 'number' && argument.value === 1)) return planOnes(node);
    const f = values[name];
    if (node.arguments.length < fewestArguments(name)) throw new NotEvaluable(`${name} takes ${fewestArguments(name)} arguments, not ${node.arguments.length}`);
    const effort = EFFORT[name] ?? 0;
    return first !== undefined && node.arguments.length === 1 ? plans.unary(first, scope, effort, f) : plans.nary(node.arguments, scope, effort, (args) => f(...args));
  };
}
