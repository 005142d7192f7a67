/** R. Vectors are plain vectors; what a matrix product leaves as a matrix of one column is dropped to one. */
import { negR } from '../../algebra/rational';
import { ONE, type Dimension } from '../../shapes/dimension';
import type { Elementary, OperationName, Value } from '../schedule/operation';
import { signedDiagonal } from './diagonal';
import { documentation, type ShapeWords } from './documentation';
import { atom, binary, indented, infix, LEVEL } from './infix';
import { numeral } from './python';
import { Lacking, named, type FunctionModel, type Laid, type Procedures, type Table, type Target, type TestModel, type Text, type Writing } from './target';
import { extentsOf, short, testWords, trialLines, type TrialSyntax } from './trial';
import { asciiIdentifier } from './words';

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
const turned = (value: Value, w: Writing): string => `t(${arg(value, w)})`;
const size = (dimension: Dimension, w: Writing): string => w.dimension(dimension, LEVEL.none);

/** `%*%` binds more tightly than `*`, and less than a sign. */
const MATMUL = 3.5;

const arithmetic = infix({
  numeral, plus: () => '+', minus: () => '-', matmul: '%*%', rowsLast: true, times: () => '*', over: () => '/',
  // A vector meets the columns of a matrix as it stands.
  placed: (item, matrix, w) => (item.as === 'row' ? call('rep', arg(item.value, w), `each = ${size(matrix.rows, w)}`) : w.text(item.value)),
  transposed: (of, w) => atom(turned(of, w)),
});

const FUNCTIONS: { readonly [Name in Exclude<Elementary, 'relu' | 'step' | 'sigmoid' | 'softplus' | 'erf' | 'maximum' | 'minimum'>]: string } = {
  exp: 'exp', expm1: 'expm1', log: 'log', log1p: 'log1p', sqrt: 'sqrt', abs: 'abs', sign: 'sign', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', atan2: 'atan2',
};

/** Functions that R does not have, defined at the head of the body. */
const HELPERS = { softplus: 'softplus <- function(u) pmax(u, 0) + log1p(exp(-abs(u)))' } as const;

function elementary(name: Elementary, args: readonly Value[], w: Writing): Text {
  const [x] = args;
  const texts = args.map((item) => arg(item, w));
  const isScalar = args.every((item) => item.kind === 'scalar');
  const positive = x === undefined ? '' : `${w.at(x, LEVEL.sum)} > 0`;
  // pmax and pmin give the shape of their first argument.
  const arrayFirst = args.toSorted((a, b) => Number(a.kind === 'scalar') - Number(b.kind === 'scalar')).map((item) => arg(item, w));
  switch (name) {
    case 'sigmoid': return call('plogis', ...texts);
    case 'softplus': w.need(name); return call(name, ...texts);
    case 'erf': return { text: `2 * pnorm(sqrt(2) * ${x === undefined ? '' : w.at(x, LEVEL.unary)}) - 1`, level: LEVEL.sum };
    case 'relu': return call(isScalar ? 'max' : 'pmax', ...texts, '0');
    case 'maximum': return call(isScalar ? 'max' : 'pmax', ...arrayFirst);
    case 'minimum': return call(isScalar ? 'min' : 'pmin', ...arrayFirst);
    case 'step': return x?.kind === 'matrix' ? binary('1', '*', `(${positive})`) : call('as.numeric', positive);
    default: return call(FUNCTIONS[name], ...texts);
  }
}

