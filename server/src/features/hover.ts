/**
 * textDocument/hover. On a query: its results, typeset, with verdict, conditions and notes. On a name: its shape and where that comes
 * from; on a definition its derivatives as well. On a function or an operator: its rule.
 */
import { COMMANDS } from '../../../protocol/commands';
import type { Range } from '../../../protocol/position';
import type { Formula } from '../../../protocol/formula';
import { VERDICT_SIGNS, verdictWords } from '../../../protocol/verdict';
import type { Binding, Variable } from '../semantics/meaning';
import { adjectives, isProperty } from '../shapes/adjectives';
import { namesOf } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';
import { binary } from '../syntax/build';
import { printStatement } from '../syntax/printStatement';
import type { Tree } from '../syntax/tree';
import type { Analysis, Answer, Cancelled, ClaimAnswer, QueryAnswers, Subject } from '../service/analysis';
import { NEVER } from '../service/context';
import { nameLatex, shapeLatex } from '../typeset/latex';
import { nameUnicode, shapeUnicode } from '../typeset/unicode';
import { functionParts, operatorParts, sentence } from './explanation';
import { givenFunctionParts } from './givenFunction';
import { formula, item, line, rule, written, type Part, type Style, type Words } from './markup';
import { placeholder } from './placeholder';
import { insertTitle, targetsFor } from './targets';

export interface Hover { readonly range: Range; readonly text: string }

export async function hover(analysis: Analysis, offset: number, style: Style, target: string, cancelled: Cancelled = NEVER): Promise<Hover | undefined> {
  const subject = analysis.subjectAt(offset);
  if (subject === undefined) return undefined;
  const shown = await partsFor(analysis, subject, target, cancelled);
  const text = shown === undefined ? '' : written(shown.parts, style);
  return shown === undefined || text === '' ? undefined : { range: shown.range, text };
}

interface Shown { readonly range: Range; readonly parts: readonly Part[] }

async function partsFor(analysis: Analysis, subject: Subject, target: string, cancelled: Cancelled): Promise<Shown | undefined> {
  const { range, query, claim } = subject;
  switch (subject.is) {
    case 'name': {
      // The function of a query stands for the query: its answer is what the reader is after.
      if (query !== undefined && isAskedFor(subject, query)) return { range: query.range, parts: await queryParts(analysis, query, target, cancelled) };
      const parts = subject.binding === undefined ? undefined : await bindingParts(analysis, subject.binding, cancelled);
      return parts === undefined ? undefined : { range, parts };
    }
    case 'function': {
      if (subject.binding?.kind === 'function') return { range, parts: givenFunctionParts(subject.binding, subject.node.callee) };
      if (subject.binding !== undefined) return { range, parts: await bindingParts(analysis, subject.binding, cancelled) };
      return subject.functionName === undefined ? undefined : { range, parts: functionParts(subject.functionName) };
    }
    case 'operator': {
      const parts = operatorParts(subject.operator, subject.node.kind === 'negate');
      return parts === undefined ? undefined : { range, parts: [...shapeParts(analysis, subject), ...parts] };
    }
    case 'adjective': return isProperty(subject.word) ? { range, parts: adjectiveParts(subject.word) } : undefined;
    case 'expression': {
      const parts = shapeParts(analysis, subject);
      return parts.length === 0 ? undefined : { range, parts };
    }
    case 'statement':
      if (query !== undefined && claim === undefined) return { range: query.range, parts: await queryParts(analysis, query, target, cancelled) };
      return claim === undefined ? undefined : { range: claim.range, parts: await claimParts(analysis, claim, cancelled) };
  }
}

const isAskedFor = ({ node }: Extract<Subject, { is: 'name' }>, { query }: QueryAnswers): boolean => query.of === node;

// ---- queries

async function queryParts(analysis: Analysis, answers: QueryAnswers, target: string, cancelled: Cancelled): Promise<readonly Part[]> {
  await analysis.ready(answers.answers, cancelled);
  const parts: Part[] = [];
  let answered = false;
  for (const answer of answers.answers) {
    if (parts.length > 0) parts.push(rule);
    parts.push(...await answerParts(answer, analysis));
    answered ||= answer.derivation !== undefined;
  }
  if (!answered) return parts;
  const place = { uri: analysis.document.uri, position: answers.range.start };
  const insert = insertTitle(targetsFor(analysis, answers, target), target);
  return [...parts, {
    kind: 'commands',
    links: [
      { title: 'Show derivation', command: COMMANDS.openDerivation, place },
      ...(insert === undefined ? [] : [{ title: insert, command: COMMANDS.insertGradient, place }]),
      { title: 'Copy as LaTeX', command: COMMANDS.copyLatex, place },
    ],
  }];
}

