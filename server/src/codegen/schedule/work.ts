/** The work of a schedule: floating point operations as a polynomial in the dimensions, by the usual counts (Golub, Van Loan, *Matrix Computations*, 4th edition, tables 1.1, 3.2, 4.2, 5.5, 8.3). */
import { rational, addR, mulR, type Rational } from '../../algebra/rational';
import { named, type Dimension } from '../../shapes/dimension';
import type { Operation, OperationName, Value } from './operation';
import { operandsOf } from './operation';

/** Monomial (names in order, joined by `*`) to its coefficient. */
export type Polynomial = ReadonlyMap<string, Rational>;

const polynomial = (dimension: Dimension): Polynomial => new Map([...dimension.terms].map(([monomial, c]) => [monomial, rational(c)]));
export function addPolynomials(...all: readonly Polynomial[]): Polynomial {
  const total = new Map<string, Rational>();
  for (const one of all) for (const [monomial, c] of one) total.set(monomial, addR(total.get(monomial) ?? rational(0), c));
  return total;
}
function multiplied(...all: readonly Polynomial[]): Polynomial {
  let product: Polynomial = new Map([['', rational(1)]]);
  for (const one of all) {
    const next = new Map<string, Rational>();
    for (const [a, c] of product) for (const [b, d] of one) {
      const monomial = [...a.split('*'), ...b.split('*')].filter((name) => name !== '').sort().join('*');
      next.set(monomial, addR(next.get(monomial) ?? rational(0), mulR(c, d)));
    }
    product = next;
  }
  return product;
}
const times = (n: number, of: Polynomial, d = 1): Polynomial => new Map([...of].map(([monomial, c]) => [monomial, mulR(rational(n, d), c)]));
export const entriesOf = (value: Value): Polynomial => multiplied(polynomial(value.rows), polynomial(value.cols));
const cube = (value: Value): Polynomial => multiplied(polynomial(value.rows), polynomial(value.rows), polynomial(value.rows));
const NONE: Polynomial = new Map();

function workOf(value: Value): Polynomial {
  const operation: Operation = value.operation;
  const first = operandsOf(operation)[0] ?? value;
  const second = operandsOf(operation)[1] ?? first;
  switch (operation.op) {
    case 'index': case 'part': case 'loop': case 'input': case 'number': case 'pi': case 'dimension': case 'fill': case 'identity': case 'transpose': case 'vec': case 'unvec': case 'asRow': case 'asColumn': case 'flatten': case 'slice': case 'unit': case 'pick': case 'stack': case 'commute':
    case 'diagonal': case 'diagonalMatrix': case 'triangle': case 'eigenvalue': case 'eigenvector': case 'singularVector': case 'kronIdentity': return NONE;
    case 'sum': return times(Math.max(1, operation.terms.length - 1), entriesOf(value));
    case 'multiply': return times(Math.max(1, operation.factors.length + operation.divisors.length - 1), entriesOf(value));
    case 'invoke': return operation.entrywise ? entriesOf(value) : NONE;
    case 'power': case 'call': case 'outer': case 'kron': case 'cross': return entriesOf(value);
    case 'matmul': {
      const inner = operation.leftTransposed ? operation.left.rows : operation.left.cols;
      return times(operation.left === operation.right && operation.leftTransposed !== operation.rightTransposed ? 1 : 2, multiplied(entriesOf(value), polynomial(inner)));
    }
    case 'dot': case 'entrywiseDot': case 'rowDots': case 'columnDots': return times(2, entriesOf(first));
    case 'argmax': case 'sumEntries': case 'maxEntry': case 'rowMax': case 'prodEntries': case 'rowSums': case 'columnSums': return entriesOf(first);
    case 'softmax': case 'rowSoftmax': case 'logsumexp': case 'rowLogsumexp': return times(4, entriesOf(first));
    case 'trace': case 'addDiagonal': return polynomial(first.rows);
    case 'solve': return operation.structure === 'general' ? addPolynomials(times(2, cube(first), 3), times(2, multiplied(entriesOf(value), polynomial(first.rows)))) : operation.structure === 'posdef' ? addPolynomials(times(1, cube(first), 3), times(2, multiplied(entriesOf(value), polynomial(first.rows)))) : multiplied(entriesOf(value), polynomial(first.rows));
    case 'inverse': return operation.structure === 'general' ? times(2, cube(first)) : times(1, cube(first), 3);
    case 'logdet': case 'det': case 'lu': return times(2, cube(first), 3);
    case 'cholesky': return times(1, cube(first), 3);
    case 'choleskySolve': case 'luSolve': return times(2, multiplied(entriesOf(second), polynomial(second.rows)));
    case 'logDiagonal': case 'luLogdet': return polynomial(first.rows);
    case 'choleskyInverse': return times(4, cube(first), 3);
    case 'eigh': return times(9, cube(first));
    case 'svd': case 'pinv': return times(12, multiplied(entriesOf(first), polynomial(first.cols)));
    case 'singularValues': return first.kind === 'tuple' ? NONE : times(4, multiplied(entriesOf(first), polynomial(first.cols)));
    case 'matrixFunction': return times(25, cube(first));
    case 'frechet': return times(75, cube(first));
    case 'matrixPower': return times(4, cube(first));
  }
}

