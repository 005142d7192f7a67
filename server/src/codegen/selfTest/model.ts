/** The function that tests another one: one trial as a schedule, and what a language writes around it. */
import { SCALAR } from '../../shapes/shape';
import { kindOf } from '../function/parameters';
import { createWriter } from '../function/writer';
import type { CodeRequest } from '../request';
import { createNamer } from '../schedule/names';
import { emittedKey } from '../schedule/operation';
import { arrangedBy } from '../schedule/schedule';
import type { FunctionModel, NamedText, Target, TestModel } from '../targets/target';
import { trialSizes } from './sizes';
import { STEP, trialOf } from './trial';

/** First and second differences: with these steps what is cut off and what is rounded are far below the tolerance. */
const ACCURACY = { 1: { step: 0.0001, tolerance: 0.00001 }, 2: { step: 0.001, tolerance: 0.0001 } } as const;
const RESULTS = ['derivative', 'fine', 'coarse'] as const;

/** `main` is the function tested, `value` the function that it is a derivative of. */
export function testModel(request: CodeRequest, main: FunctionModel, value: FunctionModel, target: Target): TestModel {
  const { order, drawn, made, roots, derivative, fine, coarse } = trialOf(request, main, value, target.native);
  const schedule = arrangedBy([derivative, fine, coarse], target);
  const others = [...target.testReserved, main.name, value.name];
  const namer = createNamer([...target.reserved, ...others], target.sameName);
  const inputs = new Map([...drawn.map(({ name }) => name), STEP].map((name) => [name, namer.take(target.identifier(name))]));
  const writer = createWriter({
    schedule, given: drawn, inputs, target, wantedName: `check_${main.name}`, taken: others,
    labels: new Map([...made, ...schedule.results.map((each, i) => [each, RESULTS[i] ?? 'result'] as const)]), callees: new Map([main, value].map(({ name }) => [emittedKey(name), name])),
  });
  const statements = schedule.named.map((each) => ({ lines: writer.statement(each) }));
  const [says, near, far] = schedule.results.map((each, i): NamedText => {
    const { text, isName } = writer.result(each, SCALAR);
    return { text, name: isName && schedule.results.indexOf(each) === i ? text : writer.fresh(RESULTS[i] ?? 'result') };
  });
  const draws = drawn.map(({ name, shape }) => ({ name: inputs.get(name) ?? name, kind: kindOf(shape), rows: writer.dimension(shape.rows), cols: writer.dimension(shape.cols) }));
  const dimensions = writer.dimensionsInUse();
  const none: NamedText = { name: '', text: '' };
  const { step, tolerance } = ACCURACY[order];
  return {
    name: writer.functionName, of: main.name, value: value.name, statements, locals: writer.locals(), draws, tolerance, dimensions: dimensions.map(({ name }) => name),
    needs: new Set([...writer.needs(), ...target.testNeeds ?? []]), trials: trialSizes(dimensions.map(({ input }) => input), roots),
    step: { name: inputs.get(STEP) ?? STEP, value: step }, derivative: says ?? none, fine: near ?? none, coarse: far ?? none,
    names: { worst: writer.fresh('worst'), points: writer.fresh('points'), error: writer.fresh('deviation'), verdict: writer.fresh('verdict') },
  };
}
