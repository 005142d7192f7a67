/**
 * The entry of an expression at a row and a column, as a scalar with explicit sums: one rule per kind of node and per function. What has no rule for
 * its entries stays a matrix by name: `inv(X)[i, j]`, `softmax(X*w)[i]`.
 */
import { apply } from '../../../algebra/construct/apply';
import { allOnes, scalarProduct } from '../../../algebra/construct/hadamard';
import { integer, integerOf } from '../../../algebra/construct/leaf';
import { power } from '../../../algebra/construct/power';
import { product } from '../../../algebra/construct/product';
import { add, sum } from '../../../algebra/construct/sum';
import { transpose } from '../../../algebra/construct/transpose';
import { unknown } from '../../../algebra/construct/unknown';
import { postorderOf, operandsOf, type ApplyExpr, type Expr, type PrimitiveName } from '../../../algebra/expression';
import { squaredNormOf } from '../../../presentation/notation/terms';
import { ONE, ZERO, type Dimension } from '../../../shapes/dimension';
import { SCALAR } from '../../../shapes/shape';
import { substitute } from '../../../algebra/rewrite';
import { unitVector, type Atoms } from './atoms';
import { contract } from './contract';
import { counted, FIRST, joined, keyOf, numberOf, parted, type Position } from './position';
import { finer, sideOf, type Side } from './sides';

/** Rules applied in one index form: far above what is ever shown, and a few milliseconds. */
const MAX_RULES = 4_000;
/** The rules call each other as deep as the expression is. */
export const MAX_INDEX_DEPTH = 200;
/** A power of a matrix up to this exponent is written as the product that it is. */
const POWER_FACTORS = 3;

/** An index form has grown beyond what anybody reads. */
export class Unwieldy extends Error {}

export interface Walk {
  readonly atoms: Atoms;
  /** Changes of the variable that stand for a one at these indices and zeros elsewhere. */
  readonly units: ReadonlyMap<Expr, { readonly row: Position; readonly column: Position }>;
  /** Whether a factor in which no unit stands is left a matrix by name. */
  readonly closed: (e: Expr) => boolean;
}

