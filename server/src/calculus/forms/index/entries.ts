/**
 * The entry of an expression at a row and a column, as a scalar with explicit sums: one rule per kind of node and per function. What has no rule for
 * its entries stays a matrix by name: `inv(X)[i, j]`, `softmax(X*w)[i]`.
 */
import { apply } from '../../../algebra/construct/apply';
import { allOnes, scalarProduct } from '../../../algebra/construct/hadamard';
import { integer, integerOf } from '../../../algebra/construct/leaf';
import { power } from '../../../algebra/construct/power';
import { product } from '../../../algebra/construct/product';
import { sum } from '../../../algebra/construct/sum';
import { transpose } from '../../../algebra/construct/transpose';
import { unknown } from '../../../algebra/construct/unknown';
import { postorderOf, operandsOf, type ApplyExpr, type Expr, type PrimitiveName } from '../../../algebra/expression';
import { squaredNormOf } from '../../../presentation/notation/terms';
import { ONE } from '../../../shapes/dimension';
import { SCALAR } from '../../../shapes/shape';
import { substitute } from '../../substitute';
import { unitVector, type Atoms } from './atoms';
import { contract } from './contract';

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
  readonly units: ReadonlyMap<Expr, { readonly row: Expr; readonly column: Expr }>;
  /** Whether a matrix in which no unit stands is left by name. */
  readonly closed: (e: Expr) => boolean;
}

