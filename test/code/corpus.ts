/** The corpus as mcalc text. */
import { readFileSync } from 'node:fs';
import { adjectives, isProperty } from '../../server/src/shapes/adjectives';

export interface Case {
  readonly id: string;
  readonly vars: readonly { readonly name: string; readonly shape: readonly string[]; readonly props?: readonly string[] }[];
  readonly expr: string;
  readonly wrt: string;
  readonly want: string;
  readonly domain?: string;
}

export const corpus = (): readonly Case[] => readFileSync(new URL('../fixtures/corpus.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);

const typeOf = ({ shape, props = [] }: Case['vars'][number]): string => [...props, shape.length === 0 ? 'scalar' : `${shape.length === 1 ? 'vector' : 'matrix'}(${shape.join(', ')})`].join(' ');

/** Without a `domain` every entry of the variable is free, whatever its properties. */
export function textOf({ vars, expr, wrt, want, domain }: Case): string {
  const structural = (vars.find(({ name }) => name === wrt)?.props ?? []).some((word) => isProperty(word) && adjectives[word].structural);
  return [...vars.map((variable) => `${variable.name} : ${typeOf(variable)}`), `${want} ${expr} wrt ${wrt}${domain === undefined && structural ? ' unstructured' : ''}`].join('\n');
}
