/** Every case of the corpus, written as declarations and a query, is understood without an error, with the shape that its variables say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isProperty } from '../../server/src/shapes/adjectives';
import { valueOf } from '../../server/src/shapes/dimension';
import { meaningOf } from './render';

interface Case {
  readonly id: string;
  readonly vars: readonly { readonly name: string; readonly kind: string; readonly shape: readonly string[]; readonly props?: readonly string[] }[];
  readonly expr: string;
  readonly wrt: string;
  readonly want: 'gradient' | 'jacobian' | 'hessian' | 'differential';
  readonly domain?: string;
  readonly expected?: string;
  readonly corrected?: string;
  readonly source_wrong?: boolean;
}

const cases = readFileSync(new URL('../fixtures/corpus.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);

/** The shapes that NumPy found for the values of the expressions at one choice of sizes. */
const { sizes, shapes } = JSON.parse(readFileSync(new URL('../fixtures/corpus-value-shapes.json', import.meta.url), 'utf8')) as { sizes: Record<string, number>; shapes: Record<string, readonly [number, number]> };
const sizeOf = new Map(Object.entries(sizes));

/** What the source states, or what holds instead where that is false. */
const closedForm = ({ expected, corrected, source_wrong: wrong }: Case): string | undefined => (wrong === true ? corrected : expected);

const typeOf = ({ shape, props = [] }: Case['vars'][number]): string => {
  const form = shape.length === 0 ? 'scalar' : shape.length === 1 ? `vector(${shape[0] ?? ''})` : `matrix(${shape.join(', ')})`;
  return [...props, form].join(' ');
};

const textOf = ({ vars, expr, wrt, want }: Case): string => [...vars.map((variable) => `${variable.name} : ${typeOf(variable)}`), `f = ${expr}`, `${want} f wrt ${wrt}`].join('\n');

describe('the corpus', () => {
  test.each(cases)('$id: $expr', (each) => {
    const meaning = meaningOf(textOf(each));
    expect(meaning.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [query] = meaning.queries;
    const wrt = each.vars.find(({ name }) => name === each.wrt);
    const [rows = '1', cols = '1'] = wrt?.shape ?? [];
    expect(query?.wrt.map(({ name, shape }) => `${name}:${shape.rows.key}×${shape.cols.key}`)).toEqual([`${each.wrt}:${rows}×${cols}`]);
    expect([...query?.wrt[0]?.properties ?? []]).toEqual(expect.arrayContaining([...wrt?.props ?? []].filter(isProperty)));
    const shape = query === undefined ? undefined : meaning.shapeOf(query.of);
    expect(shape && [valueOf(shape.rows, sizeOf), valueOf(shape.cols, sizeOf)]).toEqual(shapes[each.id]);
  });

  // A closed form of a gradient has the shape of its variable, that of a differential the shape of the function: known from elsewhere than our own inference.
  test.each(cases.filter((each) => closedForm(each) !== undefined && (each.want === 'gradient' || each.want === 'differential')))('closed form of $id', (each) => {
    const meaning = meaningOf(`${textOf(each)}\ncheck ${each.want} f wrt ${each.wrt} == ${closedForm(each) ?? ''}`);
    expect(meaning.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [claim] = meaning.claims;
    const [variable] = claim?.query?.wrt ?? [];
    const wanted = each.want === 'gradient' ? variable?.shape : claim?.query && meaning.shapeOf(claim.query.of);
    expect(claim && meaning.shapeOf(claim.node.right)).toBe(wanted);
  });
});
