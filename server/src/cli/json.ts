/** The machine-readable document: its fields are a contract. */
import type { Verdict } from '../calculus/result';
import type { FileReport } from './report';

const verdict = (check: Verdict | undefined): object => ({
  verdict: check?.verdict ?? 'unchecked',
  maxRelativeError: check === undefined || check.verdict === 'unchecked' ? null : finite(check.maxRelativeError),
  points: check === undefined || check.verdict === 'unchecked' ? 0 : check.points,
  reason: check === undefined ? 'not asked for' : check.verdict === 'pass' ? null : check.reason,
});

/** JSON has no infinity: the values could not be compared at all. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export const diagnosticsOf = ({ diagnostics }: FileReport): readonly object[] => diagnostics.map(({ severity, message, code, range }) => ({ severity, message, code, range }));

/** `mcalc derive --format json`. */
export const derivedJson = (reports: readonly FileReport[]): string => document(reports.map((report) => ({
  file: report.file,
  diagnostics: diagnosticsOf(report),
  results: report.results.map(({ query, kind, form, of, wrt, shape, text, formula, conditions, check, steps, code, paper, range }) => ({
    query, kind, ...(form === undefined ? {} : { form }), of, wrt, shape, text, latex: formula.latex, conditions, check: verdict(check),
    steps: steps.map((step) => ({ rule: step.rule, text: step.text, latex: step.formula.latex, check: verdict(step.check) })),
    ...(code === undefined ? {} : { code: { target: code.target, name: code.name, parameters: code.parameters, inputs: code.inputs, source: code.source } }),
    ...(paper === undefined ? {} : { paper }),
    range,
  })),
})));

/** `mcalc check --format json`. */
export const checkedJson = (reports: readonly FileReport[]): string => document(reports.map((report) => ({
  file: report.file,
  diagnostics: diagnosticsOf(report),
  claims: report.claims.map(({ text, verdict: found, proved, message, range }) => ({ claim: text, check: verdict(found), proved, message, range })),
  queries: report.results.map(({ query, wrt, check, range }) => ({ query, wrt, check: verdict(check), range })),
})));

const document = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;
