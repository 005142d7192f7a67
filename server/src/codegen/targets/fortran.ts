/** Fortran 2008 with LAPACK: a module with one subroutine; arrays of assumed shape come in, results go out through the last arguments. */
import type { Rational } from '../../algebra/rational';
import type { Dimension } from '../../shapes/dimension';
import { isEmitted, type Elementary, type OperationName, type Value } from '../schedule/operation';
import { documentation, timesShapes } from './documentation';
import { PROCEDURES, proceduresFor, type ProcedureName } from './fortranProcedures';
import { atom, binary, indented, infix, LEVEL } from './infix';
import { Lacking, named, type DocumentedParameter, type FunctionModel, type Laid, type Procedures, type Table, type Target, type TestModel, type Text, type Writing } from './target';
import { extentsOf, real, testWords, trialLines, type TrialSyntax } from './trial';
import { asciiIdentifier } from './words';

const call = (name: string, ...args: readonly string[]): Text => atom(`${name}(${args.join(', ')})`);
const arg = (value: Value, w: Writing): string => w.at(value, LEVEL.none);
const own = (name: ProcedureName, w: Writing, ...args: readonly string[]): Text => { w.need(name); return call(name, ...args); };
const size = (dimension: Dimension, w: Writing, level: number = LEVEL.none): string => w.dimension(dimension, level);

function numeral(r: Rational): Text {
  const real = (value: number): string => `${Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value)}_dp`;
  const value = r.n / r.d;
  if (r.d === 1 || Number.isInteger(value * 1024) || /^-?\d+\.\d{1,4}$/.test(String(value))) return { text: real(value), level: value < 0 ? LEVEL.sum : LEVEL.atom };
  return { text: `${real(r.n)} / ${real(r.d)}`, level: r.n < 0 ? LEVEL.sum : LEVEL.product };
}

const arithmetic = infix({
  numeral, plus: () => '+', minus: () => '-', times: () => '*', over: () => '/', matmul: '', rowsLast: true, looseMinus: true,
  placed: (item, matrix, w) => (item.as === 'column' ? call('spread', arg(item.value, w), '2', size(matrix.cols, w)) : call('spread', arg(item.value, w), '1', size(matrix.rows, w))),
  transposed: (of, w) => call('transpose', arg(of, w)),
});

const FUNCTION: { readonly [Name in Elementary]: string } = {
  exp: 'exp', expm1: 'expm1', log: 'log', log1p: 'log1p', sqrt: 'sqrt', abs: 'abs', sign: 'sign_of', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', sigmoid: 'sigmoid', softplus: 'softplus', relu: 'max', step: 'step', erf: 'erf', atan2: 'atan2', maximum: 'max', minimum: 'min',
};

function elementary(name: Elementary, args: readonly Value[], w: Writing): Text {
  const written = FUNCTION[name];
  if (Object.hasOwn(PROCEDURES, written)) w.need(written);
  return call(written, ...args.map((item) => arg(item, w)), ...(name === 'relu' ? ['0.0_dp'] : []));
}

/** Only what has a name can be indexed. */
const isNamed = (value: Value, w: Writing): boolean => w.nameOf(value) !== undefined;
const integer = (value: Value, w: Writing): string => (value.operation.op === 'number' ? String(value.operation.value.n) : value.operation.op === 'dimension' ? size(value.operation.dimension, w) : call('nint', arg(value, w)).text);
/** LAPACK solves for the columns of a matrix. */
function withColumns(other: Value, w: Writing, solve: (rhs: string) => string): Text {
  return other.kind === 'vector' ? call('reshape', solve(`reshape(${arg(other, w)}, [${size(other.rows, w)}, 1])`), `[${size(other.rows, w)}]`) : atom(solve(arg(other, w)));
}
const writtenOut = (name: string) => (): never => { throw new Lacking(name); };
const LACKING = { expm: 'the matrix exponential', logm: 'the matrix logarithm', sqrtm: 'the matrix square root' } as const;

