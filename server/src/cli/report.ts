/** A file with everything found out about it, as plain data: what every format of the command line is made of. */
import type { Formula } from '../../../protocol/formula';
import type { Range } from '../../../protocol/position';
import type { Verdict } from '../calculus/result';
import type { PaperName } from '../papers/request';
import type { Analysis, Answer, Code, FileDiagnostic, QueryAnswers, Wishes } from '../service/analysis';
import type { Target } from '../service/targets';
import { shapeList } from '../shapes/shape';
import { phraseText } from '../syntax/phrase';
import { printTree } from '../syntax/print';
import type { Statement } from '../syntax/tree';

export interface StepReport { readonly rule: string; readonly text: string; readonly formula: Formula; readonly check: Verdict | undefined }

export interface ResultReport {
  readonly query: string;
  readonly kind: string;
  /** The form that was asked for, where it is another than the kind's own. */
  readonly form: string | undefined;
  readonly of: string;
  readonly wrt: string;
  readonly shape: readonly (string | number)[];
  /** In this language. */
  readonly text: string;
  /** The result alone, both sides, and its shape, in type. */
  readonly body: Formula;
  readonly formula: Formula;
  readonly shapeFormula: Formula;
  /** When it holds, in this language. */
  readonly conditions: readonly string[];
  /** Conditions, kinks and conventions, in type. */
  readonly assumptions: readonly string[];
  readonly check: Verdict;
  readonly steps: readonly StepReport[];
  readonly code: Code | undefined;
  /** With the first result of a query, whose results it states all. */
  readonly paper: { readonly target: PaperName; readonly source: string } | undefined;
  readonly range: Range;
}

export interface ClaimReport { readonly text: string; readonly verdict: Verdict; readonly proved: boolean; readonly message: string; readonly range: Range }

export interface FileReport {
  readonly file: string;
  /** A line of the file, for messages; empty where it could not be read. */
  readonly line: (line: number) => string;
  readonly diagnostics: readonly FileDiagnostic[];
  readonly results: readonly ResultReport[];
  readonly claims: readonly ClaimReport[];
  /** Queries and claims without an answer. */
  readonly refused: number;
  /** Whether every query was answered, with no failed check. */
  readonly answered: boolean;
}

export interface Wanted {
  readonly target: Target | undefined;
  /** What the code computes, where it is not what the query asks for. */
  readonly code: Wishes;
  /** Whether the steps of a derivation are checked too. */
  readonly steps: boolean;
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export const unreadable = (file: string, reason: string): FileReport => ({
  file, line: () => '', results: [], claims: [], refused: 0, answered: false,
  diagnostics: [{ severity: 'error', code: 'unreadable-file', message: `This file cannot be read: ${reason}.`, range: NOWHERE, related: [], fixes: [] }],
});

/** Derives, checks and, where a target is wanted, writes code for everything in the file. */
export async function reportOn(file: string, analysis: Analysis, wanted: Wanted): Promise<FileReport> {
  const diagnostics: FileDiagnostic[] = [...await analysis.diagnostics()];
  const results: ResultReport[] = [];
  for (const answers of analysis.queries) for (const answer of answers.answers) {
    const result = await resultOf(answers, answer, analysis, wanted, diagnostics);
    if (result !== undefined) results.push(result);
  }
  const claims: ClaimReport[] = [];
  for (const claim of analysis.claims) {
    const found = await claim.check();
    if (found !== undefined) claims.push({ text: claim.text, verdict: found.verdict, proved: found.proved, message: found.message, range: claim.range });
  }
  const unanswered = queriesWithout(analysis);
  return {
    file, line: analysis.lines.line, diagnostics, results, claims,
    refused: unanswered + analysis.parsed.statements.filter(({ kind }) => kind === 'claim').length - claims.length,
    answered: unanswered === 0 && results.every(({ check }) => check.verdict !== 'fail'),
  };
}

/** The number of queries without an answer for each of their variables. */
function queriesWithout({ parsed, queries }: Analysis): number {
  const answered = new Set<Statement>(queries.filter(({ answers }) => answers.every(({ outcome }) => outcome.ok)).map(({ query }) => query.node));
  return parsed.statements.filter((statement) => statement.kind === 'query' && !answered.has(statement)).length;
}

async function resultOf(answers: QueryAnswers, answer: Answer, analysis: Analysis, wanted: Wanted, diagnostics: FileDiagnostic[]): Promise<ResultReport | undefined> {
  const { query, text, range } = answers;
  const { derivation, forms } = answer;
  if (derivation === undefined || forms === undefined) return undefined;
  const check = await answer.check() ?? { verdict: 'unchecked', reason: 'it was not checked' };
  const checks = wanted.steps ? await answer.checkSteps() : [];
  const { target } = wanted;
  const code = target?.writes !== 'code' || check.verdict === 'fail' ? undefined : await analysis.code(answer, target.target, wanted.code);
  const paper = target?.writes !== 'paper' || check.verdict === 'fail' || answer !== answers.answers[0] ? undefined : await analysis.paper(answers, target.target, wanted.code);
  for (const [what, made] of [['code', code], ['text', paper]] as const) if (made?.ok === false) diagnostics.push({ severity: 'warning', code: 'unsupported', message: `There is no ${what} for this: ${made.reason}.`, range, related: [], fixes: [] });
  return {
    query: text, kind: derivation.kind, form: derivation.form, of: query.ofName ?? printTree(query.of), wrt: derivation.wrt, shape: shapeList(derivation.shape), text: forms.text,
    body: forms.body, formula: forms.formula, shapeFormula: forms.shape,
    conditions: derivation.conditions.map(({ phrase }) => phraseText(phrase)), assumptions: [...forms.conditions.map(({ text }) => `where ${text}`), ...forms.notes], check,
    steps: answer.steps.map(({ rule, text: line, formula }, i) => ({ rule, text: line, formula, check: checks[i] })),
    code: code?.ok === true ? code.code : undefined, paper: paper?.ok === true && target?.writes === 'paper' ? { target: target.target, source: paper.source } : undefined, range,
  };
}