const shapeOf = (value: Value, w: Writing): string => `${size(value.rows, w)}, ${size(value.cols, w)}`;
const dropped = (value: Value, text: Text): Text => (value.kind === 'vector' ? call('drop', text.text) : text);
const factor = (value: Value, w: Writing): string => w.at(value, LEVEL.unary);
/** What is multiplied entry by entry: a square where both are one. */
const entrywise = (left: Value, right: Value, w: Writing): string => (left === right ? `${w.at(left, LEVEL.atom)}^2` : `${w.at(left, LEVEL.product)} * ${factor(right, w)}`);
const upperOf = (value: Value, w: Writing): string | undefined => (value.operation.op === 'cholesky' ? w.nameOf(value) : undefined);
/** Entries from `start`, as many as there are; none where there are none. */
const range = (start: Dimension, count: Dimension, w: Writing): string => `${start.terms.size === 0 ? '' : `${w.dimension(start, LEVEL.sum)} + `}seq_len(${size(count, w)})`;
const indexed = (of: Value, w: Writing, index: string): Text => atom(`${w.at(of, LEVEL.atom)}[${index}]`);
const zeros = (rows: Value, cols: Value, w: Writing): string => `matrix(0, ${size(rows.rows, w)}, ${size(cols.cols, w)})`;
/** A package's own name for its functions. */
const MATRIX_FUNCTIONS = { expm: 'expm::expm', logm: 'expm::logm', sqrtm: 'expm::sqrtm' } as const;
const spectrumOf = (value: Value, w: Writing): string => `eigen(${arg(value, w)}, symmetric = TRUE, only.values = TRUE)$values`;

/** The schedule writes this out with operations that can be shared. */
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };

const table: Table = {
  ...arithmetic.rows,
  input: (_, value, w) => atom(named(value, w)),
  index: (_, value, w) => atom(named(value, w)),
  part: (_, value, w) => atom(named(value, w)),
  invoke: ({ callee, args, results }, _, w) => {
    const called = call(w.callee(callee), ...args.map((item) => arg(item, w)));
    return results.length === 0 ? called : { lines: (names) => [`results <- ${called.text}`, ...names.map((name, i) => `${name} <- results[[${String(i + 1)}]]`)] };
  },
  // seq_len, since from:to counts downwards where there is nothing to add.
  loop: ({ from, past, body }, value, w) => {
    const { index, lines } = w.inside(value);
    const offset = from.operation.op === 'number' ? from.operation.value.n - 1 : undefined;
    const count = offset === 0 ? `${w.at(past, LEVEL.sum)} - 1` : `${w.at(past, LEVEL.sum)} - ${w.at(from, LEVEL.product)}`;
    const shift = offset === 0 ? '' : offset === undefined ? ` + ${w.at(from, LEVEL.sum)} - 1` : offset < 0 ? ` - ${String(-offset)}` : ` + ${String(offset)}`;
    const summand = w.at(body, LEVEL.sum);
    return { lines: ([name = '']) => [`${name} <- ${value.kind === 'scalar' ? '0' : value.kind === 'vector' ? `numeric(${size(value.rows, w)})` : `matrix(0, ${shapeOf(value, w)})`}`, `for (${index} in seq_len(${count})${shift}) {`, ...indented([...lines, `${name} <- ${name} + ${summand}`], '  '), '}'] };
  },
  pi: () => atom('pi'),
  dimension: ({ dimension }, _, w) => ({ text: size(dimension, w), level: dimension.terms.size > 1 ? LEVEL.sum : /\*/.test(dimension.key) ? LEVEL.product : LEVEL.atom }),
  fill: ({ value: of }, value, w) => (value.kind === 'matrix' ? call('matrix', arg(of, w), shapeOf(value, w)) : call('rep', arg(of, w), size(value.rows, w))),
  identity: (_, value, w) => call('diag', size(value.rows, w)),

  // Rows and columns alone do not make a matrix.
  sum: ({ terms }, value, w) => {
    const [first, ...rest] = terms;
    const isSpread = value.kind === 'matrix' && first !== undefined && terms.every((term) => term.value.kind !== 'matrix');
    if (!isSpread) return arithmetic.sum(terms, value, w);
    const scaled = arithmetic.sum([first], value, w).text;
    const whole = `matrix(${scaled}, ${shapeOf(value, w)})`;
    return rest.reduce<Text>((text, term) => {
      const isNegative = term.coefficient.n < 0;
      const part = arithmetic.sum([{ ...term, coefficient: isNegative ? negR(term.coefficient) : term.coefficient }], value, w);
      return { text: `${text.text} ${isNegative ? '-' : '+'} ${part.level < LEVEL.product ? `(${part.text})` : part.text}`, level: LEVEL.sum };
    }, atom(whole));
  },
  power: ({ base, exponent }, _, w) => ({ text: `${w.at(base, LEVEL.atom)}^${w.at(exponent, LEVEL.atom)}`, level: LEVEL.power }),
  call: ({ name, args }, _, w) => elementary(name, args, w),

  matmul: ({ left, leftTransposed, right, rightTransposed }, value, w) => {
    const both = `${arg(left, w)}, ${arg(right, w)}`;
    if (leftTransposed && !rightTransposed) return dropped(value, call('crossprod', left === right ? arg(left, w) : both));
    if (rightTransposed && !leftTransposed) return call('tcrossprod', left === right ? arg(left, w) : both);
    const isChain = left.operation.op === 'matmul' && !leftTransposed;
    return dropped(value, binary(leftTransposed ? turned(left, w) : w.at(left, isChain ? MATMUL : LEVEL.unary), '%*%', rightTransposed ? turned(right, w) : factor(right, w), MATMUL));
  },
  dot: ({ left, right }, _, w) => call('sum', entrywise(left, right, w)),
  outer: ({ left, right }, _, w) => call('outer', arg(left, w), arg(right, w)),
  entrywiseDot: ({ left, right }, _, w) => call('sum', entrywise(left, right, w)),
  rowDots: ({ left, right }, _, w) => call('rowSums', entrywise(left, right, w)),
  columnDots: ({ left, right }, _, w) => call('colSums', entrywise(left, right, w)),
  matrixPower: ({ base, exponent }, value, w) => call('Reduce', '`%*%`', `rep(list(${arg(base, w)}), ${arg(exponent, w)})`, ...(exponent.operation.op === 'number' ? [] : [`diag(${size(value.rows, w)})`])),

  solve: ({ matrix, transposed, side, other, structure }, _, w) => {
    const isTurned = transposed !== (side === 'right');
    const rhs = side === 'right' ? turned(other, w) : arg(other, w);
    const upper = upperOf(matrix, w);
    let solved: string;
    // The factor that is kept is the transpose of the lower one.
    if (structure === 'lower' && upper !== undefined) solved = `backsolve(${upper}, ${rhs}${isTurned ? '' : ', transpose = TRUE'})`;
    else if (structure === 'lower' || structure === 'upper') solved = `${structure === 'lower' ? 'forwardsolve' : 'backsolve'}(${arg(matrix, w)}, ${rhs}${isTurned ? ', transpose = TRUE' : ''})`;
    else solved = `solve(${isTurned && structure !== 'posdef' ? turned(matrix, w) : arg(matrix, w)}, ${rhs})`;
    return atom(side === 'right' ? `t(${solved})` : solved);
  },
  inverse: ({ matrix, structure }, _, w) => (structure === 'lower' || structure === 'upper' ? call(structure === 'lower' ? 'forwardsolve' : 'backsolve', arg(matrix, w), `diag(${size(matrix.rows, w)})`) : call('solve', arg(matrix, w))),
  logdet: ({ matrix, structure }, _, w) => {
    if (structure === 'posdef') return binary('2', '*', `sum(log(diag(chol(${arg(matrix, w)}))))`);
    return structure === 'general' ? call('as.numeric', `determinant(${arg(matrix, w)})$modulus`) : atom(`sum(log(abs(diag(${arg(matrix, w)}))))`);
  },
  det: ({ matrix }, _, w) => call('det', arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => call('chol', arg(matrix, w)),
  choleskySolve: ({ factor: kept, other }, _, w) => { const upper = upperOf(kept, w) ?? ''; return call('backsolve', upper, `backsolve(${upper}, ${arg(other, w)}, transpose = TRUE)`); },
  logDiagonal: ({ factor: kept }, _, w) => atom(`sum(log(diag(${upperOf(kept, w) ?? ''})))`),
  choleskyInverse: ({ factor: kept }, _, w) => call('chol2inv', upperOf(kept, w) ?? ''),
  // R has no LU of its own; with no tolerance QR does not reorder columns.
  lu: ({ matrix }, _, w) => call('qr', arg(matrix, w), 'tol = 0'),
  luSolve: ({ factor: kept, transposed, other }, value, w) => {
    const name = w.parts(kept).join('');
    return transposed ? dropped(value, call('qr.qy', name, `backsolve(qr.R(${name}), ${arg(other, w)}, transpose = TRUE)`)) : call('qr.coef', name, arg(other, w));
  },
  luLogdet: ({ factor: kept }, _, w) => atom(`sum(log(abs(diag(qr.R(${w.parts(kept).join('')})))))`),
  // In descending order.
  eigh: ({ matrix }, _, w) => call('eigen', arg(matrix, w), 'symmetric = TRUE'),
  eigenvalue: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? `${w.parts(of).join('')}$values` : spectrumOf(of, w);
    return which === 'all' ? call('rev', values) : call(which, values);
  },
  eigenvector: ({ of, which }, value, w) => atom(`${w.parts(of).join('')}$vectors[, ${which === 'all' ? `${size(value.rows, w)}:1, drop = FALSE` : which === 'max' ? '1' : size(value.rows, w)}]`),
  svd: ({ matrix }, _, w) => call('svd', arg(matrix, w)),
  singularVector: ({ of, side }, _, w) => atom(`${w.parts(of).join('')}$${side === 'left' ? 'u' : 'v'}[, 1]`),
  singularValues: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? `${w.parts(of).join('')}$d` : `svd(${arg(of, w)}, nu = 0, nv = 0)$d`;
    return atom(which === 'all' ? values : which === 'max' ? `${values}[1]` : `sum(${values})`);
  },
  pinv: ({ matrix }, _, w) => call('MASS::ginv', arg(matrix, w)),
  matrixFunction: ({ name, of }, _, w) => call(MATRIX_FUNCTIONS[name], arg(of, w)),
  frechet: ({ name: of, at, direction }, _, w) => {
    const n = size(at.rows, w);
    const x = arg(at, w);
    if (of === 'expm') return { lines: ([name]) => [`${name ?? ''} <- expm::expmFrechet(${x}, ${arg(direction, w)}, expm = FALSE)$L`] };
    // f([X, E; 0, X]) has the derivative of f at X in the direction E in its upper right block.
    return { lines: ([name]) => [`blocks <- ${MATRIX_FUNCTIONS[of]}(rbind(cbind(${x}, ${arg(direction, w)}), cbind(matrix(0, ${n}, ${n}), ${x})))`, `${name ?? ''} <- blocks[seq_len(${n}), ${w.dimension(at.rows, LEVEL.sum)} + seq_len(${n}), drop = FALSE]`] };
  },

  sumEntries: ({ of }, _, w) => call('sum', arg(of, w)),
  maxEntry: ({ of }, _, w) => call('max', arg(of, w)),
  rowMax: ({ of }, _, w) => call('apply', arg(of, w), '1', 'max'),
  prodEntries: ({ of }, _, w) => call('prod', arg(of, w)),
  rowSums: ({ of }, _, w) => call('rowSums', arg(of, w)),
  columnSums: ({ of }, _, w) => call('colSums', arg(of, w)),
  trace: ({ of }, _, w) => atom(`sum(diag(${arg(of, w)}))`),
  diagonal: ({ of }, _, w) => call('diag', arg(of, w)),
  argmax: ({ of }, _, w) => ({ lines: ([name]) => [`is_top <- ${w.at(of, LEVEL.sum)} == max(${arg(of, w)})`, `${name ?? ''} <- is_top / sum(is_top)`] }),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),

  // Of a vector of one entry, diag() alone would make an identity.
  diagonalMatrix: ({ of }, value, w) => call('diag', arg(of, w), `nrow = ${size(value.rows, w)}`),
  addDiagonal: ({ matrix, diagonal }, _, w) => ({
    lines: ([name = '']) => {
      const { isNegative, by } = signedDiagonal(diagonal, numeral, arithmetic.sum, w);
      return [`${name} <- ${arg(matrix, w)}`, `diag(${name}) <- diag(${name}) ${isNegative ? '-' : '+'} ${isNegative && by.level < LEVEL.product ? `(${by.text})` : by.text}`];
    },
  }),
  kron: ({ left, right }, value, w) => (value.kind === 'vector' ? call('as.vector', `kronecker(${arg(left, w)}, ${arg(right, w)})`) : call('kronecker', arg(left, w), arg(right, w))),
  kronIdentity: ({ side, size: count, of }, _, w) => (side === 'left' ? call('kronecker', `diag(${size(count, w)})`, arg(of, w)) : call('kronecker', arg(of, w), `diag(${size(count, w)})`)),
  vec: ({ of }, _, w) => call('as.vector', arg(of, w)),
  unvec: ({ of }, value, w) => (value.kind === 'vector' ? w.text(of) : call('matrix', arg(of, w), shapeOf(value, w))),
  triangle: ({ side, of }, _, w) => ({ lines: ([name = '']) => [`${name} <- ${arg(of, w)}`, `${name}[${side === 'lower' ? 'upper' : 'lower'}.tri(${name})] <- 0`] }),
  stack: ({ along, parts }, value, w) => {
    if (value.kind === 'vector') return call('c', ...parts.map((part) => arg(part, w)));
    if (along !== 'diagonal') return call(along === 'rows' ? 'rbind' : 'cbind', ...parts.map((part) => arg(part, w)));
    const blocks = parts.map((part, i) => `cbind(${parts.map((other, j) => (i === j ? arg(part, w) : zeros(part, other, w))).join(', ')})`);
    return call('rbind', ...blocks);
  },
  slice: ({ along, start, of }, value, w) => {
    const places = range(start, along === 'rows' ? value.rows : value.cols, w);
    return of.kind === 'matrix' ? indexed(of, w, along === 'rows' ? `${places}, , drop = FALSE` : `, ${places}, drop = FALSE`) : indexed(of, w, places);
  },
  commute: ({ along, m, n, of }, _, w) => {
    const [first, second] = along === 'rows' ? [m, n] : [n, m];
    const shape = `${size(first, w)}, ${size(second, w)}`;
    if (of.kind === 'vector') return call('as.vector', `t(matrix(${arg(of, w)}, ${shape}))`);
    const order = `as.vector(t(matrix(seq_len(${w.dimension(first, LEVEL.product)} * ${w.dimension(second, LEVEL.unary)}), ${shape})))`;
    return indexed(of, w, along === 'rows' ? `${order}, , drop = FALSE` : `, ${order}, drop = FALSE`);
  },
  unit: ({ index }, value, w) => ({ lines: ([name = '']) => [`${name} <- numeric(${size(value.rows, w)})`, `${name}[${arg(index, w)}] <- 1`] }),
  pick: ({ along, index, of }, _, w) => indexed(of, w, along === 'entry' ? arg(index, w) : along === 'row' ? `${arg(index, w)}, ` : `, ${arg(index, w)}`),
  cross: ({ left, right }, _, w) => {
    const [a, b] = [w.at(left, LEVEL.atom), w.at(right, LEVEL.atom)];
    return { text: `${a}[c(2, 3, 1)] * ${b}[c(3, 1, 2)] - ${a}[c(3, 1, 2)] * ${b}[c(2, 3, 1)]`, level: LEVEL.sum };
  },
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? call('matrix', arg(of, w)) : call('matrix', arg(of, w), 'nrow = 1')),
  asColumn: ({ of }, _, w) => call('matrix', arg(of, w), 'ncol = 1'),
  flatten: ({ of }, _, w) => (of.rows === ONE || of.cols === ONE ? call('as.vector', arg(of, w)) : w.text(of)),
};