const zeros = ({ kind, rows, cols }: Pick<Value, 'kind' | 'rows' | 'cols'>, w: Writing): string => (kind === 'scalar' ? '0.0_dp' : kind === 'vector' ? `spread(0.0_dp, 1, ${size(rows, w)})` : `spread(spread(0.0_dp, 1, ${size(rows, w)}), 2, ${size(cols, w)})`);

const table: Table = {
  ...arithmetic.rows,
  input: (_, value, w) => atom(named(value, w)),
  index: (_, value, w) => call('real', named(value, w), 'dp'),
  part: (_, value, w) => atom(named(value, w)),
  // There are no functions among the arguments of an elemental one, and the procedures emitted here are subroutines.
  invoke: ({ callee, args, entrywise, results }, value, w) => {
    if (entrywise) throw new Lacking('a function applied to every entry');
    const texts = args.map((item) => (item.operation.op === 'dimension' ? size(item.operation.dimension, w) : arg(item, w)));
    if (!isEmitted(callee)) return call(w.callee(callee), ...texts);
    // What a subroutine gives out has to be there.
    const outputs: readonly Pick<Value, 'kind' | 'rows' | 'cols'>[] = results.length === 0 ? [value] : results;
    const room = outputs.map((output) => (output.kind === 'scalar' ? undefined : zeros(output, w)));
    return { lines: (names) => [...room.flatMap((zero, i) => (zero === undefined ? [] : [`${names[i] ?? ''} = ${zero}`])), `call ${w.callee(callee)}(${[...texts, ...names].join(', ')})`] };
  },
  loop: ({ from, to, body }, value, w) => {
    const { index, lines } = w.inside(value);
    const [first, last, summand] = [integer(from, w), integer(to, w), w.at(body, LEVEL.sum)];
    const zero = zeros(value, w);
    return { lines: ([name = '']) => [`${name} = ${zero}`, `do ${index} = ${first}, ${last}`, ...indented([...lines, `${name} = ${name} + ${summand}`], '  '), 'end do'] };
  },
  pi: () => call('acos', '-1.0_dp'),
  dimension: ({ dimension }, _, w) => call('real', size(dimension, w), 'dp'),
  fill: ({ value: of }, value, w) => (value.kind === 'vector' ? call('spread', arg(of, w), '1', size(value.rows, w)) : call('spread', `spread(${arg(of, w)}, 1, ${size(value.rows, w)})`, '2', size(value.cols, w))),
  identity: (_, value, w) => own('identity', w, size(value.rows, w)),
  power: ({ base, exponent }, _, w) => binary(w.at(base, LEVEL.atom), '**', exponent.operation.op === 'number' && exponent.operation.value.d === 1 ? String(exponent.operation.value.n) : w.at(exponent, LEVEL.atom), LEVEL.power),
  call: ({ name, args }, _, w) => elementary(name, args, w),

  // A'*x is matmul(x, A): nothing is transposed.
  matmul: ({ left, leftTransposed, right, rightTransposed }, _, w) => leftTransposed && right.kind === 'vector' ? call('matmul', arg(right, w), arg(left, w)) : call('matmul', leftTransposed ? `transpose(${arg(left, w)})` : arg(left, w), rightTransposed ? `transpose(${arg(right, w)})` : arg(right, w)),
  dot: ({ left, right }, _, w) => call('dot_product', arg(left, w), arg(right, w)),
  outer: ({ left, right }, _, w) => own('outer', w, arg(left, w), arg(right, w)),
  entrywiseDot: ({ left, right }, _, w) => call('sum', left === right ? `${w.at(left, LEVEL.atom)}**2` : `${w.at(left, LEVEL.product)} * ${arithmetic.operand(right, w)}`),
  rowDots: ({ left, right }, _, w) => call('sum', left === right ? `${w.at(left, LEVEL.atom)}**2` : `${w.at(left, LEVEL.product)} * ${arithmetic.operand(right, w)}`, '2'),
  columnDots: ({ left, right }, _, w) => call('sum', left === right ? `${w.at(left, LEVEL.atom)}**2` : `${w.at(left, LEVEL.product)} * ${arithmetic.operand(right, w)}`, '1'),
  transpose: ({ of }, _, w) => call('transpose', arg(of, w)),
  matrixPower: ({ base, exponent }, _, w) => own('matrix_power', w, arg(base, w), integer(exponent, w)),

  solve: ({ matrix, transposed, side, other, structure }, _, w) => {
    const turned = transposed !== (side === 'right');
    const isTriangular = structure === 'lower' || structure === 'upper';
    const solved = (rhs: string): string => (isTriangular
      ? own('solve_triangular', w, arg(matrix, w), rhs, structure === 'lower' ? "'L'" : "'U'", turned ? '.true.' : '.false.').text
      : own('solve', w, turned ? `transpose(${arg(matrix, w)})` : arg(matrix, w), rhs).text);
    return side === 'right' ? call('transpose', solved(`transpose(${arg(other, w)})`)) : withColumns(other, w, solved);
  },
  inverse: ({ matrix }, _, w) => own('inverse', w, arg(matrix, w)),
  logdet: ({ matrix, structure }, _, w) => own(structure === 'lower' || structure === 'upper' ? 'log_diagonal' : 'log_determinant', w, arg(matrix, w)),
  det: ({ matrix }, _, w) => own('determinant', w, arg(matrix, w)),
  cholesky: ({ matrix }, _, w) => own('cholesky', w, arg(matrix, w)),
  choleskySolve: ({ factor, other }, _, w) => withColumns(other, w, (rhs) => own('cholesky_solve', w, arg(factor, w), rhs).text),
  logDiagonal: ({ factor }, _, w) => own('log_diagonal', w, arg(factor, w)),
  choleskyInverse: ({ factor }, _, w) => own('cholesky_inverse', w, arg(factor, w)),
  lu: ({ matrix }, _, w) => { w.need('lu_factor'); return { lines: ([lu, pivots]) => [`call lu_factor(${arg(matrix, w)}, ${lu ?? ''}, ${pivots ?? ''})`] }; },
  luSolve: ({ factor, transposed, other }, _, w) => withColumns(other, w, (rhs) => own('lu_solve', w, ...w.parts(factor), rhs, transposed ? '.true.' : '.false.').text),
  luLogdet: ({ factor }, _, w) => own('log_diagonal', w, w.parts(factor)[0] ?? ''),
  eigh: ({ matrix }, _, w) => { w.need('symmetric_eigen'); return { lines: ([values, vectors]) => [`call symmetric_eigen(${arg(matrix, w)}, ${values ?? ''}, ${vectors ?? ''})`] }; },
  eigenvalue: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? w.parts(of)[0] ?? '' : own('symmetric_eigenvalues', w, arg(of, w)).text;
    return which === 'all' ? atom(values) : call(which === 'max' ? 'maxval' : 'minval', values);
  },
  eigenvector: ({ of, which }, value, w) => { const vectors = w.parts(of)[1] ?? ''; return atom(which === 'all' ? vectors : `${vectors}(:, ${which === 'max' ? size(value.rows, w) : '1'})`); },
  svd: ({ matrix }, _, w) => { w.need('svd'); return { lines: (names) => [`call svd(${[arg(matrix, w), ...names].join(', ')})`] }; },
  singularVector: ({ of, side }, _, w) => atom(side === 'left' ? `${w.parts(of)[0] ?? ''}(:, 1)` : `${w.parts(of)[2] ?? ''}(1, :)`),
  singularValues: ({ of, which }, _, w) => {
    const values = of.kind === 'tuple' ? w.parts(of)[1] ?? '' : own('singular_values', w, arg(of, w)).text;
    return which === 'all' ? atom(values) : call(which === 'max' ? 'maxval' : 'sum', values);
  },
  pinv: ({ matrix }, _, w) => own('pseudo_inverse', w, arg(matrix, w)),
  matrixFunction: ({ name }) => { throw new Lacking(LACKING[name]); },
  frechet: ({ name }) => { throw new Lacking(`the derivative of ${LACKING[name]}`); },

  sumEntries: ({ of }, _, w) => call('sum', arg(of, w)),
  maxEntry: ({ of }, _, w) => call('maxval', arg(of, w)),
  rowMax: ({ of }, _, w) => call('maxval', arg(of, w), '2'),
  prodEntries: ({ of }, _, w) => call('product', arg(of, w)),
  rowSums: ({ of }, _, w) => call('sum', arg(of, w), '2'),
  columnSums: ({ of }, _, w) => call('sum', arg(of, w), '1'),
  logsumexp: writtenOut('logsumexp'), rowLogsumexp: writtenOut('rowlogsumexp'), softmax: writtenOut('softmax'), rowSoftmax: writtenOut('rowsoftmax'),
  trace: ({ of }, _, w) => call('sum', own('diagonal', w, arg(of, w)).text),
  diagonal: ({ of }, _, w) => own('diagonal', w, arg(of, w)),
  argmax: ({ of }, value, w) => {
    if (of.kind === 'vector') return own('is_top', w, arg(of, w));
    const shape = `[${size(value.rows, w)}, ${size(value.cols, w)}]`;
    return call('reshape', own('is_top', w, `reshape(${arg(of, w)}, [${w.dimension(value.rows, LEVEL.product)} * ${w.dimension(value.cols, LEVEL.unary)}])`).text, shape);
  },

  diagonalMatrix: ({ of }, _, w) => own('diagonal_matrix', w, arg(of, w)),
  addDiagonal: ({ matrix, diagonal }, _, w) => own('add_diagonal', w, arg(matrix, w), diagonal.kind === 'vector' ? arg(diagonal, w) : `spread(${arg(diagonal, w)}, 1, ${size(matrix.rows, w)})`),
  kron: ({ left, right }, value, w) => (value.kind === 'vector' ? call('reshape', own('outer', w, arg(right, w), arg(left, w)).text, `[${size(value.rows, w)}]`) : own('kronecker', w, arg(left, w), arg(right, w))),
  kronIdentity: ({ side, size: count, of }, _, w) => { w.need('identity'); const eye = `identity(${size(count, w)})`; return side === 'left' ? own('kronecker', w, eye, arg(of, w)) : own('kronecker', w, arg(of, w), eye); },
  // Fortran stacks columns, as vec does.
  vec: ({ of }, value, w) => call('reshape', arg(of, w), `[${size(value.rows, w)}]`),
  unvec: ({ of }, value, w) => call('reshape', arg(of, w), value.kind === 'vector' ? `[${size(value.rows, w)}]` : `[${size(value.rows, w)}, ${size(value.cols, w)}]`),
  triangle: ({ side, of }, _, w) => own(side === 'lower' ? 'lower_triangle' : 'upper_triangle', w, arg(of, w)),
  stack: ({ along, parts }, value, w) => {
    if (value.kind === 'vector') return atom(`[${parts.map((part) => arg(part, w)).join(', ')}]`);
    const [a, b] = parts.map((part) => arg(part, w));
    return own(along === 'diagonal' ? 'block_diagonal' : along === 'rows' ? 'above' : 'beside', w, a ?? '', b ?? '');
  },
  slice: ({ along, start, of }, value, w) => {
    const count = along === 'rows' ? value.rows : value.cols;
    const from = start.terms.size === 0 ? '1' : `${size(start, w, LEVEL.sum)} + 1`;
    const to = start.terms.size === 0 ? size(count, w) : `${size(start, w, LEVEL.sum)} + ${size(count, w, LEVEL.product)}`;
    if (value.kind === 'scalar') return isNamed(of, w) ? atom(`${arg(of, w)}(${to})`) : own('entry', w, arg(of, w), to);
    if (isNamed(of, w)) return atom(of.kind === 'vector' ? `${arg(of, w)}(${from}:${to})` : along === 'rows' ? `${arg(of, w)}(${from}:${to}, :)` : `${arg(of, w)}(:, ${from}:${to})`);
    return own(of.kind === 'vector' ? 'entries' : along === 'rows' ? 'rows' : 'columns', w, arg(of, w), from, to);
  },
  commute: ({ along, m, n, of }, _, w) => {
    const order = own('commutation', w, ...(along === 'rows' ? [size(m, w), size(n, w)] : [size(n, w), size(m, w)])).text;
    return own(of.kind === 'vector' ? 'entries_at' : along === 'rows' ? 'rows_at' : 'columns_at', w, arg(of, w), order);
  },
  unit: ({ index }, value, w) => own('unit_vector', w, size(value.rows, w), integer(index, w)),
  pick: ({ along, index, of }, _, w) => {
    const at = integer(index, w);
    if (!isNamed(of, w)) return own(along, w, arg(of, w), at);
    return atom(along === 'entry' ? `${arg(of, w)}(${at})` : along === 'row' ? `${arg(of, w)}(${at}, :)` : `${arg(of, w)}(:, ${at})`);
  },
  cross: ({ left, right }, _, w) => own('cross', w, arg(left, w), arg(right, w)),
  asRow: ({ of }, value, w) => call('reshape', of.kind === 'scalar' ? `[${arg(of, w)}]` : arg(of, w), `[1, ${size(value.cols, w)}]`),
  asColumn: ({ of }, value, w) => call('reshape', arg(of, w), `[${size(value.rows, w)}, 1]`),
  flatten: ({ of }, value, w) => call('reshape', arg(of, w), `[${size(value.rows, w)}]`),
};

