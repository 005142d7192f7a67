/**
 * How each function of the language is typeset: one row per function, in LaTeX, Unicode and Typst at once. A row draws from the boxes of its arguments.
 * Sources of the less common signs: ⊙, ⊘, ⊗ and K_{m,n} (commutation matrix) Magnus and Neudecker, *Matrix Differential Calculus*; L_f(X, E) (Fréchet
 * derivative) Higham, *Functions of Matrices*; X⁺ (pseudo-inverse) Golub and Van Loan, *Matrix Computations*.
 */
import type { FunctionName } from '../operators/signatures';
import { anyTall, box, levels, type Box, type Edge } from './box';
import { inEach, type Dialect, type FenceName, type InEach, type InfixSign } from './dialect';
import { asAtom, atLeast, infix, inverse, product, transpose } from './parts';

/** Whether dimensions are shown on I, 1 and 0. */
export interface Context { readonly dialect: Dialect; readonly indexed: boolean; /** The argument is known to be a matrix that is no vector. */ readonly isMatrix: (i: number) => boolean }

export type Notation = (context: Context, args: readonly Box[]) => Box;

const EMPTY = box('', levels.atom, 'other');
const nth = (args: readonly Box[], i: number): Box => args[i] ?? EMPTY;

/** `f(a, b)` with the name as it is drawn. */
export function applied(name: string, { dialect }: Pick<Context, 'dialect'>, args: readonly Box[], first: Edge, last: Edge = 'bracket'): Box {
  return box(name + dialect.brackets(args.map(({ text }) => text).join(', '), anyTall(args)), levels.atom, first, last);
}

/** An upright name: `\operatorname{tr}(X)`, `tr(X)`. */
const operator = (text: string): Notation => (context, args) => applied(context.dialect.operator(text), context, args, 'operator');

/** A function that LaTeX and Typst have a name for. */
const known = (name: string): InEach => inEach(`\\${name}`, name, name);

/** One that is written without brackets before an atom: `\log x`. */
const named = (own: string): Notation => (context, args) => {
  const { dialect } = context;
  const name = known(own)[dialect.kind];
  const closed = applied(name, context, args, 'operator');
  const [only] = args;
  if (args.length !== 1 || only === undefined || only.level < levels.atom || only.last === 'bracket' || only.last === 'fence' || only.first === 'operator' || only.first === 'letterFunction') return closed;
  return box(`${name} ${only.text}`, levels.product, 'operator', only.last, { open: 'function', closed });
};

/** A letter that stands for a function: σ(u). */
const letter = (...signs: readonly [latex: string, unicode: string, typst: string]): Notation => (context, args) => applied(inEach(...signs)[context.dialect.kind], context, args, 'letterFunction');

const fence = (name: FenceName, subscript?: (context: Context) => string | undefined): Notation => (context, args) => context.dialect.fence(name, args.map(({ text }) => text).join(', '), anyTall(args), subscript?.(context));
const oneOf = (each: InEach) => ({ dialect }: Context): string => each[dialect.kind];
const always = (text: string) => (): string => text;

const script = (sign: string): Notation => ({ dialect }, args) => dialect.raised(asAtom(dialect, nth(args, 0)), sign);

const infixed = (sign: InfixSign): Notation => ({ dialect }, args) => infix(dialect, sign, nth(args, 0), nth(args, 1));

/** `m\times n`. */
const BY = inEach('\\times ', '×', ' times ');

/** I, 1 and 0 with their dimensions where these are not evident. */
const constant = (...signs: readonly [latex: string, unicode: string, typst: string]): Notation => ({ dialect, indexed }, args) => {
  const plain = box(inEach(...signs)[dialect.kind], levels.atom, 'capital');
  const pair = args.length > 1;
  const evident = args.length === 0 || nth(args, 0).literal === '1';
  if (evident || !(indexed || pair)) return plain;
  return dialect.subscripted(plain, [args.map((arg) => atLeast(dialect, arg, levels.infix).text).join(BY[dialect.kind])]);
};

const blocks = (arrange: (args: readonly Box[]) => readonly (readonly Box[])[]): Notation => ({ dialect }, args) => dialect.matrix(arrange(args).map((row) => row.map(({ text }) => text)));