const KEYWORDS = ['if', 'else', 'repeat', 'while', 'function', 'for', 'next', 'break', 'in', 'TRUE', 'FALSE', 'NULL', 'Inf', 'NaN', 'NA', 'NA_integer_', 'NA_real_', 'NA_complex_', 'NA_character_'] as const;
/** Functions that emitted code calls, and constants whose loss a reader would trip over. */
const BUILTINS = [
  ...Object.values(FUNCTIONS), 'plogis', 'pnorm', 'max', 'min', 'pmax', 'pmin', 't', 'c', 'T', 'F', 'rep', 'matrix', 'diag', 'sum', 'prod', 'outer', 'drop', 'crossprod', 'tcrossprod', 'rowSums', 'colSums', 'Reduce', 'list', 'solve', 'forwardsolve',
  'backsolve', 'chol', 'chol2inv', 'det', 'determinant', 'qr', 'eigen', 'svd', 'rev', 'apply', 'kronecker', 'rbind', 'cbind', 'numeric', 'length', 'nrow', 'ncol', 'pi', 'return', 'data', 'df', 'softplus', 'blocks', 'is_top', 'results', 'seq_len',
] as const;
const RESERVED = new Set<string>([...KEYWORDS, ...BUILTINS]);

const words: ShapeWords = { scalar: 'scalar', vector: (rows) => `vector of length ${rows}`, matrix: (rows, cols) => `${rows} x ${cols} matrix` };

