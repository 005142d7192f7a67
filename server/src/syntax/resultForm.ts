/** A query with its answer asked for in a form, or in that of its word. */
import { NOWHERE, type QueryNode, type ResultForm } from './tree';

export function inResultForm(node: QueryNode, form: ResultForm | undefined): QueryNode {
  const { as, ...plain } = node;
  return form !== undefined ? { ...plain, as: { form, span: NOWHERE } } : as === undefined ? node : plain;
}
