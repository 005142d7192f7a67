/** Times in milliseconds, and what to say about many of them. */

export const now = (): number => performance.now();

export function timed(action: () => void): number {
  const started = now();
  action();
  return now() - started;
}

/** The quickest of several runs: what the machine adds by chance is only ever added. */
export function best(runs: number, action: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => timed(action)));
}

export function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

const shown = (milliseconds: number): string => (milliseconds < 10 ? milliseconds.toFixed(2) : milliseconds.toFixed(0));

export const spread = (times: readonly number[]): string =>
  `median ${shown(quantile(times, 0.5))} ms, p95 ${shown(quantile(times, 0.95))} ms, worst ${shown(Math.max(...times))} ms`;

/** A table with its first column to the left and numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ')}`).join('\n');
}

export const milliseconds = (value: number): string => `${shown(value)} ms`;
