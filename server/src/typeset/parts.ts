/** The constructions of mathematical writing, each with the brackets it needs: the same in every notation. */
import { box, levels, type Box } from './box';
import { inEach, type Dialect, type InfixSign } from './dialect';

export const bracketed = (dialect: Dialect, inner: Box): Box => box(dialect.brackets(inner.text, inner.tall), levels.atom, 'bracket', 'bracket', inner.tall === true ? { tall: true } : {});

/** A box that binds at least as tightly as `level`; `afterOperator`: a sign at its beginning needs brackets. */
export function atLeast(dialect: Dialect, inner: Box, level: number, afterOperator = false): Box {
  return inner.level < level || (afterOperator && inner.minus === true) ? bracketed(dialect, inner) : inner;
}

/** A box that nothing can run into from the right. */
function shut(dialect: Dialect, inner: Box): Box {
  return inner.open === undefined ? inner : inner.closed ?? bracketed(dialect, inner);
}

/** A box that can carry a script. */
export const asAtom = (dialect: Dialect, inner: Box): Box => atLeast(dialect, shut(dialect, inner), levels.atom, true);

const opening = ({ open, closed }: Box): Pick<Box, 'open' | 'closed'> => (open === undefined ? {} : closed === undefined ? { open } : { open, closed });
const endOf = ({ macro }: Box): Pick<Box, 'macro'> => (macro === true ? { macro } : {});
const signOf = ({ minus }: Box): Pick<Box, 'minus'> => (minus === true ? { minus } : {});

export function negative(dialect: Dialect, inner: Box): Box {
  const operand = atLeast(dialect, inner, levels.infix, true);
  return box(dialect.minus + operand.text, Math.min(operand.level, levels.product), operand.first, operand.last, { minus: true, ...endOf(operand), ...(operand.infix === undefined ? {} : { infix: operand.infix }), ...(operand.open === undefined ? {} : { open: operand.open }) });
}

/** a + b, a − b. */
export function added(dialect: Dialect, sign: '+' | '-', left: Box, right: Box): Box {
  // A sum over an index would take the next term as its own.
  // On the left a sum over an index needs none: what it is over has brackets where it has terms, so a term that follows is none of them.
  const second = atLeast(dialect, right, levels.infix, true);
  return box(`${left.text} ${sign === '-' ? dialect.minus : '+'} ${second.text}`, levels.sum, left.first, second.last, { ...signOf(left), ...(second.open === undefined ? {} : { open: second.open }) });
}

/** a ⊙ b and its like; a chain of one sign needs no brackets. */
export function infix(dialect: Dialect, sign: InfixSign, left: Box, right: Box): Box {
  const chain = left.level === levels.infix && left.infix === sign && sign !== '⊘' && left.open === undefined;
  const first = chain ? left : atLeast(dialect, left.open === 'sum' ? bracketed(dialect, left) : left, levels.quotient);
  const second = atLeast(dialect, right, levels.quotient, true);
  return box(first.text + dialect.infix(sign) + second.text, levels.infix, first.first, second.last, { infix: sign, ...signOf(first), ...opening(second) , ...(second.open === undefined ? {} : { closed: box(first.text + dialect.infix(sign) + shut(dialect, second).text, levels.infix, first.first, 'bracket', { infix: sign }) }) });
}

/** Side by side. The right factor is bracketed where it is a product itself, so that the order of multiplication stays as it is. */
export function product(dialect: Dialect, left: Box, right: Box): Box {
  const first = atLeast(dialect, shut(dialect, left), levels.product);
  // A function without brackets may stand last: `a log x`.
  const second = right.open === 'function' && right.closed !== undefined && right.minus !== true ? right : atLeast(dialect, right, levels.factor, true);
  const join = (factor: Box): string => dialect.join(first, dialect.between(first.last, factor.first), factor);
  const closed = second.closed === undefined ? {} : { closed: box(join(second.closed), levels.product, first.first, second.closed.last, signOf(first)) };
  return box(join(second), levels.product, first.first, second.last, { ...signOf(first), ...endOf(second), ...(second.open === undefined ? {} : { open: second.open }), ...closed });
}

/** Whether a fraction has a bar, below which nothing can be run into. */
const BARRED = inEach(true, false, true);

export function quotient(dialect: Dialect, left: Box, right: Box): Box {
  return dialect.fraction(shut(dialect, left), BARRED[dialect.kind] ? right : shut(dialect, right));
}

export function power(dialect: Dialect, left: Box, right: Box, entrywise: boolean): Box {
  const base = asAtom(dialect, left);
  return entrywise ? dialect.raisedEntrywise(base, right) : dialect.raised(base, right);
}

const TRANSPOSED = inEach('\\top', '⊤', 'top');

export function transpose(dialect: Dialect, inner: Box): Box {
  const sign = TRANSPOSED[dialect.kind];
  if (inner.inverseOf !== undefined) return dialect.raised(inner.inverseOf, dialect.minus + sign);
  return dialect.raised(inner.differential === true ? inner : asAtom(dialect, inner), sign);
}

/** X⁻¹. */
export function inverse(dialect: Dialect, inner: Box): Box {
  const base = asAtom(dialect, inner);
  return { ...dialect.raised(base, `${dialect.minus}1`), inverseOf: base };
}

/** ∑ over an index, open to the right: it takes the whole product that follows. */
export function indexedSum(dialect: Dialect, index: string, from: string, to: string, body: Box): Box {
  return box(dialect.sum(index, from, to) + atLeast(dialect, body, levels.infix, true).text, levels.factor, 'operator', 'other', { open: 'sum', tall: true });
}
