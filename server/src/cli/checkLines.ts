/** What `mcalc check` says of a file: a line per claim and query, then the sum. */
import { VERDICT_SIGNS, verdictWords } from '../../../protocol/verdict';
import type { Verdict } from '../calculus/result';
import { placeOf } from './messages';
import type { FileReport } from './report';
import type { Paint, Style } from './terminal';

const STYLES: Readonly<Record<Verdict['verdict'], Style>> = { pass: 'green', fail: 'red', unchecked: 'yellow' };

export function checkLines({ file, results, claims, diagnostics, refused }: FileReport, paint: Paint): string {
  const lines = [
    ...results.map(({ query, wrt, check, range }) => ({ what: query.includes(' wrt ') && !query.includes(',') ? query : `${query} (${wrt})`, check, range, proved: false })),
    ...claims.map(({ text, verdict, proved, range }) => ({ what: text, check: verdict, range, proved })),
  ].sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  const shown = lines.map(({ what, check, range, proved }) =>
    `${paint(STYLES[check.verdict], VERDICT_SIGNS[check.verdict])} ${paint('faint', placeOf(file, range))}  ${what}  ${paint('faint', proved ? 'proved, and ' + verdictWords(check) : verdictWords(check))}`);
  const failed = diagnostics.filter(({ severity }) => severity === 'error').length;
  const stale = diagnostics.filter(({ code }) => code === 'stale-code').length;
  const passed = lines.filter(({ check }) => check.verdict === 'pass').length;
  const sum = `${file}: ${passed} of ${lines.length + refused} checked${failed === 0 ? '' : `, ${failed} ${failed === 1 ? 'error' : 'errors'}`}${stale === 0 ? '' : `, ${stale} inserted ${stale === 1 ? 'block is' : 'blocks are'} stale`}`;
  return `${[...shown, paint(failed + stale === 0 ? 'green' : 'red', sum)].join('\n')}\n`;
}
