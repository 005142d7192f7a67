/** Traces and diagonals of products: sums of entries of an elementwise product, never the product itself. */
import type { Expr } from '../../algebra/expression';
import { mulR } from '../../algebra/rational';
import { product } from '../../algebra/construct/product';
import { transpose } from '../../algebra/construct/transpose';
import { ONE } from '../../shapes/dimension';
import { array, plain, type Scaled } from './builder';
import type { Context, Lowering } from './context';
import { chainCost } from './product';
import type { LinearTerm } from './operation';

/** Where to cut a trace of more factors than this is not searched. */
const CUT_LIMIT = 8;

export function* lowerTrace(factors: readonly Expr[], context: Context): Lowering {
  const { build } = context;
  const [only] = factors;
  if (only === undefined) return plain(build.number({ n: 1, d: 1 }));
  if (factors.length === 1) {
    if (only.op === 'sum' && !context.isFormed(only)) {
      const terms: LinearTerm[] = [];
      for (const term of only.terms) {
        const part = yield { trace: term.expr.op === 'product' ? term.expr.factors : [term.expr] };
        terms.push({ coefficient: mulR(term.coefficient, part.coefficient), value: part.value, as: 'array' });
      }
      return build.sum(terms, { kind: 'scalar', rows: ONE, cols: ONE });
    }
    if (only.op === 'scale' && !context.isFormed(only)) {
      const scalar = yield { lower: only.scalar };
      const inner = yield { trace: only.body.op === 'product' ? only.body.factors : [only.body] };
      const both = build.multiply([array(scalar.value), array(inner.value)], [], inner.value);
      return { coefficient: mulR(mulR(scalar.coefficient, inner.coefficient), both.coefficient), value: both.value };
    }
    if (only.op === 'identity') return plain(build.dimension(only.shape.rows));
    if (only.op === 'product' && only.factors.some((factor, i) => factor.shape.cols === ONE && i < only.factors.length - 1)) {
      const at = only.factors.findIndex((factor) => factor.shape.cols === ONE);
      return yield { lower: product([...only.factors.slice(at + 1), ...only.factors.slice(0, at + 1)]) };
    }
    const of = yield { lower: only };
    return { coefficient: of.coefficient, value: build.make({ op: 'trace', of: of.value }, 'scalar', ONE, ONE) };
  }
  const { left, right } = cut(factors, context);
  const b = yield { chain: right };
  if (left.length === 0) return { coefficient: b.coefficient, value: build.make({ op: 'trace', of: b.value }, 'scalar', ONE, ONE) };
  if (isMirror(left, right)) return { coefficient: mulR(b.coefficient, b.coefficient), value: build.make({ op: 'entrywiseDot', left: b.value, right: b.value }, 'scalar', ONE, ONE) };
  const a = yield { chain: left };
  return entrywise(a, b, context);
}

/** tr(A*B) = Σ A'ᵢⱼ Bᵢⱼ. */
function entrywise(a: Scaled, b: Scaled, { build }: Context): Scaled {
  const coefficient = mulR(a.coefficient, b.coefficient);
  const [x, y] = a.value.operation.op === 'transpose' || b.value.operation.op !== 'transpose' ? [build.transpose(a.value), b.value] : [a.value, build.transpose(b.value)];
  return { coefficient, value: build.make({ op: 'entrywiseDot', left: x, right: y }, 'scalar', ONE, ONE) };
}

const isMirror = (left: readonly Expr[], right: readonly Expr[]): boolean => left.length === right.length && left.every((factor, i) => { const other = right[right.length - 1 - i]; return other !== undefined && transpose(factor) === other; });

/** The cut of the cycle of factors into two chains that are cheapest to form; an empty left chain where the whole product is cheaper still (a solve). */
function cut(factors: readonly Expr[], context: Context): { readonly left: readonly Expr[]; readonly right: readonly Expr[] } {
  const k = factors.length;
  const halves = (start: number, length: number): { readonly left: readonly Expr[]; readonly right: readonly Expr[] } => {
    const rotated = [...factors.slice(start), ...factors.slice(0, start)];
    return { left: rotated.slice(0, length), right: rotated.slice(length) };
  };
  if (k > CUT_LIMIT) return halves(0, Math.floor(k / 2));
  let best = halves(0, k - 1);
  let least = Infinity;
  for (let start = 0; start < k; start++) for (let length = 0; length < k; length++) {
    const candidate = halves(start, length);
    const mirror = isMirror(candidate.left, candidate.right);
    const [first] = candidate.right;
    const last = candidate.right.at(-1);
    if (first === undefined || last === undefined) continue;
    const cost = chainCost(candidate.right, context) + (mirror || length === 0 ? 0 : chainCost(candidate.left, context) + 2 * context.size(first.shape.rows) * context.size(last.shape.cols));
    if (cost < least * (1 - 1e-6)) { least = cost; best = candidate; }
  }
  return best;
}

/** diagonal(A*B): the inner products of the rows of A with the columns of B. */
export function* lowerDiagonal(of: Expr, context: Context): Lowering {
  const { build } = context;
  if (of.op === 'transpose') return yield { diagonal: of.of };
  if (of.op === 'sum' && !context.isFormed(of)) {
    const terms: LinearTerm[] = [];
    for (const term of of.terms) {
      const part = yield { diagonal: term.expr };
      terms.push({ coefficient: mulR(term.coefficient, part.coefficient), value: part.value, as: 'array' });
    }
    return build.sum(terms, { kind: 'vector', rows: of.shape.rows, cols: ONE });
  }
  if (of.op === 'scale' && !context.isFormed(of)) {
    const scalar = yield { lower: of.scalar };
    const inner = yield { diagonal: of.body };
    const both = build.multiply([array(scalar.value), array(inner.value)], [], inner.value);
    return { coefficient: mulR(mulR(scalar.coefficient, inner.coefficient), both.coefficient), value: both.value };
  }
  if (of.op === 'product' && !context.isFormed(of) && !of.factors.some((factor, i) => factor.shape.cols === ONE && i < of.factors.length - 1)) {
    const { factors } = of;
    let best = 1;
    let least = Infinity;
    for (let at = 1; at < factors.length; at++) {
      const left = factors.slice(0, at);
      const right = factors.slice(at);
      const cost = isMirror(left, right) ? chainCost(right, context) : chainCost(left, context) + chainCost(right, context);
      if (cost < least * (1 - 1e-6)) { least = cost; best = at; }
    }
    const right = yield { chain: factors.slice(best) };
    const left = isMirror(factors.slice(0, best), factors.slice(best)) ? { coefficient: right.coefficient, value: build.transpose(right.value) } : yield { chain: factors.slice(0, best) };
    const coefficient = mulR(left.coefficient, right.coefficient);
    if (left.value.operation.op === 'transpose') return { coefficient, value: build.make({ op: 'columnDots', left: left.value.operation.of, right: right.value }, 'vector', of.shape.rows, ONE) };
    return { coefficient, value: build.make({ op: 'rowDots', left: left.value, right: build.transpose(right.value) }, 'vector', of.shape.rows, ONE) };
  }
  const whole = yield { lower: of };
  return { coefficient: whole.coefficient, value: build.make({ op: 'diagonal', of: whole.value }, 'vector', of.shape.rows, ONE) };
}
