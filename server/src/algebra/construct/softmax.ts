/** exp(u)/sum(exp(u)) is softmax(u), wherever in a product the exponential stands. */
import type { Expr, PowerExpr } from '../expression';
import { apply } from './apply';
import { hadamard } from './hadamard';
import { integer, integerOf, isAllOnes } from './leaf';
import { isDiagOperator } from './merge';
import { power } from './power';
import { product } from './product';
import { transpose } from './transpose';

/** The exponentials of a body that is divided by their sum as softmax; `scalars` are what is left beside it. */
export function withSoftmax(scalars: readonly Expr[], body: Expr): { readonly scalars: readonly Expr[]; readonly body: Expr } | undefined {
  for (const divisor of scalars) {
    const exponential = divisor.op === 'power' ? summedIn(divisor.base) : undefined, divided = divisor.op === 'power' ? -(integerOf(divisor.exponent) ?? 0) : 0;
    const [u] = exponential?.op === 'apply' ? exponential.args : [];
    if (divisor.op !== 'power' || exponential === undefined || u === undefined || divided < 1) continue;
    const state = { left: divided };
    const made = replaced(body, exponential, apply('softmax', [u]), state);
    if (state.left === divided) continue;
    return { scalars: [...scalars.filter((scalar) => scalar !== divisor), ...(state.left === 0 ? [] : [lessDivided(divisor, state.left)])], body: made };
  }
  return undefined;
}

const lessDivided = ({ base }: PowerExpr, times: number): Expr => power(base, integer(-times));

/** `exp(u)` of `sum(exp(u))`, for a column u. */
function summedIn(total: Expr): Expr | undefined {
  if (total.op !== 'product' || total.factors.length !== 2) return undefined;
  const [row, column] = total.factors;
  if (row === undefined || column === undefined) return undefined;
  const summed = isAllOnes(row) ? column : isAllOnes(column) ? transpose(row) : undefined;
  return summed?.op === 'apply' && summed.name === 'exp' ? summed : undefined;
}

/** Each exponential is divided by the sum once, as long as there is something to divide by. */
function replaced(e: Expr, exponential: Expr, by: Expr, state: { left: number }): Expr {
  if (state.left === 0) return e;
  if (e === exponential) { state.left--; return by; }
  const inside = (part: Expr): Expr => replaced(part, exponential, by, state);
  if (e.op === 'transpose') return transpose(inside(e.of));
  if (e.op === 'hadamard') return hadamard(e.factors.map(inside));
  if (e.op === 'product') return product(e.factors.map(inside));
  return isDiagOperator(e) ? apply('diag', e.args.map(inside)) : e;
}
