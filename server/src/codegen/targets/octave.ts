/** MATLAB and Octave: one language here, since nothing is used that only one of them has. Vectors are columns. */
import { add, ONE, type Dimension } from '../../shapes/dimension';
import type { Elementary, OperationName, Value } from '../schedule/operation';
import { documentation, type ShapeWords } from './documentation';
import { addedTo, signedDiagonal } from './diagonal';
import { atom, binary, indented, infix, LEVEL } from './infix';
import { numeral } from './python';
import { Lacking, named, type FunctionModel, type Laid, type Procedures, type Table, type Target, type TestModel, type Text, type Writing } from './target';
import { extentsOf, short, testWords, trialLines, type TrialSyntax } from './trial';
import { asciiIdentifier } from './words';

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
const turned = (value: Value, w: Writing): string => `${w.at(value, LEVEL.atom)}'`;

const arithmetic = infix({
  numeral, plus: () => '+', minus: () => '-', matmul: '*', rowsLast: true,
  times: (isLeftArray, isRightArray) => (isLeftArray && isRightArray ? '.*' : '*'),
  over: (_, isRightArray) => (isRightArray ? './' : '/'),
  placed: (item, _, w) => (item.as === 'row' ? atom(turned(item.value, w)) : w.text(item.value)),
  transposed: (of, w) => atom(turned(of, w)),
});
const { operand } = arithmetic;

/** Functions that neither language has, as anonymous functions at the head of the body. */
const HELPERS = {
  sigmoid: 'sigmoid = @(u) 1 ./ (1 + exp(-u));',
  softplus: 'softplus = @(u) max(u, 0) + log1p(exp(-abs(u)));',
  entry: 'entry = @(array, varargin) array(varargin{:});',
} as const;
const helper = (name: keyof typeof HELPERS, w: Writing): string => { w.need(name); return name; };

/** `array(i, j)`: only what has a name can be indexed in MATLAB. */
const indexed = (of: Value, w: Writing, ...indices: readonly string[]): Text => (w.nameOf(of) === undefined ? call(helper('entry', w), arg(of, w), ...indices) : call(arg(of, w), ...indices));

const FUNCTIONS: { readonly [Name in Exclude<Elementary, 'relu' | 'step'>]: string } = {
  exp: 'exp', expm1: 'expm1', log: 'log', log1p: 'log1p', sqrt: 'sqrt', abs: 'abs', sign: 'sign', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', erf: 'erf', atan2: 'atan2', maximum: 'max', minimum: 'min', sigmoid: 'sigmoid', softplus: 'softplus',
};

function elementary(name: Elementary, args: readonly Value[], w: Writing): Text {
  const texts = args.map((item) => arg(item, w));
  switch (name) {
    case 'sigmoid': case 'softplus': return call(helper(name, w), ...texts);
    case 'relu': return call('max', ...texts, '0');
    case 'step': return call('double', ...args.map((item) => `${w.at(item, LEVEL.sum)} > 0`));
    default: return call(FUNCTIONS[name], ...texts);
  }
}

const size = (dimension: Dimension, w: Writing): string => w.dimension(dimension, LEVEL.none);
const shapeOf = (value: Value, w: Writing): string => `${size(value.rows, w)}, ${value.kind === 'vector' ? '1' : size(value.cols, w)}`;
/** Of every entry of a matrix: `sum(sum(A))`. */
const overAll = (name: string, of: Value, w: Writing): Text => (of.kind === 'matrix' ? call(name, `${name}(${arg(of, w)})`) : call(name, arg(of, w)));
const solved = (matrix: string, other: string): Text => binary(matrix, '\\', other, LEVEL.at);
const entrywise = (left: Value, right: Value, w: Writing): string => (left === right ? `${w.at(left, LEVEL.atom)} .^ 2` : `${w.at(left, LEVEL.product)} .* ${operand(right, w)}`);
/** From `start`, as many as there are. `end` only means something where the array itself is indexed. */
function range(start: Dimension, count: Dimension, of: Value, w: Writing): string {
  if (start.terms.size === 0) return `1:${w.dimension(count, LEVEL.sum)}`;
  return `${w.dimension(start, LEVEL.sum)} + 1:${w.nameOf(of) === undefined ? size(add(start, count), w) : 'end'}`;
}
/** The places of the entries of an m×n matrix, read row by row. */
const rowByRow = (m: Dimension, n: Dimension, w: Writing): string => `reshape(reshape(1:${w.dimension(m, LEVEL.product)} * ${w.dimension(n, LEVEL.unary)}, ${size(m, w)}, ${size(n, w)})', 1, [])`;

