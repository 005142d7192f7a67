/** What the Python targets have in common: precedence, numbers, names, the layout of a function. */
import type { Rational } from '../../algebra/rational';
import { documentation, tupleShapes } from './documentation';
import type { Value } from '../schedule/operation';
import { atom, indented, LEVEL } from './infix';
import { extentsOf, short, testWords, trialLines, type TrialSyntax } from './trial';
import { named, type FunctionModel, type Table, type TestModel, type Text, type Writing } from './target';

/** A rational as a Python number: `2`, `0.5`, or `1 / 3` where the decimal does not end. */
export function numeral(r: Rational): Text {
  const value = r.n / r.d;
  if (r.d === 1 || Number.isInteger(value * 1024) || /^-?\d+\.\d{1,4}$/.test(String(value))) return { text: String(value).replace(/^(-?\d+)e/, '$1.0e'), level: value < 0 ? LEVEL.unary : LEVEL.atom };
  return { text: `${r.n} / ${r.d}`, level: LEVEL.product };
}

export const PYTHON_KEYWORDS = [
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is',
  'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield', 'match', 'case', 'type',
] as const;
/** Builtins that emitted code uses, or whose loss a reader would trip over. */
export const PYTHON_BUILTINS = ['range', 'sum', 'min', 'max', 'abs', 'len', 'print', 'float', 'int', 'list', 'tuple', 'pow', 'round', 'zip', 'map', 'iter', 'next', 'id', 'input', 'vars', 'dir', 'hash', 'bin', 'type', 'object', 'slice', 'all', 'any'] as const;

/** Functions and loops. `zeros` is an array to add up in. */
export function pythonRows(zeros: (like: Value, w: Writing) => string): Pick<Table, 'index' | 'part' | 'invoke' | 'loop'> {
  return {
    index: (_, value, w) => atom(named(value, w)),
    part: (_, value, w) => atom(named(value, w)),
    invoke: ({ callee, args, results, isValueFirst }, _, w) => {
      const called = atom(`${w.callee(callee)}(${args.map((item) => w.at(item, LEVEL.none)).join(', ')})`);
      return results.length < 3 || !isValueFirst ? called : { lines: ([value = '', ...gradients]) => [`${value}, (${gradients.join(', ')}) = ${called.text}`] };
    },
    loop: ({ from, past, body }, value, w) => {
      const { index, lines } = w.inside(value);
      const isFromZero = from.operation.op === 'number' && from.operation.value.n === 0;
      const range = isFromZero ? w.at(past, LEVEL.none) : `${w.at(from, LEVEL.none)}, ${w.at(past, LEVEL.none)}`;
      const summand = w.at(body, LEVEL.none);
      return { lines: ([name = '']) => [`${name} = ${value.kind === 'scalar' ? '0.0' : zeros(value, w)}`, `for ${index} in range(${range}):`, ...indented([...lines, `${name} += ${summand}`], '    ')] };
    },
  };
}

/** Python identifiers may hold Greek letters; everything else that is not a letter, digit or underscore is spelt as an underscore. */
export function pythonIdentifier(name: string, reserved: ReadonlySet<string>): string {
  const plain = name.normalize('NFKC').replace(/[^\p{L}\p{Nd}_]/gu, '_').replace(/^(\p{Nd})/u, '_$1');
  return reserved.has(plain) ? `${plain}_` : plain;
}

/** Longest line of a result before it gets statements of its own (PEP 8 leaves teams up to 99). */
const LINE = 96;

/** What differs between the Python targets. */
export interface PythonDialect {
  /** The number of dimensions of what may be a number. */
  readonly ndim: (name: string) => string;
  /** What draws from the standard normal distribution, and how. */
  readonly generator: readonly string[];
  readonly normal: (shape: readonly string[]) => string;
  /** What a check stands in. */
  readonly within?: string;
}

/** A function: head, docstring, body. */
export function definitionOf(model: FunctionModel, { ndim }: PythonDialect): string {
  const { before, after } = assertions(model, ndim);
  const body = [...docstring(documentation(model, tupleShapes)), ...before, ...model.dimensions.flatMap(({ lines }) => lines), ...after, ...model.statements.flatMap(({ lines }) => lines), ...returned(model)];
  return [`def ${model.name}(${model.parameters.map((parameter) => parameter.name).join(', ')}):`, ...indented(body, '    ')].join('\n');
}

