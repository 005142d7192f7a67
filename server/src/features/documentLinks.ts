/**
 * textDocument/documentLink: a source that a comment cites leads to where it is published, and with the number of an equation it says the
 * rule: `# Matrix Cookbook (57)`. Names of functions are no links, since editors underline links and every formula has them; their hovers
 * and completions lead to the source.
 */
import type { Range } from '../../../protocol/position';
import { explainFunction, published } from '../operators/explain';
import { type Source, sources } from '../operators/operator';
import { functionNames } from '../operators/signatures';
import type { Analysis } from '../service/analysis';
import { lex } from '../syntax/lex';

export interface Link { readonly range: Range; readonly url: string; readonly tooltip: string }

/** How each work is cited: by its title, by its authors, by its number. */
const CITED: Readonly<Record<Source['work'], string>> = {
  mit:      String.raw`(?:MIT )?18\.S096|Matrix Calculus \(?for Machine Learning and Beyond\)?`,
  parr:     String.raw`Parr(?:,| and| &) Howard|The Matrix Calculus You Need For Deep Learning`,
  cookbook: String.raw`(?:Petersen(?:,| and| &) Pedersen(?:[:,] )?)?(?:The )?Matrix Cookbook|Petersen(?:,| and| &) Pedersen`,
  minka:    String.raw`Minka(?=[\s,(:]|$)|Old and New Matrix Algebra Useful for Statistics`,
  higham:   String.raw`Higham(?=[\s,(:]|$)|Functions of Matrices`,
  magnus:   String.raw`Magnus(?:,| and| &) Neudecker|Matrix Differential Calculus`,
};
const WORKS = Object.keys(CITED) as readonly Source['work'][];

/** A citation, and the equation or the section behind it. */
const CITATION = new RegExp(`\\b(?:${WORKS.map((work) => `(?<${work}>${CITED[work]})`).join('|')})(?:,? (?:eq\\. ?|equation |section |§ ?)?(?<place>\\(\\d+\\)|\\d+(?:\\.\\d+)+))?`, 'giu');

/** The rules that a source states at a place. A section states many: then they say nothing about why it was cited. */
function rulesAt({ work, place }: Source): readonly string[] {
  if (!place.startsWith('(')) return [];
  const rules = functionNames.map(explainFunction).filter(({ source }) => source.work === work && source.place.split(', ').includes(place));
  return [...new Set(rules.map(({ statement }) => statement))];
}

function tooltip(source: Source): string {
  const { title } = source.place === '' ? sources[source.work] : published(source);
  const rules = rulesAt(source);
  return rules.length === 0 ? title : `${rules.join('; ')} (${title})`;
}

export function documentLinks({ embedded, rangeOf, isOwn }: Analysis): readonly Link[] {
  const citations = [...embedded.text.matchAll(CITATION)];
  // Most files cite nothing.
  if (citations.length === 0) return [];
  const { comments } = lex(embedded.text);
  return citations.flatMap((citation) => {
    const span = { start: citation.index, end: citation.index + citation[0].length };
    const work = WORKS.find((candidate) => citation.groups?.[candidate] !== undefined);
    if (work === undefined || !isOwn(span) || !comments.some(({ start, end }) => start <= span.start && span.end <= end)) return [];
    return [{ range: rangeOf(span), url: sources[work].url, tooltip: tooltip({ work, place: citation.groups?.['place'] ?? '' }) }];
  });
}
