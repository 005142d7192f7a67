/** Every case of the corpus in every form that its answer has: written, in text of the language, and judged by numbers in that form. */
import { describe, expect, test } from 'vitest';
import { resultForms } from '../../server/src/semantics/resultForms';
import { parseExpression } from '../../server/src/syntax/parse';
import { printTree } from '../../server/src/syntax/print';
import type { QueryWord, ResultForm } from '../../server/src/syntax/tree';
import { corpus, documentOf } from '../cases';
import { answerTo, verdictOf } from '../engine';

const isWord = (word: string): word is QueryWord => Object.hasOwn(resultForms, word);
/** `vech` is of variables with a structure only, which the corpus has few of: `test/calculus/golden` has those. */
const formsOf = (word: string): readonly ResultForm[] => (isWord(word) ? resultForms[word].filter((form) => form !== 'vech') : []);

describe.each(corpus)('$id: $want $expr', (each) => {
  test.each(formsOf(each.want))('as %s', (form) => {
    const answer = answerTo(`${documentOf(each)} as ${form}`);
    const { derivation } = answer;
    if (derivation === undefined) throw new Error(answer.problem?.message);
    expect(derivation.form).toBe(form);
    expect(verdictOf(answer)).toMatchObject({ verdict: 'pass' });
    const printed = printTree(derivation.tree);
    const again = parseExpression(printed);
    expect(again.errors).toEqual([]);
    expect(printTree(again.tree)).toBe(printed);
    // No index is called like anything that the case speaks of.
    const letters = [...derivation.indices?.rows ?? [], ...derivation.indices?.columns ?? []].map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(letters.length);
    const names = new Set(each.vars.flatMap(({ name, shape }) => [name, ...shape]));
    expect(letters.filter((letter) => names.has(letter))).toEqual([]);
  });
});