/** `X is 3 x 2` for `sprintf`: the words, and what fills them. */
const sized = (name: string, kind: Value['kind']): readonly [string, string] => (kind === 'matrix' ? [`${name} is %d x %d`, `nrow(${name}), ncol(${name})`] : [`${name} has length %d`, `length(${name})`]);

function assertions({ checks }: FunctionModel): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const kinds = new Map(checks.map(({ parameter, kind }) => [parameter, kind]));
  const unless = (condition: string, parameter: string, wanted: string, sources: readonly string[]): readonly string[] => {
    const said = [...sources, parameter].map((name) => sized(name, kinds.get(name) ?? 'vector'));
    return [`if (${condition}) {`, `  stop(sprintf("${said.map(([text]) => text).join(', ')}; ${parameter} must be ${wanted}", ${said.map(([, values]) => values).join(', ')}))`, '}'];
  };
  return {
    before: checks.flatMap(({ parameter, kind, isSource }) => (kind === 'scalar' ? unless(`length(${parameter}) != 1`, parameter, 'a number', []) : kind === 'matrix' && isSource ? [`if (!is.matrix(${parameter})) stop("${parameter} must be a matrix")`] : [])),
    after: checks.flatMap(({ parameter, kind, extents, symbols, isGiven, sources }) => {
      if (kind === 'scalar' || isGiven) return [];
      return kind === 'matrix' ? unless(`any(dim(${parameter}) != c(${extents.join(', ')}))`, parameter, symbols.join(' x '), sources) : unless(`length(${parameter}) != ${extents.join('')}`, parameter, `of length ${symbols.join('')}`, sources);
    }),
  };
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `${name} <- ${text}`, set: (name, text) => `${name} <- ${text}`, abs: (text) => `abs(${text})`, max: (a, b) => `max(${a}, ${b})`,
  when: (condition, lines) => [`if (${condition}) {`, ...indented(lines, '  '), '}'], number: short, increment: (name) => `${name} <- ${name} + 1`,
};

