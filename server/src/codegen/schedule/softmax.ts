/** softmax and log-sum-exp of a vector, or of the rows of a matrix, with the largest entry taken off first; both share their exponentials. */
import { RATIONAL_MINUS_ONE, RATIONAL_ONE } from '../../algebra/rational';
import { ONE } from '../../shapes/dimension';
import { array, type Builder } from './builder';
import type { Context } from './context';
import type { Value } from './operation';

interface Shifted { readonly top: Value; readonly exponentials: Value; readonly totals: Value }

/** exp(x - max(x)), none of which overflows, and their sum, which is at least 1. */
function shifted(x: Value, build: Builder): Shifted {
  const isMatrix = x.kind === 'matrix';
  const top = isMatrix ? build.make({ op: 'rowMax', of: x }, 'vector', x.rows, ONE) : build.make({ op: 'maxEntry', of: x }, 'scalar', ONE, ONE);
  const difference = build.sum([{ coefficient: RATIONAL_ONE, value: x, as: 'array' }, { coefficient: RATIONAL_MINUS_ONE, value: top, as: isMatrix ? 'column' : 'array' }], x);
  const exponentials = build.call('exp', [build.settle(difference)]);
  const totals = isMatrix ? build.make({ op: 'rowSums', of: exponentials }, 'vector', x.rows, ONE) : build.make({ op: 'sumEntries', of: exponentials }, 'scalar', ONE, ONE);
  return { top, exponentials, totals };
}

export function softmaxOf(x: Value, { build, native }: Context): Value {
  if (x.kind === 'scalar') return build.number(RATIONAL_ONE);
  const operation = x.kind === 'matrix' ? 'rowSoftmax' as const : 'softmax' as const;
  if (native.has(operation)) return build.make({ op: operation, of: x }, x.kind, x.rows, x.cols);
  const { exponentials, totals } = shifted(x, build);
  return build.settle(build.multiply([array(exponentials)], [{ value: totals, as: x.kind === 'matrix' ? 'column' : 'array' }], x));
}

export function logsumexpOf(x: Value, { build, native }: Context): Value {
  if (x.kind === 'scalar') return x;
  const operation = x.kind === 'matrix' ? 'rowLogsumexp' as const : 'logsumexp' as const;
  const like = x.kind === 'matrix' ? { kind: 'vector' as const, rows: x.rows, cols: ONE } : { kind: 'scalar' as const, rows: ONE, cols: ONE };
  if (native.has(operation)) return build.make({ op: operation, of: x }, like.kind, like.rows, like.cols);
  const { top, totals } = shifted(x, build);
  return build.settle(build.sum([{ coefficient: RATIONAL_ONE, value: top, as: 'array' }, { coefficient: RATIONAL_ONE, value: build.call('log', [totals]), as: 'array' }], like));
}
