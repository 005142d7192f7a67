/** Text → analysis: the entry to this room. */
import { solvedAmong } from '../semantics/dependence';
import type { Definition, ResolvedQuery, Variable } from '../semantics/meaning';
import { isScalar } from '../shapes/shape';
import { printStatement } from '../syntax/printStatement';
import { NOWHERE, type QueryNode, type Span, type Statement } from '../syntax/tree';
import type { Analysis, AnalysisOptions, Cancelled, ClaimAnswer, FileDiagnostic, QueryAnswers, SourceDocument, Tally } from './analysis';
import { answersTo } from './answers';
import { claimAnswer } from './claims';
import { codeOf } from './code';
import { NEVER, sizeOf, type Context, type Finding } from './context';
import { dependenciesOf } from './dependencies';
import { everything, inFile, inOrder, isFirstCause, unanswerable } from './diagnostics';
import { lineTable } from './document';
import { figureOf } from './figure';
import { fingerprintOf } from './fingerprint';
import { formulaOfResult, formulaOfSource } from './forms';
import { generatedBlocks, ofGenerated, stampName, type GeneratedBlock } from './generated';
import { Memo } from './memo';
import { ofNotIndented } from './notIndented';
import { paperOf } from './paper';
import { wordsOf } from './quantities';
import type { Rooms } from './rooms';
import { ready, sliceOf } from './slices';
import { subjectAt } from './subject';
import { TARGETS } from './targets';
import { understood, type Understood } from './understood';
import { inOtherSpaces } from './otherSpaces';
import { derivationView, inForm } from './view';

/** What is kept from one version of a document to the next. */
interface Kept { readonly memo: Memo<Finding>; readonly understood: Understood }
const kept = new WeakMap<Analysis, Kept>();

/** The analysis of a document. `previous`: the analysis of an earlier version, whose answers are taken over where they still hold. */
export function analyse(document: SourceDocument, rooms: Rooms, options: AnalysisOptions = {}, previous?: Analysis): Analysis {
  const before = previous === undefined ? undefined : kept.get(previous);
  const lines = lineTable(document.text);
  const now = understood(document, options, before?.understood);
  const { embedded, parsed, meaning } = now;
  const { prelude = '' } = options;
  const isOwn = ({ start }: Span): boolean => prelude === '' || start > prelude.length;
  const memo = before?.memo ?? new Memo<Finding>(sizeOf);
  const context: Context = { document, lines, embedded, parsed, meaning, rooms, memo, rangeOf: (span) => lines.rangeOf(embedded.toFileRange(span)) };

  const idOf = numbered();
  const queries = meaning.queries.filter(({ node }) => isOwn(node.span)).map((query) => answersTo(query, idOf(query.node), context));
  const claims = meaning.claims.filter(({ node }) => isOwn(node.span)).map((claim) => claimAnswer(claim, idOf(claim.node), context));
  const claimQueries = claims.flatMap((claim) => (claim.claim.query === undefined ? [] : [{ claim, answers: answersTo(claim.claim.query, claim.id, context) }]));

  const holdsAt = (offset: number) => ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset <= end;
  const answerAt = (offset: number): QueryAnswers | undefined => {
    const at = embedded.toVirtual(offset);
    if (at === undefined) return undefined;
    const here = holdsAt(at);
    return queries.find(({ query }) => here(query.node.span)) ?? claimQueries.find(({ answers }) => here(answers.query.node.span))?.answers;
  };
  const claimAt = (offset: number): ClaimAnswer | undefined => {
    const at = embedded.toVirtual(offset);
    return at === undefined ? undefined : claims.find(({ claim }) => holdsAt(at)(claim.node.span));
  };
  const answersOf: Analysis['answersOf'] = (definition) => { const query = queryAbout(definition, context); return query === undefined ? undefined : answersTo(query, `${query.node.word} ${definition.name}`, context); };
  let blocks: readonly GeneratedBlock[] | undefined;
  const generated = (): readonly GeneratedBlock[] => blocks ??= generatedBlocks(queries, () => meaning.bindings.flatMap((binding) => (binding.kind === 'definition' ? answersOf(binding) ?? [] : [])), context);

  let quick: readonly FileDiagnostic[] | undefined;
  const quickDiagnostics = (): readonly FileDiagnostic[] => quick ??= inOrder([...[...meaning.diagnostics.filter(isFirstCause(parsed)), ...unanswerable(context)].filter(({ span }) => isOwn(span)).map((diagnostic) => ({ ...diagnostic, related: diagnostic.related.filter(({ span }) => isOwn(span)) })).map((diagnostic) => inFile(diagnostic, context)), ...ofNotIndented(context), ...ofGenerated(generated())]);
  const targets = TARGETS.map(({ target, label }) => ({ target, label }));

  const analysis: Analysis = {
    document, lines, embedded, parsed, meaning, queries, claims, isOwn, answerAt, claimAt,
    get quickDiagnostics() { return quickDiagnostics(); },
    diagnostics: (cancelled = NEVER) => everything(queries, claims, quickDiagnostics(), context, cancelled),
    tally: (cancelled = NEVER) => tally(analysis, rooms, cancelled),
    ready: (answers, cancelled = NEVER, done) => ready(answers, rooms, cancelled, done),
    rangeOf: context.rangeOf,
    toVirtual: embedded.toVirtual,
    subjectAt: (offset) => subjectAt(offset, context, answerAt, claimAt),
    inForm: (answers, form) => inForm(answers, form, context),
    inOtherSpaces: (answer) => inOtherSpaces(answer, context),
    answersOf,
    formulaOf: (tree) => (tree.span.end > tree.span.start ? formulaOfSource(tree, meaning) : formulaOfResult(tree, meaning, embedded.text.length)),
    figure: (answers, figure, wrt) => figureOf(answers, figure, wrt, context),
    derivationView: (answers, form, cancelled = NEVER) => derivationView((form === undefined ? undefined : inForm(answers, form, context)) ?? answers, answers, targets, context, cancelled),
    code: (answer, target, wishes = {}) => codeOf(answer, target, wishes, context),
    paper: (answers, target, wishes = {}) => paperOf(answers, target, wishes, context),
    get generated() { return generated(); },
    stampOf: ({ query }, target, wishes = {}) => ({ query: stampName(query), target, wishes: wordsOf(wishes), mathematics: fingerprintOf(query, target, meaning) }),
  };
  kept.set(analysis, { memo, understood: now });
  return analysis;
}

