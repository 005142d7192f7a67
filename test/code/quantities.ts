/** Every quantity of everyday functions, against differences of the value alone, at ordinary sizes, at 1 and at 0. */
import { expect } from 'vitest';
import { QUANTITIES, type Quantity } from '../../protocol/requests';
import type { GeneratedCode, TargetName } from '../../server/src/codegen/request';
import { shapeList } from '../../server/src/shapes/shape';
import type { Variable } from '../../server/src/semantics/meaning';
import { isDifferentiable } from '../../server/src/service/targets';
import { analysed } from '../service/setup';
import { reference, stated, type Trial } from './calls';

interface Row {
  readonly name: string;
  readonly text: string;
  /** The dimensions that can be 0: the function of nothing has a value, and the libraries' factorisations take no matrix of nothing. */
  readonly empty: readonly string[];
}

const rows: readonly Row[] = [
  { name: 'ridge regression',    empty: ['n', 'd'],      text: 'X : matrix(n, d); y : vector(n); w : vector(d); λ : positive scalar\ngradient 1/2*norm2(X*w - y)^2 + λ/2*norm2(w)^2 wrt w' },
  { name: 'logistic regression', empty: ['n', 'd'],      text: 'X : matrix(n, d); y : sign vector(n); w : vector(d)\ngradient sum(log(1 + exp(-y.*(X*w)))) wrt w' },
  { name: 'cross-entropy',       empty: ['n', 'd'],      text: 'X : matrix(n, d); Y : onehot matrix(n, k); W : matrix(d, k)\ngradient sum(rowlogsumexp(X*W)) - tr(Y\'*X*W) wrt W' },
  { name: 'Poisson regression',  empty: ['n', 'd'],      text: 'X : matrix(n, d); y : vector(n); w : vector(d)\ngradient sum(exp(X*w)) - y\'*X*w wrt w' },
  { name: 'Gaussian likelihood', empty: [],              text: 'S : posdef(n); x, μ : vector(n)\ngradient 1/2*(x - μ)\'*inv(S)*(x - μ) + 1/2*logdet(S) wrt μ' },
  { name: 'general inverse',     empty: [],             text: 'D : invertible matrix(n, n); x : vector(n)\ngradient x\'*inv(D)*x + logdet(D) wrt D' },
  { name: 'matrix factors',      empty: ['m', 'n', 'k'], text: 'A : matrix(m, n); U : matrix(m, k); V : matrix(n, k)\ngradient normF(A - U*V\')^2 wrt U' },
  { name: 'Rayleigh quotient',   empty: [],              text: 'A : symmetric matrix(n, n); x : vector(n)\ngradient (x\'*A*x)/(x\'*x) wrt x' },
  { name: 'cosine similarity',   empty: [],              text: 'x, y : vector(n)\ngradient x\'*y/(norm2(x)*norm2(y)) wrt x' },
  { name: 'log-sum-exp',         empty: ['n'],           text: 'A : matrix(m, n); x : vector(n)\ngradient logsumexp(A*x) wrt x' },
  { name: 'barrier',             empty: ['m'],           text: 'A : matrix(n, m); x : positive vector(m)\ngradient -sum(log(x)) + norm2(A*x)^2 wrt x' },
  { name: 'log-determinant',     empty: ['n'],           text: 'A : matrix(m, n); s : positive scalar\ngradient logdet(s*eye(m) + A*A\') wrt A' },
  { name: 'two layers',          empty: ['n', 'd', 'k'], text: 'X : matrix(n, d); W : matrix(d, k); v : vector(k); y : vector(n)\ngradient 1/2*norm2(tanh(X*W)*v - y)^2 wrt W' },
  { name: 'a scale',             empty: ['n'],           text: 't : scalar; x, y : vector(n)\ngradient exp(t)*norm2(x)^2 + sin(t)*sum(y) wrt t' },
  { name: 'a layer',             empty: ['m', 'n'],      text: 'A : matrix(m, n); x : vector(n); b : vector(m)\njacobian tanh(A*x + b) wrt x' },
  { name: 'softmax',             empty: [],              text: 'x : vector(n)\njacobian softmax(x) wrt x' },
  { name: 'unit length',         empty: [],              text: 'x : vector(n)\njacobian x/norm2(x) wrt x' },
  { name: 'bilinear',            empty: ['m', 'n', 'k'], text: 'A : matrix(m, n); B : matrix(k, m); X : matrix(n, k)\njacobian A*X*B wrt X' },
  { name: 'quadratic',           empty: ['n', 'k'],      text: 'X : matrix(k, n); A : matrix(k, k)\njacobian X\'*A*X wrt X' },
  { name: 'linear solve',        empty: [],              text: 'A : invertible matrix(n, n); b : vector(n)\njacobian inv(A)*b wrt A' },
  { name: 'of a number',         empty: ['m', 'n'],      text: 'X : matrix(m, n); w : vector(n); t : scalar\njacobian sigmoid(t*(X*w)) wrt t' },
];

