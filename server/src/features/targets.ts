/** Which library code is written for, and whether it can stand in the file beside the block. */
import type { Analysis, QueryAnswers } from '../service/analysis';
import { TARGETS, type Target } from '../service/targets';

export { TARGETS, type Target } from '../service/targets';

/** Languages that read the code of another: a notebook's or a dialect's identifier. */
const READS: Readonly<Record<string, string>> = { sage: 'python', cython: 'python', mojo: 'python', starlark: 'python' };
/** Fences of these carry code of any language. */
const FENCED: ReadonlySet<string> = new Set(['markdown', 'quarto', 'rmd']);

export const targetNamed = (name: string): Target | undefined => TARGETS.find(({ target }) => target === name);

/** What code for a file in `languageId` is written for when it can go anywhere: copied, shown in the preview. */
export function shownTarget(languageId: string, setting: string): Target | undefined {
  return targetNamed(setting) ?? TARGETS.find((target) => target.languageId === (READS[languageId] ?? languageId)) ?? TARGETS[0];
}

/** The target of code inserted below the block that holds the query; undefined where there is no place, or no target for its language. */
export function targetFor(analysis: Analysis, { range }: Pick<QueryAnswers, 'range'>, setting: string): Target | undefined {
  const at = analysis.toVirtual(analysis.lines.offsetAt(range.start));
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (block?.place === undefined) return undefined;
  const languageId = READS[block.languageId] ?? block.languageId;
  const chosen = targetNamed(setting);
  if (FENCED.has(languageId)) return chosen ?? TARGETS[0];
  return chosen?.languageId === languageId ? chosen : TARGETS.find((target) => target.languageId === languageId);
}