/** `values`: operands first. What depends on the index of a loop is done as often as the loop runs. */
export function totalWork(values: readonly Value[]): Polynomial {
  const loops = values.filter((value) => value.operation.op === 'loop');
  if (loops.length === 0) return addPolynomials(...values.map(workOf));
  const runs = new Map<Value, Polynomial>();
  for (const { operation } of loops) if (operation.op === 'loop') runs.set(operation.index, addPolynomials(countOf(operation.past), times(-1, countOf(operation.from))));
  const free = new Map<Value, readonly Value[]>();
  for (const value of values) {
    const { operation } = value;
    const below = new Set(operation.op === 'index' ? [value] : operandsOf(operation).flatMap((operand) => free.get(operand) ?? []));
    if (operation.op === 'loop') below.delete(operation.index);
    free.set(value, [...below]);
  }
  return addPolynomials(...values.map((value) => multiplied(workOf(value), ...(free.get(value) ?? []).map((index) => runs.get(index) ?? countOf(index)))));
}

/** A scalar as a polynomial in dimensions and arguments. */
function countOf({ operation }: Value): Polynomial {
  switch (operation.op) {
    case 'number': return new Map([['', operation.value]]);
    case 'dimension': return polynomial(operation.dimension);
    case 'input': return new Map([[operation.name, rational(1)]]);
    case 'sum': return addPolynomials(...operation.terms.map(({ coefficient, value }) => multiplied(new Map([['', coefficient]]), countOf(value))));
    default: return new Map([['', rational(1)]]);
  }
}

/** Arrays that an expression makes in passing are let go at once; these stand whole for what reads them. */
const IN_PASSING: ReadonlySet<OperationName> = new Set<OperationName>(['input', 'fill', 'identity', 'index', 'part', 'sum', 'multiply', 'power', 'call', 'transpose', 'diagonal', 'pick', 'slice', 'asRow', 'asColumn', 'flatten', 'eigenvalue', 'eigenvector', 'singularVector']);

/** What is kept in memory beside the arguments: values with names, results, products and factorisations. */
export function totalMemory({ values, named, inside, results }: { readonly values: readonly Value[]; readonly named: readonly Value[]; readonly inside: ReadonlyMap<Value, readonly Value[]>; readonly results: readonly Value[] }): Polynomial {
  const kept = new Set([...named, ...[...inside.values()].flat(), ...results.filter(({ operation }) => operation.op !== 'input'), ...values.filter(({ operation }) => !IN_PASSING.has(operation.op))]);
  return addPolynomials(...[...kept].filter(({ kind }) => kind !== 'scalar').map(entriesOf));
}

/** Leading terms; of a few numbers nothing is said. */
export const showMemory = (memory: Polynomial): string => showWork(memory);

/** The work at these sizes. */
export function estimate(work: Polynomial, size: (dimension: Dimension) => number): number {
  let total = 0;
  for (const [monomial, c] of work) total += (c.n / c.d) * monomial.split('*').reduce((product, name) => (name === '' ? product : product * size(named(name))), 1);
  return total;
}

/** Leading terms only: a monomial that divides another one says nothing more. `4*d*n` is written `4·n·d` in the order the dimensions are met. */
export function showWork(work: Polynomial): string {
  const monomials = [...work.keys()].filter((monomial) => (work.get(monomial)?.n ?? 0) !== 0);
  const factors = (monomial: string): readonly string[] => monomial.split('*').filter((name) => name !== '');
  const divides = (a: string, b: string): boolean => { const rest = [...factors(b)]; return factors(a).every((name) => { const at = rest.indexOf(name); if (at < 0) return false; rest.splice(at, 1); return true; }); };
  const leading = monomials.filter((a) => !monomials.some((b) => a !== b && divides(a, b)));
  const show = (monomial: string): string => {
    const c = work.get(monomial) ?? rational(0);
    const powers = new Map<string, number>();
    for (const name of factors(monomial)) powers.set(name, (powers.get(name) ?? 0) + 1);
    const names = [...powers].map(([name, k]) => (k === 1 ? name : `${name}^${k}`));
    const coefficient = c.d === 1 ? String(c.n) : `${c.n}/${c.d}`;
    return names.length === 0 ? coefficient : c.n === 1 && c.d === 1 ? names.join('*') : `${coefficient}*${names.join('*')}`;
  };
  return leading.length === 0 ? '0' : leading.sort((a, b) => factors(b).length - factors(a).length).map(show).join(' + ');
}
