/** What the service asks of the numerical room, in one place so that it loads as one piece. */
import { changeNames } from '../calculus/changes';
import type { Derivation, Step, Verdict } from '../calculus/result';
import { compareClaim, type Difference } from '../numeric/claims';
import { verifyEquality } from '../numeric/equality';
import { settingAt, type Setting } from '../numeric/setting';
import { verify, type VerifyRequest } from '../numeric/verify';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { call } from '../syntax/build';
import type { QueryWord, ResultForm, Tree } from '../syntax/tree';

/** One seed for everything: the same text has the same verdict, wherever and whenever it is asked for. */
const SEED = 1;

/** What a check needs to know of a query. */
export interface Question { readonly query: ResolvedQuery; readonly variable: Variable; readonly meaning: Meaning }

/** Names of results mean what they mean behind the query. */
const settingOf = ({ query, variable, meaning }: Question): Setting => settingAt(meaning, query.node.span.end, variable);

function requestFor(question: Question, result: Tree, derivation: Derivation | undefined): VerifyRequest {
  const { query, variable, meaning } = question;
  const { word, unstructured, along, as } = query.node;
  const order = derivation?.order ?? query.node.order, form = derivation === undefined ? as?.form : derivation.form;
  const changes = form === 'bilinear' ? 2 : word === 'derivative' ? order ?? 1 : 1;
  return {
    of: query.of, wrt: variable, kind: word, unstructured, result, setting: settingOf(question), seed: SEED, order, along, layout: query.layout,
    form, indices: derivation?.indices, tangents: derivation?.tangents ?? changeNames(variable.name, changes),
    gradient: derivation?.gradient,
    inner: word === 'gradient' ? meaning.innerProductOf(variable) : undefined,
  };
}

/** Whether `result` answers the question. The derivation gives what makes the check sharper, not what it is judged by. */
export const verdictOn = (question: Question, result: Tree, derivation?: Derivation): Verdict => verify(requestFor(question, result, derivation));

/** Each line of a derivation against the function itself, so that a mistake shows at the line that makes it. */
export function verdictOnStep(question: Question, derivation: Derivation, index: number): Verdict {
  const { query, variable } = question;
  const step = derivation.steps[index];
  if (step === undefined) return { verdict: 'unchecked', reason: 'there is no such step' };
  const equals = (of: Tree): Verdict => verifyEquality({ left: call('d', of), right: step.tree, setting: settingOf(question), seed: SEED, wrt: variable, unstructured: query.node.unstructured });
  switch (step.of) {
    case 'form': return verdictOn(question, step.tree, derivation);
    case 'result': return verdictOn(question, step.tree, { ...derivation, form: undefined, indices: undefined });
    case 'differential': return equals(query.of);
    case 'gradient': return verify({ ...requestFor(question, step.tree, undefined), kind: 'gradient', form: undefined, layout: 'variable' });
    // The differential below it has been checked at its own line.
    case 'higherDifferential': return equals(below(derivation.steps.slice(0, index), step.order ?? 1) ?? query.of);
    // The gradient itself has been checked at its own line.
    case 'gradientDifferential': return equals(derivation.steps.slice(0, index).findLast(({ of }) => of === 'gradient')?.tree ?? query.of);
  }
}

/** The last line of the differential below one of this order. */
const below = (steps: readonly Step[], order: number): Tree | undefined =>
  steps.findLast((step) => (order > 2 ? step.of === 'higherDifferential' && step.order === order - 1 : step.of === 'differential'))?.tree;

export const verdictOnIdentity = (left: Tree, right: Tree, meaning: Meaning, offset: number): Verdict =>
  verifyEquality({ left, right, setting: settingAt(meaning, offset), seed: SEED });

/** How a claim fails that is no answer to a query. */
export const differenceBetween = (actual: Tree, claimed: Tree, meaning: Meaning, offset: number): Difference =>
  compareClaim({ actual, claimed, setting: settingAt(meaning, offset), seed: SEED });

/** In these `d<wrt>` stands for a change of the variable. */
const OF_CHANGES: ReadonlySet<QueryWord | ResultForm> = new Set(['differential', 'taylor', 'derivative', 'kronecker', 'operator', 'bilinear']);

/** How a claim about the answer to a query fails. */
export function differenceFrom({ tree: actual, kind, form, tangents, indices }: Derivation, claimed: Tree, { variable, meaning }: Question, offset: number): Difference {
  const isOfChanges = OF_CHANGES.has(kind) || (form !== undefined && OF_CHANGES.has(form));
  return compareClaim({ actual, claimed, setting: settingAt(meaning, offset), seed: SEED, indices, changes: isOfChanges ? { of: variable, names: tangents } : undefined });
}

export type { Difference } from '../numeric/claims';
