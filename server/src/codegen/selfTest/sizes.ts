/** Sizes for the trials of a self-test: such that what is inverted can have an inverse. */
import { postorderOf, type Expr } from '../../algebra/expression';
import { integerOf } from '../../algebra/construct/leaf';
import { valueOf, type Dimension } from '../../shapes/dimension';

/** What dimensions are, in the order in which they are met: tall arrays, wide ones, square ones. */
const CANDIDATES: readonly (readonly number[])[] = [[5, 4, 3, 2], [3, 4, 5, 6], [4, 4, 4, 4]];
const TRIALS = 3;

export function trialSizes(dimensions: readonly string[], roots: readonly Expr[]): readonly (readonly number[])[] {
  const inverted = postorderOf(...roots).flatMap(invertedBy);
  const all = CANDIDATES.map((sizes) => dimensions.map((_, i) => sizes[i % sizes.length] ?? 1));
  const fitting = all.filter((sizes) => {
    const bySize = new Map(dimensions.map((name, i) => [name, sizes[i] ?? 1]));
    const rank = ranksAt(inverted, (dimension) => valueOf(dimension, bySize));
    return inverted.every((e) => rank(e) >= valueOf(e.shape.rows, bySize));
  });
  // Square arrays where nothing fits: then what is inverted is singular whatever the sizes.
  const kept = fitting.length > 0 ? fitting : all.slice(-1);
  return Array.from({ length: TRIALS }, (_, i) => kept[i % kept.length] ?? []);
}

/** What has to be invertible for a node to have a value. */
function invertedBy(e: Expr): readonly Expr[] {
  if (e.op === 'matrixPower') { const k = integerOf(e.exponent); return k !== undefined && k > 0 ? [] : [e.base]; }
  return e.op === 'apply' && (e.name === 'logdet' || e.name === 'chol' || e.name === 'adj') ? e.args : [];
}

/** The largest rank that a matrix can have. */
function ranksAt(roots: readonly Expr[], size: (dimension: Dimension) => number): (e: Expr) => number {
  const ranks = new Map<Expr, number>();
  const rank = (e: Expr): number => ranks.get(e) ?? Infinity;
  const sum = (all: readonly Expr[]): number => all.reduce((total, e) => total + rank(e), 0);
  const own = (e: Expr): number => {
    switch (e.op) {
      case 'sum': return sum(e.terms.map(({ expr }) => expr));
      case 'product': return Math.min(...e.factors.map(rank));
      case 'scale': return rank(e.body);
      case 'transpose': return rank(e.of);
      case 'zero': return 0;
      case 'apply': return e.name === 'hcat' || e.name === 'vcat' || e.name === 'blkdiag' ? sum(e.args) : e.name === 'kron' ? e.args.reduce((all, arg) => all * rank(arg), 1) : Infinity;
      default: return Infinity;
    }
  };
  for (const e of postorderOf(...roots)) ranks.set(e, Math.min(size(e.shape.rows), size(e.shape.cols), own(e)));
  return rank;
}
