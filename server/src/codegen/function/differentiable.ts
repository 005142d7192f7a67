/**
 * A function that brings its own derivative to a framework that differentiates: what works out the value, what of it is kept, and what
 * turns a cotangent of the value into those of the variables.
 */
import { postorderOf } from '../../algebra/expression';
import type { CodeRequest } from '../request';
import { NotScheduled } from '../schedule/context';
import { operandsOf, type Value } from '../schedule/operation';
import { scheduleOf, type Schedule } from '../schedule/schedule';
import { showMemory, showWork, totalMemory } from '../schedule/work';
import { SCALAR } from '../../shapes/shape';
import { inWords } from '../targets/documentation';
import type { DifferentiableModel, DocumentedParameter, Target } from '../targets/target';
import { withNames } from '../transfer';
import { documented, inputNames } from './parameters';
import { createWriter } from './writer';

export function differentiableModel(request: CodeRequest, plain: Target, { cotangent: cotangentName, companions }: NonNullable<Target['differentiable']>): DifferentiableModel {
  const { function: of, results, variables, directions = [], texts } = request;
  const wantedName = request.functionName ?? 'value';
  // Arguments leave the names of the functions around it alone.
  const target: Target = { ...plain, reserved: new Set([...plain.reserved, ...companions(plain.identifier(wantedName))]) };
  const [cotangent, ...more] = directions;
  if (of === undefined || cotangent === undefined || more.length > 0) throw new NotScheduled('a derivative without a cotangent');
  const given = [...variables, cotangent];
  const declared = new Map(given.map((variable) => [variable.name, variable.properties]));
  const { moved: roots, names: own } = withNames([of, ...results.map(({ expression }) => expression)], request.names);
  if (postorderOf(...roots).some((node) => node.op === 'unknown')) throw new NotScheduled('a function that is only known by its shapes');
  const schedule = scheduleOf(roots, (name) => declared.get(name), target, own);
  const { names, namer } = inputNames(variables, target);
  const inputs = new Map([...names, [cotangent.name, namer.take(cotangentName)]]);
  const writer = createWriter({
    schedule, given: variables, inputs, target, taken: [], callees: new Map(), wantedName,
    labels: new Map(schedule.results.map((value, i) => [value, i === 0 ? 'value' : `gradient_${results[i - 1]?.wrt ?? ''}`])),
  });
  const { forward, backward, kept } = split(schedule);
  const lines = new Map(schedule.named.map((value) => [value, writer.statement(value)]));
  const linesOf = (values: readonly Value[]) => values.map((value) => ({ lines: lines.get(value) ?? [] }));
  const [value, ...gradients] = schedule.results.map((result, i) => writer.result(result, (i === 0 ? of : results[i - 1]?.expression)?.shape ?? SCALAR).text);
  const dimensions = writer.dimensions();
  const parameters: readonly DocumentedParameter[] = [
    ...variables.map((variable) => documented(variable, inputs)),
    ...dimensions.parameters.map(({ name, input }) => ({ name, input, kind: 'integer' as const, shape: SCALAR, properties: [] })),
  ];
  const moved = results.map(({ wrt }) => inputs.get(wrt) ?? wrt);
  const ofParameters = parameters.map(({ name }) => (moved.includes(name) ? gradients[moved.indexOf(name)] : undefined));
  // Dimensions stand in texts wherever an operation has a shape to write, so it is the texts that tell who reads them.
  const readBackward = [...linesOf(backward).flatMap(({ lines: each }) => each), ...gradients].join('\n');
  const readForward = [...linesOf(forward).flatMap(({ lines: each }) => each), value ?? '', readBackward].join('\n');
  const isRead = (text: string) => ({ name }: { readonly name: string }): boolean => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(text);
  const ofArguments = dimensions.statements.filter(isRead(readForward));
  const isKept = ({ name }: DocumentedParameter): boolean => kept.some(({ operation }) => operation.op === 'input' && inputs.get(operation.name) === name);
  const isArray = (kind: DocumentedParameter['kind'] | Value['kind']): boolean => kind === 'vector' || kind === 'matrix';
  return {
    name: writer.functionName, parameters, dimensions: ofArguments, cotangent: inputs.get(cotangent.name) ?? cotangentName,
    forward: linesOf(forward), backward: linesOf(backward), value: value ?? '', gradients: ofParameters,
    kept: [
      ...parameters.filter((parameter) => (parameter.kind === 'integer' ? isRead(readBackward)(parameter) : isKept(parameter))).map(({ name, kind }) => ({ name, isArray: isArray(kind) })),
      ...writer.locals().filter(({ value: local }) => kept.includes(local)).map(({ name, value: { kind } }) => ({ name, isArray: isArray(kind) })),
      ...ofArguments.filter(isRead(readBackward)).map(({ name }) => ({ name, isArray: false })),
    ],
    comment: {
      summary: `${texts.of} with its derivative with respect to ${inWords(moved)}.`, formulas: [...texts.formulas, ...texts.results], conditions: texts.conditions,
      shape: of.shape, work: showWork(schedule.work), memory: showMemory(totalMemory(schedule)),
    },
    moved, needs: writer.needs(),
  };
}

interface Split { readonly forward: readonly Value[]; readonly backward: readonly Value[]; readonly kept: readonly Value[] }

/** Statements that the value needs, those that only the derivatives need, and what of the first the second read. */
function split({ named, results }: Schedule): Split {
  const isNamed = new Set(named);
  const readBy = (value: Value): readonly Value[] => {
    // From a statement down to the next names and arguments.
    const found = new Set<Value>();
    const stack = [...operandsOf(value.operation)];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (isNamed.has(top) || top.operation.op === 'input') found.add(top); else stack.push(...operandsOf(top.operation));
    }
    return [...found];
  };
  const direct = (result: Value): readonly Value[] => (isNamed.has(result) || result.operation.op === 'input' ? [result] : readBy(result));
  const [value, ...gradients] = results;
  const needed = new Set<Value>();
  const stack = value === undefined ? [] : [...direct(value)];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (needed.has(top)) continue;
    needed.add(top);
    stack.push(...readBy(top));
  }
  const forward = named.filter((each) => needed.has(each));
  const backward = named.filter((each) => !needed.has(each));
  const read = new Set([...backward.flatMap(readBy), ...gradients.flatMap(direct)]);
  const later = new Set(backward);
  return { forward, backward, kept: [...read].filter((each) => !later.has(each)) };
}
