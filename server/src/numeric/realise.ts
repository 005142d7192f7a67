/**
 * A function of which only the shapes are known, made definite: every entry of its value is a fixed smooth function of all its arguments,
 * sin(a·x + b) + (c·x)²/4, whose first and second derivatives are known in closed form. A result with `∇g`, `DF` or `∇²₁₂h` is then a
 * number like any other.
 */
import type { Derivative } from '../syntax/derivativeNames';
import { NotEvaluable, matrix, scalar, storage, tabulate, type Matrix } from './matrix';
import { randomFrom, seedOf } from './random';

/**
 * The value of `name`, or a derivative in some of its arguments: the gradient has the shape of its argument, the Jacobian a row for each
 * entry of the value, the Hessian a row and a column for each entry of its two arguments, those of the entries of the value one below the other.
 */
export function realised(name: string, { order, slots }: Derivative, result: { readonly rows: number; readonly cols: number }, args: readonly Matrix[]): Matrix {
  const outputs = result.rows * result.cols;
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
  const bend = (output: number, i: number, j: number): number => {
    const w = weights[output];
    return w === undefined ? NaN : -Math.sin(along(w.a) + w.b) * (w.a[i] ?? 0) * (w.a[j] ?? 0) + 0.5 * (w.c[i] ?? 0) * (w.c[j] ?? 0);
  };
  const [first, second] = slots.map((slot) => placeOf(name, slot, args));
  switch (order) {
    case 'value': {
      const data = storage(result.rows, result.cols);
      weights.forEach((w, output) => { data[output] = Math.sin(along(w.a) + w.b) + 0.25 * along(w.c) ** 2; });
      return matrix(result.rows, result.cols, data);
    }
    case 'gradient':
      if (outputs !== 1 || first === undefined) throw new NotEvaluable(`∇${name} of a function that is not scalar`);
      return matrix(first.of.rows, first.of.cols, Float64Array.from(first.of.data, (_, i) => slope(0, first.start + i)));
    case 'jacobian':
      if (first === undefined) throw new NotEvaluable(`D${name} of no argument`);
      return tabulate(outputs, first.of.data.length, (output, i) => slope(output, first.start + i));
    case 'hessian': {
      if (first === undefined || second === undefined) throw new NotEvaluable(`∇²${name} of no argument`);
      const [rows, cols] = [first.of.data.length, second.of.data.length];
      const at = (i: number, j: number): number => bend(Math.floor(i / rows), first.start + i % rows, second.start + j);
      return outputs * rows * cols === 1 ? scalar(at(0, 0)) : tabulate(outputs * rows, cols, at);
    }
  }
}

/** An argument, and where its entries begin among those of all arguments. */
function placeOf(name: string, slot: number, args: readonly Matrix[]): { readonly of: Matrix; readonly start: number } {
  const of = args[slot];
  if (of === undefined) throw new NotEvaluable(`${name} has no argument ${slot + 1}`);
  return { of, start: args.slice(0, slot).reduce((sum, arg) => sum + arg.data.length, 0) };
}
