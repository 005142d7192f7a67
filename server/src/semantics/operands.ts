/**
 * How the shapes of two operands combine. Every operator here means more than one thing (`*` scales or multiplies matrices, `+` adds
 * entry by entry or to every entry), so its rule waits until it is clear which is meant, and says meanwhile what holds either way.
 */
import { ONE, type Dimension } from '../shapes/dimension';
import { SCALAR, shape, type Shape } from '../shapes/shape';
import type { BinaryOperator } from '../syntax/tree';
import type { Attempt, Unifier } from './unify';

/** `operands`: the two do not fit together; `result`: what they give is not what the expression around needs. */
export type Clash = 'operands' | 'result';

interface OperandRule {
  /** The shape of the result once it is clear how the operands combine, `clash` where they cannot, undefined while it is open. */
  readonly combine: (u: Unifier, left: Shape, right: Shape, clash: () => void) => Shape | 'clash' | undefined;
  /** What holds whichever way they combine. Gives the dimensions to wait for. */
  readonly meanwhile: (u: Unifier, left: Shape, right: Shape, result: Shape, clash: (clash: Clash) => void) => readonly Dimension[];
}

const both = (s: Shape): readonly Dimension[] => [s.rows, s.cols];

const differ = (u: Unifier, a: Dimension, b: Dimension): boolean => { const [x, y] = [u.extent(a), u.extent(b)]; return x !== y && x !== 'open' && y !== 'open'; };

const product: OperandRule = {
  combine: (u, left, right, clash) => {
    const l = u.kind(left);
    const r = u.kind(right);
    if (l === 'scalar') return right;
    if (r === 'scalar') return left;
    if (l !== 'array' || r !== 'array') return undefined;
    // Two columns: the reader has to say which product is meant. (Their sizes could be made to fit only by making one of them a scalar.)
    if (u.extent(left.cols) === 'one' && u.extent(right.cols) === 'one') return 'clash';
    return u.equate(left.cols, right.rows, clash) ? shape(left.rows, right.cols) : 'clash';
  },
  meanwhile: (u, left, right, result, clash) => {
    const otherwise = (): void => { clash('result'); };
    if (u.kind(left) === 'array') {
      u.equate(result.rows, left.rows, otherwise);
      // Nothing but a scalar has one row and stands to the right of several columns.
      if (u.extent(left.cols) === 'many' && u.extent(right.rows) === 'one') u.equate(right.cols, ONE, otherwise);
      else if (u.kind(result) === 'scalar') { u.equate(left.cols, right.rows, () => { clash('operands'); }); u.equate(right.cols, ONE, otherwise); }
      if (u.extent(result.cols) === 'one') u.equate(right.cols, ONE, otherwise);
      return [...both(right), ...both(result)];
    }
    if (u.kind(right) === 'array') {
      u.equate(result.cols, right.cols, otherwise);
      // In front of a row stands a column or a scalar; a result of one row has only one row to the left.
      if (u.extent(right.rows) === 'one') u.equate(left.cols, ONE, otherwise);
      if (u.extent(result.rows) === 'one') u.equate(left.rows, ONE, otherwise);
      if (u.extent(right.rows) === 'many' && u.extent(left.cols) === 'one') u.equate(left.rows, ONE, otherwise);
      else if (u.kind(result) === 'scalar') { u.equate(left.cols, right.rows, () => { clash('operands'); }); u.equate(left.rows, ONE, otherwise); }
      return [...both(left), ...both(result)];
    }
    return [...both(left), ...both(right), ...both(result)];
  },
};

