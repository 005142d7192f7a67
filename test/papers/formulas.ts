/** The formulas of a document, and what is left of its text. */
export interface Parts { readonly displays: readonly string[]; readonly inline: readonly string[]; readonly text: string }

const taken = (source: string, pattern: RegExp): { readonly formulas: readonly string[]; readonly rest: string } =>
  ({ formulas: [...source.matchAll(pattern)].map(([, formula]) => formula ?? ''), rest: source.replace(pattern, '¤') });

function partsBy(source: string, display: RegExp): Parts {
  const displays = taken(source, display);
  const inline = taken(displays.rest, /(?<!\\)\$((?:\\.|[^$\\])+)\$/gs);
  return { displays: displays.formulas, inline: inline.formulas, text: inline.rest };
}

export const partsOfLatex = (source: string): Parts => partsBy(source, /\\\[\n(.*?)\n\\\]/gs);
export const partsOfMarkdown = (source: string): Parts => partsBy(source, /^\$\$\n(.*?)\n\$\$$/gms);