async function answerParts(answer: Answer, analysis: Analysis): Promise<readonly Part[]> {
  const { outcome, forms } = answer;
  if (!outcome.ok || forms === undefined) return [line(outcome.ok ? 'There is no result to show.' : sentence(outcome.problem.message))];
  const verdict = await answer.check();
  const { conditions, notes } = forms;
  return [
    formula(forms.formula),
    line(`${forms.shape.text}${verdict === undefined ? '' : ` · ${VERDICT_SIGNS[verdict.verdict]} ${verdictWords(verdict)}`}`),
    ...conditions.map(({ text }) => item(sentence(`holds for ${text}`))),
    ...notes.map((note) => item(sentence(note))),
    ...analysis.inOtherSpaces(answer).map(({ as, text }) => item({ code: as }, ': ', { code: text })),
  ];
}

async function claimParts(analysis: Analysis, claim: ClaimAnswer, cancelled: Cancelled): Promise<readonly Part[]> {
  if (claim.answer !== undefined) await analysis.ready([claim.answer], cancelled);
  const result = await claim.check();
  const { left, right } = claim.claim.node;
  const forms = claim.answer?.forms;
  const sides = left.kind === 'query' ? (forms === undefined ? [] : [formula(forms.formula)]) : [formula(equation(analysis.formulaOf(left), analysis.formulaOf(right)))];
  if (result === undefined) return sides;
  const { verdict, message, proved, fixes } = result;
  const told = verdict.verdict === 'pass' ? sentence(`${proved ? 'proved: both sides have one canonical form; ' : 'this holds, '}${verdictWords(verdict)}`) : sentence(message);
  return [...sides, line(`${VERDICT_SIGNS[verdict.verdict]} `, ...withCode(told, fixes[0]?.edits[0]?.newText))];
}

/** `text`, in which `source` is code: its stars are no markup. */
function withCode(text: string, source: string | undefined): readonly Words[] {
  const at = source === undefined ? -1 : text.lastIndexOf(source);
  return source === undefined || at < 0 ? [text] : [text.slice(0, at), { code: source }, text.slice(at + source.length)];
}

// ---- names

const equation = (left: Formula, right: Formula): Formula => ({ latex: `${left.latex} = ${right.latex}`, text: `${left.text} = ${right.text}` });
const nameFormula = (name: string): Formula => ({ latex: nameLatex(name), text: nameUnicode(name) });

/** `w ∈ ℝᵈ` */
const membership = ({ latex, text }: Formula, shape: Shape): Formula => ({ latex: `${latex} \\in ${shapeLatex(shape)}`, text: `${text} ∈ ${shapeUnicode(shape)}` });

async function bindingParts(analysis: Analysis, binding: Binding, cancelled: Cancelled): Promise<readonly Part[]> {
  const { name } = binding;
  switch (binding.kind) {
    case 'variable': return [formula(membership(nameFormula(name), binding.shape)), ...variableOrigin(analysis, binding), ...equationParts(analysis, binding)];
    case 'dimension': return [line({ strong: name }, ' is a dimension', ...usesOf(analysis, binding.name), '.')];
    case 'index': return [line({ strong: name }, ' runs from ', { code: textOf(analysis, binding.from.span) }, ' to ', { code: textOf(analysis, binding.to.span) }, '.')];
    case 'function': return givenFunctionParts(binding, name);
    case 'definition': {
      const head: Formula = binding.parameters.length === 0 ? nameFormula(name) : {
        latex: `${nameLatex(name)}(${binding.parameters.map((parameter) => nameLatex(parameter.name)).join(', ')})`,
        text: `${nameUnicode(name)}(${binding.parameters.map((parameter) => nameUnicode(parameter.name)).join(', ')})`,
      };
      return [
        formula(equation(head, analysis.formulaOf(binding.value))),
        ...(binding.shape === undefined ? [] : [line(`${nameUnicode(name)} ∈ ${shapeUnicode(binding.shape)}, by its definition in ${placeOf(analysis, binding)}.`)]),
        ...await derivativeParts(analysis, binding, cancelled),
      ];
    }
  }
}