/** Intrinsics that emitted code calls, and words that would confuse a reader. */
const WORDS = [
  'abs', 'acos', 'asin', 'atan', 'atan2', 'cos', 'cosh', 'dot_product', 'dp', 'erf', 'exp', 'kind', 'log', 'matmul', 'max', 'maxval', 'merge', 'min', 'minval', 'nint', 'product', 'real', 'reshape', 'sign', 'sin', 'sinh', 'size', 'spread', 'sqrt',
  'sum', 'tan', 'tanh', 'transpose', 'allocatable', 'allocate', 'call', 'character', 'contains', 'deallocate', 'do', 'else', 'elseif', 'end', 'enddo', 'endif', 'external', 'function', 'if', 'implicit', 'in', 'inout', 'integer', 'intent', 'interface', 'logical', 'module', 'none', 'only', 'out', 'parameter', 'private',
  'program', 'public', 'pure', 'result', 'return', 'stop', 'subroutine', 'then', 'type', 'use', 'where', 'while',
] as const;
const RESERVED = new Set<string>([...WORDS, ...Object.keys(PROCEDURES)]);

const declared = (kind: string, attributes: string, name: string): string => `${kind === 'integer' ? 'integer' : 'real(dp)'}${attributes} :: ${name}`;
const ranked = (name: string, kind: string): string => (kind === 'vector' ? `${name}(:)` : kind === 'matrix' ? `${name}(:, :)` : name);

