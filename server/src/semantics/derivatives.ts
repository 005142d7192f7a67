/** A call of a derivative of a function without a formula, `∇g(x)`, `∇₁h(x, y)`: from shapes of the function, those of its derivative. */
import { shapeOfDerivative } from '../algebra/construct/unknown';
import { SCALAR } from '../shapes/shape';
import { slotsOf, type NamedDerivative } from '../syntax/derivativeNames';
import type { Callable } from './infer';

/** Undefined where the function has no such derivative: a gradient is of a function with scalar value, and several arguments have to be told apart. */
export function derivativeCallable(derivative: NamedDerivative, { parameters, result }: Callable): Callable | undefined {
  const { order } = derivative;
  const slots = slotsOf(derivative);
  const isSaid = derivative.slots !== undefined || parameters.length === 1;
  if (!isSaid || slots.some((slot) => slot >= parameters.length) || (order === 'gradient' && result !== SCALAR)) return undefined;
  return { parameters, result: shapeOfDerivative({ order, slots }, parameters, result) };
}
