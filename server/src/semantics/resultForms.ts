/** Which forms the answer to each query has besides the one that its word stands for. One row per word. */
import type { Property } from '../shapes/adjectives';
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

/** Whether entries of a variable are tied together so that some of them determine the others: each can then be counted once. */
export const hasFreeEntries = ({ properties }: { readonly properties: ReadonlySet<Property> }): boolean => (['symmetric', 'lower', 'upper'] as const).some((property) => properties.has(property));

/** The forms that can be asked of a word about these variables. */
export const formsFor = (word: QueryWord, variables: readonly { readonly properties: ReadonlySet<Property> }[]): readonly ResultForm[] =>
  resultForms[word].filter((form) => form !== 'vech' || variables.every(hasFreeEntries));

export const hasForm = (word: QueryWord, form: ResultForm): boolean => (resultForms[word] as readonly ResultForm[]).includes(form);
