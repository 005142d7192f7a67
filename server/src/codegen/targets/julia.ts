/** Julia, with LinearAlgebra. */
import { ONE, type Dimension } from '../../shapes/dimension';
import type { Elementary, OperationName, Value } from '../schedule/operation';
import { addedTo, signedDiagonal } from './diagonal';
import { documentation, type ShapeWords } from './documentation';
import { atom, binary, indented, infix, LEVEL } from './infix';
import { numeral } from './python';
import { Lacking, named, type FunctionModel, type Laid, type Procedures, type Table, type Target, type TestModel, type Text, type Writing } from './target';
import { extentsOf, short, testWords, trialLines, type TrialSyntax } from './trial';

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
const turned = (value: Value, w: Writing): string => `${w.at(value, LEVEL.atom)}'`;
/** A name of LinearAlgebra. */
const linear = (name: string, w: Writing): string => { w.need('LinearAlgebra'); return name; };

const arithmetic = infix({
  numeral, plus: (isBroadcast) => (isBroadcast ? '.+' : '+'), minus: (isBroadcast) => (isBroadcast ? '.-' : '-'), matmul: '*', rowsLast: true,
  times: (isLeftArray, isRightArray) => (isLeftArray && isRightArray ? '.*' : '*'),
  over: (_, isRightArray) => (isRightArray ? './' : '/'),
  placed: (item, _, w) => (item.as === 'row' ? atom(turned(item.value, w)) : w.text(item.value)),
  transposed: (of, w) => atom(turned(of, w)),
});
const { operand } = arithmetic;

/** Functions that the standard library does not have, defined at the head of the body. */
const HELPERS = {
  sigmoid: 'sigmoid(u) = 1 / (1 + exp(-u))',
  softplus: 'softplus(u) = max(u, 0) + log1p(exp(-abs(u)))',
} as const;

const FUNCTIONS: { readonly [Name in Exclude<Elementary, 'relu' | 'step'>]: string } = {
  exp: 'exp', expm1: 'expm1', log: 'log', log1p: 'log1p', sqrt: 'sqrt', abs: 'abs', sign: 'sign', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', erf: 'erf', atan2: 'atan', maximum: 'max', minimum: 'min', sigmoid: 'sigmoid', softplus: 'softplus',
};

function elementary(name: Elementary, args: readonly Value[], w: Writing): Text {
  const isScalar = args.every((item) => item.kind === 'scalar');
  const each = (how: string, ...texts: readonly string[]): Text => call(isScalar ? how : `${how}.`, ...texts);
  const texts = args.map((item) => arg(item, w));
  switch (name) {
    case 'sigmoid': case 'softplus': w.need(name); return each(name, ...texts);
    case 'erf': w.need('SpecialFunctions'); return each(name, ...texts);
    case 'relu': return each('max', ...texts, '0');
    case 'step': return each('float', ...args.map((item) => `${w.at(item, LEVEL.sum)} ${isScalar ? '>' : '.>'} 0`));
    default: return each(FUNCTIONS[name], ...texts);
  }
}

const size = (dimension: Dimension, w: Writing): string => w.dimension(dimension, LEVEL.none);
const shapeOf = (value: Value, w: Writing): string => (value.kind === 'vector' ? size(value.rows, w) : `${size(value.rows, w)}, ${size(value.cols, w)}`);
const solved = (matrix: string, other: string): Text => binary(matrix, '\\', other, LEVEL.at);
const symmetric = (matrix: Value, w: Writing): string => `${linear('Symmetric', w)}(${arg(matrix, w)})`;
const TRIANGULAR = { lower: 'LowerTriangular', upper: 'UpperTriangular' } as const;
const along = (how: string, of: Value, dims: 1 | 2, w: Writing): Text => call('vec', `${how}(${arg(of, w)}; dims = ${String(dims)})`);
const dots = (left: Value, right: Value, dims: 1 | 2, w: Writing): Text => call('vec', left === right ? `sum(abs2, ${arg(left, w)}; dims = ${String(dims)})` : `sum(${w.at(left, LEVEL.product)} .* ${operand(right, w)}; dims = ${String(dims)})`);
/** The name of a Cholesky factorisation that is kept as such. */
const factorOf = (value: Value, w: Writing): string | undefined => (value.operation.op === 'cholesky' ? w.nameOf(value) : undefined);
const range = (start: Dimension, count: Dimension, w: Writing): string => (start.terms.size === 0 ? `1:${w.dimension(count, LEVEL.sum)}` : `${w.dimension(start, LEVEL.sum)}+1:end`);
const indexed = (of: Value, w: Writing, ...indices: readonly string[]): Text => atom(`${w.at(of, LEVEL.atom)}[${indices.join(', ')}]`);