/** The entry of `root` at (row, column); a vector has one column, which is 1. @throws Unwieldy */
export function entryOf(root: Expr, row: Expr, column: Expr, { atoms, units, closed }: Walk): Expr {
  const moves = movement(units);
  const known = new Map<string, Expr>();
  const first = integer(1);
  let rules = 0;

  const entry = (e: Expr, i: Expr, j: Expr): Expr => {
    const key = `${e.id} ${i.id} ${j.id}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    if (++rules > MAX_RULES) throw new Unwieldy();
    const made = !moves(e) && e.shape !== SCALAR && closed(e) ? named(e, i, j) : ofNode(e, i, j);
    known.set(key, made);
    return made;
  };
  const whole = (e: Expr): Expr => entry(e, first, first);

  /** By name: the entry of the matrix itself, in it units as the matrices that they are. */
  const named = (e: Expr, i: Expr, j: Expr): Expr => {
    const fixed = moves(e) ? substitute(e, new Map([...units].map(([unit, at]) => [unit, unitMatrix(unit, at)]))) : e;
    return fixed.shape === SCALAR ? fixed : atoms.entry(fixed, i, j);
  };

  const chain = (factors: readonly Expr[], i: Expr, j: Expr): Expr => {
    const [head, ...rest] = factors;
    if (head === undefined) return atoms.delta(ONE, i, j);
    if (rest.length === 0) return entry(head, i, j);
    if (head.shape.cols === ONE) return scalarProduct([entry(head, i, first), chain(rest, first, j)]);
    const running = atoms.fresh(head.shape.cols);
    return contract(running, scalarProduct([entry(head, i, running.at), chain(rest, running.at, j)]), atoms);
  };

  function ofNode(e: Expr, i: Expr, j: Expr): Expr {
    switch (e.op) {
      case 'number': case 'dimension': return e;
      case 'symbol': {
        const unit = units.get(e);
        if (unit !== undefined) return scalarProduct([atoms.delta(e.shape.rows, i, unit.row), atoms.delta(e.shape.cols, j, unit.column)]);
        return named(e, i, j);
      }
      case 'identity': return atoms.delta(e.shape.rows, i, j);
      case 'ones': return integer(1);
      case 'zero': return integer(0);
      case 'sum': return sum(e.terms.map(({ coefficient, expr }) => ({ coefficient, expr: entry(expr, i, j) })), SCALAR);
      case 'product': return chain(e.factors, i, j);
      case 'hadamard': return scalarProduct(e.factors.map((factor) => entry(factor, i, j)));
      case 'scale': return scalarProduct([whole(e.scalar), entry(e.body, i, j)]);
      case 'trace': {
        const running = atoms.fresh(e.factors[0]?.shape.rows ?? ONE);
        return contract(running, chain(e.factors, running.at, running.at), atoms);
      }
      case 'power': {
        // A norm stays one: x[i]/norm2(x).
        if (e.shape === SCALAR && e.exponent.op === 'number' && e.exponent.value.d === 2 && squaredNormOf(e.base) !== undefined) return named(e, i, j);
        return power(entry(e.base, i, j), e.exponent.shape === SCALAR ? whole(e.exponent) : entry(e.exponent, i, j));
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
      case 'unknown': return e.entrywise ? unknown(e.name, e.order, entry(e.arg, i, j), e.result, true) : named(e, i, j);
      case 'apply': return functions[e.name](e, i, j, { entry, named, atoms });
    }
  }
  return entry(root, row, column);
}

interface Rules {
  readonly entry: (e: Expr, i: Expr, j: Expr) => Expr;
  readonly named: (e: Expr, i: Expr, j: Expr) => Expr;
  readonly atoms: Atoms;
}
type Rule = (e: ApplyExpr, i: Expr, j: Expr, rules: Rules) => Expr;

const argument = (e: ApplyExpr): Expr => e.args[0] ?? integer(0);
/** f(u)[i, j] is f(u[i, j]); scalar parameters stay. */
const entrywise: Rule = (e, i, j, { entry }) => apply(e.name, e.args.map((arg) => (arg.shape === SCALAR ? arg : entry(arg, i, j))), e);
/** The larger one of two entry by entry; of one, a number. */
const extremum: Rule = (e, i, j, rules) => (e.args.length === 1 ? rules.named(e, i, j) : entrywise(e, i, j, rules));
/** It stays a matrix, or a number, by its name. */
const byName: Rule = (e, i, j, { named }) => named(e, i, j);
/** The triangle of ones as a mask. */
const triangle: Rule = (e, i, j, { entry, atoms }) => scalarProduct([atoms.entry(apply(e.name, [allOnes(e.shape)]), i, j), entry(argument(e), i, j)]);

const functions: Readonly<Record<PrimitiveName, Rule>> = {
  exp: entrywise, log: entrywise, abs: entrywise, sign: entrywise, sin: entrywise, cos: entrywise, tan: entrywise, asin: entrywise, acos: entrywise, atan: entrywise,
  sinh: entrywise, cosh: entrywise, tanh: entrywise, atan2: entrywise, sigmoid: entrywise, softplus: entrywise, relu: entrywise, leakyrelu: entrywise, gelu: entrywise,
  elu: entrywise, silu: entrywise, erf: entrywise, step: entrywise, max: extremum, min: extremum,
  diag:     (e, i, j, { entry, atoms }) => scalarProduct([atoms.delta(e.shape.rows, i, j), entry(argument(e), i, integer(1))]),
  diagonal: (e, i, _, { entry }) => entry(argument(e), i, i),
  unit:     (e, i, _, { atoms }) => atoms.delta(e.shape.rows, i, argument(e)),
  tril: triangle, triu: triangle,
  vec: byName, unvec: byName, kron: byName, comm: byName, cross: byName, hcat: byName, vcat: byName, blkdiag: byName,
  det: byName, logdet: byName, adj: byName, pinv: byName, prod: byName, nuc: byName, spec: byName, eigmax: byName, eigmin: byName, eigvec: byName, eigvecmin: byName,
  eigvals: byName, svdvals: byName, leftsv: byName, rightsv: byName, argmax: byName, softmax: byName, logsumexp: byName, rowsoftmax: byName, rowlogsumexp: byName,
  expm: byName, logm: byName, sqrtm: byName, chol: byName, frechet: byName,
};

/** A one at (row, column) of a matrix of the shape of `unit`. */
function unitMatrix(unit: Expr, { row, column }: { readonly row: Expr; readonly column: Expr }): Expr {
  const { rows, cols } = unit.shape;
  const [left, right] = [rows === ONE ? undefined : unitVector(rows, row), cols === ONE ? undefined : transpose(unitVector(cols, column))];
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