/** A line of more than 100 characters goes on after `&`, broken after a comma or before an operator. */
function folded(line: string): readonly string[] {
  if (line.length <= 100 || line.trimStart().startsWith('!')) return [line];
  const head = line.slice(0, 98);
  const at = Math.max(head.lastIndexOf(', ') + 1, head.lastIndexOf(' + '), head.lastIndexOf(' - '), head.lastIndexOf(' * '));
  if (at <= 20) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  return [`${line.slice(0, at)} &`, ...folded(`${indent}  ${line.slice(at).trimStart()}`)];
}

/** The kinds of what a factorisation leaves behind. */
const TUPLE_KINDS: Readonly<Record<string, readonly string[]>> = { eigh: ['vector', 'matrix'], svd: ['matrix', 'vector', 'matrix'], lu: ['matrix', 'pivots'] };

/** Declarations of what statements give values to. */
function declarations(locals: FunctionModel['locals'], isOutput: ReadonlySet<string>): readonly string[] {
  const met = new Map<Value, number>();
  return locals.flatMap(({ name, value }) => {
    const place = met.get(value) ?? 0;
    met.set(value, place + 1);
    if (isOutput.has(name)) return [];
    const { operation } = value;
    if (operation.op === 'index') return [declared('integer', '', name)];
    const kind = (operation.op === 'invoke' ? operation.results[place]?.kind : TUPLE_KINDS[operation.op]?.[place]) ?? value.kind;
    return [kind === 'scalar' ? declared('real', '', name) : declared(kind === 'pivots' ? 'integer' : 'real', ', allocatable', ranked(name, kind === 'pivots' ? 'vector' : kind))];
  });
}

