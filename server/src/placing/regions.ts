/** Which part of a file is in a language: all of it, or the inside of a fence of Markdown. */
import { fences, type Fence } from '../embedding/fences';
import { hostOf } from '../embedding/hosts';
import { afterTerminator } from '../embedding/lines';
import type { Span } from '../syntax/tree';

const insideOf = (text: string, { lines, end }: Fence): Span => {
  const [first, last] = [lines[0], lines.at(-1)];
  return first === undefined || last === undefined ? { start: end, end } : { start: first.lineStart, end: afterTerminator(text, last.end) };
};

const isFenced = (languageId: string): boolean => hostOf(languageId)?.reading === 'fences';

/** The part around `offset` that `wanted` is written in: of Markdown itself, all. */
export function regionAround(text: string, languageId: string, wanted: string, offset: number): Span {
  const fence = isFenced(languageId) && !isFenced(wanted) ? fences(text).find(({ start, end }) => start <= offset && offset <= end) : undefined;
  return fence === undefined ? { start: 0, end: text.length } : insideOf(text, fence);
}

/** The code of `wanted` in the fences above `offset`. */
export const fencedAbove = (text: string, languageId: string, wanted: string, offset: number): string =>
  (isFenced(languageId) ? fences(text).filter(({ language, end }) => language === wanted.toLowerCase() && end < offset).map((fence) => { const { start, end } = insideOf(text, fence); return text.slice(start, end); }).join('\n') : '');
