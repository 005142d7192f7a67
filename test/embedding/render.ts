/** How the tests show what was found in a file. */
import { embed, type EmbeddedDocument } from '../../server/src/embedding/embed';
import type { EmbedOptions } from '../../server/src/embedding/blocks';
import { afterTerminator, lineEnd } from '../../server/src/embedding/lines';

/** `line:column`, both from 1, columns in UTF-16 units. */
export function place(text: string, offset: number): string {
  let line = 1;
  let start = 0;
  for (let end = lineEnd(text, 0); end < offset && end < text.length; end = lineEnd(text, start)) {
    const next = afterTerminator(text, end);
    if (next > offset) break;
    start = next;
    line++;
  }
  return `${String(line)}:${String(offset - start + 1)}`;
}

/** Every block: each line of its text with the place it has in the file, the start of a new line, and where code goes. */
export function render(file: string, languageId: string, options?: EmbedOptions): string {
  return embed(file, languageId, options).blocks.map((block) => {
    let offset = 0;
    const lines = block.text.split('\n').map((line) => {
      const shown = `${place(file, block.toFile(offset)).padEnd(6)}|${line}|`;
      offset += line.length + 1;
      return shown;
    });
    const code = block.place === undefined ? 'nowhere' : `${place(file, block.place.offset)} |${block.place.before.replace(/\n/g, '⏎')}${block.place.indent}|`;
    return [...lines, `new   |${block.linePrefix}|`, `code  ${code}`, ''].join('\n');
  }).join('\n');
}

/** Every place in a block at which the virtual text and the file disagree: there must be none, but for the separators of lines. */
export function disagreements(file: string, document: EmbeddedDocument): readonly string[] {
  const found: string[] = [];
  for (let offset = 0; offset <= document.text.length; offset++) {
    const block = document.blockAt(offset);
    // Between blocks is room, which stands for nothing in the file.
    if (block === undefined) continue;
    const there = document.toFile(offset);
    const unit = document.text[offset];
    if (offset < block.virtual.end && unit !== '\n' && file[there] !== unit) found.push(`${String(offset)}: ${unit ?? ''} became ${file[there] ?? 'nothing'}`);
    if (document.toVirtual(there) !== offset) found.push(`${String(offset)} came back as ${String(document.toVirtual(there))}`);
  }
  return found;
}

/** The texts of all blocks, without the room between them. */
export const written = ({ blocks }: EmbeddedDocument): string => blocks.map(({ text }) => text).join('\n');