/** The schedule writes this out with operations that can be shared. */
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };

const table: Table = {
  ...arithmetic.rows,
  input: (_, value, w) => atom(named(value, w)),
  index: (_, value, w) => atom(named(value, w)),
  part: (_, value, w) => atom(named(value, w)),
  invoke: ({ callee, args }, _, w) => call(w.callee(callee), ...args.map((item) => arg(item, w))),
  loop: ({ from, to, body }, value, w) => {
    const { index, lines } = w.inside(value);
    const [first, last, summand] = [w.at(from, LEVEL.sum), w.at(to, LEVEL.sum), w.at(body, LEVEL.sum)];
    return { lines: ([name = '']) => [`${name} = ${value.kind === 'scalar' ? '0' : `zeros(${shapeOf(value, w)})`};`, `for ${index} = ${first}:${last}`, ...indented([...lines, `${name} = ${name} + ${summand};`], '    '), 'end'] };
  },
  pi: () => atom('pi'),
  dimension: ({ dimension }, _, w) => ({ text: size(dimension, w), level: dimension.terms.size > 1 ? LEVEL.sum : /\*/.test(dimension.key) ? LEVEL.product : LEVEL.atom }),
  fill: ({ value: of }, value, w) => {
    const constant = of.operation.op === 'number' ? of.operation.value.n / of.operation.value.d : undefined;
    return constant === 0 || constant === 1 ? call(constant === 0 ? 'zeros' : 'ones', shapeOf(value, w)) : call('repmat', arg(of, w), shapeOf(value, w));
  },
  identity: (_, value, w) => call('eye', size(value.rows, w)),

  power: ({ base, exponent }, _, w) => binary(w.at(base, LEVEL.atom), base.kind === 'scalar' && exponent.kind === 'scalar' ? '^' : '.^', w.at(exponent, LEVEL.atom), LEVEL.power),
  call: ({ name, args }, _, w) => elementary(name, args, w),

  dot: ({ left, right }, _, w) => binary(turned(left, w), '*', operand(right, w), LEVEL.at),
  outer: ({ left, right }, _, w) => binary(operand(left, w), '*', turned(right, w), LEVEL.at),
  entrywiseDot: ({ left, right }, _, w) => (w.nameOf(left) !== undefined && w.nameOf(right) !== undefined ? binary(`${arg(left, w)}(:)'`, '*', `${arg(right, w)}(:)`, LEVEL.at) : call('sum', `sum(${entrywise(left, right, w)})`)),
  rowDots: ({ left, right }, _, w) => call('sum', entrywise(left, right, w), '2'),
  columnDots: ({ left, right }, _, w) => atom(`sum(${entrywise(left, right, w)}, 1)'`),
  matrixPower: ({ base, exponent }, _, w) => binary(w.at(base, LEVEL.atom), '^', w.at(exponent, LEVEL.atom), LEVEL.power),

  // The backslash looks at the matrix: triangular ones are substituted into.
  solve: ({ matrix, transposed, side, other }, _, w) => {
    const of = transposed ? turned(matrix, w) : operand(matrix, w);
    return side === 'left' ? solved(of, operand(other, w)) : binary(operand(other, w), '/', of, LEVEL.at);
  },
  inverse: ({ matrix, structure }, _, w) => (structure === 'lower' || structure === 'upper' ? solved(operand(matrix, w), `eye(${size(matrix.rows, w)})`) : call('inv', arg(matrix, w))),
  logdet: ({ matrix, structure }, _, w) => {
    if (structure === 'posdef') return binary('2', '*', `sum(log(diag(chol(${arg(matrix, w)}))))`);
    // The diagonal of what lu gives back in one piece is that of U.
    return atom(`sum(log(abs(diag(${structure === 'general' ? `lu(${arg(matrix, w)})` : arg(matrix, w)}))))`);
  },
  det: ({ matrix }, _, w) => call('det', arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => call('chol', arg(matrix, w), "'lower'"),
  choleskySolve: ({ factor, other }, _, w) => solved(turned(factor, w), `(${operand(factor, w)} \\ ${operand(other, w)})`),
  logDiagonal: ({ factor }, _, w) => atom(`sum(log(diag(${arg(factor, w)})))`),
  choleskyInverse: ({ factor }, value, w) => ({ lines: ([name]) => [`L_inv = ${operand(factor, w)} \\ eye(${size(value.rows, w)});`, `${name ?? ''} = L_inv' * L_inv;`] }),
  lu: ({ matrix }, _, w) => call('lu', arg(matrix, w)),
  luSolve: ({ factor, transposed, other }, _, w) => {
    const [lower, upper, order] = w.parts(factor);
    const rhs = operand(other, w);
    return transposed ? binary(`${order ?? ''}'`, '*', `(${lower ?? ''}' \\ (${upper ?? ''}' \\ ${rhs}))`, LEVEL.at) : solved(upper ?? '', `(${lower ?? ''} \\ (${order ?? ''} * ${rhs}))`);
  },
  luLogdet: ({ factor }, _, w) => atom(`sum(log(abs(diag(${w.parts(factor)[1] ?? ''}))))`),
  // In ascending order.
  eigh: ({ matrix }, _, w) => call('eig', arg(matrix, w), "'vector'"),
  eigenvalue: ({ of, which }, _, w) => {
    if (of.kind === 'tuple') { const values = w.parts(of)[1] ?? ''; return atom(which === 'all' ? values : `${values}(${which === 'max' ? 'end' : '1'})`); }
    return which === 'all' ? call('eig', arg(of, w)) : call(which, `eig(${arg(of, w)})`);
  },
  eigenvector: ({ of, which }, _, w) => { const vectors = w.parts(of)[0] ?? ''; return atom(which === 'all' ? vectors : `${vectors}(:, ${which === 'max' ? 'end' : '1'})`); },
  svd: ({ matrix }, _, w) => call('svd', arg(matrix, w), "'econ'"),
  singularVector: ({ of, side }, _, w) => atom(`${w.parts(of)[side === 'left' ? 0 : 2] ?? ''}(:, 1)`),
  singularValues: ({ of, which }, _, w) => {
    if (of.kind === 'tuple') { const values = w.parts(of)[1] ?? ''; return atom(which === 'all' ? `diag(${values})` : which === 'max' ? `${values}(1, 1)` : `trace(${values})`); }
    return which === 'all' ? call('svd', arg(of, w)) : which === 'max' ? call('norm', arg(of, w)) : atom(`sum(svd(${arg(of, w)}))`);
  },
  pinv: ({ matrix }, _, w) => call('pinv', arg(matrix, w)),
  matrixFunction: ({ name, of }, _, w) => call(name, arg(of, w)),
  // f([X, E; 0, X]) has the derivative of f at X in the direction E in its upper right block.
  frechet: ({ name: of, at, direction }, _, w) => ({
    lines: ([name]) => {
      const n = size(at.rows, w);
      return [`blocks = ${of}([${arg(at, w)}, ${arg(direction, w)}; zeros(${n}), ${arg(at, w)}]);`, `${name ?? ''} = blocks(1:${n}, ${w.dimension(at.rows, LEVEL.sum)} + 1:end);`];
    },
  }),

  sumEntries: ({ of }, _, w) => overAll('sum', of, w),
  maxEntry: ({ of }, _, w) => overAll('max', of, w),
  rowMax: ({ of }, _, w) => call('max', arg(of, w), '[]', '2'),
  prodEntries: ({ of }, _, w) => overAll('prod', of, w),
  rowSums: ({ of }, _, w) => call('sum', arg(of, w), '2'),
  columnSums: ({ of }, _, w) => atom(`sum(${arg(of, w)}, 1)'`),
  trace: ({ of }, _, w) => call('trace', arg(of, w)),
  diagonal: ({ of }, _, w) => call('diag', arg(of, w)),
  argmax: ({ of }, _, w) => ({ lines: ([name]) => [`is_top = ${w.at(of, LEVEL.sum)} == ${overAll('max', of, w).text};`, `${name ?? ''} = is_top / nnz(is_top);`] }),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),

  diagonalMatrix: ({ of }, _, w) => call('diag', arg(of, w)),
  addDiagonal: ({ matrix, diagonal }, _, w) => addedTo(w.at(matrix, LEVEL.sum), signedDiagonal(diagonal, numeral, arithmetic.sum, w), ({ text, level }) => {
    const identity = `eye(${size(matrix.rows, w)})`;
    return diagonal.kind === 'vector' ? `diag(${text})` : text === '1' ? identity : `${level < LEVEL.product ? `(${text})` : text} * ${identity}`;
  }),
  kron: ({ left, right }, _, w) => call('kron', arg(left, w), arg(right, w)),
  kronIdentity: ({ side, size: count, of }, _, w) => (side === 'left' ? call('kron', `eye(${size(count, w)})`, arg(of, w)) : call('kron', arg(of, w), `eye(${size(count, w)})`)),
  vec: ({ of }, _, w) => (w.nameOf(of) === undefined ? call('reshape', arg(of, w), '[]', '1') : atom(`${arg(of, w)}(:)`)),
  unvec: ({ of }, value, w) => call('reshape', arg(of, w), shapeOf(value, w)),
  triangle: ({ side, of }, _, w) => call(side === 'lower' ? 'tril' : 'triu', arg(of, w)),
  stack: ({ along, parts }, _, w) => {
    const all = parts.map((part) => arg(part, w));
    return along === 'diagonal' ? call('blkdiag', ...all) : atom(`[${all.join(along === 'rows' ? '; ' : ', ')}]`);
  },
  slice: ({ along, start, of }, value, w) => {
    if (value.kind === 'scalar') return indexed(of, w, start.terms.size === 0 ? '1' : size(of.rows, w));
    if (of.kind === 'vector') return indexed(of, w, range(start, value.rows, of, w));
    // A block is indexed once: M(n + 1:end, 1:m).
    const inner = of.operation;
    const isBlock = w.nameOf(of) === undefined && inner.op === 'slice' && inner.along !== along;
    const array = isBlock ? inner.of : of;
    const own = range(start, along === 'rows' ? value.rows : value.cols, array, w);
    const other = isBlock ? range(inner.start, inner.along === 'rows' ? of.rows : of.cols, array, w) : ':';
    return along === 'rows' ? indexed(array, w, own, other) : indexed(array, w, other, own);
  },
  commute: ({ along, m, n, of }, _, w) => {
    const [first, second] = along === 'rows' ? [m, n] : [n, m];
    if (of.kind === 'vector') return call('reshape', `reshape(${arg(of, w)}, ${size(first, w)}, ${size(second, w)})'`, '[]', '1');
    return along === 'rows' ? indexed(of, w, rowByRow(first, second, w), ':') : indexed(of, w, ':', rowByRow(first, second, w));
  },
  unit: ({ index }, value, w) => ({ lines: ([name]) => [`${name ?? ''} = zeros(${size(value.rows, w)}, 1);`, `${name ?? ''}(${arg(index, w)}) = 1;`] }),
  pick: ({ along, index, of }, _, w) => {
    if (along === 'entry') return indexed(of, w, arg(index, w));
    return along === 'column' ? indexed(of, w, ':', arg(index, w)) : atom(`${indexed(of, w, arg(index, w), ':').text}'`);
  },
  cross: ({ left, right }, _, w) => call('cross', arg(left, w), arg(right, w)),
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? w.text(of) : atom(turned(of, w))),
  asColumn: ({ of }, _, w) => w.text(of),
  flatten: ({ of }, _, w) => (of.rows === ONE ? atom(turned(of, w)) : w.text(of)),
};

