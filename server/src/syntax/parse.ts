/** Text → tree. Parsing never fails: there is always a tree, and a list of what was wrong, worded for the reader. */
import { cursorOver } from './cursor';
import { describe, lex } from './lex';
import { readWithBindings } from './bindings';
import { readStatement } from './parseStatement';
import { onOneLine, split } from './statements';
import type { Parsed, ParsedExpression, Statement, SyntaxError } from './tree';

/** A stretch of a document that is read by itself: a bracket that is left open in it does not reach into the next. */
export interface ParsedPart extends Parsed {
  readonly text: string;
  /** Where it stands in the document. */
  readonly start: number;
}

/** All statements of a document, in order. Spans are UTF-16 offsets in `text`. */
export const parseDocument = (text: string): Parsed => parsePart(text, 0, undefined);

/** A document that consists of parts, ascending, with nothing between them. */
export const joined = (parts: readonly Parsed[]): Parsed => ({ statements: parts.flatMap(({ statements }) => statements), errors: parts.flatMap(({ errors }) => errors) });

/**
 * The statements of a part. `previous`: the part that stood there before an edit; statements of it that stand there still, with the same
 * text and without an error, are the same objects.
 */
export function parsePart(text: string, start: number, previous: ParsedPart | undefined): ParsedPart {
  if (previous?.text === text && previous.start === start) return previous;
  const { tokens, extents } = split(lex(text, start).tokens);
  const known = statementsByStart(previous, start);
  const statements: Statement[] = [];
  const errors: SyntaxError[] = [];
  for (const { from, to } of extents) {
    const [first, end] = [tokens[from]?.start ?? start, tokens[to - 1]?.end ?? start + text.length];
    const same = known.get(first);
    if (same?.span.end === end && previous?.text.slice(first - start, end - start) === text.slice(first - start, end - start)) { statements.push(same); continue; }
    const cursor = cursorOver(tokens, from, to, end);
    statements.push(readStatement(cursor));
    errors.push(...cursor.errors);
  }
  return { text, start, statements, errors };
}

/** The statements of a part that stood at the same place and had no error. */
function statementsByStart(previous: ParsedPart | undefined, start: number): ReadonlyMap<number, Statement> {
  const found = new Map<number, Statement>();
  if (previous?.start !== start) return found;
  for (const statement of previous.statements) {
    const { span } = statement;
    if (!previous.errors.some((error) => span.start <= error.span.end && error.span.start <= span.end)) found.set(span.start, statement);
  }
  return found;
}

/** A single expression; newlines in it count as spaces, but for those between the rows of a matrix. */
export function parseExpression(text: string): ParsedExpression {
  const tokens = onOneLine(lex(text).tokens);
  const cursor = cursorOver(tokens, 0, tokens.length - 1, text.trimEnd().length);
  const tree = readWithBindings(cursor);
  const rest = cursor.peek();
  if (rest.kind !== 'end') cursor.report(`${describe(rest)} was not expected here; the expression is complete before it.`, rest);
  return { tree, errors: cursor.errors };
}
