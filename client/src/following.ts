/** Keeps a place in a document where it was while text around it changes. */
import type { Position, Range } from '../../protocol/position';

const isBefore = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);

/** Where `position` stands after `range` was replaced by `text`. A place inside of what was replaced goes to its start. */
export function shifted(position: Position, range: Range, text: string): Position {
  if (isBefore(position, range.end) || (isBefore(range.start, range.end) && isBefore(position, range.start))) {
    return isBefore(range.start, position) ? range.start : position;
  }
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? '';
  const end = lines.length === 1
    ? { line: range.start.line, character: range.start.character + last.length }
    : { line: range.start.line + lines.length - 1, character: last.length };
  return position.line === range.end.line
    ? { line: end.line, character: end.character + position.character - range.end.character }
    : { line: position.line + end.line - range.end.line, character: position.character };
}
