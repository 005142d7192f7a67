/** From a wish for a paper to its statements: which results of which query, and whether they pass their checks. */
import type { CodeWishes } from '../../../protocol/requests';
import type { PaperName } from '../papers/request';
import { isTooLong, MOST_SYMBOLS } from '../presentation/shortened';
import type { Meaning, ResolvedQuery } from '../semantics/meaning';
import { inResultForm } from '../syntax/resultForm';
import type { QueryAnswers } from './analysis';
import { answersTo } from './answers';
import { sizeOf, type Context, type Finding } from './context';
import type { Answered } from './coding';
import { directed } from './direction';
import { statedLayout } from './layout';
import { Memo } from './memo';
import { quantityRow } from './quantities';

export type PaperOutcome = { readonly ok: true; readonly source: string } | { readonly ok: false; readonly reason: string };

/** What is stated together: results of one function in letters of one meaning. */
export interface Stated { readonly query: ResolvedQuery; readonly results: readonly Answered[]; readonly meaning: Meaning; readonly withValue: boolean }

interface Group { readonly answers: Pick<QueryAnswers, 'query' | 'answers'>; readonly context: Context }

/** A paper is about all variables of its query. It is written of what passes its check, in the layout that the file states. */
export async function paperOf(answers: QueryAnswers, target: PaperName, wishes: CodeWishes, context: Context): Promise<PaperOutcome> {
  if (wishes.assertShapes === true || wishes.selfTest === true) return { ok: false, reason: `${wishes.selfTest === true ? 'a self-test' : 'an assertion'} is about code, and this is mathematics` };
  const stated: Stated[] = [];
  for (const { answers: { query, answers: asked }, context: { meaning } } of groups(answers, wishes, context)) {
    const results: Answered[] = [];
    for (const { derivation, outcome, variable, check } of asked) {
      if (derivation === undefined) return { ok: false, reason: outcome.ok ? 'there is no derivation' : outcome.problem.message };
      if ((await check())?.verdict === 'fail') return { ok: false, reason: 'the result fails its numerical check' };
      if (isTooLong(derivation.tree)) return { ok: false, reason: `the result is too long to be printed: it has more than ${MOST_SYMBOLS.toLocaleString('en')} symbols` };
      results.push({ variable, derivation });
    }
    stated.push({ query, results, meaning, withValue: wishes.quantity === 'value-and-gradient' });
  }
  const { papersFor } = await context.rooms.papering();
  return { ok: true, source: papersFor(stated, target) };
}

/** The results that are wished for. A direction that nobody named is another one for each variable, so each has a statement of its own. */
function groups({ id, query, answers }: QueryAnswers, { quantity }: CodeWishes, context: Context): readonly Group[] {
  const layout = statedLayout(query, context.meaning);
  const row = quantity === undefined ? undefined : quantityRow(quantity);
  const named = (word: string): string => `${id} as a paper for ${word}`;
  if (row === undefined || (row.word === query.node.word && (row.along === undefined || query.node.along !== undefined))) {
    const isAsIs = layout === query.layout;
    return [{ answers: isAsIs ? { query, answers } : answersTo({ ...query, layout }, named(query.node.word), context), context }];
  }
  const { word, along } = row;
  const plain = { ...query, layout, node: inResultForm(query.node, undefined) };
  if (word === undefined) return [{ answers: { query: plain, answers: [] }, context }];
  if (along === undefined) return [{ answers: answersTo({ ...plain, node: { ...plain.node, word } }, named(word), context), context }];
  return plain.wrt.map((variable) => {
    const { query: asked, meaning } = directed(plain, word, along, variable, context.meaning);
    const own: Context = { ...context, meaning, memo: new Memo<Finding>(sizeOf) };
    return { answers: answersTo({ ...asked, wrt: [variable] }, named(word), own), context: own };
  });
}
