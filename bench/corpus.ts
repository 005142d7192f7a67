/** The corpus of published derivatives, a text with one query per case. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Case {
  readonly id: string;
  readonly vars: readonly { readonly name: string; readonly shape: readonly string[]; readonly props?: readonly string[] }[];
  readonly expr: string;
  readonly wrt: string;
  readonly want: string;
}

const typeOf = ({ shape, props = [] }: Case['vars'][number]): string =>
  [...props, shape.length === 0 ? 'scalar' : shape.length === 1 ? `vector(${shape[0] ?? ''})` : `matrix(${shape.join(', ')})`].join(' ');

export function corpus(root: string): readonly { readonly id: string; readonly text: string }[] {
  const lines = readFileSync(join(root, 'test/fixtures/corpus.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const each = JSON.parse(line) as Case;
    const declarations = each.vars.map((variable) => `${variable.name} : ${typeOf(variable)}`);
    return { id: each.id, text: [...declarations, `f = ${each.expr}`, `${each.want} f wrt ${each.wrt}`, ''].join('\n') };
  });
}
