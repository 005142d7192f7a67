/** Estimated work of forming a matrix and of applying one that is not formed, in operations at the assumed sizes. */
import type { Expr } from '../../algebra/expression';
import { integerOf } from '../../algebra/construct/leaf';
import type { Context } from './context';

/** An entry of a matrix written elementwise costs about as much as this many operations of a product: memory, not arithmetic, is what it waits for. */
const ENTRY = 3;
/** Forming an inverse costs about three times a factorisation; more, since a solve is also more accurate. */
const INVERSE = 3;
const DEPTH = 6;

type Costs = Pick<Context, 'size' | 'isFormed' | 'structureOf'>;

/** Work to have every entry of `e` in memory. */
export function formingCost(e: Expr, context: Costs, depth = DEPTH): number {
  if (depth === 0 || context.isFormed(e)) return 0;
  const entries = context.size(e.shape.rows) * context.size(e.shape.cols);
  switch (e.op) {
    case 'number': case 'dimension': case 'symbol': case 'zero': case 'ones': return 0;
    case 'transpose': return formingCost(e.of, context, depth - 1);
    case 'identity': return entries;
    case 'sum': return e.terms.reduce((total, term) => total + formingCost(term.expr, context, depth - 1) + ENTRY * entries, 0);
    case 'scale': return formingCost(e.body, context, depth - 1) + ENTRY * entries;
    case 'hadamard': return e.factors.reduce((total, factor) => total + formingCost(factor, context, depth - 1) + ENTRY * entries, 0);
    case 'product': {
      const rows = context.size(e.shape.rows);
      let total = 0;
      for (const [i, factor] of e.factors.entries()) total += formingCost(factor, context, depth - 1) + (i === 0 ? 0 : 2 * rows * context.size(factor.shape.rows) * context.size(factor.shape.cols));
      return total;
    }
    case 'matrixPower': return formingCost(e.base, context, depth - 1) + INVERSE * entries * context.size(e.shape.rows);
    case 'power': case 'trace': case 'unknown': case 'indexedSum': return ENTRY * entries;
    case 'apply': return e.args.reduce((total, arg) => total + formingCost(arg, context, depth - 1), ENTRY * entries);
  }
}

/** Work of `e*M` for an M with `cols` columns. */
export function applyingCost(e: Expr, cols: number, context: Costs, depth = DEPTH): number {
  const rows = context.size(e.shape.rows);
  const inner = context.size(e.shape.cols);
  const dense = 2 * rows * inner * cols;
  if (depth === 0) return dense;
  if (e.op === 'identity') return 0;
  if (e.op === 'apply' && e.name === 'diag') return rows * cols;
  if (e.op === 'apply' && (e.name === 'vcat' || e.name === 'hcat') && isSelection(e)) return 0;
  if (context.isFormed(e)) return dense;
  switch (e.op) {
    case 'transpose': return applyingCost(e.of, cols, context, depth - 1) * (1 + 1e-9);
    case 'scale': return applyingCost(e.body, cols, context, depth - 1) + rows * cols;
    case 'sum': return Math.min(distributedCost(e, cols, context, depth), formingCost(e, context, depth) + dense);
    case 'product': {
      let total = 0;
      for (const factor of e.factors) total += applyingCost(factor, cols, context, depth - 1);
      return Math.min(total, formingCost(e, context, depth) + dense);
    }
    case 'matrixPower': {
      const k = integerOf(e.exponent);
      if (k === -1) return formingCost(e.base, context, depth - 1) + (context.structureOf(e.base) === 'general' ? 2 / 3 : 1 / 3) * rows * rows * rows + dense;
      return k !== undefined && k > 0 && k <= 4 ? k * applyingCost(e.base, cols, context, depth - 1) : formingCost(e, context, depth) + dense;
    }
    default: return formingCost(e, context, depth) + dense;
  }
}

/** Work of applying a sum term by term. */
export function distributedCost(e: Extract<Expr, { op: 'sum' }>, cols: number, context: Costs, depth = DEPTH): number {
  const entries = context.size(e.shape.rows) * cols;
  return e.terms.reduce((total, term) => total + applyingCost(term.expr, cols, context, depth - 1) + ENTRY * entries, 0);
}

/** `[I; 0]` and the like: a factor that picks or pads rows. */
export function isSelection(e: Extract<Expr, { op: 'apply' }>): boolean {
  const [a, b] = e.args;
  return a !== undefined && b !== undefined && ((a.op === 'identity' && b.op === 'zero') || (a.op === 'zero' && b.op === 'identity'));
}
