/** Passes over the finished graph of values, where it is known how often each is used: factorisations shared, signs absorbed, reductions fused. */
import { addR, mulR, type Rational } from '../../algebra/rational';
import { ONE } from '../../shapes/dimension';
import type { Builder } from './builder';
import { postorder, withOperands, operandsOf, type LinearTerm, type Operation, type Placed, type Value } from './operation';

/** How many times each value is read. */
export function useCounts(roots: readonly Value[]): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  const use = (value: Value): void => { counts.set(value, (counts.get(value) ?? 0) + 1); };
  roots.forEach(use);
  for (const value of postorder(roots)) operandsOf(value.operation).forEach(use);
  return counts;
}

/** Rebuilds the graph from the leaves: `rule` sees each operation with its operands already rewritten. */
function rebuild(roots: readonly Value[], build: Builder, rule: (operation: Operation, original: Value, done: (value: Value) => Value) => Value | undefined): readonly Value[] {
  const rewritten = new Map<Value, Value>();
  const done = (value: Value): Value => rewritten.get(value) ?? value;
  for (const value of postorder(roots)) {
    const operation = withOperands(value.operation, done);
    const now = rule(operation, value, done) ?? make(operation, value, build);
    rewritten.set(value, now);
    const own = build.ownNames.get(value);
    if (own !== undefined) build.ownNames.set(now, own);
  }
  return roots.map(done);
}

/** The same operation on other operands, through the constructor that keeps its form. */
function make(operation: Operation, like: Value, build: Builder): Value {
  if (operation.op === 'transpose') return build.transpose(operation.of);
  if (operation.op === 'matmul') return build.matmul(operation.leftTransposed ? build.transpose(operation.left) : operation.left, operation.rightTransposed ? build.transpose(operation.right) : operation.right);
  return build.make(operation, like.kind, like.rows, like.cols);
}

interface Uses { solves: number; logdets: number; inverses: number }

/** One factorisation for everything that asks for it: solves, log-determinant, inverse. */
export function shareFactorisations(roots: readonly Value[], build: Builder): readonly Value[] {
  const uses = new Map<Value, Uses>();
  const of = (matrix: Value): Uses => { const known = uses.get(matrix); if (known !== undefined) return known; const fresh = { solves: 0, logdets: 0, inverses: 0 }; uses.set(matrix, fresh); return fresh; };
  for (const { operation } of postorder(roots)) {
    if (operation.op === 'solve') of(operation.matrix).solves++;
    else if (operation.op === 'logdet') of(operation.matrix).logdets++;
    else if (operation.op === 'inverse') of(operation.matrix).inverses++;
  }
  const counts = useCounts(roots);
  const isOnce = (value: Value): boolean => counts.get(value) === 1;
  const square = (operation: Operation, matrix: Value): Value => build.make(operation, 'matrix', matrix.rows, matrix.cols);
  const cholesky = (matrix: Value): Value => square({ op: 'cholesky', matrix }, matrix);
  const lu = (matrix: Value): Value => build.make({ op: 'lu', matrix }, 'tuple', matrix.rows, matrix.cols);

  return rebuild(roots, build, (operation, original) => {
    // diagonal(A'*inv(M)*A) with M positive definite is the squared length of the columns of L\A, M = L*L'.
    if (operation.op === 'columnDots' || operation.op === 'dot') {
      const { operation: before } = original;
      if (before.op !== operation.op) return undefined;
      const [plain, solved] = before.right.operation.op === 'solve' ? [before.left, before.right] : [before.right, before.left];
      const solve = solved.operation;
      if (solve.op !== 'solve' || solve.structure !== 'posdef' || solve.other !== plain || !isOnce(solved) || of(solve.matrix).inverses > 0) return undefined;
      const now = (operation.left.operation.op === 'choleskySolve' ? operation.left : operation.right).operation;
      if (now.op !== 'choleskySolve') return undefined;
      const half = build.make({ op: 'solve', matrix: now.factor, transposed: false, side: 'left', other: now.other, structure: 'lower' }, now.other.kind, now.other.rows, now.other.cols);
      return operation.op === 'dot' ? build.dot(half, half) : build.make({ op: 'columnDots', left: half, right: half }, 'vector', half.cols, ONE);
    }
    if (operation.op === 'solve') {
      const before = original.operation.op === 'solve' ? of(original.operation.matrix) : undefined;
      if (before === undefined || operation.structure === 'lower' || operation.structure === 'upper') return undefined;
      const { matrix, transposed, side, other, structure } = operation;
      if (before.inverses > 0) {
        const inverse = inverseOf(matrix, structure);
        const turned = transposed ? build.transpose(inverse) : inverse;
        return side === 'left' ? build.matmul(turned, other) : build.matmul(other, turned);
      }
      const solved = (rhs: Value, isTransposed: boolean): Value | undefined => {
        if (structure === 'posdef') return build.make({ op: 'choleskySolve', factor: cholesky(matrix), other: rhs }, rhs.kind, rhs.rows, rhs.cols);
        return before.solves + before.logdets < 2 ? undefined : build.make({ op: 'luSolve', factor: lu(matrix), transposed: isTransposed, other: rhs }, rhs.kind, rhs.rows, rhs.cols);
      };
      if (side === 'left') return solved(other, transposed);
      const turned = solved(build.transpose(other), !transposed);
      return turned === undefined ? undefined : build.transpose(turned);
    }
    if (operation.op === 'logdet' && original.operation.op === 'logdet') {
      const before = of(original.operation.matrix);
      if (operation.structure === 'posdef') return build.settle({ coefficient: { n: 2, d: 1 }, value: build.make({ op: 'logDiagonal', factor: cholesky(operation.matrix) }, 'scalar', ONE, ONE) });
      if (operation.structure === 'general' && before.inverses === 0 && before.solves > 0) return build.make({ op: 'luLogdet', factor: lu(operation.matrix) }, 'scalar', ONE, ONE);
      return undefined;
    }
    if (operation.op === 'inverse') return inverseOf(operation.matrix, operation.structure);
    return undefined;
  });

  function inverseOf(matrix: Value, structure: 'general' | 'posdef' | 'lower' | 'upper'): Value {
    return structure === 'posdef' ? square({ op: 'choleskyInverse', factor: cholesky(matrix) }, matrix) : square({ op: 'inverse', matrix, structure }, matrix);
  }
}