/** An argument, or what a function among the arguments looks like. */
function parameterLines(parameter: DocumentedParameter): readonly string[] {
  const { name, kind } = parameter;
  if (kind !== 'function') return [declared(kind, ', intent(in)', ranked(name, kind))];
  const { of, returned } = parameter.kinds;
  const given = of.map((_, i) => (of.length === 1 ? 'x' : `x${String(i + 1)}`));
  return ['interface', ...indented([
    `function ${name}(${given.join(', ')}) result(y)`, '  import :: dp', ...of.map((each, i) => `  ${declared('real', ', intent(in)', ranked(given[i] ?? 'x', each))}`), `  ${declared('real', returned === 'scalar' ? '' : ', allocatable', ranked('y', returned))}`,
    `end function ${name}`,
  ], '  '), 'end interface'];
}

/** Types say what has how many dimensions. */
const assertions = ({ name, checks }: FunctionModel): readonly string[] => checks.flatMap(({ parameter, kind, extents, symbols, isGiven, sources }) => (kind === 'scalar' || isGiven ? [] : [
  `if (any(shape(${parameter}) /= [${extents.join(', ')}])) then`, ...[...sources, parameter].map((each) => `  print '(a, *(1x, i0))', '${each} has the shape', shape(${each})`), `  error stop '${name}: ${parameter} must have the shape ${symbols.join(' by ')}'`, 'end if',
]));

