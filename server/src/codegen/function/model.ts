/** A request → the function it asks for, written out but not laid out yet. */
import type { Expr } from '../../algebra/expression';
import { SCALAR } from '../../shapes/shape';
import type { CodeKind, CodeRequest } from '../request';
import { NotScheduled } from '../schedule/context';
import { scheduleOf } from '../schedule/schedule';
import { showMemory, showWork, totalMemory } from '../schedule/work';
import type { DocumentedParameter, FunctionModel, ResultModel, Target } from '../targets/target';
import { transferred, withNames } from '../transfer';
import { documented, functionParameters, inputNames } from './parameters';
import { shapeChecks } from './shapeChecks';
import { createWriter } from './writer';

const DEFAULT_NAMES: Readonly<Record<CodeKind, string>> = { value: 'value', gradient: 'gradient', valueAndGradient: 'value_and_gradient', jacobian: 'jacobian', hessian: 'hessian', differential: 'differential', hvp: 'hessian_vector_product', jvp: 'jvp', vjp: 'vjp', differentiable: 'value' };
const SUMMARIES: Readonly<Record<CodeKind, (of: string, wrt: string) => string>> = {
  value: (of) => `Value of ${of}.`, gradient: (of, wrt) => `Gradient of ${of} with respect to ${wrt}.`, valueAndGradient: (of, wrt) => `Value of ${of} and its gradient with respect to ${wrt}.`,
  jacobian: (of, wrt) => `Jacobian of ${of} with respect to ${wrt}.`, hessian: (of, wrt) => `Hessian of ${of} with respect to ${wrt}.`, differential: (of, wrt) => `Differential of ${of}: its directional derivative as ${wrt} moves.`,
  hvp: (of, wrt) => `Hessian of ${of} with respect to ${wrt}, times a vector.`, jvp: (of, wrt) => `Jacobian of ${of} with respect to ${wrt}, times a vector.`, vjp: (of, wrt) => `Transposed Jacobian of ${of} with respect to ${wrt}, times a vector.`,
  differentiable: (of, wrt) => `${of}, with its derivative with respect to ${wrt}.`,
};
/** What a result is called inside its function, where it needs a name. */
const LABELS: Readonly<Record<CodeKind, string>> = { value: 'value', gradient: 'g', valueAndGradient: 'gradient', jacobian: 'J', hessian: 'H', differential: 'df', hvp: 'product', jvp: 'product', vjp: 'product', differentiable: 'value' };

const gradientLabels = (request: CodeRequest): readonly string[] => {
  const base = LABELS[request.kind];
  return request.results.map((result) => (request.results.length === 1 ? base : `${base}_${result.wrt}`));
};

/** `taken`: what other functions around are called. */
export function functionModel(request: CodeRequest, target: Target, taken: readonly string[] = []): FunctionModel {
  const withValue = request.kind === 'value' || request.kind === 'valueAndGradient';
  const roots: Expr[] = [];
  if (withValue) { if (request.function === undefined) throw new NotScheduled('a value without its function'); roots.push(request.function); }
  if (request.kind !== 'value') roots.push(...request.results.map((result) => result.expression));
  const directions = request.directions ?? [];
  const given = [...request.variables, ...directions];
  const declared = new Map(given.map((variable) => [variable.name, variable.properties]));
  const { moved, names } = withNames(roots, request.names);
  const schedule = scheduleOf(moved, (name) => declared.get(name), target, names);
  const { names: inputs, namer } = inputNames(given, target);
  const functions = functionParameters(roots, namer, target);
  const labels = withValue ? ['value', ...gradientLabels(request)] : gradientLabels(request);
  const writer = createWriter({
    schedule, given, inputs, target, taken, labels: new Map(schedule.results.map((value, i) => [value, labels[i] ?? 'result'])),
    callees: new Map(functions.map(({ key, name }) => [key, name])), wantedName: request.functionName ?? DEFAULT_NAMES[request.kind],
  });
  const statements = schedule.named.map((value) => ({ lines: writer.statement(value) }));
  const results = schedule.results.map((value, i): ResultModel => {
    const of = roots[i]?.shape ?? SCALAR;
    const { text, isName, value: result } = writer.result(value, of);
    // An argument, and a value that is two results at once, are handed out under a name of their own.
    const isOwn = isName && result.operation.op !== 'input' && schedule.results.indexOf(value) === i;
    return { label: isOwn ? text : writer.fresh(labels[i] ?? 'result'), text, isName, kind: result.kind, value: result, shape: of };
  });
  const checks = request.assertShapes === true ? shapeChecks(given, inputs, writer.dimension, target) : [];
  const dimensions = writer.dimensions();
  const wrt = request.results.map((result) => inputs.get(result.wrt) ?? result.wrt).join(' and ');
  const parameters: readonly DocumentedParameter[] = [
    ...functions,
    ...request.variables.map((variable) => documented(variable, inputs)),
    ...dimensions.parameters.map((dimension) => ({ name: dimension.name, input: dimension.input, kind: 'integer' as const, shape: SCALAR, properties: [] })),
    ...directions.map((variable) => documented(variable, inputs)),
  ];
  return {
    kind: request.kind, name: writer.functionName, parameters, dimensions: dimensions.statements, checks, statements, results,
    summary: SUMMARIES[request.kind](request.texts.of, wrt === '' ? 'its variables' : wrt), formulas: [...request.texts.formulas, ...request.texts.results], conditions: request.texts.conditions,
    locals: writer.locals(), work: showWork(schedule.work), workOfFunction: functionAlone(request, target), memory: showMemory(totalMemory(schedule)), needs: writer.needs(),
  };
}

/** The work of the function that a derivative is of, for comparison. */
function functionAlone({ kind, function: of, variables }: CodeRequest, target: Target): string | undefined {
  if (of === undefined || kind === 'value') return undefined;
  const declared = new Map(variables.map((variable) => [variable.name, variable.properties]));
  try {
    return showWork(scheduleOf(transferred([of]), (name) => declared.get(name), target).work);
  } catch (error) {
    if (error instanceof NotScheduled) return undefined;
    throw error;
  }
}
