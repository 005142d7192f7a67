/** Inserted code after a name of its formula has changed: written anew in the same step, so that it never is of other names than its comment. */
import type { Edit } from '../../../protocol/position';
import type { Analysis, GeneratedBlock, QueryAnswers } from '../service/analysis';
import { occursOutside, replacement, type Replaced } from './insertion';
import { targetNamed, type Target } from './targets';

/**
 * The edits, of the file as it is `before`, that go with the `edits` which make it `after`. Code that was edited by hand, or was stale before, is
 * left as it is. A function that is called elsewhere in the file keeps its name.
 */
export async function renamedCode(before: Analysis, after: Analysis, edits: readonly Edit[], above = ''): Promise<readonly Edit[]> {
  const replaced: Replaced[] = [];
  for (const [i, block] of before.generated.entries()) {
    const now = after.generated[i];
    const target = targetNamed(block.target);
    if (block.state !== 'current' || block.query === undefined || now === undefined || target === undefined) continue;
    // The queries stand where they stood.
    const query = after.queries[before.queries.findIndex(({ id }) => id === block.query?.id)] ?? now.query;
    const names = query === undefined ? undefined : await changed(before, block, block.query, after, query, target);
    if (query !== undefined && names !== undefined) replaced.push({ block: now, query, target, names: names.map((name) => (occursOutside(before, name) ? name : undefined)) });
  }
  if (replaced.length === 0) return [];
  const made = await replacement(after, replaced, above);
  return made.ok ? made.edits.map((edit) => asBefore(edit, before, after, edits)) : [];
}

/** The names of the functions of a block, none of a paper; undefined where they would be written as they are. */
async function changed(before: Analysis, { wishes, range }: GeneratedBlock, old: QueryAnswers, after: Analysis, now: QueryAnswers, { writes, target }: Target): Promise<readonly string[] | undefined> {
  if (writes === 'paper') {
    const [was, is] = [await before.paper(old, target, wishes), await after.paper(now, target, wishes)];
    return was.ok && is.ok && was.source !== is.source ? [] : undefined;
  }
  const names: string[] = [];
  let isChanged = false;
  const { start, end } = before.lines.spanOf(range);
  const text = before.document.text.slice(start, end);
  for (const [i, answer] of old.answers.entries()) {
    const own = now.answers[i];
    const [was, is] = [await before.code(answer, target, wishes), own === undefined ? undefined : await after.code(own, target, wishes)];
    if (!was.ok || is?.ok !== true) return undefined;
    isChanged ||= was.code.source !== is.code.source;
    // It may have been numbered.
    names.push(new RegExp(`(?<![\\w.])${was.code.name}(?:_\\d+)?(?!\\w)`).exec(text)?.[0] ?? was.code.name);
  }
  return isChanged ? names : undefined;
}

/** An edit of the text as it will be, as one of the text as it is: the two differ in nothing but `edits`, which do not touch it. */
function asBefore({ range, newText }: Edit, before: Analysis, after: Analysis, edits: readonly Edit[]): Edit {
  const spans = edits.map((edit) => ({ ...before.lines.spanOf(edit.range), length: edit.newText.length })).sort((a, b) => a.start - b.start);
  const back = (offset: number): number => {
    let shift = 0;
    for (const { start, end, length } of spans) if (start + shift < offset) shift += length - (end - start);
    return offset - shift;
  };
  const { start, end } = after.lines.spanOf(range);
  return { range: before.lines.rangeOf({ start: back(start), end: back(end) }), newText };
}
