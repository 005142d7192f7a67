/** Text that stands before a file's own: that of the cells before a cell of a notebook. It has names to use and no place in the file. */
import type { EmbeddedDocument, PlacedBlock } from './embed';

/** The document behind `prelude`: one text, in which only the document's own part has places in the file. */
export function behind(prelude: string, own: EmbeddedDocument): EmbeddedDocument {
  const shift = prelude.length + 1;
  const inOwn = (offset: number): number => Math.max(0, offset - shift);
  const blocks = own.blocks.map((block): PlacedBlock => ({ ...block, virtual: { start: block.virtual.start + shift, end: block.virtual.end + shift } }));
  return {
    text: `${prelude}\n${own.text}`,
    parts: [{ start: 0, end: shift }, ...own.parts.map(({ start, end }) => ({ start: start + shift, end: end + shift }))],
    blocks,
    toFile: (offset) => own.toFile(inOwn(offset)),
    toVirtual: (fileOffset) => { const at = own.toVirtual(fileOffset); return at === undefined ? undefined : at + shift; },
    toFileRange: ({ start, end }) => own.toFileRange({ start: inOwn(start), end: inOwn(end) }),
    toVirtualRange: (span) => { const at = own.toVirtualRange(span); return at === undefined ? undefined : { start: at.start + shift, end: at.end + shift }; },
    blockAt: (offset) => blocks.find(({ virtual }) => virtual.start <= offset && offset <= virtual.end),
    hostText: (offset, replacement) => own.hostText(inOwn(offset), replacement),
  };
}
