/**
 * The comments of a file, in order: one scan from the top that knows strings, so that nothing inside one is taken for a comment.
 *
 * This is no parser of the host. It never fails, and half-typed code disturbs at most the line it stands on, or what an unclosed
 * multi-line string or comment would swallow in the host's own lexer too.
 */
import type { Form, Host } from './hosts';
import { bodyOf, lexiconOf } from './lexicon';
import { isBlank, lineEnd } from './lines';

export interface Comment {
  readonly kind: 'line' | 'block' | 'docstring';
  /** From its opener to behind its closer; a line comment ends before the line's terminator. */
  readonly start: number;
  readonly end: number;
  /** Without opener and closer. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Only white space stands before it on its line. */
  readonly ownLine: boolean;
  /** Whether its lines may be decorated with a star. */
  readonly starred: boolean;
  /** A line comment in the leader of documentation tools (`///`, `#'`). */
  readonly documentation: boolean;
}

/** What is no code and no comment: the inside of a string, or a token that is stepped over whole. */
export interface Literal { readonly kind: 'literal'; readonly start: number; readonly end: number }
export type Piece = Comment | Literal;

type Quoted = Extract<Form, { readonly kind: 'string' | 'docstring' }>;
interface CommentStart { readonly start: number; readonly contentStart: number; readonly ownLine: boolean }
/** A string being read: what ends or interrupts it, how code inside it is read, and the comment it is when it is documentation. */
interface Reading { readonly form: Quoted; readonly body: RegExp; readonly code: RegExp | undefined; readonly comment: CommentStart | undefined }
/** A string whose interpolated code is being read, and how many of its brackets are open. */
interface Hole { readonly reading: Reading; readonly depth: number }

/** The end of a comment's content and the comment's end, from the start of its content. */
function blockEnd(text: string, body: RegExp, from: number): readonly [contentEnd: number, end: number] {
  let depth = 1;
  body.lastIndex = from;
  for (let match = body.exec(text); match !== null; match = body.exec(text)) {
    if (match[1] === undefined) depth++;
    else if (--depth === 0) return [match.index, match.index + match[0].length];
    if (match[0] === '') body.lastIndex++;
  }
  return [text.length, text.length];
}

/** Where a string goes on as code (`hole`), or where it ends. */
function stringStop(text: string, body: RegExp, from: number): { readonly hole: boolean; readonly contentEnd: number; readonly end: number } {
  body.lastIndex = from;
  for (let match = body.exec(text); match !== null; match = body.exec(text)) {
    const end = match.index + match[0].length;
    if (match[1] !== undefined) return { hole: true, contentEnd: match.index, end };
    if (match[2] !== undefined) return { hole: false, contentEnd: match.index, end };
    if (match[0] === '\n' || match[0] === '\r') return { hole: false, contentEnd: match.index, end: match.index };
  }
  return { hole: false, contentEnd: text.length, end: text.length };
}

/** After these an operand is expected, so that a slash starts a regular expression (ECMA-262, section 12.9.5, as far as a scan can tell). */
const OPERAND_EXPECTED = new Set('([{,;:=<>+-*/%&|^!?~}');
const OPERATOR_WORDS = /(?:^|[^\w$.])(?:return|typeof|instanceof|in|of|case|do|else|void|delete|throw|new|yield|await)$/;
/** After these a string is an operand, not a statement of its own. A colon ends a function's head, a closing bracket a statement. */
const STATEMENT_GOES_ON = new Set('([{,=+-*/%&|<>^~.\\@');

/** A place outside of comments and strings, and the last character of code before it that is not white space. */
export interface Restart { readonly at: number; readonly significant: number }
const TOP: Restart = { at: 0, significant: -1 };

/**
 * The comments of `text`, ascending. Linear in the text; nothing is read before it is asked for. `from`: where reading starts. `passes` is told
 * of every place at which reading could start again, and ends it when it says so.
 */
export function* comments(text: string, host: Host, from: Restart = TOP, passes: (at: number, significant: number) => boolean = () => false): Generator<Comment, void> {
  for (const piece of pieces(text, host, from, passes)) if (piece.kind !== 'literal') yield piece;
}