function procedure(model: FunctionModel): string {
  const outputs = model.results.map(({ label, kind }) => ({ name: label, kind }));
  const names = [...model.parameters.map(({ name }) => name), ...outputs.map(({ name }) => name)];
  const body = [
    ...model.parameters.flatMap(parameterLines),
    ...outputs.map(({ name, kind }) => declared(kind, ', intent(out)', ranked(name, kind))),
    ...model.dimensions.map(({ name }) => declared('integer', '', name)), ...declarations(model.locals, new Set(outputs.map(({ name }) => name))), '',
    ...model.dimensions.flatMap(({ lines }) => lines), ...assertions(model), ...model.statements.flatMap(({ lines }) => lines),
    ...model.results.filter(({ label, text }) => label !== text).map(({ label, text }) => `${label} = ${text}`),
  ];
  return [...documentation(model, timesShapes).map((line) => `! ${line}`.trimEnd()), `subroutine ${model.name}(${names.join(', ')})`, ...indented(body, '  '), `end subroutine ${model.name}`].join('\n');
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `${name} = ${text}`, set: (name, text) => `${name} = ${text}`, abs: (text) => `abs(${text})`, max: (a, b) => `max(${a}, ${b})`,
  when: (condition, lines) => [`if (${condition}) then`, ...indented(lines, '  '), 'end if'], number: (value) => `${real(value)}_dp`, increment: (name) => `${name} = ${name} + 1`,
};

