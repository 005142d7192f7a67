/** Function nodes. Each is normalised by the laws of its function (`laws.ts`) and then interned. */
import { add as addDimensions, multiply, triangle, type Dimension } from '../../shapes/dimension';
import { SCALAR, column, isRow, shape, transposedShape, type Shape } from '../../shapes/shape';
import type { FunctionName } from '../../operators/signatures';
import { intern } from '../arena';
import type { Expr, PrimitiveName } from '../expression';
import { lawsOf } from '../laws/table';
import { transpose } from './transpose';

interface Attributes { readonly inner?: FunctionName; readonly dimensions?: readonly Dimension[] }

/** How the shape of a value follows from its arguments. */
type ShapeRule = (args: readonly Expr[], attributes: Attributes) => Shape;

const first = (args: readonly Expr[]): Shape => args[0]?.shape ?? SCALAR;
const second = (args: readonly Expr[]): Shape => args[1]?.shape ?? SCALAR;
const same: ShapeRule = (args) => { const array = args.find((arg) => arg.shape !== SCALAR); return array?.shape ?? SCALAR; };
const toScalar: ShapeRule = () => SCALAR;
const rowsOf: ShapeRule = (args) => column(first(args).rows);

const shapeRules: Readonly<Record<PrimitiveName, ShapeRule>> = {
  pinv: (args) => transposedShape(first(args)), det: toScalar, logdet: toScalar, adj: same, prod: toScalar, nuc: toScalar, spec: toScalar, cross: same,
  kron: (args) => shape(multiply(first(args).rows, second(args).rows), multiply(first(args).cols, second(args).cols)),
  vec: (args) => column(multiply(first(args).rows, first(args).cols)),
  unvec: (_, { dimensions }) => shape(dimensions?.[0] ?? SCALAR.rows, dimensions?.[1] ?? SCALAR.cols),
  diag: (args) => shape(first(args).rows, first(args).rows), diagonal: rowsOf, tril: same, triu: same,
  exp: same, log: same, abs: same, sign: same, sin: same, cos: same, tan: same, asin: same, acos: same, atan: same, sinh: same, cosh: same, tanh: same, atan2: same,
  sigmoid: same, softplus: same, relu: same, leakyrelu: first, gelu: same, elu: first, silu: same, erf: same, step: same,
  max: (args) => (args.length === 1 ? SCALAR : same(args, {})), min: (args) => (args.length === 1 ? SCALAR : same(args, {})),
  argmax: same, softmax: same, logsumexp: toScalar, rowsoftmax: same, rowlogsumexp: rowsOf,
  expm: same, logm: same, sqrtm: same, sinm: same, cosm: same, chol: same, eigmax: toScalar, eigmin: toScalar, eigvals: rowsOf, svdvals: rowsOf,
  unit: (_, { dimensions }) => column(dimensions?.[0] ?? SCALAR.rows),
  vech: (args) => column(triangle(first(args).rows)),
  dup: (_, { dimensions }) => { const n = dimensions?.[0] ?? SCALAR.rows; return shape(multiply(n, n), triangle(n)); },
  elim: (_, { dimensions }) => { const n = dimensions?.[0] ?? SCALAR.rows; return shape(triangle(n), multiply(n, n)); },
  comm: (_, { dimensions }) => { const size = multiply(dimensions?.[0] ?? SCALAR.rows, dimensions?.[1] ?? SCALAR.rows); return shape(size, size); },
  blkdiag: (args) => shape(addDimensions(first(args).rows, second(args).rows), addDimensions(first(args).cols, second(args).cols)),
  hcat: (args) => shape(first(args).rows, addDimensions(first(args).cols, second(args).cols)),
  vcat: (args) => shape(addDimensions(first(args).rows, second(args).rows), first(args).cols),
  frechet: (args) => first(args), eigvecs: same, eigvec: rowsOf, eigvecmin: rowsOf, leftsv: rowsOf, rightsv: (args) => column(first(args).cols),
};

/** Functions applied entry by entry: of a row they are the transpose of the same of the column. */
export const ELEMENTWISE: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  'exp', 'log', 'abs', 'sign', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'atan2', 'sigmoid', 'softplus', 'relu', 'leakyrelu', 'gelu', 'elu', 'silu', 'erf', 'step',
]);

/** `name(args…)`, normalised. */
export function apply(name: PrimitiveName, args: readonly Expr[], attributes: Attributes = {}): Expr {
  const of = shapeRules[name](args, attributes);
  if (isRow(of) && of !== SCALAR && (ELEMENTWISE.has(name) || (args.length === 2 && (name === 'max' || name === 'min')))) {
    return transpose(apply(name, args.map((arg) => (arg.shape === SCALAR ? arg : transpose(arg))), attributes));
  }
  for (const law of lawsOf(name)) {
    const rewritten = law.rewrite(args, attributes);
    if (rewritten !== undefined) return rewritten;
  }
  const { inner, dimensions } = attributes;
  const key = `${name} ${args.map((arg) => arg.id).join(' ')}${inner === undefined ? '' : ` ${inner}`}${dimensions === undefined ? '' : ` [${dimensions.map((d) => d.key).join(',')}]`}`;
  return intern(key, of, args, { op: 'apply', name, args, ...(inner === undefined ? {} : { inner }), ...(dimensions === undefined ? {} : { dimensions }) });
}

