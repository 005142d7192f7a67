/** Functions of which only the shapes are known, and their derivatives. */
import { multiply } from '../../shapes/dimension';
import { SCALAR, shape, type Shape } from '../../shapes/shape';
import { MAX_SLOTS, VALUE, type Derivative } from '../../syntax/derivativeNames';
import { intern } from '../arena';
import type { Expr, FunctionRule, UnknownExpr } from '../expression';
import { transpose } from './transpose';

const sizeOf = (s: Shape): Shape['rows'] => multiply(s.rows, s.cols);

/**
 * The shape of a value or derivative: a gradient has its argument's, a Jacobian a row for every entry of the value. A Hessian has a row and a column
 * for every entry of its two arguments; those of the entries of a value stand one below the other.
 */
export function shapeOfDerivative({ order, slots }: Derivative, args: readonly Shape[], result: Shape): Shape {
  const [first = SCALAR, second = SCALAR] = slots.map((slot) => args[slot] ?? SCALAR);
  switch (order) {
    case 'value': return result;
    case 'gradient': return first;
    case 'jacobian': return shape(sizeOf(result), sizeOf(first));
    case 'hessian': return shape(multiply(sizeOf(result), sizeOf(first)), sizeOf(second));
  }
}

/** The function that a node is of. */
export interface OfFunction { readonly name: string; /** The shape of the function's own value. */ readonly result: Shape; readonly entrywise: boolean; readonly rule?: FunctionRule }

export function unknown(of: OfFunction, derivative: Derivative, args: readonly Expr[]): Expr {
  const { name, result, entrywise, rule } = of;
  const { order, slots } = derivative;
  if (isTurned(of, derivative, args)) {
    const turned = unknown(of, { order, slots: slots.toReversed() }, args);
    return entrywise ? turned : transpose(turned);
  }
  const own = entrywise ? args[0]?.shape ?? SCALAR : shapeOfDerivative(derivative, args.map((arg) => arg.shape), result);
  return intern(`? ${name} ${order} ${slots.join(',')} ${entrywise ? '.' : ''} ${args.map(({ id }) => id).join(' ')} ${result.rows.key}×${result.cols.key}${rule === undefined ? '' : ' rule'}`, own, args,
    { op: 'unknown', name, order, slots, args, entrywise, result, ...(rule === undefined ? {} : { rule }) });
}

/** Of a mixed second derivative and its transpose one is a node: the one in the order of the arguments, but no row. */
function isTurned({ result, entrywise }: OfFunction, { order, slots: [i, j] }: Derivative, args: readonly Expr[]): boolean {
  if (order !== 'hessian' || result !== SCALAR || i === undefined || j === undefined || i === j) return false;
  const [isFirstScalar, isSecondScalar] = [i, j].map((slot) => args[slot]?.shape === SCALAR);
  return entrywise || isFirstScalar === isSecondScalar ? i > j : isFirstScalar === true;
}

/** The Hessian of a scalar function, in one argument: it is its own transpose. */
export const isSymmetricHessian = ({ order, slots: [i, j], result, entrywise }: UnknownExpr): boolean => order === 'hessian' && i === j && result === SCALAR && !entrywise;
/** In two arguments: its transpose is the derivative in the other order. */
export const isMixedHessian = ({ order, slots: [i, j], result, entrywise }: UnknownExpr): boolean => order === 'hessian' && i !== j && result === SCALAR && !entrywise;

/** The next derivative of a function node in one of its arguments, at the same arguments; undefined where it has no name: beyond the second, and in too many arguments. */
export function derivativeOf(e: UnknownExpr, slot: number): Expr | undefined {
  if (e.order === 'hessian' || (slot >= MAX_SLOTS && e.args.length > 1)) return undefined;
  const order = e.order !== 'value' ? 'hessian' : e.result === SCALAR ? 'gradient' : 'jacobian';
  return unknown({ name: e.name, result: e.result, entrywise: e.entrywise }, { order, slots: [...e.slots, slot] }, e.args);
}

/** What `derivativeOf` does not have. */
export const missingDerivative = (e: UnknownExpr): string | undefined => (
  e.order === 'hessian' ? `the third derivative of ${e.name}` : e.args.length > MAX_SLOTS ? `the derivative of ${e.name} in an argument beyond argument ${MAX_SLOTS}` : undefined);

/** The function itself at the arguments of one of its derivatives. */
export const valueOf = ({ name, result, entrywise, args }: UnknownExpr): Expr => unknown({ name, result, entrywise }, VALUE, args);
