/** Which of the targets a result is written for, and whether that can stand in the file beside the block. */
import { TARGETS, type Target } from '../service/targets';
import type { Analysis, QueryAnswers } from '../service/analysis';

export { targetNamed, type Target } from '../service/targets';

/** Languages that read what is written in another. */
const READS: Readonly<Record<string, string>> = { sage: 'python', cython: 'python', mojo: 'python', starlark: 'python', jupyter: 'python', javascriptreact: 'javascript', typescriptreact: 'typescript', 'cuda-cpp': 'cpp', cuda: 'cpp', 'objective-cpp': 'cpp', tex: 'latex', quarto: 'markdown', rmd: 'markdown', fortran: 'FortranFreeForm', fortranfreeform: 'FortranFreeForm', 'fortran-modern': 'FortranFreeForm' };
const languageOf = (languageId: string): string => READS[languageId.toLowerCase()] ?? languageId.toLowerCase();

export const targetNames = (): string => TARGETS.map(({ label }) => label).join(', ');

/** The targets of code that is inserted below the block which holds the query, the one to offer first in front; none where there is no place or no target for the language. */
export function targetsFor(analysis: Analysis, { range }: Pick<QueryAnswers, 'range'>, setting: string): readonly Target[] {
  const at = analysis.toVirtual(analysis.lines.offsetAt(range.start));
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (block?.place === undefined) return [];
  const languageId = languageOf(block.languageId);
  // Fences of Markdown carry code of any language.
  const fitting = [...TARGETS.filter((target) => target.languageId === languageId), ...(languageId === 'markdown' ? TARGETS.filter(({ writes }) => writes === 'code') : [])];
  const chosen = fitting.find(({ target }) => target === setting);
  return chosen === undefined ? fitting : [chosen, ...fitting.filter((target) => target !== chosen)];
}

/** Whether the choice among several targets is open: none of them is the one that the settings name. */
export const isOpen = (targets: readonly Target[], setting: string): boolean => targets.length > 1 && targets.every(({ target }) => target !== setting);

/** What the command that inserts code is called; three dots where it will ask. */
export const insertTitle = (targets: readonly Target[], setting: string): string | undefined => (targets[0] === undefined ? undefined : isOpen(targets, setting) ? 'Insert as…' : `Insert as ${targets[0].label}`);

/** The first of them. */
export const targetFor = (analysis: Analysis, query: Pick<QueryAnswers, 'range'>, setting: string): Target | undefined => targetsFor(analysis, query, setting)[0];