const MATRIX_FUNCTIONS = { expm: 'exp', logm: 'log', sqrtm: 'sqrt' } as const;

/** The schedule writes this out with operations that can be shared. */
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };

const table: Table = {
  ...arithmetic.rows,
  input: (_, value, w) => atom(named(value, w)),
  index: (_, value, w) => atom(named(value, w)),
  part: (_, value, w) => atom(named(value, w)),
  invoke: ({ callee, entrywise, args, results, isValueFirst }, _, w) => {
    const called = call(`${w.callee(callee)}${entrywise ? '.' : ''}`, ...args.map((item) => arg(item, w)));
    return results.length < 3 || !isValueFirst ? called : { lines: ([value = '', ...gradients]) => [`${value}, (${gradients.join(', ')}) = ${called.text}`] };
  },
  loop: ({ from, to, body }, value, w) => {
    const { index, lines } = w.inside(value);
    const [first, last, summand] = [w.at(from, LEVEL.sum), w.at(to, LEVEL.sum), w.at(body, LEVEL.none)];
    return { lines: ([name = '']) => [`${name} = ${value.kind === 'scalar' ? '0.0' : `zeros(${shapeOf(value, w)})`}`, `for ${index} in ${first}:${last}`, ...indented([...lines, `${name} ${value.kind === 'scalar' ? '' : '.'}+= ${summand}`], '    '), 'end'] };
  },
  pi: () => atom('pi'),
  dimension: ({ dimension }, _, w) => ({ text: size(dimension, w), level: dimension.terms.size > 1 ? LEVEL.sum : /\*/.test(dimension.key) ? LEVEL.product : LEVEL.atom }),
  fill: ({ value: of }, value, w) => {
    const constant = of.operation.op === 'number' ? of.operation.value.n / of.operation.value.d : undefined;
    if (constant === 0 || constant === 1) return call(constant === 0 ? 'zeros' : 'ones', shapeOf(value, w));
    return call('fill', constant !== undefined && Number.isInteger(constant) ? `${String(constant)}.0` : arg(of, w), shapeOf(value, w));
  },
  identity: (_, value, w) => call('Matrix', `1.0${linear('I', w)}`, size(value.rows, w), size(value.rows, w)),

  power: ({ base, exponent }, _, w) => binary(w.at(base, LEVEL.atom), base.kind === 'scalar' && exponent.kind === 'scalar' ? '^' : '.^', w.at(exponent, LEVEL.atom), LEVEL.power),
  call: ({ name, args }, _, w) => elementary(name, args, w),

  dot: ({ left, right }, _, w) => call(linear('dot', w), arg(left, w), arg(right, w)),
  outer: ({ left, right }, _, w) => binary(operand(left, w), '*', turned(right, w), LEVEL.at),
  entrywiseDot: ({ left, right }, _, w) => call(linear('dot', w), arg(left, w), arg(right, w)),
  rowDots: ({ left, right }, _, w) => dots(left, right, 2, w),
  columnDots: ({ left, right }, _, w) => dots(left, right, 1, w),
  matrixPower: ({ base, exponent }, _, w) => binary(w.at(base, LEVEL.atom), '^', w.at(exponent, LEVEL.atom), LEVEL.power),

  solve: ({ matrix, transposed, side, other, structure }, _, w) => {
    const factor = factorOf(matrix, w);
    const own = structure === 'lower' || structure === 'upper' ? (factor === undefined ? `${linear(TRIANGULAR[structure], w)}(${arg(matrix, w)})` : `${factor}.L`) : structure === 'posdef' ? `${linear('cholesky', w)}(${symmetric(matrix, w)})` : transposed ? w.at(matrix, LEVEL.atom) : operand(matrix, w);
    const of = transposed ? `${own}'` : own;
    return side === 'left' ? solved(of, operand(other, w)) : binary(operand(other, w), '/', of, LEVEL.at);
  },
  inverse: ({ matrix, structure }, _, w) => call('inv', structure === 'lower' || structure === 'upper' ? `${linear(TRIANGULAR[structure], w)}(${arg(matrix, w)})` : arg(matrix, w)),
  logdet: ({ matrix, structure }, _, w) => {
    if (structure === 'posdef') return call(linear('logdet', w), `${linear('cholesky', w)}(${symmetric(matrix, w)})`);
    return structure === 'general' ? atom(`${linear('logabsdet', w)}(${arg(matrix, w)})[1]`) : call('sum', `log.(abs.(${linear('diag', w)}(${arg(matrix, w)})))`);
  },
  det: ({ matrix }, _, w) => call(linear('det', w), arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => call(linear('cholesky', w), symmetric(matrix, w)),
  choleskySolve: ({ factor, other }, _, w) => solved(factorOf(factor, w) ?? '', operand(other, w)),
  logDiagonal: ({ factor }, _, w) => call('sum', 'log', `${linear('diag', w)}(${factorOf(factor, w) ?? ''}.L)`),
  choleskyInverse: ({ factor }, _, w) => call('inv', factorOf(factor, w) ?? ''),
  lu: ({ matrix }, _, w) => call(linear('lu', w), arg(matrix, w)),
  luSolve: ({ factor, transposed, other }, _, w) => solved(`${w.parts(factor).join('')}${transposed ? "'" : ''}`, operand(other, w)),
  luLogdet: ({ factor }, _, w) => atom(`${linear('logabsdet', w)}(${w.parts(factor).join('')})[1]`),
  // In ascending order.
  eigh: ({ matrix }, _, w) => call(linear('eigen', w), symmetric(matrix, w)),
  eigenvalue: ({ of, which }, _, w) => {
    if (of.kind === 'tuple') { const values = w.parts(of)[0] ?? ''; return atom(which === 'all' ? values : `${values}[${which === 'max' ? 'end' : '1'}]`); }
    return call(linear(which === 'all' ? 'eigvals' : which === 'max' ? 'eigmax' : 'eigmin', w), symmetric(of, w));
  },
  eigenvector: ({ of, which }, _, w) => { const vectors = w.parts(of)[1] ?? ''; return atom(which === 'all' ? vectors : `${vectors}[:, ${which === 'max' ? 'end' : '1'}]`); },
  svd: ({ matrix }, _, w) => call(linear('svd', w), arg(matrix, w)),
  singularVector: ({ of, side }, _, w) => atom(`${w.parts(of)[side === 'left' ? 0 : 2] ?? ''}[:, 1]`),
  singularValues: ({ of, which }, _, w) => {
    if (of.kind === 'tuple') { const values = w.parts(of)[1] ?? ''; return atom(which === 'all' ? values : which === 'max' ? `${values}[1]` : `sum(${values})`); }
    return which === 'max' ? call(linear('opnorm', w), arg(of, w)) : which === 'all' ? call(linear('svdvals', w), arg(of, w)) : call('sum', `${linear('svdvals', w)}(${arg(of, w)})`);
  },
  pinv: ({ matrix }, _, w) => call(linear('pinv', w), arg(matrix, w)),
  matrixFunction: ({ name, of }, _, w) => { w.need('LinearAlgebra'); return call(MATRIX_FUNCTIONS[name], arg(of, w)); },
  // f([X E; 0 X]) has the derivative of f at X in the direction E in its upper right block.
  frechet: ({ name, at, direction }, _, w) => {
    w.need('LinearAlgebra');
    const x = arg(at, w);
    const n = size(at.rows, w);
    return atom(`${MATRIX_FUNCTIONS[name]}([${x} ${w.at(direction, LEVEL.atom)}; zeros(${n}, ${n}) ${x}])[1:${w.dimension(at.rows, LEVEL.sum)}, ${w.dimension(at.rows, LEVEL.sum)}+1:end]`);
  },

  sumEntries: ({ of }, _, w) => call('sum', arg(of, w)),
  maxEntry: ({ of }, _, w) => call('maximum', arg(of, w)),
  rowMax: ({ of }, _, w) => along('maximum', of, 2, w),
  prodEntries: ({ of }, _, w) => call('prod', arg(of, w)),
  rowSums: ({ of }, _, w) => along('sum', of, 2, w),
  columnSums: ({ of }, _, w) => along('sum', of, 1, w),
  trace: ({ of }, _, w) => call(linear('tr', w), arg(of, w)),
  diagonal: ({ of }, _, w) => call(linear('diag', w), arg(of, w)),
  argmax: ({ of }, _, w) => ({ lines: ([name]) => [`is_top = ${w.at(of, LEVEL.sum)} .== maximum(${arg(of, w)})`, `${name ?? ''} = is_top / count(is_top)`] }),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),

  diagonalMatrix: ({ of }, _, w) => call(linear('Diagonal', w), arg(of, w)),
  addDiagonal: ({ matrix, diagonal }, _, w) => addedTo(w.at(matrix, LEVEL.sum), signedDiagonal(diagonal, numeral, arithmetic.sum, w), ({ text, level }) => {
    if (diagonal.kind === 'vector') return `${linear('Diagonal', w)}(${text})`;
    return text === '1' ? linear('I', w) : `${level < LEVEL.product ? `(${text})` : text} * ${linear('I', w)}`;
  }),
  kron: ({ left, right }, _, w) => call(linear('kron', w), arg(left, w), arg(right, w)),
  kronIdentity: ({ side, size: count, of }, _, w) => {
    const identity = `${linear('I', w)}(${size(count, w)})`;
    return side === 'left' ? call('kron', identity, arg(of, w)) : call('kron', arg(of, w), identity);
  },
  vec: ({ of }, _, w) => call('vec', arg(of, w)),
  unvec: ({ of }, value, w) => (value.kind === 'vector' ? w.text(of) : call('reshape', arg(of, w), shapeOf(value, w))),
  triangle: ({ side, of }, _, w) => call(linear(side === 'lower' ? 'tril' : 'triu', w), arg(of, w)),
  stack: ({ along: direction, parts }, _, w) => {
    const all = parts.map((part) => arg(part, w));
    return direction === 'diagonal' ? call('cat', `${all.join(', ')}; dims = (1, 2)`) : call(direction === 'rows' ? 'vcat' : 'hcat', ...all);
  },
  slice: ({ along: direction, start, of }, value, w) => {
    if (value.kind === 'scalar') return indexed(of, w, start.terms.size === 0 ? '1' : 'end');
    const places = range(start, direction === 'rows' ? value.rows : value.cols, w);
    return of.kind === 'vector' ? indexed(of, w, places) : direction === 'rows' ? indexed(of, w, places, ':') : indexed(of, w, ':', places);
  },
  commute: ({ along: direction, m, n, of }, _, w) => {
    const [first, second] = direction === 'rows' ? [m, n] : [n, m];
    const shape = `${size(first, w)}, ${size(second, w)}`;
    if (of.kind === 'vector') return call('vec', `permutedims(reshape(${arg(of, w)}, ${shape}))`);
    const order = `vec(permutedims(reshape(1:${w.dimension(first, LEVEL.product)}*${w.dimension(second, LEVEL.unary)}, ${shape})))`;
    return direction === 'rows' ? indexed(of, w, order, ':') : indexed(of, w, ':', order);
  },
  unit: ({ index }, value, w) => ({ lines: ([name]) => [`${name ?? ''} = zeros(${size(value.rows, w)})`, `${name ?? ''}[${arg(index, w)}] = 1`] }),
  pick: ({ along: direction, index, of }, _, w) => (direction === 'entry' ? indexed(of, w, arg(index, w)) : direction === 'row' ? indexed(of, w, arg(index, w), ':') : indexed(of, w, ':', arg(index, w))),
  cross: ({ left, right }, _, w) => call(linear('cross', w), arg(left, w), arg(right, w)),
  asRow: ({ of }, _, w) => (of.kind === 'scalar' ? call('fill', arg(of, w), '1', '1') : call('permutedims', arg(of, w))),
  asColumn: ({ of }, _, w) => call('reshape', arg(of, w), ':', '1'),
  flatten: ({ of }, _, w) => (of.rows === ONE || of.cols === ONE ? call('vec', arg(of, w)) : w.text(of)),
};

