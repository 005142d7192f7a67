/** What the Python targets have in common: precedence, numbers, names, the layout of a function. */
import type { Rational } from '../../algebra/rational';
import { documentation, tupleShapes } from './documentation';
import { LEVEL } from './infix';
import type { FunctionModel, Text } from './target';

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

/** Python identifiers may hold Greek letters; everything else that is not a letter, digit or underscore is spelt as an underscore. */
export function pythonIdentifier(name: string, reserved: ReadonlySet<string>): string {
  const plain = name.normalize('NFKC').replace(/[^\p{L}\p{Nd}_]/gu, '_').replace(/^(\p{Nd})/u, '_$1');
  return reserved.has(plain) ? `${plain}_` : plain;
}

/** Longest line of a result before it gets statements of its own (PEP 8 leaves teams up to 99). */
const LINE = 96;

/** A function: head, docstring, body. */
export function definitionOf(model: FunctionModel): string {
  const lines: string[] = [];
  lines.push(`def ${model.name}(${model.parameters.map((parameter) => parameter.name).join(', ')}):`);
  lines.push(...docstring(model).map((line) => (line === '' ? '' : `    ${line}`)));
  for (const dimension of model.dimensions) lines.push(...dimension.lines.map((line) => `    ${line}`));
  for (const statement of model.statements) lines.push(...statement.lines.map((line) => `    ${line}`));
  lines.push(...returned(model).map((line) => `    ${line}`));
  return lines.join('\n');
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

function docstring(model: FunctionModel): readonly string[] {
  const [first, ...rest] = documentation(model, tupleShapes);
  return [`"""${first ?? ''}`, ...rest, '"""'].map((line) => line.replaceAll('\\', '\\\\'));
}
