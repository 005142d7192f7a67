/** Comment lines below a block that say something in this language, but stand no further right than its marker: they are not read, and whoever wrote them does not see it. */
import type { PlacedBlock } from '../embedding/embed';
import { isProperty } from '../shapes/adjectives';
import { parseDocument } from '../syntax/parse';
import type { Span } from '../syntax/tree';
import type { FileDiagnostic } from './analysis';
import type { Context } from './context';

export const ofNotIndented = ({ embedded, document: { text }, lines }: Context): readonly FileDiagnostic[] => embedded.blocks.flatMap((block): readonly FileDiagnostic[] => {
  const meant = meantBy(block, text);
  const [first, last] = [meant[0], meant.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{
    severity: 'information', code: 'not-indented', range: lines.rangeOf({ start: first.start, end: last.end }), related: [],
    message: `${meant.length === 1 ? 'This line is' : 'These lines are'} not read: a line belongs to the block above when it is indented further than its marker.`,
    fixes: [{ title: meant.length === 1 ? 'Indent the line' : 'Indent the lines', edits: meant.map(({ start }) => ({ range: lines.rangeOf({ start, end: start }), newText: '  ' })) }],
  }];
});

/** The lines up to the last one that can be nothing else than a statement. */
function meantBy({ below }: PlacedBlock, text: string): readonly Span[] {
  const last = below.findLastIndex(({ start, end }) => isStatement(text.slice(start, end)));
  return below.slice(0, last + 1);
}

/** A query, a claim or a declaration. A definition may be code of any language that was commented out, and words without an error are rare. */
function isStatement(line: string): boolean {
  if (!/\bwrt\b|==|[:∈]/u.test(line)) return false;
  const { statements, errors } = parseDocument(line);
  return errors.length === 0 && statements.some((statement) => (statement.kind === 'query' ? statement.wrt.length > 0 : statement.kind === 'claim' || (statement.kind === 'declaration' && statement.type.form !== 'function' && statement.type.adjectives.every(({ word }) => isProperty(word)))));
}