const KEYWORDS = [
  'baremodule', 'begin', 'break', 'catch', 'const', 'continue', 'do', 'else', 'elseif', 'end', 'export', 'false', 'finally', 'for', 'function', 'global', 'if', 'import', 'let', 'local', 'macro', 'module', 'quote', 'return', 'struct', 'true', 'try', 'using', 'while',
  'in', 'isa', 'where', 'outer', 'mutable', 'abstract', 'primitive', 'type', 'public', 'nothing', 'missing', 'var',
] as const;
/** Functions that emitted code calls, and constants whose loss a reader would trip over. */
const BUILTINS = [
  ...Object.values(FUNCTIONS), 'zeros', 'ones', 'fill', 'Matrix', 'I', 'dot', 'inv', 'logdet', 'logabsdet', 'det', 'cholesky', 'Symmetric', 'LowerTriangular', 'UpperTriangular', 'Diagonal', 'lu', 'eigen', 'eigvals', 'eigmax', 'eigmin', 'svd', 'svdvals', 'opnorm',
  'pinv', 'sum', 'maximum', 'prod', 'tr', 'diag', 'count', 'kron', 'vec', 'reshape', 'permutedims', 'tril', 'triu', 'vcat', 'hcat', 'cat', 'cross', 'size', 'length', 'float', 'abs2', 'eps', 'pi', 'π', 'ℯ', 'im', 'Inf', 'NaN', 'AbstractMatrix', 'AbstractVector', 'Real', 'Integer',
  'LinearAlgebra', 'SpecialFunctions', 'Base', 'Core', 'Main', 'is_top',
] as const;
const RESERVED = new Set<string>([...KEYWORDS, ...BUILTINS]);

