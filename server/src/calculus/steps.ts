/**
 * The derivation line by line: the differential expanded rule by rule from the outside in, then the moves that bring it to the form
 * asked for. Every line is an equation that can be checked on its own.
 */
import type { Expr } from '../algebra/expression';
import { integer } from '../algebra/construct/leaf';
import type { QueryWord, Tree } from '../syntax/tree';
import { cost } from '../presentation/cost';
import { notate, simplify } from '../presentation/present';
import { write } from '../presentation/notation/write';
import { isColumn, SCALAR } from '../shapes/shape';
import { printTree } from '../syntax/print';
import type { Question } from './question';
import { frobenius } from './adjoint';
import { differentialLines } from './differentialLines';
import { isBlocked, pushforward, type Blocked } from './differentialOf';
import type { Step } from './result';
import { pullback } from './sweep';

/** Functions of more tree weight are not expanded line by line: no one follows a hundred lines, and each costs a walk. */
const SHOWN_WEIGHT = 250;
/** Lines longer than this many symbols are left out. */
const MAX_LINE_COST = 120;

interface Context {
  readonly restore: (e: Expr) => Expr;
  /** The name of the variable's space when the gradient is projected onto it. */
  readonly space: string | undefined;
  readonly result: Tree;
}

const BRING = 'bring to the form ⟨G, dX⟩';

export function stepsOf(question: Question, word: QueryWord, context: Context): readonly Step[] {
  if (question.of.weight > SHOWN_WEIGHT) return [{ rule: `${word} by one sweep over the expression`, of: word === 'differential' ? 'differential' : 'result', tree: context.result }];
  const { of, variable, tangent } = question;
  const steps: Step[] = differentialLines(of, variable, tangent).map(({ rule, tree }) => ({ rule, of: 'differential', tree }));
  steps.push(...closing(question, word, context));
  const repeats = (step: Step, i: number): boolean => { const next = steps[i + 1]; return next !== undefined && next.of === step.of && printTree(next.tree) === printTree(step.tree) && next.rule.startsWith(BRING); };
  // A line that already has the form ⟨G, dX⟩ is shown once, under the rule that made it.
  return steps.filter((step, i) => !(i > 0 && repeats(steps[i - 1] ?? step, i - 1)) && (i === steps.length - 1 || cost(step.tree) <= MAX_LINE_COST));
}

/** From the differential to what was asked. */
function closing(question: Question, word: QueryWord, context: Context): readonly Step[] {
  const { of, variable, tangent } = question;
  const { restore, result } = context;
  const last = (rule: string): Step => ({ rule, of: 'result', tree: result });
  switch (word) {
    case 'gradient': case 'hessian': case 'hvp': {
      if (of.shape !== SCALAR) return [last('simplify')];
      const gradient = pullback(of, variable, integer(1));
      if (isBlocked(gradient)) return [last('simplify')];
      const brought: readonly Step[] = variable.shape === SCALAR ? [] : [{ rule: `${BRING}: rotate and transpose under the trace`, of: 'differential', tree: write(restore(frobenius(gradient, tangent))) }];
      if (word !== 'gradient') return [...brought, ...second(gradient, question, word, context)];
      return [...brought, ...readOff(gradient, question, context)];
    }
    case 'jacobian': return [last(variable.shape === SCALAR ? 'divide by the differential of the scalar' : 'read off the Jacobian J: vec(df) = J*vec(dX)')];
    case 'differential': return [{ rule: 'collect and factor', of: 'differential', tree: result }];
    case 'jvp': return [last('put the direction in place of the differential')];
    case 'vjp': return [last('apply the adjoint to the cotangent')];
    case 'derivative': return [...higher(question), last(question.order === 1 ? 'collect and factor' : variable.shape === SCALAR ? `divide by the differential of the scalar to the power ${question.order}` : 'polarise: a change of its own for each differential')];
    case 'taylor': return [...higher(question), last('divide by factorials, drop higher orders')];
  }
}

/** From the form ⟨G, dX⟩ to the gradient in its space, up to its shortest form. */
function readOff(gradient: Expr, question: Question, { restore, space, result }: Context, of: 'result' | 'gradient' = 'result'): readonly Step[] {
  const last = (rule: string): Step => ({ rule, of, tree: result });
  if (space !== undefined) return [last(`project onto ${space}`)];
  if (question.represent(gradient) !== gradient) return [last('divide by the metric of the inner product')];
  const step: Step = { rule: 'read off the gradient G', of, tree: notate(restore(gradient)) };
  return printTree(step.tree) === printTree(result) ? [step] : [step, last('collect and factor')];
}

/** The Hessian is the derivative of the gradient: its differential line by line. On a curved set there is more to it than that. */
function second(ambient: Expr, question: Question, word: 'hessian' | 'hvp', context: Context): readonly Step[] {
  const { variable, tangent, isCurved } = question;
  const last = (rule: string): Step => ({ rule, of: 'result', tree: context.result });
  const gradient = simplify(question.represent(ambient));
  if (isCurved || gradient.weight > SHOWN_WEIGHT) return [last(word === 'hessian' ? 'the Hessian is the Jacobian of the gradient' : 'move the gradient along the direction')];
  const lines = differentialLines(gradient, variable, tangent).map(({ rule, tree }): Step => ({ rule, of: 'gradientDifferential', tree }));
  const closing = word === 'hvp' ? 'put the direction in place of the differential' : variable.shape === SCALAR ? 'divide by the differential of the scalar' : isColumn(variable.shape) ? 'read off the Hessian H: d∇f = H dx' : 'read off the Hessian H: vec(d∇f) = H vec(dX)';
  return [...readOff(ambient, question, { ...context, result: notate(context.restore(gradient)) }, 'gradient'), ...lines, last(closing)];
}

/** The second differential and those above, as far as the order that was asked for: each the differential of the one before. */
function higher({ of, variable, tangent, order, isCurved }: Question): readonly Step[] {
  const steps: Step[] = [];
  let above: Expr | Blocked = isCurved || order === 1 ? { blocked: of } : pushforward(of, variable, tangent);
  for (let k = 2; k <= order && !isBlocked(above) && above.weight <= SHOWN_WEIGHT; k++) {
    above = pushforward(simplify(above), variable, tangent);
    if (!isBlocked(above)) steps.push({ rule: 'differentiate again: the change stays the same', of: 'higherDifferential', order: k, tree: notate(simplify(above)) });
  }
  return steps;
}
