/** Which of the targets code is written for, and whether it can stand in the file beside the block. */
import { TARGETS, type Target } from '../service/targets';
import type { Analysis, QueryAnswers } from '../service/analysis';

export type { Target } from '../service/targets';

/** Languages that read the code of another. */
const READS: Readonly<Record<string, string>> = { sage: 'python', cython: 'python', mojo: 'python', starlark: 'python', jupyter: 'python', javascriptreact: 'javascript', typescriptreact: 'typescript', 'cuda-cpp': 'cpp', cuda: 'cpp', 'objective-cpp': 'cpp', fortran: 'FortranFreeForm', fortranfreeform: 'FortranFreeForm', 'fortran-modern': 'FortranFreeForm' };
/** Fences of these carry code of any language. */
const FENCED: ReadonlySet<string> = new Set(['markdown', 'quarto', 'rmd']);

const languageOf = (languageId: string): string => READS[languageId.toLowerCase()] ?? languageId.toLowerCase();

export const targetNamed = (name: string): Target | undefined => TARGETS.find(({ target }) => target === name);
export const targetNames = (): string => TARGETS.map(({ label }) => label).join(', ');

/** The targets of code that is inserted below the block which holds the query, the one to offer first in front; none where there is no place or no target for the language. */
export function targetsFor(analysis: Analysis, { range }: Pick<QueryAnswers, 'range'>, setting: string): readonly Target[] {
  const at = analysis.toVirtual(analysis.lines.offsetAt(range.start));
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (block?.place === undefined) return [];
  const languageId = languageOf(block.languageId);
  const fitting = FENCED.has(languageId) ? TARGETS : TARGETS.filter((target) => target.languageId === languageId);
  const chosen = fitting.find(({ target }) => target === setting);
  return chosen === undefined ? fitting : [chosen, ...fitting.filter((target) => target !== chosen)];
}

/** Whether the choice among several targets is open: none of them is the one that the settings name. */
export const isOpen = (targets: readonly Target[], setting: string): boolean => targets.length > 1 && targets.every(({ target }) => target !== setting);

/** What the command that inserts code is called; three dots where it will ask. */
export const insertTitle = (targets: readonly Target[], setting: string): string | undefined => (targets[0] === undefined ? undefined : isOpen(targets, setting) ? 'Insert as…' : `Insert as ${targets[0].label}`);

/** The first of them. */
export const targetFor = (analysis: Analysis, query: Pick<QueryAnswers, 'range'>, setting: string): Target | undefined => targetsFor(analysis, query, setting)[0];