export const notations: Readonly<Record<FunctionName, Notation>> = {
  inv:          ({ dialect }, args) => inverse(dialect, nth(args, 0)),
  pinv:         script('+'),
  tr:           operator('tr'),
  det:          named('det'),
  logdet:       ({ dialect }, args) => logdet(dialect, nth(args, 0)),
  adj:          operator('adj'),
  transpose:    ({ dialect }, args) => transpose(dialect, nth(args, 0)),
  sum:          operator('sum'),
  mean:         operator('mean'),
  prod:         operator('prod'),
  norm:         fence('norm', ({ isMatrix }) => (isMatrix(0) ? 'F' : undefined)),
  norm1:        fence('norm', always('1')),
  norm2:        fence('norm', ({ isMatrix }) => (isMatrix(0) ? 'F' : '2')),
  normF:        fence('norm', always('F')),
  norminf:      fence('norm', oneOf(inEach('\\infty', '∞', 'infinity'))),
  nuc:          fence('norm', always('*')),
  spec:         letter('\\sigma_{\\max}', 'σ_max', 'sigma_max '),
  dot:          fence('angle'),
  outer:        ({ dialect }, args) => product(dialect, nth(args, 0), transpose(dialect, nth(args, 1))),
  cross:        infixed('×'),
  kron:         infixed('⊗'),
  hadamard:     infixed('⊙'),
  vec:          operator('vec'),
  unvec:        ({ dialect }, args) => unvec(dialect, args),
  diag:         operator('diag'),
  diagonal:     operator('diagonal'),
  sym:          operator('sym'),
  skew:         operator('skew'),
  tril:         operator('tril'),
  triu:         operator('triu'),
  exp:          named('exp'),
  log:          named('log'),
  log1p:        ({ dialect }, args) => onePlus(dialect, nth(args, 0)),
  expm1:        (context, args) => minusOne(context.dialect, notations.exp(context, args)),
  sqrt:         ({ dialect }, args) => dialect.root(nth(args, 0)),
  abs:          fence('abs'),
  sign:         operator('sign'),
  sin:          named('sin'),
  cos:          named('cos'),
  tan:          named('tan'),
  asin:         named('arcsin'),
  acos:         named('arccos'),
  atan:         named('arctan'),
  sinh:         named('sinh'),
  cosh:         named('cosh'),
  tanh:         named('tanh'),
  atan2:        operator('atan2'),
  sigmoid:      letter('\\sigma', 'σ', 'sigma'),
  softplus:     operator('softplus'),
  relu:         operator('ReLU'),
  leakyrelu:    operator('LeakyReLU'),
  gelu:         operator('GELU'),
  elu:          operator('ELU'),
  silu:         operator('SiLU'),
  erf:          operator('erf'),
  step:         operator('step'),
  max:          (context, args) => applied(known('max')[context.dialect.kind], context, args, 'operator'),
  min:          (context, args) => applied(known('min')[context.dialect.kind], context, args, 'operator'),
  argmax:       operator('argmax'),
  unit:         ({ dialect }, args) => dialect.subscripted(box('e', levels.atom, 'name'), [nth(args, 1).text]),
  softmax:      operator('softmax'),
  logsoftmax:   operator('logsoftmax'),
  logsumexp:    operator('logsumexp'),
  rowsoftmax:   operator('rowsoftmax'),
  rowlogsumexp: operator('rowlogsumexp'),
  expm:         (context, args) => matrixExponentials[context.dialect.kind](context, args),
  logm:         operator('logm'),
  sinm:         operator('sinm'),
  cosm:         operator('cosm'),
  sqrtm:        (context, args) => squareRoots[context.dialect.kind](context, args),
  chol:         operator('chol'),
  eigmax:       letter('\\lambda_{\\max}', 'λ_max', 'lambda_max '),
  eigmin:       letter('\\lambda_{\\min}', 'λ_min', 'lambda_min '),
  eigvals:      operator('eigvals'),
  svdvals:      operator('svdvals'),
  solve:        ({ dialect }, args) => product(dialect, inverse(dialect, nth(args, 0)), nth(args, 1)),
  eye:          constant('I', 'I', 'I'),
  ones:         constant('\\mathbf{1}', '𝟏', 'bold(1)'),
  zeros:        constant('\\mathbf{0}', '𝟎', 'bold(0)'),
  vech:         operator('vech'),
  dup:          ({ dialect }, args) => dialect.subscripted(box('D', levels.atom, 'capital'), args.map(({ text }) => text)),
  elim:         ({ dialect }, args) => dialect.subscripted(box('L', levels.atom, 'capital'), args.map(({ text }) => text)),
  comm:         ({ dialect }, args) => dialect.subscripted(box('K', levels.atom, 'capital'), args.map(({ text }) => text)),
  rowsum:       operator('rowsum'),
  colsum:       operator('colsum'),
  rowmean:      operator('rowmean'),
  colmean:      operator('colmean'),
  rownorm:      operator('rownorm'),
  blkdiag:      operator('blkdiag'),
  hcat:         blocks((args) => [args]),
  vcat:         blocks((args) => args.map((arg) => [arg])),
  frechet:      (context, args) => frechet(context, args),
  eigvecs:      operator('eigvecs'),
  eigvec:       letter('v_{\\max}', 'v_max', 'v_max '),
  eigvecmin:    letter('v_{\\min}', 'v_min', 'v_min '),
  leftsv:       letter('u_1', 'u₁', 'u_1 '),
  rightsv:      letter('v_1', 'v₁', 'v_1 '),
};