/**
 * softplus(u) and sigmoid(u) together: max(u, 0) + log1p(exp(-|u|)) and exp(u - softplus(u)), which neither overflow nor cancel, and run
 * through vector instructions where the library's own functions of one argument do not.
 */
export function shareExponentials(roots: readonly Value[], build: Builder): readonly Value[] {
  const called = (name: 'softplus' | 'sigmoid'): ReadonlySet<Value> => new Set(postorder(roots).flatMap(({ operation, kind }) => (operation.op === 'call' && operation.name === name && kind !== 'scalar' ? operation.args : [])));
  const soft = called('softplus');
  const both = new Set([...called('sigmoid')].filter((u) => soft.has(u)));
  if (both.size === 0) return roots;
  const plus = (a: Value, b: Value, sign: 1 | -1): Value => build.make({ op: 'sum', terms: [{ coefficient: { n: 1, d: 1 }, value: a, as: 'array' }, { coefficient: { n: sign, d: 1 }, value: b, as: 'array' }] }, a.kind, a.rows, a.cols);
  const softplus = (u: Value): Value => {
    const decayed = build.call('exp', [build.settle({ coefficient: { n: -1, d: 1 }, value: build.call('abs', [u]) })]);
    return plus(build.call('relu', [u]), build.call('log1p', [decayed]), 1);
  };
  return rebuild(roots, build, (operation, original) => {
    const { operation: before } = original;
    const [u] = operation.op === 'call' ? operation.args : [];
    const [source] = before.op === 'call' ? before.args : [];
    if (operation.op !== 'call' || u === undefined || source === undefined || !both.has(source)) return undefined;
    if (operation.name === 'softplus') return softplus(u);
    return operation.name === 'sigmoid' ? build.call('exp', [plus(u, softplus(u), -1)]) : undefined;
  });
}

