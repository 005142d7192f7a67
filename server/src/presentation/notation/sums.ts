/** How sums are written: content in front, a positive term first, minus signs taken into differences. */
import { hadamard, scalarProduct } from '../../algebra/construct/hadamard';
import { symbol } from '../../algebra/construct/leaf';
import { contentOf, partsOf } from '../../algebra/construct/parts';
import { product, scale } from '../../algebra/construct/product';
import { transpose } from '../../algebra/construct/transpose';
import type { Expr, SumExpr, Term } from '../../algebra/expression';
import { negR, type Rational } from '../../algebra/rational';
import { isColumn, isSquare, SCALAR } from '../../shapes/shape';
import { binary, number, transposed } from '../../syntax/build';
import type { Tree } from '../../syntax/tree';
import { cost } from '../cost';
import { attachMinus, fraction } from '../multiply';
import { FANCY_WEIGHT, type Written, cheapest, spreadScalar, isSpread, isDifference } from './readings';
import { hasMinus, writeTerm } from './terms';
import { tree } from './write';

/** A sum as it stands, or with its content in front: `2*(A + B)`, `(A + B)/2`. */
export function writeSum(e: SumExpr, w: Written): Tree {
  const plain = cheapest(writeTerms(e.terms, w), mirroredSum(e, w));
  if (e.terms.length < 2) return plain;
  const content = contentOf(e);
  if (content.rest === e || content.rest.op !== 'sum') return plain;
  const inner = tree(content.rest, w);
  const { numerator, denominator } = fraction(content.coefficient.n < 0 ? negR(content.coefficient) : content.coefficient);
  const above = numerator === undefined ? inner : binary('*', numerator, inner);
  const whole = denominator === undefined ? above : binary('/', above, denominator);
  return cheapest(content.coefficient.n < 0 ? attachMinus(whole) : whole, plain);
}

/** `(A*B + C)'` where the terms are mostly transposes. */
function mirroredSum(e: SumExpr, w: Written): Tree | undefined {
  if (e.shape === SCALAR || isColumn(e.shape) || e.weight > FANCY_WEIGHT) return undefined;
  const mirrored = transpose(e);
  if (mirrored === e || mirrored.op !== 'sum') return undefined;
  return transposed(writeTerms(mirrored.terms, w));
}

/** A term and its transpose stand beside each other, the shorter one first: `B + B' - C`. */
function besideMirrors(terms: readonly Term[], w: Written): readonly Term[] {
  const [first] = terms;
  if (terms.length < 2 || terms.length > MIRRORED_TERMS || first === undefined || first.expr.shape === SCALAR || !isSquare(first.expr.shape)) return terms;
  const ordered: Term[] = [];
  const placed = new Set<Term>();
  for (const term of terms) {
    if (placed.has(term)) continue;
    const mirrored = term.expr.weight > FANCY_WEIGHT ? term.expr : transpose(term.expr);
    const other = mirrored === term.expr ? undefined : terms.find((each) => each.expr === mirrored && each.coefficient.n === term.coefficient.n && each.coefficient.d === term.coefficient.d && !placed.has(each));
    const both = other === undefined ? [term] : cost(tree(other.expr, w)) < cost(tree(term.expr, w)) ? [other, term] : [term, other];
    for (const each of both) placed.add(each);
    ordered.push(...both);
  }
  return ordered;
}

/** In longer sums nobody looks for the mirror image of a term. */
const MIRRORED_TERMS = 12;

/** Terms in their order, but a positive one first. */
function writeTerms(terms: readonly Term[], w: Written): Tree {
  const paired = besideMirrors(terms, w);
  const leading = paired.findIndex((term) => !isNegative(term, w));
  const ordered = leading <= 0 ? paired : [...paired.slice(leading, leading + 1), ...paired.slice(0, leading), ...paired.slice(leading + 1)];
  // (On a square matrix it would be taken for a multiple of the identity.)
  const hasArray = terms.some((term) => !isSpread(term.expr) && (isColumn(term.expr.shape) || term.expr.shape.rows !== term.expr.shape.cols));
  let made: Tree | undefined;
  for (const term of ordered) {
    const { coefficient, expr } = term, negative = isNegative(term, w);
    // Beside an array a scalar adds to every entry: 1 - x instead of ones(n) - x.
    const shown = hasArray ? spreadScalar(expr) ?? expr : expr;
    if (negative && made === undefined) { made = writeNegative(negR(coefficient), shown, w); continue; }
    const positive = writeTerm(negative ? negR(coefficient) : coefficient, shown, w);
    made = made === undefined ? positive : binary(negative ? '-' : '+', made, positive);
  }
  return made ?? number(0);
}

/** Whether a term is written behind a minus. */
const isNegative = ({ coefficient, expr }: Term, w: Written): boolean => coefficient.n < 0 !== hasMinus(expr, w);

/**
 * `-coefficient*e`, the minus taken into a difference among the factors: `-A'*(b - x)` is `A'*(x - b)`. A stand-in takes the place of
 * the difference, so that whatever is turned round on the way, the one that is written is the one with its sign changed.
 */
function writeNegative(coefficient: Rational, e: Expr, w: Written): Tree {
  const plain = attachMinus(writeTerm(coefficient, e, w));
  const { scalars, body } = partsOf(e);
  if (e.weight > FANCY_WEIGHT) return plain;
  const factors = [...scalars, ...(body === undefined ? [] : body.op === 'product' || body.op === 'hadamard' ? body.factors : [body])];
  // In u*u' both stay what they are.
  const isMirrored = (factor: Expr): boolean => factors.filter((other) => other === factor || other === transpose(factor)).length > 1;
  const at = factors.find((factor) => isDifference(factor) && !isMirrored(factor)) ?? factors.flatMap((factor) => (factor.op === 'hadamard' ? factor.factors : [])).find(isDifference);
  if (at === undefined) return plain;
  const standIn = symbol(`-${at.id}`, at.shape, new Set());
  const mirrored = transpose(at);
  w.set(standIn, writeFlipped(at, w));
  if (transpose(standIn) !== standIn && isDifference(mirrored)) w.set(transpose(standIn), writeFlipped(mirrored, w));
  let replaced = false;
  const turned = (factor: Expr): Expr => {
    if (replaced) return factor;
    if (factor === at) { replaced = true; return standIn; }
    return factor.op === 'hadamard' && factor.factors.includes(at) ? hadamard(factor.factors.map(turned)) : factor;
  };
  const before = scalarProduct(scalars.map(turned));
  const after = body === undefined ? undefined : body.op === 'product' ? product(body.factors.map(turned)) : body.op === 'hadamard' ? hadamard(body.factors.map(turned)) : turned(body);
  return cheapest(plain, writeTerm(coefficient, after === undefined ? before : scale(before, after), w));
}

function writeFlipped(e: Expr, w: Written): Tree {
  if (e.op === 'transpose') return transposed(writeFlipped(e.of, w));
  return e.op === 'sum' ? writeTerms(e.terms.map(({ coefficient, expr }) => ({ coefficient: negR(coefficient), expr })), w) : tree(e, w);
}
