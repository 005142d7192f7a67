/** What each kind of query asks of the linear map: one row per word. */
import type { Expr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { hole, integer, numeral } from '../algebra/construct/leaf';
import { scale } from '../algebra/construct/product';
import { add } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { rational } from '../algebra/rational';
import { simplify } from '../presentation/present';
import { SCALAR } from '../shapes/shape';
import type { QueryWord } from '../syntax/tree';
import { frobenius } from './adjoint';
import { matrixOf } from './matrixOf';
import { isBlocked, pushforward, type Blocked } from './differentialOf';
import { pullback } from './sweep';

export interface Question {
  readonly of: Expr;
  readonly variable: Expr;
  /** The differential of the variable, `dX`. */
  readonly tangent: Expr;
  /** The projection onto the variable's space, and its metric, applied to a Euclidean gradient. */
  readonly represent: (gradient: Expr) => Expr;
  readonly along: Expr | undefined;
  readonly order: number;
}

/** Equal expressions of the answer, the shorter of which is shown; or the node in the way. */
export type Candidates = readonly Expr[] | Blocked;

/** Above this depth matrices of maps are not built: the walk follows the map down, and no one could read the result. */
export const MAX_MATRIX_DEPTH = 400;

type Row = (question: Question) => Candidates;

const both = (...candidates: readonly (Expr | Blocked)[]): Candidates => {
  const answered = candidates.filter((candidate): candidate is Expr => !isBlocked(candidate));
  const blocked = candidates.find(isBlocked);
  return answered.length > 0 || blocked === undefined ? answered : blocked;
};

/** The gradient: the pullback of 1. For a scalar variable the pushforward of 1 is the same number by another way. */
function gradients({ of, variable }: Question): Candidates {
  return variable.shape === SCALAR ? both(pullback(of, variable, integer(1)), pushforward(of, variable, integer(1))) : both(pullback(of, variable, integer(1)));
}

function jacobian(of: Expr, variable: Expr): Expr | Blocked {
  if (variable.shape === SCALAR) return pushforward(of, variable, integer(1));
  const map = pushforward(of, variable, hole(variable.shape));
  if (isBlocked(map)) return map;
  return (map.depth > MAX_MATRIX_DEPTH ? undefined : matrixOf(map, variable.shape)) ?? { blocked: of };
}

const mapped = (candidates: Candidates, by: (e: Expr) => Expr | Blocked): Candidates => (isBlocked(candidates) ? candidates : both(...candidates.map(by)));
/** Second derivatives start from the gradient as derived and as simplified: either can lead to the shorter form. */
const fromGradients = (question: Question): Candidates => mapped(gradients(question), question.represent);
const withSimplified = (candidates: Candidates): Candidates => (isBlocked(candidates) ? candidates : [...new Set(candidates.flatMap((e) => [e, simplify(e)]))]);

export const answers: Readonly<Record<QueryWord, Row>> = {
  gradient: (question) => mapped(gradients(question), question.represent),
  jacobian: ({ of, variable }) => (of.shape === SCALAR && variable.shape !== SCALAR ? both(jacobian(of, variable), rowOf(pullback(of, variable, integer(1)))) : both(jacobian(of, variable))),
  hessian: (question) => mapped(withSimplified(fromGradients(question)), (gradient) => jacobian(gradient, question.variable)),
  differential: ({ of, variable, tangent }) => {
    const forward = pushforward(of, variable, tangent);
    if (of.shape !== SCALAR) return both(forward);
    const gradient = pullback(of, variable, integer(1));
    return both(forward, isBlocked(gradient) ? gradient : frobenius(simplify(gradient), tangent));
  },
  jvp: ({ of, variable, along, tangent }) => both(pushforward(of, variable, along ?? tangent)),
  vjp: ({ of, variable, along, represent }) => (along === undefined ? { blocked: of } : mapped(both(pullback(of, variable, along)), represent)),
  hvp: (question) => mapped(withSimplified(fromGradients(question)), (gradient) => pushforward(gradient, question.variable, question.along ?? question.tangent)),
  taylor: ({ of, variable, tangent, order }) => {
    let derivative: Expr | Blocked = of;
    let total = of;
    let factorial = 1;
    for (let k = 1; k <= order; k++) {
      derivative = pushforward(derivative, variable, tangent);
      if (isBlocked(derivative)) return derivative;
      derivative = simplify(derivative);
      factorial *= k;
      total = add(total, scale(numeral(rational(1, factorial)), derivative));
    }
    return [total];
  },
};

const rowOf = (gradient: Expr | Blocked): Expr | Blocked => (isBlocked(gradient) ? gradient : transpose(apply('vec', [gradient])));
