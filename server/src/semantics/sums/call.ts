/** Functions of parts of a summand: entry by entry, of vectors, reductions, products. What has no row here is no function of all values of an index at once. */
import { apply, ELEMENTWISE } from '../../algebra/construct/apply';
import { allOnes, hadamard } from '../../algebra/construct/hadamard';
import { dimension, integer, numeral } from '../../algebra/construct/leaf';
import { reciprocal } from '../../algebra/construct/power';
import { add, subtract } from '../../algebra/construct/sum';
import { unknown } from '../../algebra/construct/unknown';
import type { Expr, PrimitiveName } from '../../algebra/expression';
import { functionNamed, type FunctionName } from '../../operators/signatures';
import { SCALAR } from '../../shapes/shape';
import { derivativeAsked } from '../../syntax/derivativeNames';
import type { CallNode } from '../../syntax/tree';
import type { Meaning } from '../meaning';
import { refuse } from '../refusal';
import { asArray, awayFromZero, combined, constant, countOf, diagonal, entrywise, ofVectors, product, toPower, total, transposed, zeroAtOf, type Part } from './part';

type Unary = (part: Part, at: CallNode) => Part;
type Binary = (a: Part, b: Part, at: CallNode) => Part;

const entries = (by: (e: Expr) => Expr): Unary => (part, at) => ({ ...asArray(part, by), at });
const node = (name: PrimitiveName): Unary => entries((e) => apply(name, [e]));
const sum: Unary = (part, at) => total(part, 'both', at);
const dividedBy = (part: Part, sizes: readonly Expr[], at: CallNode): Part => (sizes.length === 0 ? part : entrywise(part, constant(reciprocal(hadamard(sizes)), at), at));
const sizesOf = (part: Part): readonly Expr[] => countOf(part).map(dimension);
const norm: Unary = (part, at) => toPower({ ...sum(toPower(part, integer(2), at), at), zeroAt: zeroAtOf(part) }, numeral({ n: 1, d: 2 }), at);
const squareRoot: Unary = (part, at) => toPower(part, numeral({ n: 1, d: 2 }), at);
const rowsum: Unary = (part, at) => total(part, 'cols', at);
const colsum: Unary = (part, at) => total(part, 'rows', at);
const extremum = (name: 'max' | 'min' | 'atan2'): Binary => (a, b, at) => combined([a, b], (values) => apply(name, values), at);

const unary: { readonly [Name in FunctionName]?: Unary } = {
  sum, mean: (part, at) => dividedBy(sum(part, at), sizesOf(part), at),
  norm, norm2: norm, normF: norm, norm1: (part, at) => sum(node('abs')(part, at), at),
  rowsum, colsum, rownorm: (part, at) => squareRoot(rowsum(toPower(part, integer(2), at), at), at),
  rowmean: (part, at) => dividedBy(rowsum(part, at), part.cols === undefined ? [] : [dimension(part.cols.size)], at),
  colmean: (part, at) => dividedBy(colsum(part, at), part.rows === undefined ? [] : [dimension(part.rows.size)], at),
  tr: (part, at) => sum(diagonal(part, at), at), diagonal, transpose: transposed,
  sqrt: squareRoot, log: (part, at) => { awayFromZero(part); return node('log')(part, at); }, log1p: entries((e) => apply('log', [add(allOnes(e.shape), e)])), expm1: entries((e) => subtract(apply('exp', [e]), allOnes(e.shape))),
  logsumexp: (part, at) => ofVectors(part, (rows) => apply('rowlogsumexp', [rows]), false, at),
  softmax: (part, at) => ofVectors(part, (rows) => apply('rowsoftmax', [rows]), true, at),
};

const binary: { readonly [Name in FunctionName]?: Binary } = {
  max: extremum('max'), min: extremum('min'), atan2: extremum('atan2'),
  hadamard: entrywise, dot: (a, b, at) => sum(entrywise(a, b, at), at), outer: (a, b, at) => product(a, transposed(b, at), at),
};

/** Functions applied entry by entry, to anything. */
const elementwiseNamed = (name: FunctionName): PrimitiveName | undefined => [...ELEMENTWISE].find((elementwise) => elementwise === name);

/** The function of these parts. */
export function called(tree: CallNode, args: readonly Part[], meaning: Meaning): Part {
  const callee = meaning.calleeOf(tree);
  const [a, b, ...more] = args;
  const name = functionNamed(tree.callee);
  if (callee?.kind === 'function' && callee.result === SCALAR && callee.parameters.every((of) => of === SCALAR) && a !== undefined && meaning.ruleOf(callee) === undefined) {
    const { name: of, result } = callee;
    const by = (values: readonly Expr[]): Expr => unknown({ name: of, result, entrywise: values.some((value) => value.shape !== SCALAR) }, derivativeAsked(tree, of), values);
    return b === undefined ? entries((e) => by([e]))(a, tree) : combined(args, by, tree);
  }
  if (callee !== undefined || name === undefined || a === undefined || more.length > 0) return without(tree);
  if (b !== undefined) return binary[name]?.(a, b, tree) ?? without(tree);
  const elementwise = elementwiseNamed(name);
  return unary[name]?.(a, tree) ?? (elementwise === undefined ? without(tree) : node(elementwise)(a, tree));
}

const without = (tree: CallNode): never => refuse(tree, `${tree.callee} of what depends on an index has no matrix form`);