function selfTest(model: TestModel): string {
  const { name, dimensions, trials, draws, locals, step, derivative, fine, coarse, names: { worst, points, error, verdict } } = model;
  const met = new Set<string>();
  const others = [derivative.name, fine.name, coarse.name, worst, error, step.name].filter((each) => !locals.some((local) => local.name === each) && !met.has(each) && met.add(each).size > 0);
  const body = [
    `character(4), intent(out) :: ${verdict}`, ...dimensions.map((dimension) => declared('integer', '', dimension)), declared('integer', '', `trial, ${points}, i`),
    ...(dimensions.length === 0 ? [] : [`integer, parameter :: sizes(*, *) = reshape([${trials.flat().join(', ')}], [${String(dimensions.length)}, ${String(trials.length)}])`.replace('sizes(*, *)', `sizes(${String(dimensions.length)}, ${String(trials.length)})`)]),
    ...others.map((each) => declared('real', '', each)), ...draws.map((draw) => (draw.kind === 'scalar' ? declared('real', '', draw.name) : declared('real', ', allocatable', ranked(draw.name, draw.kind)))), ...declarations(locals, new Set()), '',
    'call random_seed(put=[(i, i = 1, 64)])', `${worst} = 0.0_dp`, `${points} = 0`, `${step.name} = ${trialSyntax.number(step.value)}`, `do trial = 1, ${String(trials.length)}`,
    ...indented([
      ...dimensions.map((dimension, i) => `${dimension} = sizes(${String(i + 1)}, trial)`), ...draws.map((draw) => `${draw.name} = normal_${draw.kind}(${extentsOf(draw).join(', ')})`), ...trialLines(model, trialSyntax),
    ], '  '), 'end do',
    `${verdict} = merge('pass', 'fail', ${points} > 0 .and. ${worst} < ${trialSyntax.number(model.tolerance)})`,
    `print '(3a, es7.1, a, i0, a)', '${name}: ', ${verdict}, ', largest relative error ', ${worst}, ' at ', ${points}, ' of ${String(trials.length)} points'`,
  ];
  return [...testWords(model).map((line) => `! ${line}`.trimEnd()), `subroutine ${name}(${verdict})`, ...indented(body, '  '), `end subroutine ${name}`].join('\n');
}

function surround({ name, names, texts, needs }: Procedures): Laid {
  const inside = [...texts, ...proceduresFor(needs)].flatMap((text, i) => [...(i === 0 ? [] : ['']), ...indented(text.split('\n'), '  ')]);
  const lines = [`module ${name}_module`, '  implicit none', '  private', '  integer, parameter :: dp = kind(1.0d0)', `  public :: ${names.join(', ')}`, '', 'contains', '', ...inside, `end module ${name}_module`];
  return { imports: [], helpers: [], definition: lines.flatMap(folded).join('\n') };
}

const STATEMENTS: readonly OperationName[] = ['invoke'];

export const fortran: Target = {
  table, statements: new Set(STATEMENTS), native: new Set(), reserved: RESERVED, sameName: (name) => name.toLowerCase(),
  identifier: (name) => { const plain = asciiIdentifier(name, new Set()); return RESERVED.has(plain.toLowerCase()) ? `${plain}_` : plain; },
  tupleNames: { eigh: ['eigenvalues', 'eigenvectors'], svd: ['U', 'sigma', 'Vt'], lu: ['LU', 'pivots'] },
  dimensionLevel: { sum: LEVEL.sum, product: LEVEL.product, atom: LEVEL.atom, times: ' * ' },
  extent: (argument, rank, axis) => (rank === 1 ? `size(${argument})` : `size(${argument}, ${String(axis + 1)})`),
  quotient: (of, by) => `${of} / ${by}`,
  assign: (names, text) => `${names.join(', ')} = ${text}`,
  procedure, selfTest, testReserved: ['trial', 'sizes', 'i'], testNeeds: ['normal_scalar', 'normal_vector', 'normal_matrix'], surround,
};
