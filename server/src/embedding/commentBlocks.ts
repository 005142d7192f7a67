/** The blocks in the comments of a file. A comment that an edit has not touched is not read again. */
import { movedBlock, type Block } from './block';
import type { Host } from './hosts';
import { afterTerminator, followsDirectly, lineEnd, lineStart, skipBlank, terminatorOf } from './lines';
import { enclosedParagraph, lineParagraph, paragraphBlocks } from './paragraphs';
import { scan, type Scan } from './rescan';
import type { Comment } from './scan';

/** Comments that belong together, and the blocks in them, as they stood when they were read. */
interface Unit { readonly start: number; readonly blocks: readonly Block[] }

/** What a file of comments leaves for its next version. */
export interface Past {
  readonly scan: Scan;
  readonly markers: readonly string[];
  readonly terminator: string;
  /** By their text and their kind, on which everything about them depends but where they stand. */
  readonly units: ReadonlyMap<string, Unit>;
}

/** The blocks in the comments of a file. `past`: of an earlier version of it; a comment that is there still is not read again. */
export function commentBlocks(text: string, host: Host, languageId: string, markers: readonly string[], past?: Past): { readonly blocks: readonly Block[]; readonly past: Past | undefined } {
  // Most files hold no marker: they cost a search. In the others nothing is read after the comment that holds the last one.
  const last = Math.max(-1, ...markers.map((marker) => text.lastIndexOf(marker)));
  if (last < 0) return { blocks: [], past: undefined };
  const terminator = terminatorOf(text);
  const known = past?.terminator === terminator && past.markers.join('\n') === markers.join('\n') ? past : undefined;
  const found = scan(text, host, last, known?.scan);
  const units = new Map<string, Unit>();
  const blocks: Block[] = [];
  const add = (comment: Comment, end: number, read: () => readonly Block[]): void => {
    const start = lineStart(text, comment.start);
    const key = `${comment.kind} ${String(comment.start - start)} ${text.slice(start, afterTerminator(text, lineEnd(text, end)))}`;
    const unit = known?.units.get(key) ?? units.get(key) ?? { start, blocks: read() };
    units.set(key, unit);
    blocks.push(...unit.blocks.map((block) => movedBlock(block, start - unit.start)));
  };

  let run: Comment[] = [];
  const isMarked = ({ contentStart, contentEnd }: Comment): boolean => markers.some((marker) => text.startsWith(marker, skipBlank(text, contentStart, contentEnd)));
  const endRun = (): void => {
    const [first, final] = [run[0], run.at(-1)];
    const whole = run;
    if (first !== undefined && final !== undefined && run.some(isMarked)) add(first, final.end, () => paragraphBlocks(text, lineParagraph(text, whole), languageId, markers));
    run = [];
  };
  for (const comment of found.comments) {
    const previous = run.at(-1);
    const follows = previous !== undefined && comment.kind === 'line' && comment.ownLine && comment.documentation === previous.documentation && followsDirectly(text, previous.end, comment.start);
    if (!follows) {
      endRun();
      if (comment.start > last) break;
    }
    if (comment.kind === 'line') run.push(comment);
    else if (holdsMarker(text, comment, markers)) add(comment, comment.end, () => paragraphBlocks(text, enclosedParagraph(text, comment), languageId, markers));
  }
  endRun();
  return { blocks, past: { scan: found, markers, terminator, units } };
}

const holdsMarker = (text: string, { contentStart, contentEnd }: Comment, markers: readonly string[]): boolean => {
  const content = text.slice(contentStart, contentEnd);
  return markers.some((marker) => content.includes(marker));
};
