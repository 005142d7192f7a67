/** From a wish for code to its commission: which quantity of which answers, and whether they pass their checks. */
import type { CodeWishes } from '../../../protocol/requests';
import type { ResolvedQuery } from '../semantics/meaning';
import { inResultForm } from '../syntax/resultForm';
import type { QueryWord } from '../syntax/tree';
import type { Answer, CodeOutcome } from './analysis';
import { answersTo } from './answers';
import { sizeOf, type Context, type Finding } from './context';
import { directed } from './direction';
import { Memo } from './memo';
import { isForAll, quantityFor, quantityRow, type CodeQuantity } from './quantities';
import { isDifferentiable } from './targets';
import type { TargetName } from '../codegen/request';

/** `name` is what the function is to be called. */
export interface Wishes extends CodeWishes { readonly name?: string | undefined }

/** The answers that a function is made of, in the context in which they hold. A value has none. */
interface Asked { readonly query: ResolvedQuery; readonly answers: readonly Answer[]; readonly context: Context }

/** Code is written for what passes its check, in the layout in which a gradient has the shape of its variable whatever is shown. */
export async function codeOf(answer: Answer, target: TargetName, wishes: Wishes, context: Context): Promise<CodeOutcome> {
  const isWhole = isDifferentiable(target);
  if (isWhole && (wishes.quantity !== undefined || !FIRST_ORDER.has(answer.query.node.word))) return { ok: false, reason: 'this target writes a function together with its derivative: ask for a gradient or a Jacobian, and leave the quantity open' };
  const quantity = quantityFor(target, wishes);
  const { query, answers, context: { meaning, rooms } } = asked(answer, quantity, context);
  const derivations = [];
  for (const each of answers) {
    const { derivation, outcome } = each;
    if (derivation === undefined) return { ok: false, reason: outcome.ok ? 'there is no derivation' : outcome.problem.message };
    if ((await each.check())?.verdict === 'fail') return { ok: false, reason: 'the result fails its numerical check' };
    derivations.push({ variable: each.variable, derivation });
  }
  const { codeFor } = await rooms.coding();
  return codeFor({ query, derivations, meaning, target, quantity, wishes });
}

/** What asks for a first derivative. */
const FIRST_ORDER: ReadonlySet<QueryWord> = new Set<QueryWord>(['gradient', 'jacobian', 'differential', 'jvp', 'vjp']);

function asked(answer: Answer, quantity: CodeQuantity | undefined, context: Context): Asked {
  // In whatever form the result is shown, code gives the numbers of its word.
  const plain = inResultForm(answer.query.node, undefined);
  const query: ResolvedQuery = { ...answer.query, node: plain, layout: 'variable' };
  const { variable } = answer;
  const row = quantity === undefined ? undefined : quantityRow(quantity);
  const word = row === undefined ? query.node.word : row.word;
  if (word === undefined) return { query, answers: [], context };
  const wrt = isForAll(quantity) ? query.wrt : [variable];
  const isOwn = quantity !== 'differentiable' && word === query.node.word && (row?.along === undefined || query.node.along !== undefined);
  if (isOwn && plain === answer.query.node && answer.query.layout === 'variable' && wrt.length === 1) return { query, answers: [answer], context };
  if (row?.along === undefined || isOwn) return answered({ ...query, wrt, node: { ...query.node, word } }, query, `${answer.id} as code for ${word}`, context);
  const { query: along, meaning } = directed(query, word, row.along, variable, context.meaning);
  // The direction stands in no file, so what is found out holds for no other question.
  return answered({ ...along, wrt }, along, `${answer.id} as code for ${word}`, { ...context, meaning, memo: new Memo<Finding>(sizeOf) });
}

/** `query` names all variables, `of` those that are asked for. */
const answered = (of: ResolvedQuery, query: ResolvedQuery, id: string, context: Context): Asked => ({ query, answers: answersTo(of, id, context).answers, context });
