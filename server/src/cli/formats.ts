/** Results for people: on a terminal, in Markdown, in LaTeX. */
import { VERDICT_SIGNS, verdictWords } from '../../../protocol/verdict';
import type { Verdict } from '../calculus/result';
import { commentOf } from '../embedding/hosts';
import { stampedQuery } from '../embedding/stamp';
import { targetNamed } from '../service/targets';
import { wordsLatex } from '../typeset/words';
import { placeOf } from './messages';
import type { FileReport, ResultReport } from './report';
import type { Paint, Style } from './terminal';

export interface FormatOptions { readonly paint: Paint; /** The derivation line by line. */ readonly steps: boolean }
type Format = (report: FileReport, options: FormatOptions) => string;

const VERDICT_STYLES: Readonly<Record<Verdict['verdict'], Style>> = { pass: 'green', fail: 'red', unchecked: 'yellow' };
const signed = (check: Verdict): string => `${VERDICT_SIGNS[check.verdict]} ${verdictWords(check)}`;
/** The verdict of a step in a word: its number tells a reader nothing. */
const sign = (check: Verdict | undefined): string => (check === undefined ? '' : ` ${VERDICT_SIGNS[check.verdict]}`);

/** A function that is the code of several results, such as a value with all its gradients, is shown with the first. */
function withCodeOnce(results: readonly ResultReport[]): readonly ResultReport[] {
  const seen = new Set<string>();
  return results.map((result) => {
    const source = result.code?.source;
    if (source === undefined) return result;
    const isNew = !seen.has(source);
    seen.add(source);
    return isNew ? result : { ...result, code: undefined };
  });
}

const text: Format = ({ file, results }, { paint, steps }) => withCodeOnce(results).map((result) => {
  const lines = [`${paint('faint', placeOf(file, result.range))}  ${paint('bold', result.query)}`];
  if (steps) for (const step of result.steps) lines.push(`    ${step.formula.text}   ${paint('faint', step.rule)}${step.check === undefined ? '' : paint(VERDICT_STYLES[step.check.verdict], sign(step.check))}`);
  lines.push(`  ${result.formula.text}   ${paint('faint', `∈ ${result.shapeFormula.text}`)}`, `  ${paint(VERDICT_STYLES[result.check.verdict], signed(result.check))}`);
  for (const line of result.assumptions) lines.push(`  ${line}`);
  const written = result.code ?? result.paper;
  if (written !== undefined) lines.push('', written.source.trimEnd());
  return `${lines.join('\n')}\n`;
}).join('\n');

const markdown: Format = ({ file, results }, { steps }) => [`## ${file}\n`, ...withCodeOnce(results).map((result) => {
  const lines = [`### \`${result.query}\`${result.query.includes(' wrt ') ? '' : ` by \`${result.wrt}\``}`, ''];
  if (steps && result.steps.length > 0) {
    for (const [i, step] of result.steps.entries()) lines.push(`${i + 1}. ${step.rule}${sign(step.check)}`, '', `   $$${step.formula.latex}$$`, '');
  }
  lines.push('$$', `${result.formula.latex} \\in ${result.shapeFormula.latex}`, '$$', '', signed(result.check), '');
  for (const line of result.assumptions) lines.push(`- ${line}`);
  if (result.assumptions.length > 0) lines.push('');
  const written = result.code ?? result.paper;
  if (written?.target === 'markdown') lines.push(written.source);
  else if (written !== undefined) lines.push(`\`\`\`${fenceOf(written.target)}`, written.source.trimEnd(), '```', '');
  return lines.join('\n');
})].join('\n');

/** The language of the fence around a target's code. */
const fenceOf = (name: string): string => targetNamed(name)?.languageId ?? '';

const latex: Format = ({ file, results }, { steps }) => withCodeOnce(results).map((result) => {
  const lines = [`% ${placeOf(file, result.range)}: ${result.query}`, `% ${signed(result.check)}`];
  if (steps && result.steps.length > 0) {
    lines.push('\\begin{align*}');
    for (const step of result.steps) lines.push(`  & ${step.formula.latex} && \\text{${wordsLatex(step.rule)}} \\\\`);
    lines.push('\\end{align*}');
  }
  lines.push('\\begin{equation*}', `  ${result.formula.latex}`, '\\end{equation*}');
  const assumed = result.assumptions;
  if (assumed.length > 0) lines.push(`${assumed.map(wordsLatex).join('; ')}.`);
  const written = result.code ?? result.paper;
  if (written?.target === 'latex') lines.push(written.source.trimEnd());
  else if (written !== undefined) lines.push('\\begin{verbatim}', written.source.trimEnd(), '\\end{verbatim}');
  return `${lines.join('\n')}\n`;
}).join('\n');

/** What is written for a paper by itself, with what it is of and the verdict in comments. */
const paper: Format = ({ file, results }) => results.flatMap(({ paper: written, query, range, check }) => {
  if (written === undefined) return [];
  const { open, close } = commentOf(fenceOf(written.target)) ?? { open: '', close: '' };
  return [`${[`${placeOf(file, range)}: ${stampedQuery(query)}`, signed(check)].map((line) => open + line + close).join('\n')}\n${written.source}`];
}).join('\n');

export const formats = { text, markdown, latex, paper } as const satisfies Record<string, Format>;
