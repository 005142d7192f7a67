/** Text → tree. Parsing never fails: there is always a tree, and a list of what was wrong, worded for the reader. */
import { cursorOver } from './cursor';
import { describe, lex } from './lex';
import { readWithBindings } from './bindings';
import { readStatement } from './parseStatement';
import { onOneLine, split } from './statements';
import type { Parsed, ParsedExpression, Statement, SyntaxError } from './tree';

/** All statements of a document, in order. Spans are UTF-16 offsets in `text`. */
export function parseDocument(text: string): Parsed {
  const { tokens, extents } = split(lex(text).tokens);
  const statements: Statement[] = [];
  const errors: SyntaxError[] = [];
  for (const { from, to } of extents) {
    const cursor = cursorOver(tokens, from, to, tokens[to - 1]?.end ?? text.length);
    statements.push(readStatement(cursor));
    errors.push(...cursor.errors);
  }
  return { statements, errors };
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
