/** Sums that are met again and again, such as the `u - a` of a projection, as names: multiplied out, what is between them can cancel while they stay whole. */
import { symbol } from '../algebra/construct/leaf';
import { add, subtract, times } from '../algebra/construct/sum';
import { operandsOf, postorderOf, type Expr, type SumExpr } from '../algebra/expression';
import { equalR, invR, mulR, type Rational } from '../algebra/rational';
import { rebuild, rewrite, substitute } from '../algebra/rewrite';
import { SCALAR } from '../shapes/shape';

/** So many sums get a stand-in: with more of them nothing is left to cancel. */
const MAX_STAND_INS = 6;
/** In an expression of more sums none is compared with the others. */
const MAX_SUMS = 40;

export interface Abstracted { readonly expr: Expr; readonly restore: (e: Expr) => Expr }

/**
 * The expression with stand-ins for the arrays of two terms or more that occur more than once: for all of them, and for those without another
 * sum inside only, so that what is made of them can cancel.
 */
export function withStandIns(root: Expr): readonly Abstracted[] {
  const order = postorderOf(root);
  const uses = new Map<Expr, number>();
  for (const node of order) for (const operand of operandsOf(node)) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  const all = order.filter((node) => node.op === 'sum');
  if (all.length > MAX_SUMS) return [];
  const sums = all.filter((node) => node.terms.length > 1 && node.shape !== SCALAR && node !== root && ((uses.get(node) ?? 0) > 1 || all.some((other) => ratioIn(node, other) !== undefined)));
  if (sums.length === 0 || sums.length > MAX_STAND_INS) return [];
  const plain = sums.filter((node) => !postorderOf(...operandsOf(node)).some((below) => below.op === 'sum' && below.terms.length > 1));
  return (plain.length === sums.length ? [sums] : [sums, plain]).map((chosen) => standingIn(root, chosen));
}

function standingIn(root: Expr, sums: readonly SumExpr[]): Abstracted {
  const standIns = new Map(sums.map((node): readonly [SumExpr, Expr] => [node, symbol(`(${node.id})`, node.shape, new Set())]));
  const behind = new Map([...standIns].map(([node, standIn]) => [standIn, node]));
  return { expr: rewrite(root, (node, at) => (node.op === 'sum' ? standIns.get(node) : undefined) ?? rebuild(withParts(node, standIns), at)), restore: (e) => substitute(e, behind) };
}

/** A sum that contains another, `u - a - p` beside `u - a`: the stand-in in the place of its terms. */
function withParts(node: Expr, standIns: ReadonlyMap<SumExpr, Expr>): Expr {
  if (node.op !== 'sum') return node;
  for (const [part, standIn] of standIns) {
    const ratio = ratioIn(part, node);
    if (ratio !== undefined) return add(subtract(node, times(ratio, part)), times(ratio, standIn));
  }
  return node;
}

/** How many times a sum is contained in a longer one. */
function ratioIn(part: SumExpr, whole: SumExpr): Rational | undefined {
  const [first] = part.terms;
  const own = first === undefined || part.terms.length >= whole.terms.length ? undefined : whole.terms.find(({ expr }) => expr === first.expr);
  if (first === undefined || own === undefined) return undefined;
  const ratio = mulR(own.coefficient, invR(first.coefficient));
  return part.terms.every((term) => whole.terms.some(({ coefficient, expr }) => expr === term.expr && equalR(coefficient, mulR(ratio, term.coefficient)))) ? ratio : undefined;
}