/** Letters of every alphabet may stand in names, and primes and signs above letters too. */
function identifier(name: string): string {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_′]/gu, '_').replace(/^(?=[^\p{L}_])/u, '_');
  return RESERVED.has(plain) ? `${plain}_` : plain;
}

const TYPES = { scalar: 'Real', vector: 'AbstractVector', matrix: 'AbstractMatrix', integer: 'Integer', function: 'Function', tuple: 'Tuple' } as const;
const words: ShapeWords = { scalar: 'scalar', vector: (rows) => `vector of length ${rows}`, matrix: (rows, cols) => `${rows}×${cols} matrix` };
/** Longest line of a head or a result before it is broken. */
const LINE = 92;

function assertions({ checks }: FunctionModel): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const tuple = (parts: readonly string[]): string => (parts.length === 1 ? `(${parts.join('')},)` : `(${parts.join(', ')})`);
  return {
    // Types say what has how many dimensions.
    before: [],
    after: checks.flatMap(({ parameter, kind, extents, symbols, isGiven, sources }) => {
      if (kind === 'scalar' || isGiven) return [];
      const sizes = [...sources, parameter].map((name) => `${name} has size $(size(${name}))`).join(', ');
      return [`size(${parameter}) == ${tuple(extents)} || throw(DimensionMismatch("${sizes}; ${parameter} must have ${tuple(symbols)}"))`];
    }),
  };
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `${name} = ${text}`, set: (name, text) => `${name} = ${text}`, abs: (text) => `abs(${text})`, max: (a, b) => `max(${a}, ${b})`,
  when: (condition, lines) => [`if ${condition}`, ...indented(lines, '    '), 'end'], number: short, increment: (name) => `${name} += 1`,
};

