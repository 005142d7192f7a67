/** From the text of a document to the answers of the engine, for tests: parsed, understood, derived, judged. Nothing of the service but its checks. */
import { derive } from '../server/src/calculus/derive';
import type { Derivation, Outcome, Problem, Verdict } from '../server/src/calculus/result';
import type { Diagnostic, Meaning, ResolvedQuery, Variable } from '../server/src/semantics/meaning';
import { understand } from '../server/src/semantics/understand';
import { verdictOn, verdictOnStep } from '../server/src/service/checking';
import { parseDocument } from '../server/src/syntax/parse';
import { printTree } from '../server/src/syntax/print';

export interface Answered {
  readonly document: string;
  readonly meaning: Meaning;
  readonly query: ResolvedQuery;
  readonly variable: Variable;
  readonly outcome: Outcome;
  readonly derivation: Derivation | undefined;
  readonly problem: Problem | undefined;
}

export interface Understood { readonly answers: readonly Answered[]; readonly errors: readonly Diagnostic[] }

/** Every query of the document by each of its variables, in order. */
export function answered(document: string): Understood {
  const meaning = understand(parseDocument(document));
  const answers = meaning.queries.flatMap((query) => query.wrt.map((variable): Answered => {
    const outcome = derive(query, variable, meaning);
    return { document, meaning, query, variable, outcome, derivation: outcome.ok ? outcome.derivation : undefined, problem: outcome.ok ? undefined : outcome.problem };
  }));
  return { answers, errors: meaning.diagnostics.filter(({ severity }) => severity === 'error') };
}

/** The only answer of a document with one query by one variable. */
export function answerTo(document: string): Answered {
  const { answers: [answer, ...more], errors } = answered(document);
  if (answer === undefined || more.length > 0) throw new Error(`one answer was expected of\n${document}\n${errors.map(({ message }) => message).join('\n')}`);
  return answer;
}

export const textOf = ({ derivation, problem }: Answered): string => (derivation === undefined ? `refused: ${problem?.message ?? ''}` : printTree(derivation.tree));

export function verdictOf({ query, variable, meaning, derivation }: Answered): Verdict {
  if (derivation === undefined) throw new Error('there is no derivation to check');
  return verdictOn({ query, variable, meaning }, derivation.tree, derivation);
}

export const stepVerdictOf = ({ query, variable, meaning, derivation }: Answered, index: number): Verdict =>
  derivation === undefined ? { verdict: 'unchecked', reason: 'there is no derivation' } : verdictOnStep({ query, variable, meaning }, derivation, index);

export const underlined = (document: string, { span }: { readonly span: Diagnostic['span'] }): string => document.slice(span.start, span.end);
