/** Lines and columns of a file. A line ends with `\n`, `\r\n` or `\r`, as the language server protocol counts. */

/** Columns of a tab stop. Only comparisons between lines that mix tabs and spaces depend on it; 4 is what editors show by default. */
const TAB_WIDTH = 4;

/** The end of the line that holds `offset`, before its terminator. */
export function lineEnd(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return at;
  }
  return text.length;
}

/** The start of the line after a line that ends at `end`; `end` itself at the end of the text. */
export const afterTerminator = (text: string, end: number): number =>
  end >= text.length ? end : text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;

/** The start of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  for (let at = offset; at > 0; at--) {
    const unit = text.charCodeAt(at - 1);
    if (unit === 10 || (unit === 13 && !(text.charCodeAt(at) === 10 && at === offset))) return at;
  }
  return 0;
}

/** Blank within a line. A byte order mark counts: it stands before the first line. */
export const isBlank = (unit: number): boolean => unit === 32 || unit === 9 || unit === 0xa0 || unit === 0xfeff || unit === 12;

/** The first offset from `start` on that is not blank; `end` when there is none. */
export function skipBlank(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The end of the text between `start` and `end` without the blanks that trail. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The column of `offset` on the line that starts at `start`, with tabs expanded. A character outside the basic plane is one column. */
export function columnOf(text: string, start: number, offset: number): number {
  let column = 0;
  for (let at = start; at < offset; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 9) column += TAB_WIDTH - (column % TAB_WIDTH);
    else if (unit !== 0xfeff && (unit < 0xdc00 || unit > 0xdfff)) column++;
  }
  return column;
}

/** White space as wide as the text between `start` and `end`: tabs stay, all else becomes a space. */
export const blankCopy = (text: string, start: number, end: number): string =>
  text.slice(start, end).replace(/\ufeff/g, '').replace(/[\ud800-\udbff][\udc00-\udfff]/g, ' ').replace(/[^\t]/g, ' ');

/** The terminator that the file uses: that of its first line. */
export function terminatorOf(text: string): '\n' | '\r\n' | '\r' {
  const end = lineEnd(text, 0);
  if (text.charCodeAt(end) !== 13) return '\n';
  return text.charCodeAt(end + 1) === 10 ? '\r\n' : '\r';
}

/** Whether a comment that starts at `start` on a line of its own stands on the line after the one that ends at `end`. */
export const followsDirectly = (text: string, end: number, start: number): boolean => {
  const next = afterTerminator(text, end);
  return next > end && next <= start && skipBlank(text, next, start) === start;
};
