/** Code comes into files of every language where somebody who keeps them in order would put it. `vitest -u` writes the files anew. */
import { expect, test } from 'vitest';
import * as files from './files';
import { shown } from './insert';

test.each(Object.entries(files))('%s', async (languageId, cases) => {
  await expect(shown(cases, languageId)).toMatchFileSnapshot(`golden/${languageId}.txt`);
});
