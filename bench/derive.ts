/** From text to the results as text: what a person waits for, without the numerical check. */
import { derive } from '../server/src/calculus/derive';
import { understand } from '../server/src/semantics/understand';
import { parseDocument } from '../server/src/syntax/parse';
import { printTree } from '../server/src/syntax/print';

/** `crashed` is what should never be: an exception instead of an answer or a refusal. */
export interface Derived { readonly answered: number; readonly refused: number; readonly crashed: boolean; readonly characters: number }

/** Parses, understands, derives and prints every query of an mcalc text. */
export function deriveText(text: string): Derived {
  try {
    return derived(text);
  } catch {
    return { answered: 0, refused: 0, crashed: true, characters: 0 };
  }
}

function derived(text: string): Derived {
  const meaning = understand(parseDocument(text));
  const outcomes = meaning.queries.flatMap((query) => query.wrt.map((variable) => derive(query, variable, meaning)));
  const results = outcomes.flatMap((outcome) => (outcome.ok ? [printTree(outcome.derivation.tree)] : []));
  return { answered: results.length, refused: outcomes.length - results.length, crashed: false, characters: results.reduce((sum, result) => sum + result.length, 0) };
}