function selfTest(model: TestModel): string {
  const { name, dimensions, trials, draws, step, names: { worst, points, verdict } } = model;
  const normal = (draw: TestModel['draws'][number]): string => { const [rows, cols] = extentsOf(draw); return cols === undefined ? `rnorm(${rows ?? '1'})` : `matrix(rnorm(${String(rows)} * ${cols}), ${String(rows)}, ${cols})`; };
  const body = [
    ...Object.entries(HELPERS).flatMap(([helper, line]) => (model.needs.has(helper) ? [line] : [])), 'set.seed(0)', `${worst} <- 0`, `${points} <- 0`, `${step.name} <- ${String(step.value)}`,
    `for (sizes in list(${trials.map((sizes) => (sizes.length === 0 ? '1' : `c(${sizes.join(', ')})`)).join(', ')})) {`,
    ...indented([...dimensions.map((dimension, i) => `${dimension} <- sizes[${String(i + 1)}]`), ...draws.map((draw) => `${draw.name} <- ${normal(draw)}`), ...trialLines(model, trialSyntax)], '  '), '}',
    `${verdict} <- if (${points} > 0 && ${worst} < ${short(model.tolerance)}) "pass" else "fail"`,
    `cat(sprintf("${name}: %s, largest relative error %.1e at %d of ${String(trials.length)} points\\n", ${verdict}, ${worst}, ${points}))`, verdict,
  ];
  return [...testWords(model).map((line) => `#' ${line}`.trimEnd()), `${name} <- function() {`, ...indented(body, '  '), '}'].join('\n');
}

