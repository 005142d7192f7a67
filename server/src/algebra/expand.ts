/**
 * Expansion: products distributed over sums, small integer powers multiplied out, everywhere in an expression. With like terms
 * collected by the constructors the result is the canonical form that decides equality.
 */
import { postorderOf, type Expr, type Term } from './expression';
import { rebuild } from './rewrite';
import { SCALAR } from '../shapes/shape';
import { apply } from './construct/apply';
import { hadamard } from './construct/hadamard';
import { indexedSum } from './construct/indexedSum';
import { integerOf } from './construct/leaf';
import { splitCoefficient } from './construct/parts';
import { product, scale } from './construct/product';
import { sum, termsOf } from './construct/sum';
import { trace } from './construct/trace';
import { transpose } from './construct/transpose';
import { mulR, RATIONAL_ONE } from './rational';

/** A product is not distributed where it would get more terms than this: enough to decide the identities of the sources. */
const MAX_TERMS = 400;
/** The bound when a shorter form is sought: with more terms an expanded form is never the shortest. */
export const READABLE_TERMS = 48;
/** Powers of sums up to this exponent are multiplied out. */
const MAX_POWER = 4;
/** Nodes above this count are not expanded at all: nobody reads the result, and equality is decided numerically there. */
const MAX_NODES = 3_000;

/** The expanded form; undefined where it would be too large. */
export function expand(root: Expr, maxTerms = MAX_TERMS): Expr | undefined {
  const order = postorderOf(root);
  if (order.length > MAX_NODES) return undefined;
  const expanded = new Map<Expr, Expr>();
  const at = (e: Expr): Expr => expanded.get(e) ?? e;
  for (const node of order) {
    const made = expandNode(rebuild(node, at), maxTerms);
    if (made === undefined) return undefined;
    expanded.set(node, made);
  }
  return at(root);
}

function expandNode(e: Expr, maxTerms: number): Expr | undefined {
  switch (e.op) {
    case 'sum': {
      const terms: Term[] = [];
      for (const { coefficient, expr } of e.terms) {
        const inner = expr.op === 'sum' ? expr : expandNode(expr, maxTerms);
        if (inner === undefined) return undefined;
        for (const term of termsOf(inner)) terms.push({ coefficient: mulR(coefficient, term.coefficient), expr: term.expr });
        if (terms.length > maxTerms) return undefined;
      }
      return sum(terms, e.shape);
    }
    case 'product': return !e.factors.some(isSplit) ? e : distribute(e.factors, maxTerms, (factors) => product(factors));
    case 'hadamard': return !e.factors.some(isSplit) ? e : distribute(e.factors, maxTerms, (factors) => hadamard(factors));
    case 'scale': return !isSplit(e.scalar) && !isSplit(e.body) ? e : distribute([e.scalar, e.body], maxTerms, ([s, b]) => (s === undefined || b === undefined ? e : scale(s, b)));
    case 'trace': return !e.factors.some(isSplit) ? e : distribute(e.factors, maxTerms, (factors) => trace(factors));
    case 'transpose': return e.of.op === 'sum' ? distribute([e.of], maxTerms, ([of]) => (of === undefined ? e : transpose(of))) : e;
    case 'power': {
      const k = integerOf(e.exponent);
      if (k === undefined || k < 2 || k > MAX_POWER || e.base.op !== 'sum') return e;
      return distribute(Array.from({ length: k }, () => e.base), maxTerms, (factors) => hadamard(factors));
    }
    case 'matrixPower': {
      const k = integerOf(e.exponent);
      if (k === undefined || k < 2 || k > MAX_POWER || (e.base.op !== 'sum' && e.base.op !== 'product')) return e;
      return distribute(Array.from({ length: k }, () => e.base), maxTerms, (factors) => multiplyOut(factors));
    }
    case 'apply':
      // Linear functions of a sum.
      if (e.args.length === 1 && LINEAR.has(e.name)) return distribute(e.args, maxTerms, (args) => apply(e.name, args, e));
      if (e.name === 'frechet') { const [x, d] = e.args; return x === undefined || d === undefined ? e : distribute([d], maxTerms, ([part]) => apply('frechet', [x, part ?? d], e)); }
      if (e.name === 'kron') return distribute(e.args, maxTerms, (args) => apply('kron', args));
      return e;
    case 'indexedSum': return distribute([e.body], maxTerms, ([body]) => indexedSum(e.index, e.from, e.to, body ?? e.body));
    default: return e;
  }
}

const LINEAR: ReadonlySet<string> = new Set(['diag', 'diagonal', 'vec', 'vech', 'unvec', 'tril', 'triu']);

/** The product of matrices as one chain, powers of products written out. */
function multiplyOut(factors: readonly Expr[]): Expr { return product(factors.flatMap((factor) => (factor.op === 'product' ? factor.factors : [factor]))); }

/** Whether a factor has terms to distribute over. */
const isSplit = (factor: Expr): boolean => factor.op === 'sum' || (factor.op === 'transpose' && factor.of.op === 'sum');

/** Σ over all choices of one term from each factor. */
function distribute(factors: readonly Expr[], maxTerms: number, multiply: (factors: readonly Expr[]) => Expr): Expr | undefined {
  const choices = factors.map((factor): readonly Term[] => {
    const inner = factor.op === 'transpose' && factor.of.op === 'sum' ? factor.of.terms.map(({ coefficient, expr }) => ({ coefficient, expr: transpose(expr) })) : factor.op === 'sum' ? factor.terms : undefined;
    return inner ?? [{ coefficient: RATIONAL_ONE, expr: factor }];
  });
  const count = choices.reduce((total, terms) => total * terms.length, 1);
  if (count > maxTerms) return undefined;
  let partial: { readonly coefficient: Term['coefficient']; readonly factors: readonly Expr[] }[] = [{ coefficient: RATIONAL_ONE, factors: [] }];
  for (const terms of choices) partial = partial.flatMap((so) => terms.map(({ coefficient, expr }) => ({ coefficient: mulR(so.coefficient, coefficient), factors: [...so.factors, expr] })));
  const made = partial.map(({ coefficient, factors: chosen }): Term => {
    const whole = multiply(chosen);
    const { coefficient: own, rest } = splitCoefficient(whole);
    return { coefficient: mulR(coefficient, own), expr: rest };
  });
  const first = made[0];
  if (first === undefined) return undefined;
  if (count === 1) return first.coefficient.n === first.coefficient.d ? first.expr : sum(made, first.expr.shape);
  // What was multiplied can again contain sums (a power that became a product): expand once more, each time with fewer factors.
  const again: Term[] = [];
  for (const term of made) {
    const inner = term.expr.op === 'product' || term.expr.op === 'hadamard' || term.expr.op === 'scale' || term.expr.op === 'trace' ? expandNode(term.expr, maxTerms) : term.expr;
    if (inner === undefined) return undefined;
    for (const innerTerm of termsOf(inner)) again.push({ coefficient: mulR(term.coefficient, innerTerm.coefficient), expr: innerTerm.expr });
    if (again.length > maxTerms) return undefined;
  }
  return sum(again, multiply(factors).shape === SCALAR ? SCALAR : first.expr.shape);
}
