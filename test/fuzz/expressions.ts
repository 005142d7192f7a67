/** Random well-shaped expressions over the whole language, as the text of a query. Seeded: the same number gives the same query. */

type Kind = 'scalar' | 'vector' | 'covector' | 'square' | 'wide';
interface Draw { readonly next: () => number; readonly pick: <T>(options: readonly T[]) => T }

/** mulberry32: small, seedable, good enough to choose among productions. */
function drawing(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(options: readonly T[]): T => {
    const chosen = options[Math.floor(next() * options.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  return { next, pick };
}

const DECLARATIONS = [
  't, s : scalar', 'c : positive scalar', 'x, y : vector(n)', 'p : positive vector(n)', 'b : sign vector(n)', 'z : vector(m)',
  'A, B : matrix(n, n)', 'M : invertible matrix(n, n)', 'P : posdef(n)', 'S : symmetric(n)', 'K : skew(n)', 'D : diagonal(n)', 'L : lower(n)', 'W : matrix(m, n)', 'V : fullrank matrix(m, n)',
  'f : vector(n) -> scalar', 'g : vector(n) -> vector(n)', 'φ : scalar -> scalar',
  'h : vector(n), vector(m) -> scalar', 'k : scalar, vector(n) -> vector(n)', 'ψ : scalar, scalar -> scalar',
] as const;

const LEAVES: Readonly<Record<Kind, readonly string[]>> = {
  scalar: ['t', 's', 'c', '2', '3', '1/2', 'n'],
  vector: ['x', 'y', 'p', 'b', 'ones(n)'],
  covector: ['z', 'ones(m)'],
  square: ['A', 'B', 'M', 'P', 'S', 'K', 'D', 'L', 'eye(n)'],
  wide: ['W', 'V'],
};

const SMOOTH = ['exp', 'sin', 'cos', 'tanh', 'sigmoid', 'softplus', 'atan', 'erf', 'gelu', 'silu'] as const;
const KINKED = ['abs', 'relu'] as const;

/** `_` stands for a smaller expression of the kind named after it. */
const PRODUCTIONS: Readonly<Record<Kind, readonly string[]>> = {
  scalar: [
    '(_scalar + _scalar)', '(_scalar - _scalar)', '_scalar*_scalar', '_scalar/(2 + _scalar^2)', '_scalar^2', 'F(_scalar)', "(_vector)'*(_vector)", 'sum(_vector)', 'mean(_vector)', 'norm2(_vector)', 'norm2(_vector)^2', 'tr(_square)',
    'sum(_square)', 'normF(_square)', 'normF(_wide)^2', "(_vector)'*(_square)*(_vector)", "(_covector)'*(_wide)*(_vector)", 'logdet(P + (_square)*(_square)\')', 'det(_square)', 'logsumexp(_vector)', 'log(1 + (_scalar)^2)', 'sqrt(1 + (_scalar)^2)',
    'norm1(_vector)', 'dot(_wide, _wide)', 'max(_vector)', 'tr((_square)*(_square))', 'tr(expm(_square/4))',
    'norm2([_vector; _vector])^2', 'sum(exp([_square, _square]))', "normF([_square; _wide])", 'x[1]', 'x[2]*y[1]', 'A[1, 2]', '(sum(i = 1..n) exp(x[i]*y[i]))', '(sum(i = 1..m) z[i]*tanh(W[i, :]*(_vector)))', 'f(_vector)', 'f(_vector)^2', 'h(_vector, _covector)',
    'norminf(_vector)', 'prod(_vector)', 'eigmax(sym(_square))', 'spec(_wide)', 'norm2(x - y)',
  ],
  vector: [
    '(_vector + _vector)', '(_vector - _vector)', '_scalar*(_vector)', '(_square)*(_vector)', "(_wide)'*(_covector)", '(_vector).*(_vector)', '(_vector)./(1 + (_vector).^2)', 'F(_vector)', 'G(_vector)', '(_vector).^2', '(_vector).^3', 'diagonal(_square)',
    'softmax(_vector)', 'inv(P)*(_vector)', 'M\\(_vector)', '-(_vector)', 'diag(_vector)*(_vector)', 'rowsum(_square)', '(_vector) + _scalar', 'inv(P + (_vector)*(_vector)\')*(_vector)', 'sqrt(1 + (_vector).^2)', 'max(_vector, _vector)',
    'g(_vector)', 'φ.(_vector)', 'k(_scalar, _vector)', 'ψ.(_vector, _vector)', 'A[:, 1]', "B[2, :]'", 'min(_vector, _vector)', '(_vector) - mean(_vector)', 'rowmean(_square)', "(W'*W + P)\\(_vector)",
  ],
  covector: ['(_covector + _covector)', '(_wide)*(_vector)', '_scalar*(_covector)', 'F(_covector)', '(_covector).*(_covector)', '-(_covector)', 'rowsum(_wide)', 'rownorm(_wide)', 'rowlogsumexp(_wide)', 'W[:, 1]', '_covector./(1 + (_covector).^2)'],
  square: [
    '(_square + _square)', '(_square - _square)', '(_square)*(_square)', "(_square)'", '_scalar*(_square)', '(_square).*(_square)', "(_vector)*(_vector)'", "(_wide)'*(_wide)", 'diag(_vector)', 'F(_square)', 'inv(P)', 'inv(M)', 'inv(P + (_square)*(_square)\')',
    '(_square)^2', '(_square)^3', 'sym(_square)', 'skew(_square)', 'tril(_square)', 'triu(_square)', '(_square).^2', '-(_square)', 'expm(_square/4)', 'sinm(_square)', 'cosm(_square/2)', 'sqrtm(P)', 'rowsoftmax(_square)', 'logm(P)', 'chol(P)', "diag(diagonal(_square))", '(_square) + _scalar*eye(n)', 'ones(n, n)', "pinv(_wide)*(_wide)",
  ],
  wide: ['(_wide + _wide)', '(_wide)*(_square)', '_scalar*(_wide)', '(_wide).*(_wide)', "(_covector)*(_vector)'", 'F(_wide)', 'diag(_covector)*(_wide)', '-(_wide)'],
};

const VARIABLES = ['t', 'x', 'y', 'p', 'z', 'A', 'B', 'M', 'P', 'S', 'K', 'D', 'L', 'W', 'V', 'x', 'A'] as const;

function expression(kind: Kind, depth: number, draw: Draw): string {
  if (depth <= 0 || draw.next() < 0.12) return draw.pick(LEAVES[kind]);
  return draw.pick(PRODUCTIONS[kind])
    .replaceAll(/\bF\(/g, () => `${draw.pick(SMOOTH)}(`)
    .replaceAll(/\bG\(/g, () => `${draw.pick(KINKED)}(`)
    .replaceAll(/_(scalar|vector|covector|square|wide)/g, (_, inner: string) => expression(isKind(inner) ? inner : 'scalar', depth - 1 - Math.floor(draw.next() * 2), draw));
}

const isKind = (word: string): word is Kind => Object.hasOwn(LEAVES, word);

/** A document with one query. Gradients of scalars mostly, Jacobians of vectors, differentials of matrices. */
export function randomQuery(seed: number): { readonly text: string; readonly query: string } {
  const draw = drawing(seed);
  const kind = draw.pick(['scalar', 'scalar', 'scalar', 'vector', 'square'] as const);
  const body = expression(kind, 2 + Math.floor(draw.next() * 3), draw);
  const word = kind === 'scalar' ? draw.pick(['gradient', 'gradient', 'gradient', 'hessian', 'differential'] as const) : kind === 'vector' ? draw.pick(['jacobian', 'differential'] as const) : draw.pick(['differential', 'jacobian'] as const);
  const present = VARIABLES.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const variable = present.length > 0 && draw.next() < 0.97 ? draw.pick(present) : draw.pick(VARIABLES);
  const query = `${word} ${body} wrt ${variable}${draw.next() < 0.3 ? ' unstructured' : ''}`;
  return { text: `${DECLARATIONS.join('\n')}\n${query}\n`, query };
}
