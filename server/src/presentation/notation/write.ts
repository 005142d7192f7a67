/**
 * Expression → surface tree: the reader's notation for every node. Where a node can be written in several ways (`u'*u` or
 * `norm2(u)^2`, `A'*B'` or `(B*A)'`), the one with the fewest symbols is taken. How each kind of node is written stands beside: sums, terms,
 * entrywise, chains, functions.
 */
import { isAllOnes } from '../../algebra/construct/leaf';
import { isMixedHessian } from '../../algebra/construct/unknown';
import { postorderWithout, type Expr, type IndexedSumExpr, type UnknownExpr } from '../../algebra/expression';
import { negR, RATIONAL_ONE, type Rational } from '../../algebra/rational';
import { isColumn, SCALAR } from '../../shapes/shape';
import { binary, call, name, number, transposed } from '../../syntax/build';
import { derivativeName, type Derivative } from '../../syntax/derivativeNames';
import { NOWHERE, type Tree } from '../../syntax/tree';
import { attachMinus, fraction } from '../multiply';
import { writeMatrixPower, writeChain, writeScalarChain, writeTrace } from './chains';
import { writeMatrixHadamard, writeHadamard } from './entrywise';
import { writeApply } from './functions';
import { writeGrid } from './grid';
import { cheapest, FANCY_WEIGHT, type Written, dimensionTree } from './readings';
import { writeSum } from './sums';
import { writeTerm } from './terms';

/** The tree of `root`. Every node below is written first, so this is never deep. */
export function write(root: Expr, written: Written = new Map()): Tree {
  for (const node of postorderWithout((e) => written.has(e), [root])) if (!written.has(node)) written.set(node, writeNode(node, written));
  return written.get(root) ?? writeNode(root, written);
}

/** The tree of a node whose operands are written: one made on the way (a transpose, a rest), or the next of a walk. */
export function tree(e: Expr, written: Written): Tree {
  const known = written.get(e);
  if (known !== undefined) return known;
  const made = writeNode(e, written);
  written.set(e, made);
  return made;
}

function writeNode(e: Expr, w: Written): Tree {
  switch (e.op) {
    case 'number': return writeNumber(e.value);
    case 'dimension': return dimensionTree(e.dimension);
    case 'symbol': return name(e.name);
    case 'identity': return call('eye', dimensionTree(e.shape.rows));
    case 'ones': return call('ones', dimensionTree(e.shape.rows));
    case 'zero': return isColumn(e.shape) ? call('zeros', dimensionTree(e.shape.rows)) : call('zeros', dimensionTree(e.shape.rows), dimensionTree(e.shape.cols));
    case 'transpose': return writeTranspose(e.of, w);
    case 'sum': return cheapest(writeSum(e, w), e.weight > FANCY_WEIGHT ? undefined : writeGrid(e, w));
    case 'scale': return writeTerm(RATIONAL_ONE, e, w);
    case 'product': return e.shape === SCALAR ? writeScalarChain(e.factors, e, w) : isAllOnes(e) ? call('ones', dimensionTree(e.shape.rows), dimensionTree(e.shape.cols)) : cheapest(writeChain(e.factors, e, w), e.weight > FANCY_WEIGHT ? undefined : writeGrid(e, w));
    case 'hadamard': return e.shape === SCALAR ? writeTerm(RATIONAL_ONE, e, w) : writeMatrixHadamard(e, w);
    case 'power': return e.shape === SCALAR ? writeTerm(RATIONAL_ONE, e, w) : writeHadamard([e], w);
    case 'matrixPower': return writeMatrixPower(e, w);
    case 'trace': return writeTrace(e.factors, e, w);
    case 'apply': return writeApply(e, w);
    case 'indexedSum': return writeIndexedSum(e, w);
    case 'unknown': return writeUnknown(e, e, w);
  }
}

export function writeNumber(value: Rational): Tree {
  if (value.n < 0) return attachMinus(writeNumber(negR(value)));
  const { numerator, denominator } = fraction(value);
  return denominator === undefined ? (numerator ?? number(1)) : binary('/', numerator ?? number(1), denominator);
}

function writeIndexedSum(e: IndexedSumExpr, w: Written): Tree {
  const index = tree(e.index, w);
  return index.kind !== 'name' ? tree(e.body, w) : { kind: 'sumOver', index, from: tree(e.from, w), to: tree(e.to, w), body: tree(e.body, w), span: NOWHERE };
}

function writeUnknown(e: UnknownExpr, derivative: Derivative, w: Written): Tree {
  const made = call(derivativeName(derivative, e.name, e.args.length), ...e.args.map((arg) => tree(arg, w)));
  return e.entrywise && made.kind === 'call' ? { ...made, elementwise: true } : made;
}

function writeTranspose(of: Expr, w: Written): Tree {
  // The transpose of ∇²₁₂h is ∇²₂₁h.
  if (of.op === 'unknown' && isMixedHessian(of)) return writeUnknown(of, { order: of.order, slots: of.slots.toReversed() }, w);
  return transposed(tree(of, w));
}
