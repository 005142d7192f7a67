/** Everything that is to be said about a file, in ranges of the file. */
import type { Problem, Verdict } from '../calculus/result';
import type { Diagnostic } from '../semantics/meaning';
import { isReadable, statementAt } from '../syntax/positions';
import type { Parsed, Span, Statement } from '../syntax/tree';
import type { Answer, Cancelled, ClaimAnswer, FileDiagnostic, QueryAnswers } from './analysis';
import type { Context } from './context';
import { nameOf } from './quantities';
import { ready, sliceOf } from './slices';

const error = (code: Diagnostic['code'], message: string, span: Span, related: Diagnostic['related'] = []): Diagnostic => ({ severity: 'error', code, message, span, related, fixes: [] });

export function inFile({ severity, code, message, span, related, fixes }: Diagnostic, { rangeOf, embedded }: Context): FileDiagnostic {
  return {
    severity, code, message, range: rangeOf(span),
    related: related.map((place) => ({ message: place.message, range: rangeOf(place.span) })),
    fixes: fixes.map((fix) => ({ title: fix.title, edits: [{ range: rangeOf(fix.span), newText: embedded.hostText(fix.span.start, fix.replacement) }] })),
  };
}

const inside = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** A statement that cannot be read has that for an error: what else is wrong with what was read of it is nothing that anybody wrote. */
export const isFirstCause = (parsed: Parsed) => ({ code, span }: Diagnostic): boolean => {
  if (code === 'syntax' || parsed.errors.length === 0) return true;
  const statement = statementAt(parsed, span.start);
  return statement === undefined || isReadable(parsed, statement);
};

/** Queries that have no meaning get an error of their own, where the error that they suffer from stands elsewhere. */
export function unanswerable({ parsed, meaning }: Context): readonly Diagnostic[] {
  const resolved = new Set<Statement>([...meaning.queries.map(({ node }) => node), ...meaning.claims.map(({ node }) => node)]);
  const errors = meaning.diagnostics.filter(({ severity }) => severity === 'error');
  return parsed.statements.flatMap((statement) => {
    if ((statement.kind !== 'query' && statement.kind !== 'claim') || resolved.has(statement)) return [];
    if (errors.some(({ span }) => inside(span, statement.span))) return [];
    const [cause] = errors.filter(({ span }) => span.start < statement.span.start).slice(-1);
    const what = statement.kind === 'query' ? `This ${statement.word} has no answer` : 'This claim cannot be checked';
    return [error('unknown-name', `${what}: there is an error in what it is about.`, statement.span, cause === undefined ? [] : [{ message: cause.message, span: cause.span }])];
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (text: string): string => `${capital(text)}${/[.!?]$/u.test(text) ? '' : '.'}`;

/** The problem at the sub-expression in the way; and, where that is in a definition elsewhere, at the query. */
function ofProblem(problem: Problem, { query, variable }: Answer): readonly Diagnostic[] {
  const { node } = query;
  const at = error(problem.code, sentence(problem.message), problem.span);
  if (inside(problem.span, node.span)) return [at];
  const what = query.wrt.length > 1 ? `This ${nameOf(node.word)} has no answer for ${variable.name}` : `This ${nameOf(node.word)} has no answer`;
  return [at, error(problem.code, `${what}: ${problem.message}.`, node.span, [{ message: sentence(problem.message), span: problem.span }])];
}

function ofVerdict(verdict: Verdict, { query, variable }: Answer): readonly Diagnostic[] {
  const { node } = query;
  const what = query.wrt.length > 1 ? `${nameOf(node.word)} for ${variable.name}` : nameOf(node.word);
  switch (verdict.verdict) {
    case 'pass': return [];
    case 'fail': return [error('check-failed', `The ${what} that was derived fails its numerical check, so it must not be used: ${verdict.reason}.`, node.span)];
    case 'unchecked': return [{ severity: 'information', code: 'check-unavailable', message: `The ${what} could not be checked numerically: ${verdict.reason}.`, span: node.span, related: [], fixes: [] }];
  }
}

/** Derives and checks every answer and claim of the file, a slice at a time. */
export async function everything(queries: readonly QueryAnswers[], claims: readonly ClaimAnswer[], quick: readonly FileDiagnostic[], context: Context, cancelled: Cancelled): Promise<readonly FileDiagnostic[]> {
  const found: FileDiagnostic[] = [...quick];
  const report = (diagnostics: readonly Diagnostic[]): void => { found.push(...diagnostics.map((diagnostic) => inFile(diagnostic, context))); };
  const slice = sliceOf(context.rooms, cancelled);
  for (const { answers } of queries) for (const answer of answers) {
    await ready([answer], context.rooms, cancelled);
    const { outcome } = answer;
    if (!outcome.ok) { report(ofProblem(outcome.problem, answer)); continue; }
    const verdict = await answer.check();
    if (verdict !== undefined) report(ofVerdict(verdict, answer));
  }
  for (const claim of claims) {
    if (claim.verdict === undefined) await slice();
    const verdict = await claim.check();
    if (verdict === undefined || verdict.verdict.verdict === 'pass') continue;
    const isFalse = verdict.verdict.verdict === 'fail';
    found.push({ severity: isFalse ? 'error' : 'warning', code: isFalse ? 'claim-failed' : 'check-unavailable', message: verdict.message, range: claim.range, related: [], fixes: verdict.fixes });
  }
  return inOrder(found);
}

/** By place, each once: two queries about one definition meet the same problem in it. */
export function inOrder(diagnostics: readonly FileDiagnostic[]): readonly FileDiagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter(({ code, message, range }) => { const key = JSON.stringify([code, message, range]); const isNew = !seen.has(key); seen.add(key); return isNew; })
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}