/** Names for statements that stay the same while the text around them is edited: the statement in house style, counted where it is repeated. */
function numbered(): (statement: Statement) => string {
  const counts = new Map<string, number>();
  return (statement) => {
    const text = printed.get(statement) ?? printStatement(statement) ?? '';
    printed.set(statement, text);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count === 1 ? text : `${text} #${count}`;
  };
}

/** Statements that an edit has not touched are the same objects. */
const printed = new WeakMap<Statement, string>();

/** What a reader wants to know of a definition: its gradient, or its Jacobian, in each of its variables. */
function queryAbout(definition: Definition, { meaning, embedded }: Context): ResolvedQuery | undefined {
  if (definition.shape === undefined) return undefined;
  const reached = dependenciesOf([definition.value, ...definition.parameters], meaning, embedded.text, '').bindings.filter((binding): binding is Variable => binding.kind === 'variable');
  const parameters = definition.parameters.map((parameter) => meaning.bindingOf(parameter)).filter((binding): binding is Variable => binding?.kind === 'variable');
  if (reached.some((variable) => meaning.implicitOf(variable) === 'mistaken')) return undefined;
  const solved = solvedAmong(reached, (variable) => { const implicit = meaning.implicitOf(variable); return implicit === 'mistaken' ? undefined : implicit?.others; });
  const wrt = (parameters.length > 0 ? parameters : reached.filter(({ properties }) => !properties.has('constant'))).filter((variable) => !solved.includes(variable));
  if (wrt.length === 0) return undefined;
  const word = isScalar(definition.shape) ? 'gradient' : 'jacobian';
  const node: QueryNode = { kind: 'query', word, wordSpan: NOWHERE, of: definition.value, wrt: [], unstructured: false, span: definition.span };
  return { node, of: definition.value, ofName: definition.name, wrt, layout: 'variable', solved };
}

async function tally({ queries, claims }: Analysis, rooms: Rooms, cancelled: Cancelled): Promise<Tally> {
  const slice = sliceOf(rooms, cancelled);
  const counts = { passed: 0, failed: 0, unchecked: 0, refused: 0 };
  const keys = { pass: 'passed', fail: 'failed', unchecked: 'unchecked' } as const;
  for (const { answers } of queries) {
    const verdicts = [];
    await ready(answers, rooms, cancelled);
    for (const answer of answers) verdicts.push((await answer.check())?.verdict);
    // A query is as good as its worst answer.
    counts[verdicts.includes(undefined) ? 'refused' : verdicts.includes('fail') ? 'failed' : verdicts.includes('unchecked') ? 'unchecked' : 'passed']++;
  }
  for (const claim of claims) {
    if (claim.verdict === undefined) await slice();
    const found = await claim.check();
    counts[found === undefined ? 'refused' : keys[found.verdict.verdict]]++;
  }
  return counts;
}
