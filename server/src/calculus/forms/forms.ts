/** The forms of an answer as expressions: one row per word and form. The index form is of entries: `index/`. */
import { apply } from '../../algebra/construct/apply';
import type { Expr } from '../../algebra/expression';
import type { FormOf } from '../../semantics/resultForms';
import { SCALAR } from '../../shapes/shape';
import type { QueryWord, ResultForm } from '../../syntax/tree';
import { answers, covariant, derivativeMatrix, gradientsOf, mapped, multilinear, withSimplified, type Candidates } from '../answers';
import type { Question } from '../question';
import { frobenius } from '../adjoint';
import { isBlocked } from '../differentialOf';
import { FREE_ENTRIES, gradientByEntries, hessianByEntries, jacobianByEntries } from './freeEntries';
import { alongEach } from '../higher';

/** An answer in the form that was asked for. */
export interface Formed {
  readonly candidates: Candidates;
  /** Of an index form, in which the candidates are written entry by entry: changes of the variable that stand for a one at indices of their own. */
  readonly units: readonly Expr[] | undefined;
  /** The changes of the variable that the answer is a function of. */
  readonly tangents: readonly Expr[];
  /** What the answer is a matrix times, written out as that product: `K*vec(dX)`. */
  readonly times: Expr | undefined;
  /** How it comes from the word's own answer. */
  readonly rule: string;
}

interface Row {
  readonly rule: string;
  readonly answer: (question: Question) => Candidates;
  readonly tangents?: (question: Question) => readonly Expr[];
  readonly times?: (question: Question) => Expr;
}

const vec = (e: Expr): Expr => (e.shape === SCALAR ? e : apply('vec', [e]));

const KRONECKER = 'vec of both sides: vec(A*X*B) = kron(B\', A)*vec(X)';
const LINEAR_MAP = 'the derivative is the linear map that takes dX to the differential';

/** The changes that a derivative takes: by a scalar it is a number. */
export const argumentsOf = ({ variable, order, tangents }: Question): readonly Expr[] => (variable.shape === SCALAR ? [] : tangents(order));

/** How the gradient changes along a change of the variable. */
const differentiated = (question: Question, along: Expr): Candidates => mapped(withSimplified(gradientsOf(question)), (gradient) => covariant(gradient, question, along));

const forms: { readonly [Word in QueryWord]: Readonly<Record<Exclude<FormOf<Word>, 'index'>, Row>> } = {
  gradient: {
    kronecker: { rule: 'stack the columns', answer: (question) => mapped(answers.gradient(question), vec) },
    operator: { rule: LINEAR_MAP, answer: answers.differential },
    vech: { rule: FREE_ENTRIES, answer: gradientByEntries },
  },
  jacobian: {
    kronecker: { rule: KRONECKER, answer: answers.jacobian },
    operator: { rule: LINEAR_MAP, answer: answers.differential },
    vech: { rule: FREE_ENTRIES, answer: jacobianByEntries },
  },
  hessian: {
    kronecker: { rule: KRONECKER, answer: answers.hessian },
    vech: { rule: FREE_ENTRIES, answer: hessianByEntries },
    operator: { rule: 'differentiate the gradient along dX', answer: (question) => differentiated(question, question.tangent) },
    bilinear: {
      rule: 'the inner product of one change with the derivative of the gradient along the other',
      answer: (question) => {
        const [first, second] = question.tangents(2);
        return first === undefined || second === undefined ? { blocked: question.of } : mapped(differentiated(question, second), (moved) => frobenius(first, moved));
      },
      tangents: ({ tangents }) => tangents(2),
    },
  },
  differential: {
    kronecker: { rule: KRONECKER, answer: (question) => (question.variable.shape === SCALAR ? mapped(answers.jacobian(question), vec) : answers.jacobian(question)), times: ({ tangent }) => vec(tangent) },
    operator: { rule: LINEAR_MAP, answer: answers.differential },
  },
  derivative: {
    kronecker: { rule: KRONECKER, answer: derivativeMatrix, tangents: ({ variable, tangent }) => (variable.shape === SCALAR ? [] : [tangent]) },
    operator: { rule: LINEAR_MAP, answer: answers.derivative, tangents: argumentsOf },
  },
  taylor: {}, jvp: {}, vjp: {}, hvp: {},
};

interface EntriesOf { readonly candidates: Candidates; readonly units: readonly Expr[] }

/** The entries of the word's own answer. */
const own = (word: QueryWord) => (question: Question): EntriesOf => ({ candidates: answers[word](question), units: [] });
/** Those of a derivative by the entries of the variable: the derivative along a unit. */
const byEntries = (word: QueryWord, along: (question: Question, units: readonly Expr[]) => Candidates) => (question: Question): EntriesOf => {
  const units = question.units(word === 'derivative' ? question.order : 1);
  return question.variable.shape === SCALAR ? own(word)(question) : { candidates: along(question, units), units };
};

const entriesOf: Readonly<Record<QueryWord, (question: Question) => EntriesOf>> = {
  gradient:     own('gradient'),
  jacobian:     byEntries('jacobian', ({ of, variable }, units) => { const map = alongEach(of, variable, units); return isBlocked(map) ? map : [map]; }),
  hessian:      byEntries('hessian', (question, units) => differentiated(question, question.tangential(units[0] ?? question.tangent))),
  derivative:   byEntries('derivative', multilinear),
  differential: own('differential'),
  taylor:       own('taylor'),
  jvp:          own('jvp'),
  vjp:          own('vjp'),
  hvp:          own('hvp'),
};

/** The answer to a query of this word in a form that it has. */
export function inForm(word: QueryWord, form: ResultForm, question: Question): Formed {
  const rows: Readonly<Partial<Record<ResultForm, Row>>> = forms[word];
  const row = rows[form];
  const tangents = word === 'derivative' ? argumentsOf(question) : [question.tangent];
  if (row === undefined) return { ...entriesOf[word](question), tangents, times: undefined, rule: 'entry by entry' };
  return { candidates: row.answer(question), units: undefined, tangents: row.tangents?.(question) ?? tangents, times: row.times?.(question), rule: row.rule };
}