const DIMENSIONS = ['m', 'n', 'd', 'k'] as const;
type Sizes = Readonly<Record<string, number>>;
const ORDINARY: Sizes = { m: 4, n: 3, d: 2, k: 2 };
const ONES: Sizes = { m: 1, n: 1, d: 1, k: 1 };

/** Ordinary sizes, all 1, and 0 for each dimension that can be. */
function sizesOf({ text, empty }: Row, withNothing: boolean): readonly Sizes[] {
  const used = DIMENSIONS.filter((dimension) => new RegExp(`\\(.*\\b${dimension}\\b.*\\)`).test(text.split('\n')[0] ?? ''));
  const only = (sizes: Sizes): Sizes => Object.fromEntries(used.map((dimension) => [dimension, sizes[dimension] ?? 1]));
  return [only(ORDINARY), only(ONES), ...(withNothing ? empty : []).map((dimension) => ({ ...only(ORDINARY), [dimension]: 0 }))];
}

interface Emitted { readonly row: Row; readonly quantity: Quantity; readonly variables: readonly Variable[]; readonly wrt: string; readonly code: GeneratedCode | string }

/** The code of a row's quantities; of a function with several values those that are of one value are left out. */
async function emitted(row: Row, target: TargetName, quantities: readonly Quantity[], name: string): Promise<readonly Emitted[]> {
  const analysis = analysed(row.text);
  const answer = analysis.queries[0]?.answers[0] ?? expect.fail(row.text);
  const isScalar = row.text.includes('\ngradient ');
  const variables = analysis.meaning.bindings.filter((binding) => binding.kind === 'variable');
  const made: Emitted[] = [];
  for (const quantity of quantities) {
    if (isDifferentiable(target) && ['hessian', 'hvp'].includes(quantity)) continue;
    if (!isScalar && !['value', 'jacobian', 'jvp', 'vjp'].includes(quantity)) continue;
    // A function with its own derivative is all its quantities, through its framework.
    const outcome = await analysis.code(answer, target, { ...(isDifferentiable(target) ? {} : { quantity }), name: `${name}_${quantity.replaceAll('-', '_')}` });
    made.push({ row, quantity, variables, wrt: answer.variable.name, code: outcome.ok ? { ...outcome.code, target } : outcome.reason });
  }
  return made;
}

interface Choice {
  /** The rows, where not all. */
  readonly names?: readonly string[];
  /** Rows that the target's library refuses, with a message, where there is nothing. */
  readonly filled?: readonly string[];
}

/** Expected are the value as NumPy computes it and the differences of that. */
export async function quantityTrials(target: TargetName, { names, filled = [] }: Choice = {}): Promise<readonly Trial[]> {
  const found: (Emitted & { readonly value: GeneratedCode })[] = [];
  for (const [i, row] of rows.entries()) {
    if (names?.includes(row.name) === false) continue;
    const [value] = await emitted(row, 'numpy', ['value'], 'plain');
    if (value === undefined || typeof value.code === 'string') throw new Error(row.text);
    for (const each of await emitted(row, target, QUANTITIES, `quantity_${String(i)}`)) found.push({ ...each, value: value.code });
  }
  const given = found.flatMap(({ row, quantity, variables, wrt, code, value }) => (typeof code === 'string' ? [] : [{ code, job: { id: row.name, quantity, vars: variables.map(({ name, shape, properties }) => ({ name, shape: shapeList(shape), kind: 'any', props: stated(properties) })), wrt, value, inputs: isDifferentiable(target) && ['jvp', 'vjp'].includes(quantity) ? [...code.inputs, 'along'] : code.inputs, sizes: sizesOf(row, !filled.includes(row.name)) } }]));
  const runs = new Map(reference(given.map(({ job }) => job)).map((each, i) => [given[i]?.code, each]));
  return found.map(({ row, quantity, wrt, code }): Trial => {
    const name = `${row.name}: ${quantity}`;
    return typeof code === 'string' ? { name, refused: code, calls: [] } : { name, calls: (runs.get(code) ?? []).map((run) => ({ code, arguments: run.arguments, expected: run.expected, ...(isDifferentiable(target) ? { asked: { quantity, wrt: [code.inputs.indexOf(wrt)] } } : {}) })) };
  });
}
