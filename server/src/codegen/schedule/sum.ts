/** Sums: constants, rows and columns broadcast instead of being written out, diagonals added to diagonals, a matrix that multiplies several terms taken out. */
import type { Expr, SumExpr, Term } from '../../algebra/expression';
import { invR, mulR, equalR, negR, RATIONAL_ONE, type Rational } from '../../algebra/rational';
import { outerProduct } from '../../algebra/construct/hadamard';
import { isAllOnes } from '../../algebra/construct/leaf';
import { product, scale } from '../../algebra/construct/product';
import { negate, sum } from '../../algebra/construct/sum';
import { transpose } from '../../algebra/construct/transpose';
import { ONE } from '../../shapes/dimension';
import { isColumn, isRow, SCALAR, type Shape } from '../../shapes/shape';
import { plain, type Like, type Scaled } from './builder';
import { scaleBy } from './apply';
import type { Context, Lowering } from './context';
import type { LinearTerm, Placement, Value } from './operation';

/** Sums longer than this are not searched for common factors: the search compares terms. */
const FACTOR_TERMS = 64;

export const likeOf = (s: Shape): Like => (s === SCALAR ? { kind: 'scalar', rows: ONE, cols: ONE } : isColumn(s) ? { kind: 'vector', rows: s.rows, cols: ONE } : isRow(s) ? { kind: 'vector', rows: s.cols, cols: ONE } : { kind: 'matrix', rows: s.rows, cols: s.cols });

export function* lowerSum(given: SumExpr, context: Context): Lowering {
  const { build } = context;
  const like = likeOf(given.shape);
  if (given.terms.length > 1 && !context.keepsSign(given) && given.terms.length <= FACTOR_TERMS) {
    const opposite = negate(given);
    if (context.keepsSign(opposite)) { const of = yield { lower: opposite }; return { coefficient: negR(of.coefficient), value: of.value }; }
  }
  const terms = factored(withSums(stable(given.terms), given, context), given.shape, context);
  const linear: LinearTerm[] = [];
  const diagonal: LinearTerm[] = [];
  for (const term of terms) {
    if (typeof term.expr === 'object' && 'expm1' in term.expr) {
      const argument = build.settle(yield { lower: term.expr.expm1 });
      linear.push({ coefficient: term.coefficient, value: build.call('expm1', [argument]), as: 'array' });
      continue;
    }
    const { scalar, body } = split(term.expr);
    const spread = like.kind === 'scalar' ? undefined : broadcast(body, like);
    const into = like.kind === 'matrix' && isDiagonal(body) ? diagonal : linear;
    let part: Scaled;
    let as: Placement = 'array';
    if (into === diagonal) part = body.op === 'apply' && body.args[0] !== undefined ? yield { lower: body.args[0] } : plain(build.number(RATIONAL_ONE));
    else if (spread === undefined) part = yield { lower: body };
    else if (spread.along === 'entries') part = plain(build.number(RATIONAL_ONE));
    else { part = yield { lower: spread.vector }; as = spread.along; }
    if (scalar !== undefined) part = scaleBy(yield { lower: scalar }, part, context);
    into.push({ coefficient: mulR(term.coefficient, part.coefficient), value: part.value, as });
  }
  if (diagonal.length === 0) return build.sum(linear, like, like.kind === 'scalar' || context.keepsSign(given));
  const entries = diagonal.some((term) => term.value.kind === 'vector') ? build.sum(diagonal, { kind: 'vector', rows: like.rows, cols: ONE }) : build.sum(diagonal, { kind: 'scalar', rows: ONE, cols: ONE });
  if (linear.length === 0) return onlyDiagonal(entries, like, context);
  const sum_ = build.sum(linear, like, true);
  // A rank-one matrix takes its coefficient into a vector.
  const rest = sum_.value.operation.op === 'outer' ? plain(build.settle(sum_)) : sum_;
  const added = build.settle({ coefficient: mulR(entries.coefficient, invR(rest.coefficient)), value: entries.value });
  return { coefficient: rest.coefficient, value: build.make({ op: 'addDiagonal', matrix: rest.value, diagonal: added }, 'matrix', like.rows, like.cols) };
}

function onlyDiagonal(entries: Scaled, like: Like, { build }: Context): Scaled {
  const vector: Value = entries.value.kind === 'scalar' ? build.fill(build.settle(entries), like.rows, ONE) : entries.value;
  return { coefficient: entries.value.kind === 'scalar' ? RATIONAL_ONE : entries.coefficient, value: build.make({ op: 'diagonalMatrix', of: vector }, 'matrix', like.rows, like.cols) };
}

const isDiagonal = (e: Expr): boolean => e.op === 'identity' || (e.op === 'apply' && e.name === 'diag');

/** `s*body` as s and body. */
export function split(e: Expr): { readonly scalar: Expr | undefined; readonly body: Expr } {
  return e.op === 'scale' ? { scalar: e.scalar, body: e.body } : { scalar: undefined, body: e };
}

type Broadcast = { readonly along: 'entries' } | { readonly along: 'row' | 'column'; readonly vector: Expr };

