/** The cases of the corpus, as documents of the language. */
import { readFileSync } from 'node:fs';
import { adjectives, isProperty } from '../server/src/shapes/adjectives';

export interface Case {
  readonly id: string;
  readonly vars: readonly { readonly name: string; readonly shape: readonly string[]; readonly props?: readonly string[] }[];
  readonly expr: string;
  readonly wrt: string;
  readonly want: string;
  readonly domain?: string;
  /** The closed form that the source gives. */
  readonly expected?: string;
  /** The source's form is wrong; `corrected` is the right one, where there is one. */
  readonly source_wrong?: boolean;
  readonly corrected?: string;
}

export const corpus: readonly Case[] = readFileSync(new URL('fixtures/corpus.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);

const typeOf = ({ shape, props = [] }: Case['vars'][number]): string => [...props, shape.length === 0 ? 'scalar' : `${shape.length === 1 ? 'vector' : 'matrix'}(${shape.join(', ')})`].join(' ');

/** One line per variable, then the query. Without a `domain` every entry of the variable is free, whatever its properties. */
export function documentOf({ vars, expr, wrt, want, domain }: Case): string {
  const structural = (vars.find(({ name }) => name === wrt)?.props ?? []).some((word) => isProperty(word) && adjectives[word].structural);
  return [...vars.map((variable) => `${variable.name} : ${typeOf(variable)}`), `${want} ${expr} wrt ${wrt}${domain === undefined && structural ? ' unstructured' : ''}`].join('\n');
}

/** The closed form to compare with, if the case has a right one. */
export const rightForm = ({ expected, source_wrong, corrected }: Case): string | undefined => (source_wrong === true ? corrected : expected);
