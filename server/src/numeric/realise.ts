/**
 * A function of which only the shapes are known, made definite: every entry of its value is a fixed smooth function of all its arguments,
 * sin(a·x + b) + (c·x)²/4, whose first and second derivatives are known in closed form. A result with `∇g`, `Dg` or `∇²g` is then a
 * number like any other.
 */
import type { DerivativeOrder } from '../syntax/derivativeNames';
import { NotEvaluable, matrix, scalar, storage, tabulate, type Matrix } from './matrix';
import { randomFrom, seedOf } from './random';

/**
 * The value of `name`, or a derivative in its first argument: the gradient has the shape of that argument, the Jacobian a row for each
 * entry of the value, the Hessian (of a scalar function) is square.
 */
export function realised(name: string, order: DerivativeOrder, result: { readonly rows: number; readonly cols: number }, args: readonly Matrix[]): Matrix {
  const outputs = result.rows * result.cols, first = args[0]?.data.length ?? 0;
  const x = Float64Array.from(args.flatMap((arg) => [...arg.data]));
  const random = randomFrom(seedOf(name, 0));
  const weights = Array.from({ length: outputs }, () => {
    const entries = (): number[] => Array.from(x, () => random.between(-0.8, 0.8));
    return { a: entries(), c: entries(), b: random.between(-1, 1) };
  });
  const along = (direction: readonly number[]): number => direction.reduce((sum, d, i) => sum + d * (x[i] ?? 0), 0);
  const slope = (output: number, i: number): number => {
    const w = weights[output];
    return w === undefined ? NaN : Math.cos(along(w.a) + w.b) * (w.a[i] ?? 0) + 0.5 * along(w.c) * (w.c[i] ?? 0);
  };
  switch (order) {
    case 'value': {
      const data = storage(result.rows, result.cols);
      weights.forEach((w, output) => { data[output] = Math.sin(along(w.a) + w.b) + 0.25 * along(w.c) ** 2; });
      return matrix(result.rows, result.cols, data);
    }
    case 'gradient': {
      const [argument] = args;
      if (outputs !== 1 || argument === undefined) throw new NotEvaluable(`∇${name} of a function that is not scalar`);
      return matrix(argument.rows, argument.cols, Float64Array.from(argument.data, (_, i) => slope(0, i)));
    }
    case 'jacobian': return tabulate(outputs, first, slope);
    case 'hessian': {
      const [w] = weights;
      if (outputs !== 1 || w === undefined) throw new NotEvaluable(`∇²${name} of a function that is not scalar`);
      const bend = -Math.sin(along(w.a) + w.b);
      return first === 1 ? scalar(bend * (w.a[0] ?? 0) ** 2 + 0.5 * (w.c[0] ?? 0) ** 2) : tabulate(first, first, (i, j) => bend * (w.a[i] ?? 0) * (w.a[j] ?? 0) + 0.5 * (w.c[i] ?? 0) * (w.c[j] ?? 0));
    }
  }
}
