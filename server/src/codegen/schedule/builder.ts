/** Makes values, each once: equal operations on equal operands are the same value, so common sub-expressions are shared by construction. */
import { equalR, keyR, mulR, negR, powR, rational, RATIONAL_MINUS_ONE, RATIONAL_ONE, RATIONAL_ZERO, addR, invR, isIntegerR, type Rational } from '../../algebra/rational';
import { asInteger, multiply as multiplyDimensions, ONE, type Dimension } from '../../shapes/dimension';
import type { Elementary, Kind, LinearTerm, Operation, Placed, Value } from './operation';
import { operandsOf } from './operation';

/** `coefficient * value`: numeric coefficients travel outwards until something needs them in place. */
export interface Scaled { readonly coefficient: Rational; readonly value: Value }

export interface Builder {
  readonly make: (operation: Operation, kind: Kind, rows: Dimension, cols: Dimension) => Value;
  readonly number: (value: Rational) => Value;
  readonly dimension: (dimension: Dimension) => Value;
  readonly fill: (value: Value, rows: Dimension, cols: Dimension) => Value;
  readonly identity: (size: Dimension) => Value;
  readonly sum: (terms: readonly LinearTerm[], like: Like, keepSign?: boolean) => Scaled;
  readonly multiply: (factors: readonly Placed[], divisors: readonly Placed[], like: Like) => Scaled;
  readonly power: (base: Value, exponent: Value) => Scaled;
  readonly call: (name: Elementary, args: readonly Value[]) => Value;
  readonly matmul: (left: Value, right: Value) => Value;
  readonly dot: (left: Value, right: Value) => Value;
  readonly outer: (left: Value, right: Value) => Value;
  readonly transpose: (of: Value) => Value;
  /** The value with its coefficient in place. */
  readonly settle: (scaled: Scaled) => Value;
  /** What the reader calls values. */
  readonly ownNames: Map<Value, string>;
}

export interface Like { readonly kind: Kind; readonly rows: Dimension; readonly cols: Dimension }
export const plain = (value: Value): Scaled => ({ coefficient: RATIONAL_ONE, value });
export const scalarLike: Like = { kind: 'scalar', rows: ONE, cols: ONE };
export const array = (value: Value): Placed => ({ value, as: 'array' });
export const isNumber = (value: Value, n?: number): boolean => value.operation.op === 'number' && (n === undefined || (value.operation.value.n === n && value.operation.value.d === 1));

