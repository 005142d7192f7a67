/** The spelling convention: what a name says about the shape of an undeclared variable, and the names that inferred dimensions get. */

export type Spelling = 'scalar' | 'vector' | 'matrix';

const GREEK_WORDS: ReadonlySet<string> = new Set([
  'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'eps', 'varepsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'lambda', 'lam', 'mu', 'nu', 'xi', 'omicron',
  'pi', 'rho', 'sigma', 'tau', 'upsilon', 'phi', 'varphi', 'chi', 'psi', 'omega',
]);

/** Without subscripts: `lambda_1`, `λ₂`, `w0` are read as `lambda`, `λ`, `w`. */
const stem = (name: string): string => name.replace(/(?:_.*|[0-9₀-₉]+)$/u, '') || name;

/** Capitals are matrices (Greek capitals too), Greek letters and their names scalars, other names vectors. */
export function spellingOf(name: string): Spelling {
  const plain = stem(name);
  if (/^\p{Lu}/u.test(plain)) return 'matrix';
  return GREEK_WORDS.has(plain) || /^[α-ωϑϕϵ]$/u.test(plain) ? 'scalar' : 'vector';
}

const DIMENSION_NAMES = ['n', 'm', 'k', 'p', 'q', 'r', 'd', 'h', 'l'] as const;

/** Readable names for inferred dimensions, none of them `taken`: n, m, k, … and then n1, n2, … */
export function* dimensionNames(taken: Pick<ReadonlySet<string>, 'has'>): Generator<string, never> {
  for (const name of DIMENSION_NAMES) if (!taken.has(name)) yield name;
  for (let i = 1; ; i++) if (!taken.has(`n${i}`)) yield `n${i}`;
}

/** Number of insertions, deletions, substitutions and swaps of neighbours between two short words, given up beyond `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? limit + 1;
}

/** The candidate a reader most likely meant by `word`, or undefined where none is near. Case differences cost nothing. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 40) return undefined;
  const limit = word.length <= 2 ? 0 : word.length <= 5 ? 1 : 2;
  const folded = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const distance = editDistance(folded, candidate.toLowerCase(), limit);
    if (distance < bestDistance || (distance === bestDistance && best !== undefined && distance <= limit && candidate < best)) { best = candidate; bestDistance = distance; }
  }
  return best;
}
