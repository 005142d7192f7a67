/** Sums: flat, like terms collected, coefficients rational. A row is the transpose of a column sum. */
import { isRow, SCALAR, transposedShape, type Shape } from '../../shapes/shape';
import { intern, nodeAt } from '../arena';
import type { ApplyExpr, Expr, Term } from '../expression';
import { addR, equalR, keyR, mulR, negR, RATIONAL_MINUS_ONE, RATIONAL_ONE, type Rational } from '../rational';
import { isZero, numeral, one, zero } from './leaf';
import { splitCoefficient } from './parts';
import { apply } from './apply';
import { transpose } from './transpose';

/**
 * A nested sum is merged into the outer one only up to this many terms: merging large shared sums again and again would make
 * a chain of n additions quadratic.
 */
const FLATTEN_TERMS = 64;

/** `Σ coefficientᵢ * exprᵢ`, all of shape `of`. */
export function sum(terms: readonly Term[], of: Shape): Expr {
  if (isRow(of) && of !== SCALAR) return rowSum(terms, of);
  const collected = new Map<Expr, Rational>();
  const collect = (expr: Expr, coefficient: Rational): void => {
    const known = collected.get(expr);
    collected.set(expr, known === undefined ? coefficient : addR(known, coefficient));
  };
  for (const term of terms) {
    if (isZero(term.expr) || term.coefficient.n === 0) continue;
    if (term.expr.op === 'number') { collect(one(), mulR(term.coefficient, term.expr.value)); continue; }
    if (term.expr.op === 'sum' && (term.expr.terms.length <= FLATTEN_TERMS || terms.length === 1)) {
      for (const inner of term.expr.terms) collect(inner.expr, mulR(term.coefficient, inner.coefficient));
      continue;
    }
    collect(term.expr, term.coefficient);
  }
  const blocks = blockwise(collected, of);
  if (blocks !== undefined) return blocks;
  const kept: Term[] = [];
  for (const [expr, coefficient] of collected) if (coefficient.n !== 0) kept.push({ coefficient, expr });
  const first = kept[0];
  if (first === undefined) return zero(of);
  if (kept.length === 1) {
    if (first.expr.op === 'number') return numeral(mulR(first.coefficient, first.expr.value));
    if (first.coefficient.n === 1 && first.coefficient.d === 1) return first.expr;
  }
  return intern(keyOf(kept), of, kept.map((term) => term.expr), { op: 'sum', terms: kept });
}

function keyOf(terms: readonly Term[]): string {
  const keys = terms.map((term) => `${term.expr.id}:${keyR(term.coefficient)}`);
  const [first, second] = keys;
  // Most sums have two terms: sorting these takes longer than all else here.
  if (first !== undefined && second !== undefined && keys.length === 2) return first < second ? `+ ${first} ${second}` : `+ ${second} ${first}`;
  return `+ ${keys.sort().join(' ')}`;
}

/** The sum of these terms, none like another, if it has been built. */
export const sumAt = (terms: readonly Term[]): Expr | undefined => nodeAt(keyOf(terms));

/** [A; B] + [C; D] is [A + C; B + D] where the blocks have the same shapes. */
function blockwise(collected: ReadonlyMap<Expr, Rational>, of: Shape): Expr | undefined {
  let pattern: ApplyExpr | undefined;
  const members: { readonly expr: ApplyExpr; readonly coefficient: Rational }[] = [];
  for (const [expr, coefficient] of collected) {
    if (expr.op !== 'apply' || (expr.name !== 'hcat' && expr.name !== 'vcat') || coefficient.n === 0) continue;
    pattern ??= expr;
    if (expr.name === pattern.name && expr.args.every((arg, i) => arg.shape === pattern?.args[i]?.shape)) members.push({ expr, coefficient });
  }
  if (pattern === undefined || members.length < 2) return undefined;
  const merged = apply(pattern.name, pattern.args.map((arg, i) => sum(members.map(({ expr, coefficient }) => ({ coefficient, expr: expr.args[i] ?? arg })), arg.shape)));
  const others = [...collected].filter(([expr]) => !members.some((member) => member.expr === expr)).map(([expr, coefficient]) => ({ coefficient, expr }));
  return others.length === 0 ? merged : sum([...others, { coefficient: RATIONAL_ONE, expr: merged }], of);
}

/** A row: the transpose of the column sum, but a single multiple keeps its coefficient outside. */
function rowSum(terms: readonly Term[], of: Shape): Expr {
  const [first] = terms;
  if (terms.length === 1 && first !== undefined && first.expr.op !== 'sum' && first.expr.op !== 'zero' && first.coefficient.n !== 0) return equalR(first.coefficient, RATIONAL_ONE) ? first.expr : multiple(first.coefficient, first.expr);
  const columns = sum(terms.map((term) => ({ coefficient: term.coefficient, expr: transpose(term.expr) })), transposedShape(of));
  const only = columns.op === 'sum' && columns.terms.length === 1 ? columns.terms[0] : undefined;
  return only === undefined ? transpose(columns) : multiple(only.coefficient, transpose(only.expr));
}

/** The node `coefficient * expr` of an expression without a coefficient of its own. */
export function multiple(coefficient: Rational, expr: Expr): Expr {
  return intern(`+ ${expr.id}:${keyR(coefficient)}`, expr.shape, [expr], { op: 'sum', terms: [{ coefficient, expr }] });
}

export const times = (coefficient: Rational, e: Expr): Expr => sum([{ coefficient, expr: e }], e.shape);
export const negate = (e: Expr): Expr => times(RATIONAL_MINUS_ONE, e);

/** `a + b + …`; every operand of the shape of the first. */
export function add(...operands: readonly [Expr, ...Expr[]]): Expr {
  return sum(operands.map((expr) => ({ coefficient: RATIONAL_ONE, expr })), operands[0].shape);
}

export const subtract = (a: Expr, b: Expr): Expr => sum([{ coefficient: RATIONAL_ONE, expr: a }, { coefficient: RATIONAL_MINUS_ONE, expr: b }], a.shape);

/** The terms of `e` read as a sum. */
export const termsOf = (e: Expr): readonly Term[] => (e.op === 'sum' ? e.terms : [(({ coefficient, rest }) => ({ coefficient, expr: rest }))(splitCoefficient(e))]);

/** Whether a reader would write `e` with a leading minus: its first term is negative. */
export function isNegative(e: Expr): boolean {
  if (e.op === 'number') return e.value.n < 0;
  return e.op === 'sum' && (e.terms[0]?.coefficient.n ?? 0) < 0;
}

/** Whether every coefficient is negative, so that a minus can be taken out whole. */
export const isAllNegative = (e: Expr): boolean => (e.op === 'number' ? e.value.n < 0 : e.op === 'sum' && e.terms.every((term) => term.coefficient.n < 0));

export const negated = (terms: readonly Term[]): readonly Term[] => terms.map((term) => ({ coefficient: negR(term.coefficient), expr: term.expr }));