/** A key of the operation: fields in order, operands by number. */
function keyOf(operation: Operation, rows: Dimension, cols: Dimension): string {
  const parts: string[] = [];
  const write = (field: unknown): void => {
    if (typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean') { parts.push(String(field)); return; }
    if (Array.isArray(field)) { parts.push('['); for (const item of field) write(item); parts.push(']'); return; }
    if (typeof field !== 'object' || field === null) return;
    if ('id' in field) { parts.push(`#${String(field.id)}`); return; }
    if ('key' in field) { parts.push(String(field.key)); return; }
    for (const inner of Object.values(field)) write(inner);
  };
  for (const field of Object.values(operation)) write(field);
  return `${parts.join(' ')} ${rows.key}×${cols.key}`;
}

export function createBuilder(): Builder {
  const known = new Map<string, Value>();
  let next = 1;

  function make(operation: Operation, kind: Kind, rows: Dimension, cols: Dimension): Value {
    const key = keyOf(operation, rows, cols);
    const found = known.get(key);
    if (found !== undefined) return found;
    const value: Value = { id: next++, operation, kind, rows, cols };
    known.set(key, value);
    return value;
  }
  const makeLike = (operation: Operation, like: Like): Value => make(operation, like.kind, like.rows, like.cols);

  const number = (value: Rational): Value => make({ op: 'number', value }, 'scalar', ONE, ONE);
  const fill = (value: Value, rows: Dimension, cols: Dimension): Value => make({ op: 'fill', value }, cols === ONE ? (rows === ONE ? 'scalar' : 'vector') : 'matrix', rows, cols);
  const identity = (size: Dimension): Value => make({ op: 'identity' }, 'matrix', size, size);
  function dimension(of: Dimension): Value {
    const fixed = asInteger(of);
    return fixed === undefined ? make({ op: 'dimension', dimension: of }, 'scalar', ONE, ONE) : number(rational(fixed));
  }

  /** `Σ coefficient * value`, with a coefficient that all terms share taken out and positive the array that was computed first: `A*x - b`, but `x - mean`. */
  function sum(terms: readonly LinearTerm[], like: Like, keepSign = like.kind === 'scalar'): Scaled {
    const collected = new Map<string, LinearTerm>();
    let constant = RATIONAL_ZERO;
    const add = (term: LinearTerm): void => {
      if (term.coefficient.n === 0) return;
      if (term.value.operation.op === 'number') { constant = addR(constant, mulR(term.coefficient, term.value.operation.value)); return; }
      const inner = term.value.operation;
      const [single] = inner.op === 'sum' && inner.terms.length === 1 ? inner.terms : [];
      if (single !== undefined) { add({ value: single.value, as: term.as, coefficient: mulR(term.coefficient, single.coefficient) }); return; }
      const key = `${term.value.id} ${term.as}`;
      const before = collected.get(key);
      collected.set(key, before === undefined ? term : { ...term, coefficient: addR(before.coefficient, term.coefficient) });
    };
    terms.forEach(add);
    const kept = [...collected.values()].filter((term) => term.coefficient.n !== 0);
    if (constant.n !== 0) kept.push({ coefficient: constant, value: number(RATIONAL_ONE), as: 'array' });
    const [first] = kept;
    if (first === undefined) return { coefficient: RATIONAL_ONE, value: like.kind === 'scalar' ? number(RATIONAL_ZERO) : fill(number(RATIONAL_ZERO), like.rows, like.cols) };
    if (kept.length === 1) {
      if (first.value.kind === like.kind) return { coefficient: first.coefficient, value: first.value };
      if (first.value.kind === 'scalar') {
        const scalar = first.value.operation.op === 'number' ? number(mulR(first.coefficient, first.value.operation.value)) : first.value;
        return { coefficient: first.value.operation.op === 'number' ? RATIONAL_ONE : first.coefficient, value: fill(scalar, like.rows, like.cols) };
      }
      return { coefficient: first.coefficient, value: makeLike({ op: 'sum', terms: [{ ...first, coefficient: RATIONAL_ONE }, { coefficient: RATIONAL_ONE, value: fill(number(RATIONAL_ZERO), like.rows, like.cols), as: 'array' }] }, like) };
    }
    const size = (r: Rational): string => keyR({ n: Math.abs(r.n), d: r.d });
    const shared = kept.every((term) => size(term.coefficient) === size(first.coefficient)) ? { n: Math.abs(first.coefficient.n), d: first.coefficient.d } : RATIONAL_ONE;
    const leading = kept.find((term) => term.value.operation.op === 'number') ?? kept.filter((term) => isComputed(term.value) && term.value.kind === like.kind).sort((a, b) => a.value.id - b.value.id)[0] ?? first;
    const isNegative = keepSign ? kept.every((term) => term.coefficient.n < 0) : leading.coefficient.n < 0;
    const sign = isNegative ? RATIONAL_MINUS_ONE : RATIONAL_ONE;
    const coefficient = mulR(shared, sign);
    const divided = kept.map((term) => ({ ...term, coefficient: mulR(term.coefficient, invR(coefficient)) }));
    return { coefficient, value: makeLike({ op: 'sum', terms: ordered(divided) }, like) };
  }

  function multiply(factors: readonly Placed[], divisors: readonly Placed[], like: Like): Scaled {
    let coefficient = RATIONAL_ONE;
    const over: Placed[] = [];
    const under: Placed[] = [];
    const push = (item: Placed, up: boolean): void => {
      const { operation } = item.value;
      if (operation.op === 'number' && !(operation.value.n === 0 && !up)) { coefficient = mulR(coefficient, up ? operation.value : invR(operation.value)); return; }
      if (operation.op === 'sum' && operation.terms.length === 1 && operation.terms[0] !== undefined && operation.terms[0].as === 'array' && operation.terms[0].value.kind === item.value.kind) {
        const [inner] = operation.terms;
        coefficient = mulR(coefficient, up ? inner.coefficient : invR(inner.coefficient));
        push({ value: inner.value, as: item.as }, up);
        return;
      }
      // Probabilities, divided row by row, stay what they are: they are read more than once.
      if (operation.op === 'multiply' && item.as === 'array' && operation.divisors.every((divisor) => divisor.as === 'array') && (item.value.kind === 'scalar' || up) && operation.factors.length + operation.divisors.length <= 3) {
        for (const inner of operation.factors) push(inner, up);
        for (const inner of operation.divisors) push(inner, !up);
        return;
      }
      (up ? over : under).push(item);
    };
    for (const factor of factors) push(factor, true);
    for (const divisor of divisors) push(divisor, false);
    for (let i = under.length - 1; i >= 0; i--) {
      const divisor = under[i];
      const at = over.findIndex((factor) => factor.value === divisor?.value && factor.as === divisor.as && factor.value.kind === 'scalar');
      if (at >= 0) { over.splice(at, 1); under.splice(i, 1); }
    }
    if (coefficient.n === 0) return { coefficient: RATIONAL_ONE, value: like.kind === 'scalar' ? number(RATIONAL_ZERO) : fill(number(RATIONAL_ZERO), like.rows, like.cols) };
    const [only] = over;
    if (only === undefined && under.length === 0) return like.kind === 'scalar' ? { coefficient: RATIONAL_ONE, value: number(coefficient) } : { coefficient, value: fill(number(RATIONAL_ONE), like.rows, like.cols) };
    if (over.length === 1 && under.length === 0 && only !== undefined && only.value.kind === like.kind) return { coefficient, value: only.value };
    if (like.kind !== 'scalar' && [...over, ...under].every((item) => item.value.kind === 'scalar')) {
      return { coefficient, value: fill(settle(multiply(over, under, scalarLike)), like.rows, like.cols) };
    }
    // Scalars, then arrays, sums last: `p * (1 - p)`.
    const rank = (item: Placed): number => (item.value.kind === 'scalar' ? 0 : 2) + (item.value.operation.op === 'sum' ? 1 : 0);
    const byRank = (items: readonly Placed[]): readonly Placed[] => items.map((item, i) => ({ item, i })).sort((a, b) => rank(a.item) - rank(b.item) || a.i - b.i).map(({ item }) => item);
    return { coefficient, value: makeLike({ op: 'multiply', factors: byRank(over), divisors: byRank(under) }, like) };
  }

  function power(base: Value, exponent: Value): Scaled {
    const like: Like = base.kind === 'scalar' ? exponent : base;
    if (exponent.operation.op === 'number') {
      const k = exponent.operation.value;
      if (base.operation.op === 'number' && isIntegerR(k)) return plain(number(powR(base.operation.value, k.n)));
      if (k.n < 0) { const positive = power(base, number(negR(k))); return multiply([], [array(settle(positive))], like); }
      if (k.n === 0) return plain(like.kind === 'scalar' ? number(RATIONAL_ONE) : fill(number(RATIONAL_ONE), like.rows, like.cols));
      if (equalR(k, RATIONAL_ONE)) return plain(base);
      if (k.d === 2) {
        const root = call('sqrt', [base]);
        return k.n === 1 ? plain(root) : plain(makeLike({ op: 'power', base: root, exponent: number(rational(k.n)) }, like));
      }
    }
    return plain(makeLike({ op: 'power', base, exponent }, like));
  }

  function call(name: Elementary, args: readonly Value[]): Value {
    const like = args.find((arg) => arg.kind !== 'scalar') ?? args[0];
    return makeLike({ op: 'call', name, args }, like ?? scalarLike);
  }

  function transpose(of: Value): Value {
    if (of.kind !== 'matrix') return of;
    const { operation } = of;
    if (operation.op === 'transpose') return operation.of;
    if (operation.op === 'identity' || operation.op === 'diagonalMatrix' || operation.op === 'choleskyInverse' || (operation.op === 'inverse' && operation.structure === 'posdef')) return of;
    if (operation.op === 'fill') return fill(operation.value, of.cols, of.rows);
    if (operation.op === 'asRow') return make({ op: 'asColumn', of: operation.of }, 'matrix', of.cols, of.rows);
    if (operation.op === 'asColumn') return make({ op: 'asRow', of: operation.of }, 'matrix', of.cols, of.rows);
    if (operation.op === 'matmul' && operation.left === operation.right && operation.leftTransposed !== operation.rightTransposed) return of;
    return make({ op: 'transpose', of }, 'matrix', of.cols, of.rows);
  }

  function matmul(left: Value, right: Value): Value {
    const a = left.operation.op === 'transpose' ? left.operation.of : left;
    const b = right.operation.op === 'transpose' ? right.operation.of : right;
    return make({ op: 'matmul', left: a, leftTransposed: a !== left, right: b, rightTransposed: b !== right }, right.kind === 'vector' ? 'vector' : 'matrix', left.rows, right.cols);
  }
  const dot = (left: Value, right: Value): Value => {
    if (left.kind === 'scalar') return settle(multiply([array(left), array(right)], [], scalarLike));
    for (const [unit, other] of [[left, right], [right, left]] as const) if (unit.operation.op === 'unit') return make({ op: 'pick', along: 'entry', index: unit.operation.index, of: other }, 'scalar', ONE, ONE);
    return make({ op: 'dot', left, right }, 'scalar', ONE, ONE);
  };
  const outer = (left: Value, right: Value): Value => make({ op: 'outer', left, right }, 'matrix', left.rows, right.rows);

  function settle({ coefficient, value }: Scaled): Value {
    if (coefficient.n === 1 && coefficient.d === 1) return value;
    if (value.operation.op === 'number') return number(mulR(coefficient, value.operation.value));
    if (value.operation.op === 'outer') return outer(settle({ coefficient, value: value.operation.left }), value.operation.right);
    if (value.operation.op === 'kronIdentity' || value.operation.op === 'diagonalMatrix') return makeLike({ ...value.operation, of: settle({ coefficient, value: value.operation.of }) }, value);
    if (value.operation.op === 'fill' && value.operation.value.operation.op === 'number') return fill(number(mulR(coefficient, value.operation.value.operation.value)), value.rows, value.cols);
    return makeLike({ op: 'sum', terms: [{ coefficient, value, as: 'array' }] }, value);
  }

  return { make, number, dimension, fill, identity, sum, multiply, power, call, matmul, dot, outer, transpose, settle, ownNames: new Map() };
}

/** Neither an input nor a constant: something that was worked out, whose storage may be written over. */
export const isComputed = (value: Value): boolean => operandsOf(value.operation).length > 0 && value.operation.op !== 'transpose' && value.operation.op !== 'flatten' && value.operation.op !== 'fill';

/** Positive terms first and computed ones before inputs, so that a target can work in the storage of the first. */
function ordered(terms: readonly LinearTerm[]): readonly LinearTerm[] {
  const rank = (term: LinearTerm): number => (term.coefficient.n < 0 ? 4 : 0) + (term.value.kind === 'scalar' ? 2 : 0) + (isComputed(term.value) && term.value.kind === 'matrix' ? 0 : 1);
  return terms.map((term, i) => ({ term, i })).sort((a, b) => rank(a.term) - rank(b.term) || a.i - b.i).map(({ term }) => term);
}

export const sizeOf = (value: Like): Dimension => multiplyDimensions(value.rows, value.cols);