const KEYWORDS = [
  'break', 'case', 'catch', 'classdef', 'continue', 'else', 'elseif', 'end', 'for', 'function', 'global', 'if', 'otherwise', 'parfor', 'persistent', 'return', 'spmd', 'switch', 'try', 'while',
  'do', 'until', 'unwind_protect', 'unwind_protect_cleanup', 'endfunction', 'endif', 'endfor', 'endwhile', 'endswitch', 'end_try_catch', 'end_unwind_protect', 'endparfor', 'methods', 'properties', 'events', 'enumeration',
] as const;
/** Functions that emitted code calls, and constants whose loss a reader would trip over. `J` is left to Jacobians. */
const BUILTINS = [
  ...Object.values(FUNCTIONS), ...Object.keys(HELPERS), 'double', 'zeros', 'ones', 'repmat', 'eye', 'sum', 'prod', 'inv', 'lu', 'det', 'chol', 'diag', 'eig', 'svd', 'norm', 'trace', 'pinv', 'expm', 'logm', 'sqrtm', 'nnz', 'kron',
  'reshape', 'tril', 'triu', 'blkdiag', 'cross', 'size', 'numel', 'length', 'pi', 'i', 'j', 'e', 'I', 'Inf', 'inf', 'NaN', 'nan', 'NA', 'eps', 'ans', 'nargin', 'nargout', 'varargin', 'varargout', 'true', 'false', 'ndims', 'disp',
] as const;
const RESERVED = new Set<string>([...KEYWORDS, ...BUILTINS, 'blocks', 'is_top', 'L_inv']);

