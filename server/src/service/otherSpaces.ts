/** The same gradient in the other spaces that a reader may mean: on all matrices, and by each free entry once. */
import type { Formula } from '../../../protocol/formula';
import type { Variable } from '../semantics/meaning';
import { hasFreeEntries } from '../semantics/resultForms';
import { adjectives } from '../shapes/adjectives';
import { inResultForm } from '../syntax/resultForm';
import type { QueryNode } from '../syntax/tree';
import type { Answer } from './analysis';
import { answersTo } from './answers';
import type { Context } from './context';

const isStructured = ({ properties }: Variable): boolean => [...properties].some((property) => adjectives[property].structural);

export interface InOtherSpace { /** What is added to the query: `as vech`. */ readonly as: string; readonly body: Formula; readonly text: string }

/** Of a gradient in the space of its variable; none of anything else. */
export function inOtherSpaces({ query, variable, id }: Answer, context: Context): readonly InOtherSpace[] {
  const { node } = query;
  if (node.word !== 'gradient' || node.unstructured || node.as !== undefined || !isStructured(variable)) return [];
  const asked: readonly (readonly [as: string, node: QueryNode])[] = [['as ambient', { ...node, unstructured: true }], ...(hasFreeEntries(variable) ? [['as vech', inResultForm(node, 'vech')] as const] : [])];
  return asked.flatMap(([as, other]) => {
    const forms = answersTo({ ...query, node: other, wrt: [variable] }, `${id} ${as}`, context).answers[0]?.forms;
    return forms === undefined || forms.isCut ? [] : [{ as, body: forms.body, text: forms.text }];
  });
}
