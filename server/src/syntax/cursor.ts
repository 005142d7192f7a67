/** A place in the tokens of one statement, and the errors found there. */
import type { Token } from './lex';
import type { Span, SyntaxError } from './tree';

/** A statement shows this many errors; the first ones are mended first, and later ones are often their consequence. */
const ERRORS_PER_STATEMENT = 3;

export interface Cursor {
  /** The token `ahead` places on; past the last one it is the token of kind `end`. */
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether the next token is this symbol. */
  sees(symbol: string, ahead?: number): boolean;
  /** Whether the next token is this word. */
  seesWord(word: string, ahead?: number): boolean;
  /** Takes the next token if it is this symbol. */
  takes(symbol: string): boolean;
  /** Where the last token taken ends. */
  end(): number;
  report(message: string, span: Span): void;
  /** The same about something that the statement ends without. Of several only the first is told: the others are about the same text that is not there yet. */
  reportEnd(message: string, span: Span): void;
  /** Whether the statement has been told to end too early. */
  endsEarly(): boolean;
  readonly errors: readonly SyntaxError[];
}

/** A cursor over `tokens[first … to)`; `finish` is where an error about the end is shown. */
export function cursorOver(tokens: readonly Token[], first: number, to: number, finish: number): Cursor {
  const errors: SyntaxError[] = [];
  const last: Token = { kind: 'end', text: '', start: finish, end: finish, spaced: true };
  let at = first;
  const peek = (ahead = 0): Token => (at + ahead < to ? tokens[at + ahead] ?? last : last);
  const sees = (symbol: string, ahead = 0): boolean => { const token = peek(ahead); return token.kind === 'symbol' && token.text === symbol; };
  const next = (): Token => { const token = peek(); if (at < to) at++; return token; };
  const report: Cursor['report'] = (message, { start, end }) => {
    // An error where nothing stands is shown on the character before.
    const from = end > start ? start : Math.max(0, end - 1);
    if (errors.length < ERRORS_PER_STATEMENT && !errors.some((error) => error.span.start === from)) errors.push({ message, span: { start: from, end } });
  };
  let isShort = false;
  return {
    peek,
    sees,
    next,
    seesWord: (word, ahead = 0) => { const token = peek(ahead); return token.kind === 'name' && token.text === word; },
    takes: (symbol) => { if (!sees(symbol)) return false; next(); return true; },
    end: () => (at > first ? tokens[at - 1]?.end ?? finish : peek().start),
    report,
    reportEnd: (message, span) => { if (!isShort) report(message, span); isShort = true; },
    endsEarly: () => isShort,
    errors,
  };
}
