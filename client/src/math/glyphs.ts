import { GLYPH_ROWS } from './glyphs.generated';

/** A face of KaTeX's fonts of which we have outlines. */
export type Face = keyof typeof GLYPH_ROWS;

/** Lengths in thousandths of an em, y downwards from the baseline. */
export interface Glyph { readonly advance: number; readonly path: string }

const tables = new Map<Face, ReadonlyMap<string, Glyph>>();

function readTable(face: Face): ReadonlyMap<string, Glyph> {
  return new Map(GLYPH_ROWS[face].split('\n').map((row) => {
    const character = String.fromCodePoint(row.codePointAt(0) ?? 0);
    const space = row.indexOf(' ');
    return [character, { advance: Number(row.slice(character.length, space)), path: row.slice(space + 1) }];
  }));
}

/** The outline of `character` in `face`; undefined when the table has none. */
export function glyphOf(face: Face, character: string): Glyph | undefined {
  let table = tables.get(face);
  if (table === undefined) {
    table = readTable(face);
    tables.set(face, table);
  }
  return table.get(character);
}
