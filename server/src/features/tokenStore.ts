/** The last semantic tokens of each document, so that the next ones can be sent as what has changed. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';

export interface TokenStore {
  readonly whole: (uri: string, data: number[]) => SemanticTokens;
  /** What has changed since the tokens with this identifier; all of them where those are not known any more. */
  readonly since: (uri: string, resultId: string, data: number[]) => SemanticTokens | SemanticTokensDelta;
  readonly closed: (uri: string) => void;
}

export function createTokenStore(): TokenStore {
  const last = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  let count = 0;
  const whole = (uri: string, data: number[]): SemanticTokens => {
    count++;
    const resultId = String(count);
    last.set(uri, { resultId, data });
    return { resultId, data };
  };
  return {
    whole,
    since: (uri, resultId, data) => {
      const before = last.get(uri);
      const now = whole(uri, data);
      return before?.resultId === resultId ? { ...(now.resultId === undefined ? {} : { resultId: now.resultId }), edits: difference(before.data, data) } : now;
    },
    closed: (uri) => { last.delete(uri); },
  };
}

/** One edit between what two lists have in common at both ends. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta['edits'] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (head === before.length && head === after.length) return [];
  return [{ start: head, deleteCount: before.length - head - tail, data: after.slice(head, after.length - tail) }];
}
