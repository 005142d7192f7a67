/** Sums over an index: what does not depend on it stands before the sum, a Kronecker delta ends it, and sums of products are one sum over several indices. */
import { scalarProduct } from '../../../algebra/construct/hadamard';
import { dimension, integer, integerOf, numeral } from '../../../algebra/construct/leaf';
import { partsOf } from '../../../algebra/construct/parts';
import { add, subtract, sum } from '../../../algebra/construct/sum';
import type { Expr } from '../../../algebra/expression';
import { SCALAR } from '../../../shapes/shape';
import type { Atom, Atoms, Running } from './atoms';

/** The sum of `body` over an index. */
export function contract(running: Running, body: Expr, atoms: Atoms): Expr {
  const { at, from, to } = running;
  const depends = (e: Expr): boolean => atoms.indicesIn(e).has(at);
  if (!depends(body)) return scalarProduct([add(subtract(to, from), integer(1)), body]);
  const { coefficient, scalars } = partsOf(body);
  const before = [numeral(coefficient), ...scalars.filter((factor) => !depends(factor))];
  const within = scalars.filter(depends);
  const down = (over: Running, inner: Expr): Expr => contract(over, inner, atoms);

  const delta = within.find((factor) => deltaIn(factor, running, atoms) !== undefined);
  const met = delta === undefined ? undefined : deltaIn(delta, running, atoms);
  if (met !== undefined) {
    const rest = scalarProduct([numeral(coefficient), ...scalars.filter((factor) => factor !== delta)]);
    return atoms.reindexed(rest, new Map([[at, met.left === at ? met.right : met.left]]), (over, inner) => {
      const opened = reopened(over, inner, atoms);
      return opened.over.reduceRight((made, each) => down(each, made), opened.body);
    });
  }
  // (δ[i, k] + A[i, k])*x[k]: each term is summed by itself.
  const open = within.find((factor) => factor.op === 'sum' && factor.terms.some(({ expr }) => partsOf(expr).scalars.some((part) => deltaIn(part, running, atoms) !== undefined)));
  if (open?.op === 'sum') {
    const others = within.filter((factor) => factor !== open);
    const terms = open.terms.map((term) => ({ coefficient: term.coefficient, expr: down(running, scalarProduct([term.expr, ...others])) }));
    return scalarProduct([...before, sum(terms, SCALAR)]);
  }
  return scalarProduct([...before, together(running, within, atoms)]);
}

/** The delta that a factor is, or is a power of, if it has this index and the index runs over all that the other may be. */
function deltaIn(factor: Expr, { at, from, to }: Running, atoms: Atoms): Extract<Atom, { is: 'delta' }> | undefined {
  const base = factor.op === 'power' && (integerOf(factor.exponent) ?? 0) > 0 ? factor.base : factor;
  const atom = atoms.atomOf(base);
  return atom?.is === 'delta' && (atom.left === at || atom.right === at) && from === integer(1) && to === dimension(atom.size) ? atom : undefined;
}

/** Σ_k A[i, k]*(Σ_l B[k, l]*c[l]) is one sum over k and l; two sums among the factors stay by themselves. */
function together(running: Running, factors: readonly Expr[], atoms: Atoms): Expr {
  const sums = factors.filter((factor) => atoms.atomOf(factor)?.is === 'sum');
  const [only] = sums;
  const inner = only === undefined || sums.length > 1 ? undefined : atoms.atomOf(only);
  if (inner?.is !== 'sum') return atoms.sum([running], scalarProduct(factors));
  const { over, body } = reopened(inner.over, inner.body, atoms);
  return atoms.sum([running, ...over], scalarProduct([...factors.filter((factor) => factor !== only), body]));
}

/** A sum taken apart. The names of its indices mean something inside it only: outside they get new ones. */
function reopened(over: readonly Running[], body: Expr, atoms: Atoms): { readonly over: readonly Running[]; readonly body: Expr } {
  const fresh = over.map(({ from, to }) => atoms.between(from, to));
  const names = new Map(over.map(({ at }, i) => [at, fresh[i]?.at ?? at]));
  const renamed = (part: Expr): Expr => atoms.reindexed(part, names, atoms.sum);
  return { over: fresh.map(({ at, from, to }) => ({ at, from: renamed(from), to: renamed(to) })), body: renamed(body) };
}
