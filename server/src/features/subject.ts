/** What a custom request is about: the query at a place of a document, or an expression that somebody selected. */
import type { Position } from '../../../protocol/position';
import type { Subject } from '../../../protocol/subject';
import type { Analysis, QueryAnswers } from '../service/analysis';
import { parseExpression } from '../syntax/parse';
import { converted, knownAt, notationOf, NOTHING_KNOWN, type Converted } from './notation';
import { DEFAULTS, type Settings } from './settings';
import type { Workspace } from './workspace';

export type Found =
  | { readonly ok: true; readonly analysis: Analysis; readonly answers: QueryAnswers; readonly settings: Settings; /** Whether the query stands in a document. */ readonly placed: boolean; /** The language of the file. */ readonly languageId: string }
  | { readonly ok: false; readonly message: string };

const nothing = (message: string): Found => ({ ok: false, message });

export async function find(subject: Subject, workspace: Workspace): Promise<Found> {
  if (subject.kind === 'expression') return ofExpression(subject, workspace);
  const opened = await workspace.opened(subject.uri);
  if (opened === undefined) return nothing('The file is not open.');
  const { analysis, settings } = opened;
  const answers = queryNear(analysis, analysis.lines.offsetAt(subject.position));
  if (answers === undefined) return nothing(whyNothing(analysis));
  return { ok: true, analysis, answers, settings, placed: true, languageId: analysis.document.languageId };
}

const whyNothing = ({ queries, claims, embedded }: Analysis): string => {
  if (embedded.blocks.length === 0) return 'This file has no mcalc text.';
  return queries.length + claims.length === 0 ? 'There is no query in this file. Write one, as in “gradient f wrt x”.' : 'There is no query at the cursor.';
};

/** The query at an offset, a claim's included; on a definition, its derivatives; anywhere on the line of a query, that query. */
function queryNear(analysis: Analysis, offset: number): QueryAnswers | undefined {
  const here = analysis.answerAt(offset) ?? queryOfClaim(analysis, offset);
  if (here !== undefined) return here;
  const subject = analysis.subjectAt(offset);
  if (subject?.statement.kind === 'definition') {
    const binding = analysis.meaning.bindingOf(subject.statement.name);
    const answers = binding?.kind === 'definition' ? analysis.answersOf(binding) : undefined;
    if (answers !== undefined) return answers;
  }
  const { line } = analysis.lines.positionAt(offset);
  return analysis.queries.find(({ range }) => range.start.line <= line && line <= range.end.line);
}

/** On the right side of a claim the query on its left. */
function queryOfClaim(analysis: Analysis, offset: number): QueryAnswers | undefined {
  const query = analysis.claimAt(offset)?.claim.query;
  return query === undefined ? undefined : analysis.answerAt(analysis.embedded.toFile(query.node.span.start));
}

async function ofExpression({ text, near, languageId }: Extract<Subject, { kind: 'expression' }>, workspace: Workspace): Promise<Found> {
  const opened = near === undefined ? undefined : await workspace.opened(near.uri);
  const settings = opened?.settings ?? DEFAULTS;
  const expression = inThisLanguage(text.replace(/\s+/gu, ' ').trim(), languageId, opened?.analysis, near?.position);
  if (!expression.ok) return nothing(`The selection is not an expression: ${expression.message}`);
  const before = opened === undefined || near === undefined ? '' : namesBefore(opened.analysis, opened.analysis.lines.offsetAt(near.position));
  let reason = 'There is nothing to differentiate in the selection.';
  // A scalar has a gradient, everything else a Jacobian.
  for (const word of ['gradient', 'jacobian']) {
    const analysis = workspace.aside(`${before}\n${word} ${expression.text}`, settings);
    const answers = analysis.queries.at(-1);
    if (answers !== undefined && answers.query.node.span.start > before.length) return { ok: true, analysis, answers, settings, placed: false, languageId };
    const problem = analysis.quickDiagnostics.findLast(({ severity, code }) => severity === 'error' && code !== 'not-scalar');
    if (problem !== undefined) reason = problem.message;
  }
  return nothing(reason);
}

/** The selection as text of this language: inside a block it is, elsewhere it may be NumPy or LaTeX. */
function inThisLanguage(text: string, languageId: string, analysis: Analysis | undefined, position: Position | undefined): Converted {
  const offset = analysis === undefined || position === undefined ? undefined : analysis.lines.offsetAt(position);
  const at = analysis === undefined || offset === undefined ? undefined : analysis.toVirtual(offset);
  const notation = notationOf(text, at === undefined ? languageId : 'mcalc');
  const [error] = parseExpression(text).errors;
  if (notation === 'mcalc') return error === undefined ? { ok: true, text, defines: undefined } : { ok: false, message: error.message };
  const result = converted(text, notation, analysis === undefined ? NOTHING_KNOWN : knownAt(analysis.meaning, at ?? analysis.embedded.text.length));
  return !result.ok && error === undefined ? { ok: true, text, defines: undefined } : result;
}

/** Declarations and definitions of the blocks before a place; the statement that holds the place is not among them. */
function namesBefore({ embedded, parsed }: Analysis, offset: number): string {
  return parsed.statements
    .filter(({ kind, span }) => (kind === 'declaration' || kind === 'definition' || kind === 'inner' || kind === 'manifold' || kind === 'implicit' || kind === 'rule' || kind === 'layout') && embedded.toFile(span.end) <= offset)
    .map(({ span }) => embedded.text.slice(span.start, span.end))
    .join('\n');
}
