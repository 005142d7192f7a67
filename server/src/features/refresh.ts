/** What is offered for inserted code: to refresh it when its formula has changed, to replace it when it was edited by hand, to keep it. */
import type { Range } from '../../../protocol/position';
import type { Analysis, FileDiagnostic, GeneratedBlock } from '../service/analysis';
import { nameOf, quantityRow } from '../service/quantities';
import { thingOf } from '../service/targets';
import type { Action, ActionKey, Resolved } from './codeActions';
import { replacement, type Replaced } from './insertion';
import { targetNamed } from './targets';

const isRefreshable = ({ isStale, isEdited, query }: GeneratedBlock): boolean => isStale && !isEdited && query !== undefined;

/** `touches`: whether a place of the file is asked about. */
export function refreshActions({ generated }: Analysis, touches: (range: Range) => boolean): readonly Action[] {
  const stale = generated.filter(isRefreshable);
  return generated.filter(({ range }) => touches(range)).flatMap((block): readonly Action[] => {
    const { id, target, wishes, stamp, query, isStale, isEdited, state } = block;
    const thing = thingOf(target);
    const what = wishes.quantity !== undefined ? quantityRow(wishes.quantity).label : query === undefined ? thing : nameOf(query.query.node.word);
    const code: FileDiagnostic['code'] | undefined = isStale ? 'stale-code' : isEdited ? 'edited-code' : undefined;
    if (code === undefined) return [];
    const action = (title: string, does: Action['does'], preferred = false): Action => ({ title, kind: 'quickfix', preferred, mends: { code, range: stamp }, does });
    const later = (what: ActionKey['what']): Action['does'] => ({ by: 'resolve', key: { what, id, target } });
    return [
      ...(isRefreshable(block) ? [action(`Refresh the ${what}`, later('refresh'), true)] : []),
      ...(isRefreshable(block) && stale.length > 1 ? [action('Refresh all generated code of this file', later('refreshAll'))] : []),
      ...(isEdited && query !== undefined ? [action(`Replace the edited ${thing}`, later('replace'))] : []),
      ...(isEdited || state === 'orphaned' ? [action(`Keep this ${thing} as my own`, { by: 'edit', edits: [{ range: { start: { line: stamp.start.line, character: 0 }, end: { line: stamp.start.line + 1, character: 0 } }, newText: '' }] })] : []),
    ];
  });
}

const refused = (message: string): Resolved => ({ ok: false, message });

/** The block is found again: the file may have changed since. What was edited by hand meanwhile is not refreshed. What has no code any more is left as it is, and stays marked. */
export async function refresh(analysis: Analysis, { what, id }: ActionKey, above = ''): Promise<Resolved> {
  const found = analysis.generated.find((block) => block.id === id);
  if (found?.query === undefined) return refused('The code or its query is not there any more.');
  if (what !== 'replace' && found.isEdited) return refused(`The ${thingOf(found.target)} was edited by hand meanwhile, so it is left alone.`);
  const blocks = what === 'refreshAll' ? analysis.generated.filter(isRefreshable) : [found];
  const writable = blocks.flatMap((block): readonly Replaced[] => { const target = targetNamed(block.target); return block.query === undefined || target === undefined ? [] : [{ block, query: block.query, target }]; });
  return writable.length === 0 ? refused(`There is no ${thingOf(found.target)} for ${found.target} yet.`) : replacement(analysis, writable, above);
}
