/** mcalc/derivation, mcalc/copy and mcalc/code: a derivation for the preview, and what is copied from it. */
import type { DerivationAnswer } from '../../../protocol/derivation';
import type { CodeParams, CodeView, CodeWishes, CopyParams, CopyText, DerivationParams, Refused } from '../../../protocol/requests';
import type { Answer, Cancelled, QueryAnswers } from '../service/analysis';
import { find, type Found } from './subject';
import { targetNamed, targetNames, type Target } from './targets';
import type { Workspace } from './workspace';

export async function derivation({ subject, form }: DerivationParams, workspace: Workspace, cancelled: Cancelled): Promise<DerivationAnswer> {
  const found = await find(subject, workspace);
  if (!found.ok) return { kind: 'nothing', message: found.message };
  const view = await found.analysis.derivationView(found.answers, form, cancelled);
  if (found.placed) return view;
  const { range, problems, ...rest } = view;
  return range === undefined ? view : { ...rest, problems: problems.map(({ wrt, message }) => (wrt === undefined ? { message } : { wrt, message })) };
}

const refused = (message: string): Refused => ({ kind: 'refused', message });

const inForm = ({ analysis, answers }: Extract<Found, { ok: true }>, form: CopyParams['form']): QueryAnswers => (form === undefined ? answers : analysis.inForm(answers, form) ?? answers);

export async function copy({ subject, form, format, extent }: CopyParams, workspace: Workspace, cancelled: Cancelled): Promise<CopyText | Refused> {
  const found = await find(subject, workspace);
  if (!found.ok) return refused(found.message);
  const texts: string[] = [];
  const { answers } = inForm(found, form);
  await found.analysis.ready(answers, cancelled);
  for (const answer of answers) {
    const { outcome, forms, steps } = answer;
    if (!outcome.ok || forms === undefined) return refused(outcome.ok ? 'There is no result to copy.' : outcome.problem.message);
    if ((await answer.check())?.verdict === 'fail') return refused('This result fails its numerical check and is not copied.');
    if (forms.isCut && format !== 'text') return refused('This result is too long to be set in type, so it is shown in part. Copy it as text, or copy its code.');
    const lines = extent === 'derivation' ? steps : [];
    switch (format) {
      case 'latex': texts.push(lines.length === 0 ? forms.formula.latex : aligned([...lines.map(({ formula }) => formula.latex), forms.formula.latex])); break;
      case 'text': texts.push([...lines.map(({ formula, rule }) => `${formula.text}    (${rule})`), extent === 'derivation' ? forms.formula.text : forms.text].join('\n')); break;
      case 'markdown': texts.push([...lines.map(({ formula, rule }) => `$$\n${formula.latex}\n$$\n\n${rule}`), `$$\n${forms.formula.latex}\n$$`].join('\n\n')); break;
    }
  }
  return texts.length === 0 ? refused('There is no result to copy.') : { kind: 'text', text: texts.join(format === 'text' ? '\n' : '\n\n') };
}

/** Equations below each other, at their first equals sign: that of the line, since no left side has one. */
const aligned = (lines: readonly string[]): string => `\\begin{aligned}\n${lines.map((line) => `  ${line.replace(' = ', ' &= ')}`).join(' \\\\\n')}\n\\end{aligned}`;

export async function code({ subject, target, wrt, ...wishes }: CodeParams, workspace: Workspace, cancelled: Cancelled): Promise<CodeView | Refused> {
  const found = await find(subject, workspace);
  if (!found.ok) return refused(found.message);
  const wanted = targetNamed(target);
  if (wanted === undefined) return refused(`There is no target ${target}; there are ${targetNames()}.`);
  const answer = found.answers.answers.find(({ variable }) => wrt === undefined || variable.name === wrt);
  if (answer === undefined) return refused(`The query is not about ${wrt ?? 'a variable'}.`);
  await found.analysis.ready(wrt === undefined ? found.answers.answers : [answer], cancelled);
  const made = await sourceOf(found, answer, wrt !== undefined, wanted, wishes);
  return made.ok ? { kind: 'code', target, languageId: wanted.languageId, source: made.source } : refused(made.reason);
}

/** Code is of an answer. A paper is of all of a query, or of the one variable that is chosen. */
async function sourceOf({ analysis, answers }: Extract<Found, { ok: true }>, answer: Answer, isChosen: boolean, wanted: Target, wishes: CodeWishes): Promise<{ readonly ok: true; readonly source: string } | { readonly ok: false; readonly reason: string }> {
  if (wanted.writes === 'paper') return analysis.paper(isChosen ? { ...answers, query: { ...answers.query, wrt: [answer.variable] }, answers: [answer] } : answers, wanted.target, wishes);
  const outcome = await analysis.code(answer, wanted.target, wishes);
  return outcome.ok ? { ok: true, source: outcome.code.source } : outcome;
}