/** A matrix of equal entries, equal rows or equal columns. */
export function broadcast(body: Expr, like: Like): Broadcast | undefined {
  if (isAllOnes(body)) return { along: 'entries' };
  if (like.kind !== 'matrix') return undefined;
  const outer = outerProduct(body);
  if (outer === undefined) return undefined;
  if (isAllOnes(outer.row)) return { along: 'column', vector: outer.column };
  return isAllOnes(outer.column) ? { along: 'row', vector: outer.row } : undefined;
}

interface StableTerm { readonly coefficient: Rational; readonly expr: Expr | { readonly expm1: Expr } }

/** exp(u) − 1 without cancellation. */
function stable(terms: readonly Term[]): readonly StableTerm[] {
  const unit = terms.find((term) => isAllOnes(term.expr));
  if (unit === undefined) return terms;
  const exponential = terms.find((term) => term.expr.op === 'apply' && term.expr.name === 'exp' && equalR(term.coefficient, negR(unit.coefficient)));
  if (exponential?.expr.op !== 'apply' || exponential.expr.args[0] === undefined) return terms;
  const [argument] = exponential.expr.args;
  return [{ coefficient: exponential.coefficient, expr: { expm1: argument } }, ...terms.filter((term) => term !== unit && term !== exponential)];
}

/** Multiples of a sum that is worked out anyway, taken together: 2*X*w - 2*y + sign(X*w - y) as 2*r + sign(r) with r = X*w - y. */
function withSums(terms: readonly StableTerm[], given: SumExpr, { sumsWith }: Context): readonly StableTerm[] {
  if (terms.length > FACTOR_TERMS) return terms;
  let rest = terms;
  for (const term of terms) {
    if (!rest.includes(term) || 'expm1' in term.expr) continue;
    for (const inner of sumsWith(term.expr)) {
      const taken = inner === given || inner.shape !== given.shape || inner.terms.length >= rest.length ? undefined : multipleOf(inner, rest);
      if (taken === undefined) continue;
      rest = rest.flatMap((each) => (each === term ? [{ coefficient: taken.coefficient, expr: inner }] : taken.terms.has(each) ? [] : [each]));
      break;
    }
  }
  return rest;
}

/** The terms that make up a multiple of a sum. */
function multipleOf(inner: SumExpr, terms: readonly StableTerm[]): { readonly coefficient: Rational; readonly terms: ReadonlySet<StableTerm> } | undefined {
  const taken = new Set<StableTerm>();
  let ratio: Rational | undefined;
  for (const { coefficient, expr } of inner.terms) {
    const found = terms.find((term) => term.expr === expr);
    if (found === undefined) return undefined;
    const own = mulR(found.coefficient, invR(coefficient));
    if (ratio !== undefined && !equalR(ratio, own)) return undefined;
    ratio = own;
    taken.add(found);
  }
  return ratio === undefined ? undefined : { coefficient: ratio, terms: taken };
}

/** A'*u + A'*v as A'*(u + v): one product instead of several. Only where it saves one; inner products are left alone. */
function factored(terms: readonly StableTerm[], of: Shape, context: Context): readonly StableTerm[] {
  if (of === SCALAR || terms.length < 2 || terms.length > FACTOR_TERMS) return terms;
  for (const end of isColumn(of) || isRow(of) ? ['first'] as const : ['first', 'last'] as const) {
    const groups = new Map<Expr, { readonly term: StableTerm; readonly rest: Expr }[]>();
    for (const term of terms) {
      if ('expm1' in term.expr) continue;
      const { scalar, body: given } = split(term.expr);
      const body = isRow(of) ? transpose(given) : given;
      if (body.op !== 'product' || body.factors.length < 2 || context.isKnown(body) || outerProduct(body) !== undefined) continue;
      const factor = end === 'first' ? body.factors[0] : body.factors.at(-1);
      if (factor === undefined || (end === 'last' && isColumn(factor.shape))) continue;
      const remaining = end === 'first' ? body.factors.slice(1) : body.factors.slice(0, -1);
      if (remaining.every((other) => isAllOnes(other))) continue;
      const rest = product(remaining);
      const group = groups.get(factor);
      const entry = { term, rest: scalar === undefined ? rest : scale(scalar, rest) };
      if (group === undefined) groups.set(factor, [entry]); else group.push(entry);
    }
    for (const [factor, group] of groups) {
      if (group.length < 2) continue;
      const [first] = group;
      if (first === undefined) continue;
      const inner = sum(group.map(({ term, rest }) => ({ coefficient: term.coefficient, expr: rest })), first.rest.shape);
      const whole = product(end === 'first' ? [factor, inner] : [inner, factor]);
      const replaced = new Set(group.map(({ term }) => term));
      const merged: StableTerm = { coefficient: RATIONAL_ONE, expr: isRow(of) ? transpose(whole) : whole };
      return terms.flatMap((term) => (term === first.term ? [merged] : replaced.has(term) ? [] : [term]));
    }
  }
  return terms;
}

