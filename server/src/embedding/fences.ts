/**
 * The fenced code blocks of Markdown (CommonMark, section 4.5), as far as finding them needs: also in lists and block quotes, where the
 * lines carry a prefix. A fence inside a longer fence is text.
 */
import { afterTerminator, lineEnd } from './lines';

export interface Fence {
  /** The language, in lower case: `mcalc` of ```` ```mcalc ````, `{.mcalc}`, `{mcalc}`. */
  readonly language: string;
  /** Written in braces, `{python}`: a chunk that R Markdown and Quarto run. */
  readonly chunk: boolean;
  /** From the start of the opening line to the end of the closing one (of the text when it is never closed). */
  readonly start: number;
  readonly end: number;
  /** What stands before the opening marks on their line. */
  readonly prefix: string;
  /** The lines between, each without the fence's own indentation. */
  readonly lines: readonly { readonly lineStart: number; readonly start: number; readonly end: number }[];
}

const OPENING = /^((?:[ \t]*>)*(?:[ \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t]))*[ \t]*)(`{3,}|~{3,})([^\r\n]*)$/;
const LANGUAGE = /^\s*(\{)?\s*[.#]?([\w+#-]+)/;

export function fences(text: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { readonly marks: string; readonly prefix: string; readonly info: string; readonly start: number; readonly lines: Fence['lines'][number][] } | undefined;
  const close = (end: number): void => {
    if (open === undefined) return;
    const language = LANGUAGE.exec(open.info);
    found.push({ language: (language?.[2] ?? '').toLowerCase(), chunk: language?.[1] !== undefined, start: open.start, end, prefix: open.prefix, lines: open.lines });
    open = undefined;
  };
  for (let start = 0; ;) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    if (open === undefined) {
      const [, prefix, marks, info] = OPENING.exec(line) ?? [];
      if (prefix !== undefined && marks !== undefined && info !== undefined && !(marks.startsWith('`') && info.includes('`'))) {
        open = { marks, prefix, info, start, lines: [] };
      }
    } else {
      // Within the prefix a line may hold quote marks and white space only; what goes beyond is the line's own.
      const quotes = (open.prefix.match(/>/g) ?? []).length;
      let at = 0;
      for (let seen = 0; at < open.prefix.length && at < line.length; at++) {
        if (line[at] === '>' && seen < quotes) seen++;
        else if (line[at] !== ' ' && line[at] !== '\t') break;
      }
      const mark = open.marks.charAt(0);
      const closing = /^[ \t]{0,3}(`{3,}|~{3,})[ \t]*$/.exec(line.slice(at))?.[1];
      if (closing !== undefined && closing.startsWith(mark) && closing.length >= open.marks.length) close(end);
      else open.lines.push({ lineStart: start, start: start + at, end });
    }
    if (end >= text.length) break;
    start = afterTerminator(text, end);
  }
  close(text.length);
  return found;
}
