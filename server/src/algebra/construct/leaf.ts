/** Leaves: numbers, dimensions, symbols, identity, ones, zero. */
import { asInteger, type Dimension } from '../../shapes/dimension';
import type { Property } from '../../shapes/adjectives';
import { column, SCALAR, shape, type Shape } from '../../shapes/shape';
import { intern, nodeAt } from '../arena';
import type { Equation, Expr, SymbolExpr } from '../expression';
import { keyR, rational, RATIONAL_ONE, type Rational } from '../rational';

export const numeral = (value: Rational): Expr => (value.n === 1 && value.d === 1 ? one() : intern(`#${keyR(value)}`, SCALAR, [], { op: 'number', value }));
export const integer = (value: number): Expr => (value === 1 ? one() : numeral(rational(value)));
/** The number asked for most by far. */
export const one = (): Expr => nodeAt('#1') ?? intern('#1', SCALAR, [], { op: 'number', value: RATIONAL_ONE });
export const zero = (of: Shape): Expr => (of === SCALAR ? integer(0) : intern(`0 ${of.rows.key}×${of.cols.key}`, of, [], { op: 'zero' }));

/** A dimension as a scalar; a fixed one is a number. */
export function dimension(value: Dimension): Expr {
  const fixed = asInteger(value);
  return fixed !== undefined ? integer(fixed) : intern(`dim ${value.key}`, SCALAR, [], { op: 'dimension', dimension: value });
}

export function identity(size: Dimension): Expr {
  return asInteger(size) === 1 ? one() : intern(`I ${size.key}`, shape(size, size), [], { op: 'identity' });
}

/** A column of ones. */
export function ones(size: Dimension): Expr {
  return asInteger(size) === 1 ? one() : intern(`ones ${size.key}`, column(size), [], { op: 'ones' });
}

/** A variable. Its properties belong to its identity: the same name with and without them are two symbols. */
export function symbol(name: string, of: Shape, properties: ReadonlySet<Property>, role: SymbolExpr['role'] = 'variable'): Expr {
  return intern(`${role} ${name} ${of.rows.key}×${of.cols.key} ${[...properties].join(' ')}`, of, [], { op: 'symbol', name, properties, role });
}

/** The variable `name` as the solution of an equation: another symbol than the plain one of this name. */
export const solution = (name: string, of: Shape, properties: ReadonlySet<Property>, solves: Equation): Expr =>
  intern(`solution ${name} ${of.rows.key}×${of.cols.key} ${solves.value.id} ${solves.parameters.map(({ operand }) => operand.id).join(' ')}`, of, [], { op: 'symbol', name, properties, role: 'variable', solves });

const NO_PROPERTIES: ReadonlySet<Property> = new Set();
/** The argument of a linear map: an expression with one of these in it is the map. */
export const hole = (of: Shape): Expr => symbol('∂', of, NO_PROPERTIES, 'hole');
export const pi = (): Expr => symbol('pi', SCALAR, new Set<Property>(['positive', 'nonnegative']), 'constant');

export const isNumber = (e: Expr): e is Extract<Expr, { op: 'number' }> => e.op === 'number';
export const isZero = (e: Expr): boolean => e.op === 'zero' || (e.op === 'number' && e.value.n === 0);
export const isOne = (e: Expr): boolean => e.op === 'number' && e.value.n === 1 && e.value.d === 1;
/** The integer an expression is, or undefined. */
export const integerOf = (e: Expr): number | undefined => (e.op === 'number' && e.value.d === 1 && Number.isInteger(e.value.n) ? e.value.n : undefined);
const isOnesOrRow = (e: Expr): boolean => e.op === 'ones' || (e.op === 'transpose' && e.of.op === 'ones');
/** A column of ones, a row of them, or a matrix of ones. */
export function isAllOnes(e: Expr): boolean {
  return isOne(e) || isOnesOrRow(e) || (e.op === 'product' && e.factors.length === 2 && e.factors.every(isOnesOrRow));
}
