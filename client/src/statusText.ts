/** The verdict of a file at a glance, as the status bar says it. */
import type { FileStatus } from '../../protocol/status';

export interface StatusText { readonly text: string; readonly tooltip: string; readonly severity: 'good' | 'open' | 'bad' }

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** What to show for `status`; undefined when the file has no mcalc text. */
export function statusText(status: FileStatus): StatusText | undefined {
  const total = status.queries + status.claims;
  if (total === 0) return undefined;
  const bad = status.failed + status.refused;
  const lines = [
    [status.passed,    `${count(status.passed, 'result', 'results')} checked numerically`],
    [status.failed,    `${count(status.failed, 'check', 'checks')} failed`],
    [status.refused,   `${count(status.refused, 'query', 'queries')} without an answer`],
    [status.unchecked, `${count(status.unchecked, 'result', 'results')} not checked`],
    [status.stale,     `${count(status.stale, 'inserted function', 'inserted functions')} out of date`],
  ] as const;
  const tooltip = lines.filter(([n]) => n > 0).map(([, line]) => line).join(', ');
  if (bad > 0) return { text: `$(error) mcalc ${bad} of ${total} ${bad === 1 ? 'fails' : 'fail'}`, tooltip, severity: 'bad' };
  if (status.unchecked > 0 || status.stale > 0) return { text: `$(circle-outline) mcalc ${status.passed} of ${total}`, tooltip, severity: 'open' };
  return { text: `$(check) mcalc ${total}`, tooltip, severity: 'good' };
}
