/**
 * The vocabulary of functions: every name of the language with its shapes. Pure data, so that semantics, numerics, notation and
 * code targets can demand one row per function (`Record<FunctionName, …>`): add a row here and the compiler lists what is missing.
 *
 * A signature reads `parameter shapes → result shape`. A letter is a dimension to be unified, `1` is one, `a*b` and `a+b` products and
 * sums, `a/2` a half; `#n` is a parameter that *is* a dimension (`eye(n)`); `f` is a parameter that is the name of a function (`frechet(expm, X, E)`).
 * `elementwise` signatures `m×n → m×n` apply to scalars, vectors and matrices alike. `…` marks any number of parameters.
 */
interface Signature {
  readonly signatures: readonly string[];
  readonly synonyms?: readonly string[];
}

const SAME = ['m×n → m×n'] as const;
const SQUARE = ['n×n → n×n'] as const;
const TO_SCALAR = ['m×n → 1×1'] as const;

export const signatures = {
  inv:        { signatures: SQUARE },
  pinv:       { signatures: ['m×n → n×m'] },
  tr:         { signatures: ['n×n → 1×1'], synonyms: ['trace'] },
  det:        { signatures: ['n×n → 1×1'] },
  logdet:     { signatures: ['n×n → 1×1'] },
  adj:        { signatures: SQUARE, synonyms: ['adjugate'] },
  transpose:  { signatures: ['m×n → n×m'] },
  sum:        { signatures: TO_SCALAR },
  mean:       { signatures: TO_SCALAR },
  prod:       { signatures: TO_SCALAR },
  norm:       { signatures: TO_SCALAR },
  norm1:      { signatures: TO_SCALAR },
  norm2:      { signatures: TO_SCALAR },
  normF:      { signatures: TO_SCALAR, synonyms: ['normfro'] },
  norminf:    { signatures: TO_SCALAR },
  nuc:        { signatures: TO_SCALAR },
  spec:       { signatures: TO_SCALAR },
  dot:        { signatures: ['m×n, m×n → 1×1'] },
  outer:      { signatures: ['m×1, n×1 → m×n'] },
  cross:      { signatures: ['3×1, 3×1 → 3×1'] },
  kron:       { signatures: ['m×n, p×q → m*p×n*q'] },
  hadamard:   { signatures: ['m×n, m×n → m×n'] },
  vec:        { signatures: ['m×n → m*n×1'] },
  unvec:      { signatures: ['m*n×1, #m, #n → m×n'] },
  diag:       { signatures: ['n×1 → n×n'] },
  diagonal:   { signatures: ['n×n → n×1'] },
  sym:        { signatures: SQUARE },
  skew:       { signatures: SQUARE },
  tril:       { signatures: SQUARE },
  triu:       { signatures: SQUARE },
  exp:        { signatures: SAME },
  log:        { signatures: SAME, synonyms: ['ln'] },
  log1p:      { signatures: SAME },
  expm1:      { signatures: SAME },
  sqrt:       { signatures: SAME },
  abs:        { signatures: SAME },
  sign:       { signatures: SAME },
  sin:        { signatures: SAME },
  cos:        { signatures: SAME },
  tan:        { signatures: SAME },
  asin:       { signatures: SAME, synonyms: ['arcsin'] },
  acos:       { signatures: SAME, synonyms: ['arccos'] },
  atan:       { signatures: SAME, synonyms: ['arctan'] },
  sinh:       { signatures: SAME },
  cosh:       { signatures: SAME },
  tanh:       { signatures: SAME },
  atan2:      { signatures: ['m×n, m×n → m×n'] },
  sigmoid:    { signatures: SAME, synonyms: ['σ'] },
  softplus:   { signatures: SAME },
  relu:       { signatures: SAME },
  leakyrelu:  { signatures: ['m×n → m×n', 'm×n, 1×1 → m×n'] },
  gelu:       { signatures: SAME },
  elu:        { signatures: ['m×n → m×n', 'm×n, 1×1 → m×n'] },
  silu:       { signatures: SAME, synonyms: ['swish'] },
  erf:        { signatures: SAME },
  step:       { signatures: SAME },
  max:        { signatures: ['m×n → 1×1', 'm×n, m×n → m×n'] },
  min:        { signatures: ['m×n → 1×1', 'm×n, m×n → m×n'] },
  argmax:     { signatures: SAME },
  softmax:    { signatures: ['n×1 → n×1'] },
  logsoftmax: { signatures: ['n×1 → n×1'] },
  logsumexp:  { signatures: ['n×1 → 1×1'] },
  rowsoftmax:    { signatures: SAME },
  rowlogsumexp:  { signatures: ['m×n → m×1'] },
  expm:       { signatures: SQUARE },
  logm:       { signatures: SQUARE },
  sqrtm:      { signatures: SQUARE },
  sinm:       { signatures: SQUARE },
  cosm:       { signatures: SQUARE },
  chol:       { signatures: SQUARE },
  eigmax:     { signatures: ['n×n → 1×1'] },
  eigmin:     { signatures: ['n×n → 1×1'] },
  eigvals:    { signatures: ['n×n → n×1'] },
  svdvals:    { signatures: ['m×n → k×1'] },
  solve:      { signatures: ['n×n, n×p → n×p'] },
  eye:        { signatures: ['#n → n×n'] },
  ones:       { signatures: ['#n → n×1', '#m, #n → m×n'], synonyms: ['vector', 'matrix'] },
  zeros:      { signatures: ['#n → n×1', '#m, #n → m×n'] },
  unit:       { signatures: ['#n, 1×1 → n×1'] },
  comm:       { signatures: ['#m, #n → m*n×m*n'] },
  vech:       { signatures: ['n×n → n*n/2+n/2×1'] },
  dup:        { signatures: ['#n → n*n×n*n/2+n/2'] },
  elim:       { signatures: ['#n → n*n/2+n/2×n*n'] },
  rowsum:     { signatures: ['m×n → m×1'] },
  colsum:     { signatures: ['m×n → 1×n'] },
  rowmean:    { signatures: ['m×n → m×1'] },
  colmean:    { signatures: ['m×n → 1×n'] },
  rownorm:    { signatures: ['m×n → m×1'] },
  blkdiag:    { signatures: ['m×n, p×q → m+p×n+q'] },
  hcat:       { signatures: ['m×n, m×p → m×n+p'] },
  vcat:       { signatures: ['m×n, p×n → m+p×n'] },
  frechet:    { signatures: ['f, n×n, n×n → n×n'] },
  eigvecs:    { signatures: SQUARE },
  eigvec:     { signatures: ['n×n → n×1'] },
  eigvecmin:  { signatures: ['n×n → n×1'] },
  leftsv:     { signatures: ['m×n → m×1'] },
  rightsv:    { signatures: ['m×n → n×1'] },
} as const satisfies Record<string, Signature>;

/** Functions of a square matrix in the sense of power series: they commute with their argument, keep its symmetry and have a Fréchet derivative. */
export const MATRIX_FUNCTIONS = ['expm', 'logm', 'sqrtm', 'sinm', 'cosm'] as const satisfies readonly (keyof typeof signatures)[];
export type MatrixFunctionName = (typeof MATRIX_FUNCTIONS)[number];

export type FunctionName = keyof typeof signatures;
export const functionNames = Object.keys(signatures) as readonly FunctionName[];

const byName = new Map<string, FunctionName>();
for (const key of functionNames) {
  const row: Signature = signatures[key];
  byName.set(key, key);
  for (const synonym of row.synonyms ?? []) byName.set(synonym, key);
}

/** The function a reader means by `name`, synonyms resolved; undefined when the language has no such function. */
export const functionNamed = (name: string): FunctionName | undefined => byName.get(name);
