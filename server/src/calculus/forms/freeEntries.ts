/** Derivatives by the free entries of a structured variable, each counted once: `∂f/∂vech(S)`. Source: Magnus, Neudecker, chapter 3.8; Srinivasan, Panda, arXiv 1911.06491. */
import { hole, integer } from '../../algebra/construct/leaf';
import type { Expr } from '../../algebra/expression';
import { adjoint } from '../adjoint';
import { mapped, type Candidates } from '../answers';
import type { Question } from '../question';
import { isBlocked, pushforward, type Blocked } from '../differentialOf';
import { MAX_MATRIX_DEPTH, matrixOf } from '../matrixOf';
import { pullback } from '../sweep';

export const FREE_ENTRIES = 'vec(S) = dup(n)*vech(S): each free entry is counted once';

type Entries = NonNullable<Question['fromEntries']>;
const without = ({ of }: Question): Blocked => ({ blocked: of });

/** The gradient on all matrices, read off along the free entries: off the diagonal of a symmetric matrix two entries move together. */
function partials(question: Question, { shape, embed }: Entries): Expr | Blocked {
  const gradient = pullback(question.of, question.variable, integer(1));
  return isBlocked(gradient) ? gradient : adjoint(embed(hole(shape)), gradient, shape) ?? without(question);
}

function matrixBy(e: Expr, question: Question, { shape, embed }: Entries): Expr | Blocked {
  const map = pushforward(e, question.variable, embed(hole(shape)));
  if (isBlocked(map)) return map;
  return (map.depth > MAX_MATRIX_DEPTH ? undefined : matrixOf(map, shape)) ?? without(question);
}

const by = (answer: (question: Question, entries: Entries) => Candidates) => (question: Question): Candidates => (question.fromEntries === undefined ? without(question) : answer(question, question.fromEntries));
const one = (e: Expr | Blocked): Candidates => (isBlocked(e) ? e : [e]);

export const gradientByEntries = by((question, entries) => one(partials(question, entries)));
export const jacobianByEntries = by((question, entries) => one(matrixBy(question.of, question, entries)));
export const hessianByEntries = by((question, entries) => mapped(one(partials(question, entries)), (gradient) => matrixBy(gradient, question, entries)));