const words: ShapeWords = { scalar: 'scalar', vector: (rows) => `${rows}-by-1 vector`, matrix: (rows, cols) => `${rows}-by-${cols} matrix` };

/** `X is 3-by-2` as an argument of `error`: the words, and what fills them. */
const sized = (name: string): readonly [string, string] => [`${name} is %d-by-%d`, `size(${name})`];

function assertions({ name, checks }: FunctionModel): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const unless = (condition: string, parameter: string, wanted: string, sources: readonly string[]): readonly string[] => {
    const said = [...sources, parameter].map(sized);
    return [`if ${condition}`, `    error('${name}:shape', '${said.map(([words]) => words).join(', ')}; ${parameter} must be ${wanted}', ${said.map(([, values]) => values).join(', ')});`, 'end'];
  };
  const shape = (parts: readonly string[]): readonly [string, string] => { const [rows = '1', cols = '1'] = parts; return [rows, cols]; };
  return {
    before: checks.flatMap(({ parameter, kind, symbols, isSource }) => (kind === 'scalar' ? unless(`~isscalar(${parameter})`, parameter, 'a number', []) : kind === 'vector' && isSource ? unless(`~iscolumn(${parameter})`, parameter, `${shape(symbols)[0]}-by-1`, []) : [])),
    after: checks.flatMap(({ parameter, kind, extents, symbols, isGiven, sources }) => (kind === 'scalar' || isGiven ? [] : unless(`~isequal(size(${parameter}), [${shape(extents).join(', ')}])`, parameter, shape(symbols).join('-by-'), sources))),
  };
}