/** log|det X|. */
function logdet(dialect: Dialect, x: Box): Box {
  const det = known('det')[dialect.kind];
  const argument = x.level === levels.atom && x.last !== 'bracket' ? ` ${x.text}` : dialect.brackets(x.text, x.tall);
  return box(`${known('log')[dialect.kind]} ${dialect.fence('abs', det + argument, x.tall === true).text}`, levels.product, 'operator', 'fence', { open: 'function' });
}

function onePlus(dialect: Dialect, x: Box): Box {
  return box(known('log')[dialect.kind] + dialect.brackets(`1 + ${atLeast(dialect, x, levels.infix, true).text}`, x.tall), levels.atom, 'operator', 'bracket');
}

const minusOne = (dialect: Dialect, x: Box): Box => box(`${x.closed?.text ?? x.text} ${dialect.minus} 1`, levels.sum, x.first, 'digit');

/** The inverse of vec for a shape; on a line a function of its own. */
function unvec(dialect: Dialect, args: readonly Box[]): Box {
  const [x = EMPTY, ...dimensions] = args;
  const shape = dimensions.map(({ text }) => text).join(BY[dialect.kind]);
  const vec = dialect.operator('vec');
  const drawn = inEach({ name: `${vec}_{${shape}}^{-1}`, args: [x] }, { name: 'unvec', args }, { name: `${vec}_(${shape})^(-1) `, args: [x] })[dialect.kind];
  return applied(drawn.name, { dialect }, drawn.args, 'operator');
}

const asPower = (exponent: string): Notation => ({ dialect }, args) => dialect.raised(asAtom(dialect, nth(args, 0)), exponent);
/** X^{1/2}; in characters the exponent would be one of entries. */
const squareRoots: InEach<Notation> = inEach(asPower('1/2'), operator('sqrtm'), asPower('1/2'));

const matrixExponentials: InEach<Notation> = inEach(ofEuler((exponent) => `e^{${exponent}}`), operator('expm'), ofEuler((exponent) => `e^(${exponent})`));
function ofEuler(raised: (exponent: string) => string): Notation {
  return (_, args) => { const x = nth(args, 0); return box(raised(x.inline ?? x.text), levels.scripted, 'name', 'script'); };
}

/** L_f(X, E). */
function frechet(context: Context, args: readonly Box[]): Box {
  const [f = EMPTY, ...rest] = args;
  const name = f.literal ?? f.text;
  const upright = context.dialect.operator(name);
  return applied(inEach(`L_{${upright}}`, `L_${name}`, `L_(${upright}) `)[context.dialect.kind], context, rest, 'letterFunction');
}
