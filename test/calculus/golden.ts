/**
 * Golden files of answers. A file holds blocks: a line `# title`, a line of declarations, and queries, each with what is expected of it
 * indented below. Reading it gives the questions; writing the answers in the same form must give the file again.
 */
import { readFileSync } from 'node:fs';
import { answered, type Answered } from '../engine';

interface Block { readonly title: string; readonly declarations: string; readonly queries: readonly string[] }

const urlOf = (name: string): URL => new URL(`golden/${name}.txt`, import.meta.url);

function blocksOf(name: string): readonly Block[] {
  return readFileSync(urlOf(name), 'utf8').trim().split(/\n\s*\n/u).map((block) => {
    const [title = '', declarations = '', ...rest] = block.split('\n');
    return { title, declarations, queries: rest.filter((line) => line.trim() !== '' && !line.startsWith(' ')) };
  });
}

/** What is asked and answered in a golden file. `undefined` where understanding the text found an error before a query. */
export interface Asked { readonly query: string; readonly document: string; readonly answers: readonly Answered[]; readonly errors: ReturnType<typeof answered>['errors'] }

export function golden(name: string): { readonly path: string; readonly asked: readonly Asked[]; readonly render: (show: (asked: Asked) => readonly string[]) => string } {
  const blocks = blocksOf(name).map((block) => ({
    ...block,
    asked: block.queries.map((query): Asked => {
      const document = [...block.declarations.split('; ').filter((line) => line !== '-'), query].join('\n');
      return { query, document, ...answered(document) };
    }),
  }));
  return {
    path: `./golden/${name}.txt`,
    asked: blocks.flatMap(({ asked }) => asked),
    render: (show) => `${blocks.map(({ title, declarations, asked }) => [title, declarations, ...asked.flatMap((each) => [each.query, ...show(each).map((line) => `    ${line}`)])].join('\n')).join('\n\n')}\n`,
  };
}
