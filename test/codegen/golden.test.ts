/** The emitted code of twenty everyday losses, value and gradient, as files to read from top to bottom. `vitest -u` writes them anew. */
import { expect, test } from 'vitest';
import { emit } from './emit';
import { everyday } from './everyday';

test.each(everyday)('$name in NumPy', async ({ name, text }) => {
  const [one] = emit(text, 'numpy', { asValueAndGradient: true });
  if (one === undefined || typeof one === 'string') throw new Error(one ?? 'no query');
  await expect(one.outcome.ok ? one.outcome.code.source : one.outcome.message).toMatchFileSnapshot(`golden/${name}.py`);
});