/** The total differential of a definition, and its derivative by every variable. */
async function derivativeParts(analysis: Analysis, binding: Extract<Binding, { kind: 'definition' }>, cancelled: Cancelled): Promise<readonly Part[]> {
  const answers = analysis.answersOf(binding);
  if (answers === undefined) return [];
  const ordered = answers.answers.toSorted((a, b) => a.variable.span.start - b.variable.span.start);
  const differentials = analysis.inForm(answers, 'differential')?.answers ?? [];
  await analysis.ready([...ordered.slice(0, MOST_DERIVATIVES), ...differentials.slice(0, MOST_DERIVATIVES)], cancelled);
  const total = totalDifferential(differentials);
  const parts: Part[] = total === undefined ? [] : [formula(equation({ latex: `\\mathrm{d}${nameLatex(binding.name)}`, text: `d${nameUnicode(binding.name)}` }, analysis.formulaOf(total)))];
  for (const answer of ordered.slice(0, MOST_DERIVATIVES)) {
    const verdict = answer.forms === undefined ? undefined : await answer.check();
    if (answer.forms === undefined || verdict?.verdict === 'fail') continue;
    parts.push(formula(answer.forms.formula));
    if (verdict !== undefined) parts.push(line(`${answer.forms.shape.text} · ${VERDICT_SIGNS[verdict.verdict]} ${verdictWords(verdict)}`));
  }
  return parts.length === 0 ? [] : [rule, ...parts];
}

/** The sum of the differentials in each variable; undefined where one of them is missing, or where there are too many to read. */
function totalDifferential(answers: readonly Answer[]): Tree | undefined {
  if (answers.length > MOST_DERIVATIVES) return undefined;
  let total: Tree | undefined;
  for (const { derivation } of answers) {
    if (derivation === undefined) return undefined;
    const { tree } = derivation;
    const opposite = withoutMinus(tree);
    total = total === undefined ? tree : opposite === undefined ? binary('+', total, tree) : binary('-', total, opposite);
  }
  return total;
}

/** `-tree`, where the tree is written with a minus in front: `-a`, `-a*b`. */
function withoutMinus(tree: Tree): Tree | undefined {
  if (tree.kind === 'negate') return tree.operand;
  if (tree.kind !== 'binary' || !['*', '/', '.*', './'].includes(tree.operator)) return undefined;
  const left = withoutMinus(tree.left);
  return left === undefined ? undefined : { ...tree, left };
}

/** A hover is read at a glance; more derivatives than this are for the preview. */
const MOST_DERIVATIVES = 6;

function variableOrigin(analysis: Analysis, { name, origin, span, properties }: Variable): readonly Part[] {
  const statement = analysis.parsed.statements.findLast((candidate) => candidate.span.start <= span.start);
  const declaration = statement?.kind === 'declaration' ? printStatement(statement) : undefined;
  const place = placeOf(analysis, { span });
  const standsFor = placeholder(analysis, { span });
  if (standsFor !== undefined) return [line(`${name} stands for ${standsFor}, in ${place}.`)];
  return [
    origin === 'declared'
      ? line(`Declared in ${place}`, ...(declaration === undefined ? [] : [': ', { code: declaration }]), '.')
      : line(`${name} is not declared: its shape follows from its uses, or from its spelling where they leave a choice. First used in ${place}.`),
    ...[...properties].map((property) => item({ strong: property }, `: ${adjectives[property].meaning}`)),
  ];
}

/** Where an equation gives a variable its value: it is a function of everything else in the equation. */
function equationParts(analysis: Analysis, variable: Variable): readonly Part[] {
  const implicit = analysis.meaning.implicitOf(variable);
  return implicit === undefined || implicit === 'mistaken' ? [] : [line(`${variable.name} moves with the other variables of its equation, in ${placeOf(analysis, implicit.node)}: `, { code: printStatement(implicit.node) ?? '' }, '.')];
}

function usesOf({ meaning }: Analysis, dimension: string): readonly string[] {
  const users = [...new Set(meaning.bindings.filter((binding): binding is Variable => binding.kind === 'variable' && [binding.shape.rows, binding.shape.cols].some((side) => namesOf(side).includes(dimension))).map(({ name }) => name))];
  return users.length === 0 ? [] : [` of ${users.length === 1 ? users.join() : `${users.slice(0, -1).join(', ')} and ${users.at(-1) ?? ''}`}`];
}

const textOf = ({ embedded }: Analysis, { start, end }: { readonly start: number; readonly end: number }): string => embedded.text.slice(start, end);
const placeOf = (analysis: Analysis, { span }: Pick<Binding, 'span'>): string => (analysis.isOwn(span) ? `line ${analysis.rangeOf(span).start.line + 1}` : 'a cell before');

// ---- parts of expressions

function shapeParts(analysis: Analysis, subject: Extract<Subject, { readonly shape: Shape | undefined }>): readonly Part[] {
  if (subject.shape === undefined || subject.node.kind === 'number' || subject.node.kind === 'missing') return [];
  return [formula(membership(analysis.formulaOf(subject.node), subject.shape))];
}

const adjectiveParts = (word: keyof typeof adjectives): readonly Part[] => {
  const { meaning, implies } = adjectives[word];
  return [line({ strong: word }, `: ${meaning}`), ...(implies.length === 0 ? [] : [line(`It follows: ${implies.join(', ')}.`)])];
};

