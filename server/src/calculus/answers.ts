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
import { MAX_MATRIX_DEPTH, matrixOf } from './matrixOf';
import { isBlocked, pushforward, type Blocked } from './differentialOf';
import { alongEach, byScalar, expansion, successiveMatrices } from './higher';
import type { Question } from './question';
import { pullback } from './sweep';

/** Equal expressions of the answer, the shorter of which is shown; or the node in the way. */
export type Candidates = readonly Expr[] | Blocked;

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

function jacobianOf(of: Expr, variable: Expr): Expr | Blocked {
  if (variable.shape === SCALAR) return pushforward(of, variable, integer(1));
  const map = pushforward(of, variable, hole(variable.shape));
  if (isBlocked(map)) return map;
  return (map.depth > MAX_MATRIX_DEPTH ? undefined : matrixOf(map, variable.shape)) ?? { blocked: of };
}

export const mapped = (candidates: Candidates, by: (e: Expr) => Expr | Blocked): Candidates => (isBlocked(candidates) ? candidates : both(...candidates.map(by)));
/** Second derivatives start from the gradient as derived and as simplified: either can lead to the shorter form. */
export const gradientsOf = (question: Question): Candidates => mapped(gradients(question), question.represent);
export const withSimplified = (candidates: Candidates): Candidates => (isBlocked(candidates) ? candidates : [...new Set(candidates.flatMap((e) => [e, simplify(e)]))]);

export const answers: Readonly<Record<QueryWord, Row>> = {
  gradient: (question) => mapped(gradients(question), question.represent),
  jacobian: ({ of, variable }) => (of.shape === SCALAR && variable.shape !== SCALAR ? both(jacobianOf(of, variable), rowOf(pullback(of, variable, integer(1)))) : both(jacobianOf(of, variable))),
  hessian: (question) => mapped(withSimplified(gradientsOf(question)), (gradient) => (question.isCurved ? curvedHessian(gradient, question) : jacobianOf(gradient, question.variable))),
  differential: ({ of, variable, tangent }) => {
    const forward = pushforward(of, variable, tangent);
    if (of.shape !== SCALAR) return both(forward);
    const gradient = pullback(of, variable, integer(1));
    return both(forward, isBlocked(gradient) ? gradient : frobenius(simplify(gradient), tangent));
  },
  jvp: ({ of, variable, along, tangent }) => both(pushforward(of, variable, along ?? tangent)),
  vjp: ({ of, variable, along, represent }) => (along === undefined ? { blocked: of } : mapped(both(pullback(of, variable, along)), represent)),
  hvp: (question) => mapped(withSimplified(gradientsOf(question)), (gradient) => covariant(gradient, question, question.along ?? question.tangent)),
  derivative: (question) => (question.variable.shape === SCALAR ? both(byScalar(question.of, question.variable, question.order)) : multilinear(question, question.tangents(question.order))),
  taylor: (question) => { const all = expansions(question); return isBlocked(all) ? all : all.map(total); },
};

/**
 * `dᵏf[dx1, …, dxk]`; of a scalar function also as the inner product of the first change with a derivative of the gradient. The last change comes
 * first: the form is symmetric, and what is differentiated later stands further to the left.
 */
export function multilinear(question: Question, changes: readonly Expr[]): Candidates {
  const { of, variable } = question;
  const forward = alongEach(of, variable, changes.toReversed());
  const [first, ...rest] = changes;
  if (of.shape !== SCALAR || first === undefined) return both(forward);
  const gradient = pullback(of, variable, integer(1));
  const moved = isBlocked(gradient) ? gradient : alongEach(simplify(gradient), variable, rest.toReversed());
  return both(forward, isBlocked(moved) ? moved : frobenius(first, moved));
}

/** The matrix of a derivative of any order: the Jacobian of vec of the one before, down to the gradient of a scalar function, or a Jacobian. */
export function derivativeMatrix(question: Question): Candidates {
  const { of, variable, order } = question;
  if (variable.shape === SCALAR) return mapped(answers.derivative(question), (derivative) => (derivative.shape === SCALAR ? derivative : apply('vec', [derivative])));
  const first = of.shape === SCALAR ? pullback(of, variable, integer(1)) : jacobianOf(of, variable);
  return isBlocked(first) ? first : both(successiveMatrices(first, order, (matrix) => jacobianOf(matrix, variable)));
}

/**
 * How the gradient changes along a tangent direction: the projected derivative of the gradient field, however that is continued off the set. With
 * the projection in the field comes the term with the curvature. Source: Absil, Mahony, Sepulchre, Optimization Algorithms on Matrix Manifolds (2008), 5.3.3.
 */
export function covariant(gradient: Expr, { variable, tangential }: Question, direction: Expr): Expr | Blocked {
  const moved = pushforward(gradient, variable, direction);
  return isBlocked(moved) ? moved : tangential(moved);
}

/** The matrix of the Riemannian Hessian on the whole space: directions are projected first, so that it is symmetric. */
function curvedHessian(gradient: Expr, question: Question): Expr | Blocked {
  const { variable, tangential } = question;
  const map = covariant(gradient, question, tangential(hole(variable.shape)));
  if (isBlocked(map)) return map;
  return (map.depth > MAX_MATRIX_DEPTH ? undefined : matrixOf(map, variable.shape)) ?? { blocked: gradient };
}

const total = ([first, ...more]: readonly Expr[]): Expr => (first === undefined ? integer(0) : add(first, ...more));

/** The terms of an expansion by their order, the function itself first; the candidates that there are. */
export function expansions(question: Question): readonly (readonly Expr[])[] | Blocked {
  const { of, variable, tangent, order } = question;
  if (question.isCurved) return curvedExpansions(question);
  const terms = expansion(of, variable, tangent, order);
  return isBlocked(terms) ? terms : [terms];
}

/** f + <grad f, dx> + <dx, Hess f[dx]>/2 for tangent dx: the expansion along geodesics, and along every retraction that follows them to second order. */
function curvedExpansions(question: Question): readonly (readonly Expr[])[] | Blocked {
  const { of, variable, tangent, order } = question;
  const first = pushforward(of, variable, tangent);
  if (isBlocked(first)) return first;
  const linear = [of, simplify(first)];
  if (order < 2) return [linear];
  const second = mapped(withSimplified(gradientsOf(question)), (gradient) => {
    const moved = covariant(gradient, question, tangent);
    return isBlocked(moved) ? moved : scale(numeral(rational(1, 2)), frobenius(simplify(moved), tangent));
  });
  return isBlocked(second) ? second : second.map((term) => [...linear, term]);
}

const rowOf = (gradient: Expr | Blocked): Expr | Blocked => (isBlocked(gradient) ? gradient : transpose(apply('vec', [gradient])));