/** The entry of `root` at (row, column); a vector has one column, which is 1. @throws Unwieldy */
export function entryOf(root: Expr, row: Position, column: Position, { atoms, units, closed }: Walk): Expr {
  const moves = movement(units);
  const known = new Map<string, Expr>();
  let rules = 0;

  const entry = (e: Expr, i: Position, j: Position): Expr => {
    const key = `${e.id} ${keyOf(i)} ${keyOf(j)}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    if (++rules > MAX_RULES) throw new Unwieldy();
    const made = ofNode(e, i, j);
    known.set(key, made);
    return made;
  };
  const whole = (e: Expr): Expr => entry(e, FIRST, FIRST);

  /** By name: the entry of the matrix itself, in it units as the matrices that they are. Of a matrix and its transpose, the plainer one. */
  const named = (e: Expr, i: Position, j: Position): Expr => {
    const fixed = moves(e) ? substitute(e, new Map([...units].map(([unit, at]) => [unit, unitMatrix(unit, at)]))) : e;
    if (fixed.shape === SCALAR) return fixed;
    const mirrored = transpose(fixed);
    return transposes(mirrored) < transposes(fixed) ? atoms.entry(mirrored, numberOf(j), numberOf(i)) : atoms.entry(fixed, numberOf(i), numberOf(j));
  };
  const delta = (size: Dimension, i: Position, j: Position): Expr => {
    if (i.is === 'counted' && j.is === 'counted' && i.digits.length === j.digits.length && i.digits.every((digit, k) => digit.size === j.digits[k]?.size)) {
      return scalarProduct(i.digits.map((digit, k) => atoms.delta(digit.size, digit.at, j.digits[k]?.at ?? integer(1))));
    }
    if (i.is === 'block' && j.is === 'block') return i.before === j.before ? delta(size, i.at, j.at) : integer(0);
    return atoms.delta(size, numberOf(i), numberOf(j));
  };

  /** The sum of `body` over all positions of a side. */
  const over = (side: Side, body: (position: Position) => Expr): Expr => {
    const count = (sizes: readonly Dimension[], inner: (position: Position) => Expr): Expr => {
      const running = sizes.map((size) => ({ size, running: atoms.fresh(size) }));
      return running.reduceRight((made, each) => contract(each.running, made, atoms), inner(counted(...running.map(({ size, running: { at } }) => ({ at, size })))));
    };
    if (side.is === 'indices') return count(side.sizes, body);
    const [first, second] = side.sizes;
    return add(count([first], (at) => body({ is: 'block', at, before: ZERO })), count([second], (at) => body({ is: 'block', at, before: first })));
  };
  const factor = (e: Expr, i: Position, j: Position): Expr => (!moves(e) && e.shape !== SCALAR && closed(e) ? named(e, i, j) : entry(e, i, j));
  const chain = (factors: readonly Expr[], i: Position, j: Position): Expr => {
    const [head, ...rest] = factors;
    const [next] = rest;
    if (head === undefined) return delta(ONE, i, j);
    if (next === undefined) return factor(head, i, j);
    return over(finer(sideOf(head, 'cols'), sideOf(next, 'rows')), (position) => scalarProduct([factor(head, i, position), chain(rest, position, j)]));
  };

  function ofNode(e: Expr, i: Position, j: Position): Expr {
    switch (e.op) {
      case 'number': case 'dimension': return e;
      case 'symbol': {
        const unit = units.get(e);
        if (unit !== undefined) return scalarProduct([delta(e.shape.rows, i, unit.row), delta(e.shape.cols, j, unit.column)]);
        return named(e, i, j);
      }
      case 'identity': return delta(e.shape.rows, i, j);
      case 'ones': return integer(1);
      case 'zero': return integer(0);
      case 'sum': return sum(e.terms.map(({ coefficient, expr }) => ({ coefficient, expr: entry(expr, i, j) })), SCALAR);
      case 'product': return chain(e.factors, i, j);
      case 'hadamard': return scalarProduct(e.factors.map((each) => factor(each, i, j)));
      case 'scale': return scalarProduct([whole(e.scalar), entry(e.body, i, j)]);
      case 'trace': {
        const [head] = e.factors;
        const last = e.factors.at(-1);
        return head === undefined || last === undefined ? integer(0) : over(finer(sideOf(head, 'rows'), sideOf(last, 'cols')), (position) => chain(e.factors, position, position));
      }
      case 'power': {
        // A norm stays one: x[i]/norm2(x).
        if (e.shape === SCALAR && e.exponent.op === 'number' && e.exponent.value.d === 2 && squaredNormOf(e.base) !== undefined) return named(e, i, j);
        return power(factor(e.base, i, j), e.exponent.shape === SCALAR ? whole(e.exponent) : entry(e.exponent, i, j));
      }
      case 'matrixPower': {
        const exponent = integerOf(e.exponent);
        return exponent !== undefined && exponent > 0 && exponent <= POWER_FACTORS ? chain(Array.from({ length: exponent }, () => e.base), i, j) : named(e, i, j);
      }
      case 'transpose': return entry(e.of, j, i);
      case 'indexedSum': {
        const running = atoms.between(e.from, e.to);
        return contract(running, entry(substitute(e.body, new Map([[e.index, running.at]])), i, j), atoms);
      }
      case 'unknown': return e.entrywise ? unknown(e, e, e.args.map((arg) => entry(arg, i, j))) : named(e, i, j);
      case 'apply': return functions[e.name](e, i, j, { entry, named, delta });
    }
  }
  return entry(root, row, column);
}

interface Rules {
  readonly entry: (e: Expr, i: Position, j: Position) => Expr;
  readonly named: (e: Expr, i: Position, j: Position) => Expr;
  readonly delta: (size: Dimension, i: Position, j: Position) => Expr;
}
type Rule = (e: ApplyExpr, i: Position, j: Position, rules: Rules) => Expr;

const argument = (e: ApplyExpr): Expr => e.args[0] ?? integer(0);
/** f(u)[i, j] is f(u[i, j]); scalar parameters stay. */
const entrywise: Rule = (e, i, j, { entry }) => apply(e.name, e.args.map((arg) => (arg.shape === SCALAR ? arg : entry(arg, i, j))), e);
/** The larger one of two entry by entry; of one, a number. */
const extremum: Rule = (e, i, j, rules) => (e.args.length === 1 ? rules.named(e, i, j) : entrywise(e, i, j, rules));
/** It stays a matrix, or a number, by its name. */
const byName: Rule = (e, i, j, { named }) => named(e, i, j);
/** The triangle of ones as a mask. */
const triangle: Rule = (e, i, j, { entry, named }) => scalarProduct([named(apply(e.name, [allOnes(e.shape)]), i, j), entry(argument(e), i, j)]);

/** The block that a position stands in, and its place there; by name where it can be in either. */
const blocks = (along: 'rows' | 'cols'): Rule => (e, i, j, { entry, named }) => {
  const [position, other] = along === 'rows' ? [i, j] : [j, i];
  const [a, b] = e.args;
  if (position.is !== 'block' || a === undefined || b === undefined || (position.before !== ZERO && position.before !== a.shape[along])) return named(e, i, j);
  const block = position.before === ZERO ? a : b;
  return along === 'rows' ? entry(block, position.at, other) : entry(block, other, position.at);
};

const functions: Readonly<Record<PrimitiveName, Rule>> = {
  exp: entrywise, log: entrywise, abs: entrywise, sign: entrywise, sin: entrywise, cos: entrywise, tan: entrywise, asin: entrywise, acos: entrywise, atan: entrywise,
  sinh: entrywise, cosh: entrywise, tanh: entrywise, atan2: entrywise, sigmoid: entrywise, softplus: entrywise, relu: entrywise, leakyrelu: entrywise, gelu: entrywise,
  elu: entrywise, silu: entrywise, erf: entrywise, step: entrywise, max: extremum, min: extremum,
  diag:     (e, i, j, { entry, delta }) => scalarProduct([delta(e.shape.rows, i, j), entry(argument(e), i, FIRST)]),
  diagonal: (e, i, _, { entry }) => entry(argument(e), i, i),
  unit:     (e, i, _, { delta }) => delta(e.shape.rows, i, counted({ at: argument(e), size: e.shape.rows })),
  tril: triangle, triu: triangle,
  vec: (e, i, j, { entry, named }) => {
    const { rows, cols } = argument(e).shape;
    const places = parted(i, rows, cols);
    return places === undefined ? named(e, i, j) : entry(argument(e), ...places);
  },
  unvec: (e, i, j, { entry, named }) => { const place = joined(i, j); return place === undefined ? named(e, i, j) : entry(argument(e), place, FIRST); },
  kron: (e, i, j, { entry, named }) => {
    const [a, b] = e.args;
    if (a === undefined || b === undefined) return named(e, i, j);
    const down = parted(i, b.shape.rows, a.shape.rows);
    const across = parted(j, b.shape.cols, a.shape.cols);
    return down === undefined || across === undefined ? named(e, i, j) : scalarProduct([entry(a, down[1], across[1]), entry(b, down[0], across[0])]);
  },
  // comm(m, n)*vec(X) is vec(X') for X m×n.
  comm: (e, i, j, { delta, named }) => {
    const [m, n] = e.dimensions ?? [];
    const [down, across] = m === undefined || n === undefined ? [] : [parted(i, n, m), parted(j, m, n)];
    return m === undefined || n === undefined || down === undefined || across === undefined ? named(e, i, j) : scalarProduct([delta(n, down[0], across[1]), delta(m, down[1], across[0])]);
  },
  // Their rows or columns are counted along a triangle, which no two indices reach.
  vech: (e, i, j, { named }) => named(e, i, j), dup: (e, i, j, { named }) => named(e, i, j), elim: (e, i, j, { named }) => named(e, i, j),
  hcat: blocks('cols'), vcat: blocks('rows'),
  blkdiag: (e, i, j, { entry, named }) => {
    const [a, b] = e.args;
    if (a === undefined || b === undefined || i.is !== 'block' || j.is !== 'block') return named(e, i, j);
    return i.before === ZERO && j.before === ZERO ? entry(a, i.at, j.at) : i.before !== ZERO && j.before !== ZERO ? entry(b, i.at, j.at) : integer(0);
  },
  cross: byName,
  det: byName, logdet: byName, adj: byName, pinv: byName, prod: byName, nuc: byName, spec: byName, eigmax: byName, eigmin: byName, eigvecs: byName, eigvec: byName, eigvecmin: byName,
  eigvals: byName, svdvals: byName, leftsv: byName, rightsv: byName, argmax: byName, softmax: byName, logsumexp: byName, rowsoftmax: byName, rowlogsumexp: byName,
  expm: byName, logm: byName, sqrtm: byName, sinm: byName, cosm: byName, chol: byName, frechet: byName,
};

/** A one at (row, column) of a matrix of the shape of `unit`. */
function unitMatrix(unit: Expr, { row, column }: { readonly row: Position; readonly column: Position }): Expr {
  const { rows, cols } = unit.shape;
  const [left, right] = [rows === ONE ? undefined : unitVector(rows, numberOf(row)), cols === ONE ? undefined : transpose(unitVector(cols, numberOf(column)))];
  return product([left, right].filter((vector) => vector !== undefined));
}

/** Whether a unit stands in an expression. */
function movement(units: Walk['units']): (e: Expr) => boolean {
  const known = new Map<Expr, boolean>();
  return (e) => {
    if (!known.has(e)) for (const node of postorderOf(e)) if (!known.has(node)) known.set(node, units.has(node) || operandsOf(node).some((operand) => known.get(operand) === true));
    return known.get(e) === true;
  };
}

/** How many transposes stand in an expression. */
const transposes = (e: Expr): number => postorderOf(e).reduce((count, { op }) => (op === 'transpose' ? count + 1 : count), 0);
