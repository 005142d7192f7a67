/** The differential that a file states for a function without a formula. */
import { postorderOf, type Expr, type FunctionRule, type UnknownExpr } from '../algebra/expression';
import { isLinearIn } from '../operators/linear';
import { substitute } from '../algebra/rewrite';

export type Ruled = UnknownExpr & { readonly rule: FunctionRule };
export const isRuled = (e: Expr): e is Ruled => e.op === 'unknown' && e.rule !== undefined;

/** A rule is walked down like the rule of an operator; one nested deeper than this is not used. */
const MAX_DEPTH = 400;

/** What the rule contains besides its parameter and the change of that. The function is declared as one of its argument only, so the rule cannot say how it moves with these. */
export function outsideOf({ rule }: Ruled): readonly Expr[] {
  const value = rule.value();
  return value === undefined ? [] : postorderOf(value).filter((node) => node.op === 'symbol' && node.role === 'variable' && node !== rule.parameter && node !== rule.tangent);
}

/** The differential of `e` when its argument moves by `h`; undefined where the rule cannot be used. */
export function ruledDifferential(e: Ruled, h: Expr): Expr | undefined {
  const value = e.rule.value();
  return value === undefined || value.depth > MAX_DEPTH || !isLinearIn(value, e.rule.tangent) ? undefined : substitute(value, new Map([...e.args.map((arg) => [e.rule.parameter, arg] as const), [e.rule.tangent, h]]));
}

/** Why a rule has no differential: by one of the variables it contains, or at all. */
export function ruleProblem(e: Ruled): string {
  const value = e.rule.value();
  if (value === undefined) return `the rule of ${e.name} has no expression in the language yet`;
  const [outside] = outsideOf(e);
  if (value.depth > MAX_DEPTH) return `the rule of ${e.name} is nested too deep`;
  if (!isLinearIn(value, e.rule.tangent)) return `the rule of ${e.name} is not linear in the change of its argument, or does not show it`;
  return `the rule of ${e.name} contains ${outside?.op === 'symbol' ? outside.name : 'a variable'}, and does not say how ${e.name} moves with it`;
}