function selfTest(model: TestModel): string {
  const { name, dimensions, trials, draws, step, names: { worst, points, verdict } } = model;
  const head = dimensions.length === 0 ? `for _ in 1:${String(trials.length)}` : dimensions.length === 1 ? `for ${dimensions.join('')} in [${trials.join(', ')}]` : `for (${dimensions.join(', ')}) in [${trials.map((sizes) => `(${sizes.join(', ')})`).join(', ')}]`;
  const body = [
    'rng = MersenneTwister(0)', `${worst}, ${points} = 0.0, 0`, `${step.name} = ${String(step.value)}`, head,
    ...indented([...draws.map((draw) => `${draw.name} = ${call('randn', 'rng', ...extentsOf(draw)).text}`), ...trialLines(model, trialSyntax)], '    '), 'end',
    `${verdict} = ${points} > 0 && ${worst} < ${short(model.tolerance)} ? "pass" : "fail"`,
    `println("${name}: $${verdict}, largest relative error $(round(${worst}, sigdigits = 2)) at $${points} of ${String(trials.length)} points")`, `return ${verdict}`,
  ];
  const helpers = Object.entries(HELPERS).flatMap(([helper, line]) => (model.needs.has(helper) ? [line] : []));
  return ['"""', `    ${name}()`, '', ...testWords(model), '"""', `function ${name}()`, ...indented([...helpers, ...body], '    '), 'end'].join('\n');
}

