/** A call of a derivative of a function without a formula, `∇g(x)`: from shapes of `g`, those of its derivative. */
import { shapeOfDerivative } from '../algebra/construct/unknown';
import { SCALAR } from '../shapes/shape';
import type { NamedDerivative } from '../syntax/derivativeNames';
import type { Callable } from './infer';

/** Undefined where the function has no such derivative: a gradient or Hessian is of a function with scalar value, and all are of one argument. */
export function derivativeCallable({ order }: NamedDerivative, { parameters, result }: Callable): Callable | undefined {
  const [of, ...more] = parameters;
  if (of === undefined || more.length > 0 || (order !== 'jacobian' && result !== SCALAR)) return undefined;
  return { parameters, result: shapeOfDerivative(order, of, result) };
}
