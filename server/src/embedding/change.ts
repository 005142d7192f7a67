/** The one stretch in which two versions of a text differ. */

export interface Change {
  /** What is before it is the same in both. */
  readonly start: number;
  /** What is behind it is the same in both. */
  readonly endBefore: number;
  readonly endAfter: number;
}

/** Texts are compared in pieces of this length, which costs next to nothing, and letter by letter in the piece that differs. */
const PIECE = 4096;

export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + PIECE <= shorter && before.slice(start, start + PIECE) === after.slice(start, start + PIECE)) start += PIECE;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const rest = shorter - start;
  let same = 0;
  const piece = (text: string): string => text.slice(text.length - same - PIECE, text.length - same);
  while (same + PIECE <= rest && piece(before) === piece(after)) same += PIECE;
  while (same < rest && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  return { start, endBefore: before.length - same, endAfter: after.length - same };
}
