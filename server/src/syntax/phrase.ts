/** Words with mathematics between them: "X*w - y ≠ 0". Whoever shows one sets its mathematics in type; as text it is in the language. */
import { printTree } from './print';
import type { Tree } from './tree';

export type Phrase = readonly (string | Tree)[];

export const phraseText = (phrase: Phrase): string => phrase.map((part) => (typeof part === 'string' ? part : printTree(part))).join('');