export const tupleOf = (parts: readonly string[]): string => (parts.length === 1 ? `(${parts.join('')},)` : `(${parts.join(', ')})`);
/** Names on the left of an assignment. */
export const unpacked = (names: readonly string[]): string => (names.length === 1 ? tupleOf(names) : names.join(', '));
/** `return a, b`, one to a line where they are long. */
export const returning = (parts: readonly string[]): readonly string[] => {
  const line = `return ${parts.join(', ')}`;
  return line.length <= LINE || parts.length === 1 ? [line] : ['return (', ...parts.map((part) => `    ${part},`), ')'];
};

/** Ranks are looked at before dimensions are read, shapes after. */
function assertions({ checks }: FunctionModel, ndim: PythonDialect['ndim']): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const unless = (condition: string, message: string): readonly string[] => [`if ${condition}:`, `    raise ValueError(f"${message}")`];
  const before = checks.flatMap(({ parameter, kind, symbols, isSource }) => {
    if (kind === 'scalar') return unless(`${ndim(parameter)} != 0`, `${parameter} must be a number, but it has {${ndim(parameter)}} dimensions`);
    return isSource ? unless(`${parameter}.ndim != ${String(symbols.length)}`, `${parameter} must have the shape ${tupleOf(symbols)}, but it has the shape {tuple(${parameter}.shape)}`) : [];
  });
  const after = checks.flatMap(({ parameter, kind, extents, symbols, isGiven, sources }) => {
    if (kind === 'scalar' || isGiven) return [];
    const given = sources.length === 0 ? '' : `, as ${sources.map((source) => `${source} has {tuple(${source}.shape)}`).join(' and ')}`;
    return unless(`${parameter}.shape != ${tupleOf(extents)}`, `${parameter} must have the shape ${tupleOf(symbols)} = {${tupleOf(extents)}}${given}, but it has the shape {tuple(${parameter}.shape)}`);
  });
  return { before, after };
}

const trialSyntax: TrialSyntax = {
  declare: (name, text) => `${name} = ${text}`, set: (name, text) => `${name} = ${text}`, abs: (text) => `abs(${text})`, max: (a, b) => `max(${a}, float(${b}))`,
  when: (condition, lines) => [`if ${condition}:`, ...indented(lines, '    ')], number: short, increment: (name) => `${name} += 1`,
};

/** A function that tests another. */
export function checkOf(model: TestModel, { generator, normal, within }: PythonDialect): string {
  const { name, dimensions, trials, draws, step, names: { worst, points, verdict } } = model;
  const head = dimensions.length === 0 ? `for _ in range(${String(trials.length)}):` : `for ${dimensions.join(', ')} in [${trials.map((sizes) => (sizes.length === 1 ? sizes.join('') : `(${sizes.join(', ')})`)).join(', ')}]:`;
  const trial = [...draws.map((draw) => `${draw.name} = ${normal(extentsOf(draw))}`), ...trialLines(model, trialSyntax)];
  const loop = [...generator, `${worst}, ${points} = 0.0, 0`, `${step.name} = ${String(step.value)}`, head, ...indented(trial, '    ')];
  const lines = [
    ...docstring(testWords(model)), ...(within === undefined ? loop : [within, ...indented(loop, '    ')]),
    `${verdict} = "pass" if ${points} > 0 and ${worst} < ${short(model.tolerance)} else "fail"`,
    `print(f"${name}: {${verdict}}, largest relative error {${worst}:.1e} at {${points}} of ${String(trials.length)} points")`, `return ${verdict}`,
  ];
  return [`def ${name}():`, ...indented(lines, '    ')].join('\n');
}

/** `return value, gradient`; several gradients are a tuple of their own. */
function returned(model: FunctionModel): readonly string[] {
  const [first, ...more] = model.results;
  if (first === undefined) return ['return None'];
  const line = (texts: readonly string[]): string => {
    if (model.kind !== 'valueAndGradient' || texts.length < 3) return `return ${texts.join(', ')}`;
    return `return ${texts[0] ?? ''}, (${texts.slice(1).join(', ')})`;
  };
  const whole = line(model.results.map((result) => result.text));
  if (more.length === 0 || (whole.length <= LINE && more.length === 1)) return [whole];
  const assigned = model.results.filter((result) => !result.isName && result.text !== result.label).map((result) => `${result.label} = ${result.text}`);
  return [...assigned, line(model.results.map((result) => (result.isName ? result.text : result.label)))];
}

export function docstring([first, ...rest]: readonly string[]): readonly string[] {
  return (rest.length === 0 ? [`"""${first ?? ''}"""`] : [`"""${first ?? ''}`, ...rest, '"""']).map((line) => line.replaceAll('\\', '\\\\'));
}