/** Signs pushed into sums, sums of products as inner products, spectra without vectors where no vector is read. */
export function fuse(roots: readonly Value[], build: Builder): readonly Value[] {
  const counts = useCounts(roots);
  const isOnce = (value: Value | undefined): boolean => value !== undefined && counts.get(value) === 1;
  const withVectors = new Set(postorder(roots).flatMap(({ operation }) => (operation.op === 'singularVector' || operation.op === 'eigenvector' ? [operation.of] : [])));

  return rebuild(roots, build, (operation, original) => {
    const before = original.operation;
    switch (operation.op) {
      case 'sum': {
        if (before.op !== 'sum') return undefined;
        const terms: LinearTerm[] = [];
        let changed = false;
        for (const [i, term] of operation.terms.entries()) {
          const inner = term.value.operation;
          const isUnit = Math.abs(term.coefficient.n) === 1 && term.coefficient.d === 1;
          const source = before.terms[i]?.value;
          if (inner.op === 'sum' && term.as === 'array' && term.value.kind === original.kind && isOnce(source) && (isUnit || inner.terms.length === 1 || isSimpler(term.coefficient, inner.terms))) {
            changed = true;
            for (const part of inner.terms) terms.push({ ...part, coefficient: mulR(term.coefficient, part.coefficient) });
          } else terms.push(term);
        }
        return changed ? build.make({ op: 'sum', terms: arranged(terms) }, original.kind, original.rows, original.cols) : undefined;
      }
      case 'sumEntries': case 'rowSums': case 'columnSums': {
        const pair = before.op === operation.op && isOnce(before.of) ? factorsOf(operation.of, build) : undefined;
        if (pair === undefined) return undefined;
        const [left, right] = pair;
        if (operation.op === 'sumEntries') return left.kind === 'vector' ? build.dot(left, right) : build.make({ op: 'entrywiseDot', left, right }, 'scalar', ONE, ONE);
        return build.make({ op: operation.op === 'rowSums' ? 'rowDots' : 'columnDots', left, right }, 'vector', original.rows, ONE);
      }
      case 'singularValues': {
        const { operation: tuple } = operation.of;
        return before.op === 'singularValues' && tuple.op === 'svd' && !withVectors.has(before.of) ? build.make({ ...operation, of: tuple.matrix }, original.kind, original.rows, original.cols) : undefined;
      }
      case 'eigenvalue': {
        const { operation: tuple } = operation.of;
        return before.op === 'eigenvalue' && tuple.op === 'eigh' && !withVectors.has(before.of) ? build.make({ ...operation, of: tuple.matrix }, original.kind, original.rows, original.cols) : undefined;
      }
      default: return undefined;
    }
  });
}

/** Whether a coefficient multiplied into a sum leaves fewer numbers to multiply by. */
function isSimpler(by: Rational, terms: readonly LinearTerm[]): boolean {
  const plain = (r: Rational): boolean => Math.abs(r.n) === 1 && r.d === 1;
  return terms.filter((term) => !plain(mulR(by, term.coefficient))).length < 1 + terms.filter((term) => !plain(term.coefficient)).length;
}

/** Computed positive terms stay in front. */
function arranged(terms: readonly LinearTerm[]): readonly LinearTerm[] {
  const merged = new Map<string, LinearTerm>();
  for (const term of terms) {
    const key = `${term.value.id} ${term.as}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? term : { ...term, coefficient: addR(known.coefficient, term.coefficient) });
  }
  const all = [...merged.values()].filter((term) => term.coefficient.n !== 0);
  return all.length === 0 ? terms : [...all.filter((term) => term.coefficient.n > 0), ...all.filter((term) => term.coefficient.n < 0)];
}

/** The two arrays whose elementwise product this is. */
function factorsOf(value: Value, build: Builder): readonly [Value, Value] | undefined {
  const { operation } = value;
  if (operation.op === 'power' && operation.exponent.operation.op === 'number' && isTwo(operation.exponent.operation.value) && operation.base.kind === value.kind) return [operation.base, operation.base];
  if (operation.op !== 'multiply' || operation.factors.length < 2) return undefined;
  const { factors, divisors } = operation;
  if (![...factors, ...divisors].every((factor) => factor.as === 'array' && factor.value.kind === value.kind)) return undefined;
  const last = factors.at(-1);
  const others: readonly Placed[] = factors.slice(0, -1);
  if (last === undefined) return undefined;
  const rest = build.multiply(others, divisors, value);
  return rest.coefficient.n === 1 && rest.coefficient.d === 1 ? [rest.value, last.value] : undefined;
}

const isTwo = (r: Rational): boolean => r.n === 2 && r.d === 1;
