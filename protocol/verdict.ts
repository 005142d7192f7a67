/** The numerical verdict on a result, a step or a claim, as it crosses from the server to client and preview. */
export type Verdict =
  | { readonly verdict: 'pass'; readonly maxRelativeError: number; readonly points: number; /** What was taken as stated: "the rule of g". */ readonly assumed?: string }
  | { readonly verdict: 'fail'; readonly maxRelativeError: number; readonly points: number; readonly reason: string }
  | { readonly verdict: 'unchecked'; readonly reason: string };

const SUPERSCRIPTS: Readonly<Record<string, string>> = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

/** `2·10⁻¹⁰`: one digit, for an error nobody reads two digits of. */
export function scientific(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential(0).split('e');
  const power = Array.from(exponent.replace('+', ''), (c) => SUPERSCRIPTS[c] ?? c).join('');
  return mantissa === '1' ? `10${power}` : `${mantissa}·10${power}`;
}

export const VERDICT_SIGNS = { pass: '✓', fail: '✗', unchecked: '○' } as const satisfies Record<Verdict['verdict'], string>;

/** The verdict in words, without its sign: "checked numerically (3 points, 2·10⁻¹⁰)". */
export function verdictWords(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'pass': return `checked numerically (${verdict.points} ${verdict.points === 1 ? 'point' : 'points'}, ${scientific(verdict.maxRelativeError)}${verdict.assumed === undefined ? '' : `, ${verdict.assumed} taken as stated`})`;
    case 'fail': return `check failed: ${verdict.reason}`;
    case 'unchecked': return `not checked: ${verdict.reason}`;
  }
}
