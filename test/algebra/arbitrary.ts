/** Random well-shaped expressions as text, which shrink to smaller ones. */
import fc from 'fast-check';

export const DECLARATIONS = [
  't, s : scalar', 'c : positive scalar', 'x, y : vector(n)', 'p : positive vector(n)', 'b : sign vector(n)', 'z : vector(m)',
  'A, B : matrix(n, n)', 'M : invertible matrix(n, n)', 'P : posdef(n)', 'S : symmetric(n)', 'K : skew(n)', 'D : diagonal(n)', 'L : lower(n)', 'Q : orthogonal(n)', 'W : matrix(m, n)',
].join('\n');

type Kind = 'scalar' | 'vector' | 'covector' | 'square' | 'wide';

/** A capital before a bracket stands for a smaller expression of that kind: s(calar) `$s`, v(ector) `$v`, c(ovector) `$c`, q (square) `$q`, w(ide) `$w`. */
const PRODUCTIONS: Readonly<Record<Kind, readonly string[]>> = {
  scalar:   ['$s + $s', '$s - $s', '$s*$s', '$s/$s', '$s^2', '-$s', 'exp($s)', 'abs($s)', "$v'*$v", 'sum($v)', 'mean($v)', 'norm2($v)', 'norm2($v)^2', 'tr($q)', 'sum($q)', "$v'*$q*$v", 'det($q)', 'tr($q*$q)', 'normF($w)^2', 'logsumexp($v)', "$c'*$w*$v", 'dot($w, $w)', 'prod($v)'],
  vector:   ['$v + $v', '$v - $v', '$s*$v', '$q*$v', "$w'*$c", '$v.*$v', '$v./p', '$v.^2', '-$v', 'exp($v)', 'sign($v)', 'relu($v)', 'diagonal($q)', 'diag($v)*$v', 'softmax($v)', 'rowsum($q)', "colsum($q)'", 'M\\$v', '$v + $s', 'max($v, $v)', "$v*$v'*$v"],
  covector: ['$c + $c', '$w*$v', '$s*$c', 'tanh($c)', '$c.*$c', '-$c', 'rowsum($w)'],
  square:   ['$q + $q', '$q - $q', '$q*$q', "$q'", '$s*$q', '$q.*$q', "$v*$v'", "$w'*$w", 'diag($v)', 'sin($q)', 'inv(P)', 'inv(M)', '$q^2', '$q^3', 'sym($q)', 'skew($q)', 'tril($q)', 'triu($q)', '-$q', 'rowsoftmax($q)', 'inv(M*P)', '$q + $s', 'diag($v)*$q', '$q*diag($v)', 'inv(M)^2', "Q'*$q*Q"],
  wide:     ['$w + $w', '$w*$q', '$s*$w', '$w.*$w', "$c*$v'", 'cos($w)', 'diag($c)*$w', '-$w', '2*$w'],
};
const LEAVES: Readonly<Record<Kind, readonly string[]>> = {
  scalar: ['t', 's', 'c', '2', '3', '1/2', 'n', '0', '1', '-1'], vector: ['x', 'y', 'p', 'b', 'ones(n)', 'zeros(n)'], covector: ['z', 'ones(m)'],
  square: ['A', 'B', 'M', 'P', 'S', 'K', 'D', 'L', 'Q', 'eye(n)', 'zeros(n, n)', 'ones(n, n)'], wide: ['W', 'ones(m, n)'],
};
const KINDS: Readonly<Record<string, Kind>> = { s: 'scalar', v: 'vector', c: 'covector', q: 'square', w: 'wide' };

export interface Expression { readonly text: string; readonly kind: Kind }

function ofKind(kind: Kind, depth: number): fc.Arbitrary<string> {
  const leaf = fc.constantFrom(...LEAVES[kind]);
  if (depth <= 0) return leaf;
  const made = PRODUCTIONS[kind].map((production) => {
    const holes = [...production.matchAll(/\$([svcqw])/g)].map(([, letter = 's']) => ofKindCached(KINDS[letter] ?? 'scalar', depth - 1));
    return fc.tuple(...holes).map((parts) => { let i = 0; return production.replaceAll(/\$[svcqw]/g, () => `(${parts[i++] ?? ''})`); });
  });
  return fc.oneof({ withCrossShrink: true }, { weight: 3, arbitrary: leaf }, ...made.map((arbitrary) => ({ weight: 1, arbitrary })));
}

const cache = new Map<string, fc.Arbitrary<string>>();
function ofKindCached(kind: Kind, depth: number): fc.Arbitrary<string> {
  const key = `${kind} ${depth}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = ofKind(kind, depth);
  cache.set(key, made);
  return made;
}

/** An expression of any kind, nested up to `depth` deep. */
export const expression = (depth: number): fc.Arbitrary<Expression> =>
  fc.constantFrom<Kind>('scalar', 'vector', 'square', 'wide').chain((kind) => ofKindCached(kind, depth).map((text) => ({ text, kind })));
/** Of one kind. */
export const expressionOf = (kind: Kind, depth: number): fc.Arbitrary<string> => ofKindCached(kind, depth);
