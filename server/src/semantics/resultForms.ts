/** Which forms the answer to each query has besides the one that its word stands for. One row per word. */
import type { QueryWord, ResultForm } from '../syntax/tree';

export const resultForms = {
  gradient:     ['index', 'kronecker', 'operator', 'vech'],
  jacobian:     ['index', 'kronecker', 'operator', 'vech'],
  hessian:      ['index', 'kronecker', 'operator', 'bilinear', 'vech'],
  differential: ['index', 'kronecker', 'operator'],
  derivative:   ['index', 'kronecker', 'operator'],
  taylor:       ['index'],
  jvp:          ['index'],
  vjp:          ['index'],
  hvp:          ['index'],
} as const satisfies Readonly<Record<QueryWord, readonly ResultForm[]>>;

/** The forms that a query of this word has. */
export type FormOf<Word extends QueryWord> = (typeof resultForms)[Word][number];

export const hasForm = (word: QueryWord, form: ResultForm): boolean => (resultForms[word] as readonly ResultForm[]).includes(form);
