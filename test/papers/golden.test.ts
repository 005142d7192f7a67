/** What papers say of results, as documents to read. `vitest -u` writes them anew. */
import { expect, test } from 'vitest';
import { PAPER_NAMES, type PaperName } from '../../server/src/papers/request';
import { analysed } from '../service/setup';
import { results } from './results';

const EXTENSIONS: Readonly<Record<PaperName, string>> = { latex: 'tex', markdown: 'md', typst: 'typ' };

test.each(PAPER_NAMES.flatMap((target) => results.map((result) => ({ target, ...result }))))('$name in $target', async ({ target, name, text, quantity }) => {
  const analysis = analysed(text);
  const paper = await analysis.paper(analysis.queries[0] ?? expect.fail('no query'), target, quantity === undefined ? {} : { quantity });
  await expect(paper.ok ? paper.source : paper.reason).toMatchFileSnapshot(`golden/${name}.${EXTENSIONS[target]}`);
});
