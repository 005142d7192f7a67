/** What has to hold of the shapes of arguments, and which of them it is held against. */
import { namesOf, type Dimension } from '../../shapes/dimension';
import { isColumn, SCALAR } from '../../shapes/shape';
import type { CodeVariable } from '../request';
import type { ShapeCheck, Target } from '../targets/target';
import { extentOf } from './dimensions';
import { kindOf } from './parameters';

/** One for every argument, in their order. `dimension`: a dimension as code. */
export function shapeChecks(given: readonly CodeVariable[], inputs: ReadonlyMap<string, string>, dimension: (of: Dimension) => string, target: Target): readonly ShapeCheck[] {
  const sourceOf = (name: string): string | undefined => extentOf(name, given, inputs, target)?.argument;
  return given.map(({ name, shape }) => {
    const parameter = inputs.get(name) ?? name;
    const extents = shape === SCALAR ? [] : isColumn(shape) ? [shape.rows] : [shape.rows, shape.cols];
    const names = [...new Set(extents.flatMap(namesOf))];
    // An extent that the argument itself gives needs no check: unless it has it twice, as a square matrix does.
    const met = new Set<string>();
    const isGiven = extents.every((extent) => {
      const own = namesOf(extent);
      const isNew = own.length === 1 && own.every((each) => each === extent.key && sourceOf(each) === parameter && !met.has(each));
      own.forEach((each) => met.add(each));
      return isNew;
    });
    return {
      parameter, kind: kindOf(shape), extents: isGiven ? [] : extents.map(dimension), symbols: extents.map(({ key }) => key), isGiven, isSource: names.some((each) => sourceOf(each) === parameter),
      sources: [...new Set(names.flatMap((each) => sourceOf(each) ?? []))].filter((source) => source !== parameter),
    };
  });
}