function procedure(model: FunctionModel): string {
  const taken = new Set([...model.parameters.map((parameter) => parameter.name), ...model.dimensions.map((dimension) => dimension.name)]);
  const names: string[] = [];
  const assignments: string[] = [];
  for (const { label, text, isName } of model.results) {
    // An output has a name of its own, also where it is an argument or another output.
    let name = label;
    while (taken.has(name) || names.includes(name)) name += '_';
    if (!isName || name !== text) assignments.push(`${name} = ${text};`);
    names.push(name);
  }
  const outputs = names.length === 1 ? names.join('') : `[${names.join(', ')}]`;
  const [first, ...rest] = documentation(model, words);
  const { before, after } = assertions(model);
  const lines = [
    ...[`${model.name.toUpperCase()}  ${first ?? ''}`, ...rest].map((line) => `% ${line}`.trimEnd()),
    ...Object.entries(HELPERS).flatMap(([name, line]) => (model.needs.has(name) ? [line] : [])),
    ...before, ...model.dimensions.flatMap((dimension) => dimension.lines), ...after, ...model.statements.flatMap((statement) => statement.lines), ...assignments,
  ];
  return [`function ${outputs} = ${model.name}(${model.parameters.map((parameter) => parameter.name).join(', ')})`, ...indented(lines, '    '), 'end'].join('\n');
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `${name} = ${text};`, set: (name, text) => `${name} = ${text};`, abs: (text) => `abs(${text})`, max: (a, b) => `max(${a}, ${b})`,
  when: (condition, lines) => [`if ${condition}`, ...indented(lines, '    '), 'end'], number: short, increment: (name) => `${name} = ${name} + 1;`,
};

