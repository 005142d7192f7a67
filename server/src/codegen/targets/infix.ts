/**
 * Arithmetic as every language with infix operators writes it: sums with their signs, products with their brackets. What differs
 * between languages is in `Notation`; what does not is that a product read from the left must not multiply a matrix by a number, or
 * a matrix by a matrix, where a vector would have done.
 */
import type { Rational } from '../../algebra/rational';
import type { LinearTerm, Placed, Value } from '../schedule/operation';
import type { Table, Text, Writing } from './target';

/** Precedence, loosest first. `at`: a product that begins with a matrix product: what multiplies it from the left must bracket it. */
export const LEVEL = { none: 0, sum: 1, at: 2, product: 3, unary: 4, power: 5, atom: 6 } as const;

export const atom = (text: string): Text => ({ text, level: LEVEL.atom });

export interface Notation {
  readonly numeral: (value: Rational) => Text;
  /** The operators, given whether the operands are arrays. */
  readonly plus: (isBroadcast: boolean) => string;
  readonly minus: (isBroadcast: boolean) => string;
  readonly times: (isLeftArray: boolean, isRightArray: boolean) => string;
  readonly over: (isLeftArray: boolean, isRightArray: boolean) => string;
  readonly matmul: string;
  /** A vector as the row or column of a matrix of this shape. */
  readonly placed: (item: Placed, matrix: Value, w: Writing) => Text;
  readonly transposed: (of: Value, w: Writing) => Text;
  /** A sign binds as loosely as a sum, and `x * -y` is not a product: Fortran. */
  readonly looseMinus?: boolean;
  /** Rows before columns: `A * v` scales columns where a row placement stands last. */
  readonly rowsLast: boolean;
}

export const binary = (left: string, operator: string, right: string, level: number = LEVEL.product): Text => ({ text: `${left} ${operator} ${right}`, level });
const bracketed = (part: Text, level: number): string => (part.level < level ? `(${part.text})` : part.text);

type Rows = Pick<Table, 'number' | 'sum' | 'multiply' | 'matmul' | 'dot' | 'transpose'>;

export interface Infix {
  readonly rows: Rows;
  readonly sum: (terms: readonly LinearTerm[], value: Value, w: Writing) => Text;
  /** An operand of a matrix product. */
  readonly operand: (value: Value, w: Writing) => string;
}