const surround = ({ texts }: Procedures): Laid => ({ imports: [], helpers: [], definition: texts.join('\n\n') });

function procedure(model: FunctionModel): string {
  const { before, after } = assertions(model);
  const body = [...Object.entries(HELPERS).flatMap(([name, line]) => (model.needs.has(name) ? [line] : [])), ...before, ...model.dimensions.flatMap((dimension) => dimension.lines), ...after, ...model.statements.flatMap((statement) => statement.lines), ...returned(model)];
  const lines = [
    ...roxygen(model).map((line) => `#' ${line.replaceAll(/[\\%]/g, '\\$&')}`.trimEnd()),
    `${model.name} <- function(${model.parameters.map((parameter) => parameter.name).join(', ')}) {`, ...indented(body, '  '), '}',
  ];
  return lines.join('\n');
}

/** Tags last: what follows one belongs to it. */
function roxygen(model: FunctionModel): readonly string[] {
  const names = new Set(model.parameters.map((parameter) => parameter.name));
  const lines = documentation(model, words).map((line): { readonly isTag: boolean; readonly line: string } => {
    const [, name = '', what = ''] = /^(\S+) +: (.*)$/.exec(line) ?? [];
    if (names.has(name)) return { isTag: true, line: `@param ${name} ${what}` };
    return line.startsWith('Returns ') ? { isTag: true, line: `@return ${line.slice('Returns '.length)}` } : { isTag: false, line };
  });
  return [...lines.filter(({ isTag }) => !isTag), { line: '' }, ...lines.filter(({ isTag }) => isTag)].map(({ line }) => line);
}

/** One result as it is; several in a list by name. */
function returned(model: FunctionModel): readonly string[] {
  const [only, ...more] = model.results;
  if (only === undefined) return [];
  if (more.length === 0) return [only.text];
  const whole = `list(${[only, ...more].map(({ label, text }) => `${label} = ${text}`).join(', ')})`;
  if (whole.length <= 80) return [whole];
  return ['list(', ...model.results.map(({ label, text }, i) => `  ${label} = ${text}${i + 1 < model.results.length ? ',' : ''}`), ')'];
}

const STATEMENTS: readonly OperationName[] = ['cholesky', 'unit', 'argmax', 'frechet', 'addDiagonal', 'triangle'];

export const r: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(), reserved: RESERVED, identifier: (name) => asciiIdentifier(name, RESERVED),
  tupleNames: { eigh: ['spectrum'], svd: ['decomposition'], lu: ['QR'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `length(${argument})` : `${axis === 0 ? 'nrow' : 'ncol'}(${argument})`),
  quotient: (of, by) => `${of} / ${by}`,
  assign: (names, text) => `${names.join(', ')} <- ${text}`,
  wishes: { cholesky: 'R' },
  read: (value, name) => (value.operation.op === 'cholesky' ? atom(`t(${name})`) : undefined),
  procedure, selfTest, testReserved: ['sizes', 'rnorm'], surround,
};
