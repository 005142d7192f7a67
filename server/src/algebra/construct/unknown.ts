/** Functions of which only the shapes are known, and their derivatives. */
import { multiply } from '../../shapes/dimension';
import { SCALAR, shape, type Shape } from '../../shapes/shape';
import type { DerivativeOrder } from '../../syntax/derivativeNames';
import { intern } from '../arena';
import type { Expr, FunctionRule, UnknownExpr } from '../expression';

const sizeOf = (s: Shape): Shape['rows'] => multiply(s.rows, s.cols);

/** The shape of a value or derivative: a gradient has the argument's, a Jacobian a row for every entry of the value, a Hessian is square. */
export function shapeOfDerivative(order: DerivativeOrder, arg: Shape, result: Shape): Shape {
  switch (order) {
    case 'value': return result;
    case 'gradient': return arg;
    case 'jacobian': return shape(sizeOf(result), sizeOf(arg));
    case 'hessian': return shape(sizeOf(arg), sizeOf(arg));
  }
}

export function unknown(name: string, order: DerivativeOrder, arg: Expr, result: Shape, entrywise = false, rule?: FunctionRule): Expr {
  const of = entrywise ? arg.shape : shapeOfDerivative(order, arg.shape, result);
  return intern(`? ${name} ${order} ${entrywise ? '.' : ''} ${arg.id} ${result.rows.key}×${result.cols.key}${rule === undefined ? '' : ' rule'}`, of, [arg], { op: 'unknown', name, order, arg, entrywise, result, ...(rule === undefined ? {} : { rule }) });
}

/** The next derivative of a function node, at the same argument; undefined beyond the second. */
export function derivativeOf(e: UnknownExpr): Expr | undefined {
  const next = e.order === 'value' ? (e.result === SCALAR ? 'gradient' : 'jacobian') : e.order === 'gradient' ? 'hessian' : undefined;
  return next === undefined ? undefined : unknown(e.name, next, e.arg, e.result, e.entrywise);
}
