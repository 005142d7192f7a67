/** Queries and their answers: derived, checked and typeset when first asked, and remembered across edits. */
import { derive } from '../calculus/derive';
import type { Outcome, Problem, Verdict } from '../calculus/result';
import type { ResolvedQuery, Variable } from '../semantics/meaning';
import { printQuery } from '../syntax/printStatement';
import type { QueryNode } from '../syntax/tree';
import type { Answer, Cancelled, QueryAnswers, ResultForms, StepForms } from './analysis';
import { NEVER, type Context, type Finding } from './context';
import { absoluteIn, dependenciesOf, relativeTo, type Dependencies } from './dependencies';
import { formsOf, stepFormsOf } from './forms';
import { sliceOf } from './slices';

/** The query with respect to each of its variables. `id` names it among the queries of its file. */
export function answersTo(query: ResolvedQuery, id: string, context: Context): QueryAnswers {
  return {
    id, query,
    get text() { return textOf(query.node, context); },
    get range() { return context.rangeOf(query.node.span); },
    answers: query.wrt.map((variable) => answerTo(query, variable, `${id} wrt ${variable.name}`, context)),
  };
}

/** As written, on one line; a query that runs over several lines, or that no one wrote, in house style. */
function textOf(node: QueryNode, { embedded }: Context): string {
  const written = embedded.text.slice(node.span.start, node.span.end).trim();
  return written === '' || /[\r\n]/u.test(written) || node.wordSpan.end <= node.wordSpan.start ? printQuery(node) : written.replace(/\s+/gu, ' ');
}

function answerTo(query: ResolvedQuery, variable: Variable, id: string, context: Context): Answer {
  const { meaning, memo, rooms } = context;
  let dependencies: Dependencies | undefined;
  const asked = (): Dependencies => dependencies ??= dependenciesOfQuery(query, variable, context);
  let found: Finding | undefined;
  const finding = (): Finding => found ??= memo.at(asked().key, () => ({}));

  let outcome: Outcome | undefined;
  const outcomeNow = (): Outcome => outcome ??= outcomeOf(query, variable, context, finding(), asked());
  let forms: ResultForms | undefined;
  let steps: readonly StepForms[] | undefined;

  const answer: Answer = {
    id, query, variable,
    get outcome() { return outcomeNow(); },
    get derivation() { const { ok, ...rest } = outcomeNow(); return ok && 'derivation' in rest ? rest.derivation : undefined; },
    get isKnown() { const { verdict, outcome: known } = finding(); return verdict !== undefined || known?.ok === false; },
    get verdict() { return finding().verdict; },
    get forms() {
      const { derivation } = answer;
      return derivation === undefined ? undefined : forms ??= formsOf(query, variable, derivation, meaning);
    },
    get steps() {
      const { derivation } = answer;
      return derivation === undefined ? [] : steps ??= stepFormsOf(query, variable, derivation, meaning);
    },
    check: async () => {
      const { derivation } = answer;
      if (derivation === undefined) return undefined;
      const known = finding();
      if (known.verdict !== undefined) return known.verdict;
      const checking = await rooms.checking();
      return known.verdict ??= uninterrupted(() => checking.verdictOn({ query, variable, meaning }, derivation.tree, derivation));
    },
    checkSteps: async (cancelled: Cancelled = NEVER) => {
      const { derivation } = answer;
      if (derivation === undefined) return [];
      const known = finding();
      if (known.steps !== undefined) return known.steps;
      const checking = await rooms.checking();
      const verdicts: Verdict[] = [];
      const slice = sliceOf(rooms, cancelled);
      for (const index of derivation.steps.keys()) {
        await slice();
        verdicts.push(uninterrupted(() => checking.verdictOnStep({ query, variable, meaning }, derivation, index)));
      }
      return known.steps = verdicts;
    },
  };
  return answer;
}

/** A fact about the query, whichever version of the file it is asked in. */
const dependenciesByQuery = new WeakMap<ResolvedQuery, Map<Variable, Dependencies>>();

function dependenciesOfQuery(query: ResolvedQuery, variable: Variable, context: Context): Dependencies {
  const known = dependenciesByQuery.get(query) ?? new Map<Variable, Dependencies>();
  dependenciesByQuery.set(query, known);
  const found = known.get(variable) ?? reachedFrom(query, variable, context);
  known.set(variable, found);
  return found;
}

function reachedFrom({ node, of, layout }: ResolvedQuery, variable: Variable, { meaning, embedded }: Context): Dependencies {
  const extra = `${node.word} wrt ${variable.name}@${showPlace(variable)} ${node.unstructured ? 'unstructured ' : ''}order ${node.order ?? ''} ${layout} ${node.as?.form ?? ''}`;
  return dependenciesOf([of, ...(node.along === undefined ? [] : [node.along]), ...node.wrt.filter(({ name }) => name === variable.name)], meaning, embedded.text, extra);
}

/** Tells two variables of one name apart; the place itself does not matter, since the names in the parts are numbered. */
const showPlace = ({ shape, properties }: Variable): string => `${shape.rows.key}×${shape.cols.key} ${[...properties].join(' ')}`;

/** The outcome as remembered, with its place moved to where the parts stand now; or derived. */
function outcomeOf(query: ResolvedQuery, variable: Variable, context: Context, finding: Finding, { parts }: Dependencies): Outcome {
  const known = finding.outcome;
  if (known?.ok === true) return known;
  if (known?.ok === false && finding.problemAt !== undefined) {
    const span = absoluteIn(parts, finding.problemAt);
    if (span !== undefined) return { ok: false, problem: { ...known.problem, span } };
  }
  const made = derived(query, variable, context);
  finding.outcome = made;
  const at = made.ok ? undefined : relativeTo(parts, made.problem.span);
  if (at !== undefined) finding.problemAt = at;
  return made;
}

function derived(query: ResolvedQuery, variable: Variable, { meaning }: Context): Outcome {
  try {
    return derive(query, variable, meaning);
  } catch (mistake) {
    return { ok: false, problem: mistakeAt(query, mistake) };
  }
}

/** A mistake of the engine is an answer like any other refusal: one query is lost, not the server. */
const mistakeAt = (query: ResolvedQuery, mistake: unknown): Problem => ({
  code: 'unsupported', span: query.of.span,
  message: `this could not be derived because of a mistake in mcalc: ${mistake instanceof Error ? mistake.message : String(mistake)}`,
});

/** A verdict, also where the numerical room makes a mistake. */
export function uninterrupted(check: () => Verdict): Verdict {
  try {
    return check();
  } catch (mistake) {
    return { verdict: 'unchecked', reason: `the check failed because of a mistake in mcalc: ${mistake instanceof Error ? mistake.message : String(mistake)}` };
  }
}