export function infix(notation: Notation): Infix {
  const placed = (item: Placed, matrix: Value, w: Writing): Text => (item.as === 'array' ? w.text(item.value) : notation.placed(item, matrix, w));
  const isArray = (item: Placed): boolean => item.value.kind !== 'scalar';

  function coefficientTimes(coefficient: Rational, item: Placed, whole: Value, w: Writing): Text {
    const magnitude = { n: Math.abs(coefficient.n), d: coefficient.d };
    const { operation } = item.value;
    if (operation.op === 'number') return notation.numeral({ n: magnitude.n * operation.value.n, d: magnitude.d * operation.value.d });
    const own = placed(item, whole, w);
    if (magnitude.n === 1 && magnitude.d === 1) return own;
    const number = notation.numeral(magnitude);
    // x / 3 rather than 1 / 3 * x
    if (number.level < LEVEL.atom && magnitude.n === 1) return binary(bracketed(own, LEVEL.at), notation.over(isArray(item), false), notation.numeral({ n: magnitude.d, d: 1 }).text, Math.min(Math.max(own.level, LEVEL.at), LEVEL.product));
    const [only] = operation.op === 'multiply' && own.level === LEVEL.at ? operation.factors : [];
    // 2 / n * (X.T @ r): scalars by scalars first.
    if (operation.op === 'multiply' && only !== undefined) {
      const scalars = operation.divisors.reduce((text, divisor) => `${text} ${notation.over(false, false)} ${bracketed(placed(divisor, whole, w), LEVEL.unary)}`, number.text);
      return binary(scalars, notation.times(false, isArray(item)), `(${w.text(only.value).text})`);
    }
    // 2 * a * b: the number first, so that it meets a scalar before it meets an array.
    const bare = operation.op === 'multiply' && own.level === LEVEL.product;
    return binary(number.text, notation.times(false, isArray(item)), bare || own.level > LEVEL.product ? own.text : `(${own.text})`);
  }

  /** -x, with the sign on something small. */
  const negative = (part: Text): Text => (notation.looseMinus === true ? { text: `-${bracketed(part, LEVEL.at)}`, level: LEVEL.sum } : part.level < LEVEL.product ? { text: `-(${part.text})`, level: LEVEL.unary } : { text: `-${part.text}`, level: part.level === LEVEL.product ? LEVEL.product : LEVEL.unary });

  function sum(terms: readonly LinearTerm[], value: Value, w: Writing): Text {
    const isBroadcast = terms.some((term) => term.value.kind !== value.kind || term.as !== 'array');
    const [first, ...more] = terms.map((term) => ({ isNegative: term.coefficient.n < 0, part: coefficientTimes(term.coefficient, term, value, w) }));
    if (first === undefined) return notation.numeral({ n: 0, d: 1 });
    const start = first.isNegative ? negative(first.part) : first.part;
    if (more.length === 0) return start;
    const rest = more.map(({ isNegative, part }) => ` ${isNegative ? notation.minus(isBroadcast) : notation.plus(isBroadcast)} ${bracketed(part, isNegative ? LEVEL.at : LEVEL.sum)}`);
    return { text: `${start.text}${rest.join('')}`, level: LEVEL.sum };
  }

  function multiply(factors: readonly Placed[], divisors: readonly Placed[], value: Value, w: Writing): Text {
    // Scalars by scalars first: s / t * x touches the array once.
    const scalars = factors.filter((item) => !isArray(item));
    const scalarDivisors = divisors.filter((item) => !isArray(item));
    const arrays = factors.filter(isArray);
    const ordered = notation.rowsLast ? [...arrays.filter((item) => item.as !== 'row'), ...arrays.filter((item) => item.as === 'row')] : arrays;
    const arrayDivisors = divisors.filter(isArray);
    const early = arrays.length > 0 && scalars.length > 0 ? scalarDivisors : [];
    const late = early.length > 0 ? [] : scalarDivisors;
    const [only] = factors;
    // X.T @ r / n
    if (factors.length === 1 && only?.as === 'array' && !divisors.some(isArray) && w.text(only.value).level === LEVEL.at) {
      return { text: late.reduce((text, item) => `${text} ${notation.over(isArray(only), false)} ${bracketed(placed(item, value, w), LEVEL.unary)}`, w.text(only.value).text), level: LEVEL.at };
    }
    let text = '';
    let array = false;
    const times = (item: Placed): void => { text = text === '' ? bracketed(placed(item, value, w), LEVEL.product) : `${text} ${notation.times(array, isArray(item))} ${bracketed(placed(item, value, w), LEVEL.unary)}`; array ||= isArray(item); };
    const over = (item: Placed): void => { text = `${text === '' ? notation.numeral({ n: 1, d: 1 }).text : text} ${notation.over(array, isArray(item))} ${bracketed(placed(item, value, w), LEVEL.unary)}`; array ||= isArray(item); };
    scalars.forEach(times);
    early.forEach(over);
    ordered.forEach(times);
    arrayDivisors.forEach(over);
    late.forEach(over);
    return { text, level: LEVEL.product };
  }

  const operand = (value: Value, w: Writing): string => w.at(value, LEVEL.unary);
  const turned = (of: Value, isTransposed: boolean, w: Writing): string => (isTransposed ? bracketed(notation.transposed(of, w), LEVEL.unary) : operand(of, w));

  return {
    sum, operand,
    rows: {
      number: ({ value }) => notation.numeral(value),
      sum: ({ terms }, value, w) => sum(terms, value, w),
      multiply: ({ factors, divisors }, value, w) => multiply(factors, divisors, value, w),
      matmul: ({ left, leftTransposed, right, rightTransposed }, _, w) => {
        // a @ b @ c from the left as it stands; what was put together from the right is bracketed.
        const bare = !leftTransposed && left.operation.op === 'matmul' && left.kind === 'matrix';
        return binary(bare ? w.at(left, LEVEL.at) : turned(left, leftTransposed, w), notation.matmul, turned(right, rightTransposed, w), LEVEL.at);
      },
      dot: ({ left, right }, _, w) => binary(operand(left, w), notation.matmul, operand(right, w), LEVEL.at),
      transpose: ({ of }, _, w) => notation.transposed(of, w),
    },
  };
}

/** Indents lines that are not empty. */
export const indented = (lines: readonly string[], by: string): readonly string[] => lines.map((line) => (line === '' ? '' : by + line));

/** Whether a value is made of numbers and dimensions only. */
export function isConstant(value: Value): boolean {
  const { operation } = value;
  switch (operation.op) {
    case 'number': case 'pi': case 'dimension': return true;
    case 'sum': return value.kind === 'scalar' && operation.terms.every((term) => isConstant(term.value));
    case 'multiply': return value.kind === 'scalar' && [...operation.factors, ...operation.divisors].every((item) => isConstant(item.value));
    case 'power': return isConstant(operation.base) && isConstant(operation.exponent);
    case 'call': return operation.args.every(isConstant);
    default: return false;
  }
}
