/** The emitted code of twenty everyday losses, value and gradient, as files to read from top to bottom. `vitest -u` writes them anew. */
import { expect, test } from 'vitest';
import type { TargetName } from '../../server/src/codegen/request';
import { emit } from './emit';
import { everyday } from './everyday';

const targets = [
  { target: 'numpy', extension: 'py' }, { target: 'octave', extension: 'm' }, { target: 'julia', extension: 'jl' }, { target: 'r', extension: 'R' }, { target: 'eigen', extension: 'hpp' },
  { target: 'pytorch', extension: 'torch.py' }, { target: 'jax', extension: 'jax.py' }, { target: 'javascript', extension: 'mjs' }, { target: 'fortran', extension: 'f90' }, { target: 'nalgebra', extension: 'rs' },
] as const satisfies readonly { readonly target: TargetName; readonly extension: string }[];

test.each(targets.flatMap((target) => everyday.map((loss) => ({ ...target, ...loss }))))('$name in $target', async ({ target, extension, name, text }) => {
  const [one] = emit(text, target, { asValueAndGradient: true });
  if (one === undefined || typeof one === 'string') throw new Error(one ?? 'no query');
  await expect(one.outcome.ok ? one.outcome.code.source : one.outcome.message).toMatchFileSnapshot(`golden/${name}.${extension}`);
});