/** Equal shapes, or one of the two is a scalar. */
const entrywise: OperandRule = {
  combine: (u, left, right, clash) => {
    const a = u.resolveShape(left);
    const b = u.resolveShape(right);
    if (a === b) return a;
    const l = u.kind(a);
    const r = u.kind(b);
    if (l === 'scalar') return b;
    if (r === 'scalar') return a;
    if (l !== 'array' || r !== 'array') return undefined;
    // A column beside a matrix: nothing is to be made a column to fit.
    if (differ(u, a.rows, b.rows) || differ(u, a.cols, b.cols)) return 'clash';
    return u.equateShapes(a, b, clash) ? a : 'clash';
  },
  meanwhile: (u, left, right, result, clash) => {
    const otherwise = (): void => { clash('result'); };
    const known = u.kind(left) === 'array' ? left : u.kind(right) === 'array' ? right : undefined;
    if (known !== undefined) u.equateShapes(result, known, otherwise);
    for (const operand of [left, right]) {
      if (operand === known) continue;
      if (u.extent(result.rows) === 'one') u.equate(operand.rows, ONE, otherwise);
      if (u.extent(result.cols) === 'one') u.equate(operand.cols, ONE, otherwise);
    }
    return known === undefined ? [...both(left), ...both(right), ...both(result)] : both(known === left ? right : left);
  },
};

/** `A/B` is `A*inv(B)`: the divisor is a scalar or square. */
const quotient: OperandRule = {
  combine: (u, left, right, clash) => {
    const r = u.kind(right);
    if (r === 'scalar') return left;
    if (r === 'open' || u.kind(left) === 'open') return undefined;
    if (u.kind(left) === 'scalar') return 'clash';
    return u.equate(right.rows, right.cols, clash) && u.equate(left.cols, right.rows, clash) ? left : 'clash';
  },
  meanwhile: (u, left, right, result, clash) => {
    u.equateShapes(result, left, () => { clash('result'); });
    const operandsClash = (): void => { clash('operands'); };
    if (u.kind(right) === 'open' && u.extent(left.cols) === 'one') u.equateShapes(right, SCALAR, operandsClash);
    return [...both(right), ...both(left)];
  },
};

/** `A\b` solves `A*x = b`: the left side is a scalar or square. */
const solution: OperandRule = {
  combine: (u, left, right, clash) => {
    const l = u.kind(left);
    if (l === 'scalar') return right;
    if (l === 'open') return undefined;
    return u.equate(left.rows, left.cols, clash) && u.equate(left.cols, right.rows, clash) ? right : 'clash';
  },
  meanwhile: (u, left, right, result, clash) => {
    u.equateShapes(result, right, () => { clash('result'); });
    const operandsClash = (): void => { clash('operands'); };
    if (u.equate(left.rows, left.cols, operandsClash) && u.extent(right.rows) === 'one') u.equate(left.cols, ONE, operandsClash);
    return [...both(left), ...both(right)];
  },
};

/** A scalar exponent; a matrix power needs a square matrix, and a scalar is one too. */
const power: OperandRule = {
  combine: (u, left, right, clash) => (u.equateShapes(right, SCALAR, clash) && u.equate(left.rows, left.cols, clash) ? left : 'clash'),
  meanwhile: () => [],
};

export const operandRules: Readonly<Record<BinaryOperator, OperandRule>> = {
  '+': entrywise, '-': entrywise, '.*': entrywise, './': entrywise, '.^': entrywise,
  '*': product, '/': quotient, '\\': solution, '^': power,
};

/** The shape of the result; where it is not clear yet, an unknown shape with the rule posted. `clash` is called at most once. */
export function combine(u: Unifier, rule: OperandRule, left: Shape, right: Shape, clash: (clash: Clash) => void): Shape {
  let clashed = false;
  const report = (what: Clash): void => {
    if (clashed) return;
    clashed = true;
    u.undoable(() => { clashed = false; });
    clash(what);
  };
  const operandsClash = (): void => { report('operands'); };
  const now = rule.combine(u, left, right, operandsClash);
  if (now === 'clash') { operandsClash(); return u.freshShape(); }
  if (now !== undefined) return now;
  const result = u.freshShape();
  const attempt: Attempt = () => {
    if (clashed) return 'settled';
    const found = rule.combine(u, left, right, operandsClash);
    if (found === 'clash') { operandsClash(); return 'settled'; }
    if (found === undefined) return rule.meanwhile(u, left, right, result, report);
    u.equateShapes(result, found, () => { report('result'); });
    return 'settled';
  };
  u.post(attempt);
  return result;
}
