/** Words with mathematics between them: "X*w - y ≠ 0". Whoever shows one sets its mathematics in type; as text it is in the language. */
import { printTree } from './print';
import { printQuery } from './printStatement';
import type { QueryNode, Tree } from './tree';

/** A query stands for what it asks for: `∇_w L`. */
export type Phrase = readonly (string | Tree | QueryNode)[];

export const phraseText = (phrase: Phrase): string => phrase.map((part) => (typeof part === 'string' ? part : part.kind === 'query' ? printQuery(part) : printTree(part))).join('');