/** All of `text` that is no code, ascending. */
export function* pieces(text: string, host: Host, from: Restart = TOP, passes: (at: number, significant: number) => boolean = () => false): Generator<Piece, void> {
  const lexicon = lexiconOf(host);
  const holes: Hole[] = [];
  let { at, significant } = from;

  const significantBefore = (index: number): number => {
    for (let back = index - 1; back >= at; back--) {
      const unit = text.charCodeAt(back);
      if (!isBlank(unit) && unit !== 10 && unit !== 13) return back;
    }
    return significant;
  };

  for (;;) {
    const hole = holes.at(-1);
    if (hole === undefined && passes(at, significant)) return;
    const expression = hole?.reading.code ?? lexicon.code;
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match === null) return;
    const start = match.index;
    const opened = start + match[0].length;
    const opener = lexicon.openers.find(({ group }) => match[group] !== undefined);
    let reading: Reading;

    if (opener === undefined) {
      // A bracket of interpolated code: the string goes on after the last of them.
      if (hole === undefined) return;
      significant = opened - 1;
      at = opened;
      const depth = hole.depth + (match[0] === hole.reading.form.hole?.[1] ? -1 : 1);
      holes.pop();
      if (depth > 0) {
        holes.push({ reading: hole.reading, depth });
        continue;
      }
      reading = hole.reading;
    } else {
      const { form } = opener;
      const captured = opener.groups > 0 ? match[opener.group + 1] : undefined;
      const before = significantBefore(start);
      if (form.kind === 'token') {
        const whole = form.where === 'anywhere' || operandExpected(text, before);
        at = whole ? Math.max(opened, start + 1) : start + 1;
        significant = at - 1;
        if (whole && opened > start) yield { kind: 'literal', start, end: opened };
        continue;
      }
      if (form.kind === 'line') {
        const end = lineEnd(text, opened);
        let contentStart = opened;
        while (contentStart < end && form.leader.includes(text.charAt(contentStart))) contentStart++;
        significant = before;
        at = end;
        yield { kind: 'line', start, end, contentStart, contentEnd: end, ownLine: isOwnLine(text, start), starred: false, documentation: contentStart > opened };
        continue;
      }
      if (form.kind === 'block') {
        const [contentEnd, end] = blockEnd(text, opener.body ?? bodyOf(form, captured), opened);
        significant = before;
        at = end;
        yield { kind: 'block', start, end, contentStart: opened, contentEnd, ownLine: isOwnLine(text, start), starred: form.starred, documentation: false };
        continue;
      }
      const statement = form.kind === 'docstring' ? leadStart(text, form.lead, start) : undefined;
      const documents = statement !== undefined && statement >= at && !STATEMENT_GOES_ON.has(text.charAt(significantBefore(statement)));
      reading = {
        form, body: opener.body ?? bodyOf(form, captured), code: lexicon.inside.get(form),
        comment: documents ? { start, contentStart: opened, ownLine: true } : undefined,
      };
      at = opened;
    }

    const opening = at;
    const stop = stringStop(text, reading.body, at);
    significant = stop.end - 1;
    at = stop.end;
    if (stop.hole) holes.push({ reading, depth: 1 });
    else if (reading.comment !== undefined) yield { kind: 'docstring', ...reading.comment, end: stop.end, contentEnd: stop.contentEnd, starred: false, documentation: true };
    if (stop.contentEnd > opening && (stop.hole || reading.comment === undefined)) yield { kind: 'literal', start: opening, end: stop.contentEnd };
  }
}

const operandExpected = (text: string, before: number): boolean =>
  before < 0 || OPERAND_EXPECTED.has(text.charAt(before)) || OPERATOR_WORDS.test(text.slice(Math.max(0, before - WORD_LENGTH), before + 1));

/** Longer than any of the operator words with the character before it. */
export const WORD_LENGTH = 12;

function isOwnLine(text: string, start: number): boolean {
  let back = start - 1;
  while (back >= 0 && isBlank(text.charCodeAt(back))) back--;
  return back < 0 || text.charCodeAt(back) === 10 || text.charCodeAt(back) === 13;
}

/** The most that may stand before a docstring on its line, so that no long line is read again and again. */
const LEAD_LIMIT = 200;

/** The start of the line on which only `lead` stands before `start`; undefined when something else does. */
function leadStart(text: string, lead: string, start: number): number | undefined {
  const window = Math.max(0, start - LEAD_LIMIT);
  let from = start;
  while (from > window && text.charCodeAt(from - 1) !== 10 && text.charCodeAt(from - 1) !== 13) from--;
  if (from === window && from > 0) return undefined;
  return new RegExp(`^[ \\t\\ufeff]*${lead}$`).test(text.slice(from, start)) ? from : undefined;
}