function selfTest(model: TestModel): string {
  const { name, dimensions, trials, draws, step, names: { worst, points, verdict } } = model;
  const normal = (draw: TestModel['draws'][number]): string => { const [rows, cols = '1'] = extentsOf(draw); return rows === undefined ? 'randn()' : `randn(${rows}, ${cols})`; };
  const [first, ...rest] = testWords(model);
  const lines = [
    ...[`${name.toUpperCase()}  ${first ?? ''}`, ...rest].map((line) => `% ${line}`.trimEnd()), ...Object.entries(HELPERS).flatMap(([helper_, line]) => (model.needs.has(helper_) ? [line] : [])),
    `${worst} = 0;`, `${points} = 0;`, `${step.name} = ${String(step.value)};`, `for sizes = [${dimensions.length === 0 ? trials.map(() => '1').join(', ') : dimensions.map((_, i) => trials.map((sizes) => String(sizes[i] ?? 1)).join(', ')).join('; ')}]`,
    ...indented([...dimensions.map((dimension, i) => `${dimension} = sizes(${String(i + 1)});`), ...draws.map((draw) => `${draw.name} = ${normal(draw)};`), ...trialLines(model, trialSyntax)], '    '), 'end',
    `${verdict} = 'fail';`, `if ${points} > 0 && ${worst} < ${short(model.tolerance)}`, `    ${verdict} = 'pass';`, 'end',
    `fprintf('${name}: %s, largest relative error %.1e at %d of ${String(trials.length)} points\\n', ${verdict}, ${worst}, ${points});`,
  ];
  return [`function ${verdict} = ${name}()`, ...indented(lines, '    '), 'end'].join('\n');
}

const surround = ({ texts }: Procedures): Laid => ({ imports: [], helpers: [], definition: texts.join('\n\n') });

const STATEMENTS: readonly OperationName[] = ['cholesky', 'unit', 'argmax', 'choleskyInverse', 'frechet'];

export const octave: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(), reserved: RESERVED, identifier: (name) => asciiIdentifier(name, RESERVED),
  tupleNames: { eigh: ['eigenvectors', 'eigenvalues'], svd: ['U', 'S', 'V'], lu: ['L', 'U', 'P'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `numel(${argument})` : `size(${argument}, ${axis + 1})`),
  quotient: (of, by) => `${of} / ${by}`,
  assign: (names, text) => `${names.length === 1 ? names.join('') : `[${names.join(', ')}]`} = ${text};`,
  procedure, selfTest, testReserved: ['sizes', 'randn'], surround,
};