function surround({ texts, needs }: Procedures): Laid {
  const definition = texts.join('\n\n\n');
  const used = ['LinearAlgebra', 'Random', 'SpecialFunctions'].filter((name) => needs.has(name) || (name === 'Random' && /\bMersenneTwister\b/.test(definition)));
  return { imports: used.map((name) => `using ${name}`), helpers: [], definition };
}

function procedure(model: FunctionModel): string {
  const { before, after } = assertions(model);
  const [first, ...rest] = documentation(model, words);
  const signature = `${model.name}(${model.parameters.map((parameter) => parameter.name).join(', ')})`;
  const typed = model.parameters.map((parameter) => `${parameter.name}::${TYPES[parameter.kind]}`);
  const oneLine = `function ${model.name}(${typed.join(', ')})`;
  const body = [
    ...Object.entries(HELPERS).flatMap(([name, line]) => (model.needs.has(name) ? [line] : [])),
    ...before, ...model.dimensions.flatMap((dimension) => dimension.lines), ...after, ...model.statements.flatMap((statement) => statement.lines), ...returned(model),
  ];
  const lines = [
    '"""', ...[`    ${signature}`, '', first ?? '', ...rest].map((line) => line.replaceAll(/[\\$]/g, '\\$&')), '"""',
    ...(oneLine.length <= LINE ? [oneLine] : [`function ${model.name}(`, ...indented(typed.map((parameter) => `${parameter},`), '    '), ')']),
    ...indented(body, '    '), 'end',
  ];
  return lines.join('\n');
}

/** `return value, gradient`; several gradients are a tuple of their own. */
function returned(model: FunctionModel): readonly string[] {
  const line = (texts: readonly string[]): string => (model.kind !== 'valueAndGradient' || texts.length < 3 ? `return ${texts.join(', ')}` : `return ${texts[0] ?? ''}, (${texts.slice(1).join(', ')})`);
  const whole = line(model.results.map((result) => result.text));
  if (model.results.length === 1 || (whole.length <= LINE && model.results.length === 2)) return [whole];
  return [...model.results.flatMap((result) => (result.isName || result.text === result.label ? [] : [`${result.label} = ${result.text}`])), line(model.results.map((result) => (result.isName ? result.text : result.label)))];
}

const STATEMENTS: readonly OperationName[] = ['cholesky', 'unit', 'argmax'];

export const julia: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(), reserved: new Set([...RESERVED, ...Object.keys(HELPERS)]), identifier,
  tupleNames: { eigh: ['eigenvalues', 'eigenvectors'], svd: ['U', 'σ', 'V'], lu: ['F'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `length(${argument})` : `size(${argument}, ${axis + 1})`),
  quotient: (of, by) => `${of} ÷ ${by}`,
  assign: (names, text) => `${names.join(', ')} = ${text}`,
  wishes: { cholesky: 'C' },
  read: (value, name) => (value.operation.op === 'cholesky' ? atom(`Matrix(${name}.L)`) : undefined),
  procedure, selfTest, testReserved: ['rng', '_'], surround,
};
