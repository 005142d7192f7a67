/** Factoring sums: what terms have in common is taken out, greedily, as long as the formula gets shorter to read. */
import type { Expr } from '../algebra/expression';
import { factorings } from './factorings';
import { factoredActivation } from './polynomial';
import { priceOf, type Search } from './search';

/** Sums with more terms than this are left as they are: nobody reads the factors of a hundred terms. */
const MAX_TERMS = 24;

/** So many of the factorings that promise the largest saving are priced, and so many of the cheapest followed to their end. */
const PRICED = 6;
const FOLLOWED = 3;

/** The sum with common factors taken out where that makes it cheaper to read, or as cheap when it takes in every term. */
export function factorSum(e: Expr, search: Search): Expr {
  if (e.op !== 'sum' || e.terms.length < 2 || e.terms.length > MAX_TERMS) return e;
  const known = search.factored.get(e);
  if (known !== undefined) return known;
  if (search.budget-- <= 0) return e;
  let best: Expr = e;
  let bestCost = priceOf(e, search);
  const activation = factoredActivation(e);
  if (activation !== undefined && priceOf(activation, search) <= bestCost + ACTIVATION_SLACK) { search.factored.set(e, activation); return activation; }
  const priced = [...factorings(e.terms, e.shape, search)]
    .sort((a, b) => b.saving - a.saving)
    .slice(0, PRICED)
    .map(({ make, takesAll, isMatrix }) => { const { inner, wrap } = make(); return { inner, wrap, takesAll, isMatrix, price: priceOf(wrap(inner), search) }; })
    .sort((a, b) => a.price - b.price);
  // What all terms have in common is taken out first: whatever else there is to take is found in what is left.
  const common = priced.find(({ takesAll, isMatrix, price }) => takesAll && isMatrix && price < bestCost);
  const promising = common === undefined ? priced.slice(0, FOLLOWED) : [common];
  for (const { inner, wrap, takesAll, price: unfactored } of promising) {
    const candidate = wrap(factorSum(inner, search));
    // What was taken out can fall apart again (2*(a - b) is a sum): then nothing was gained, and trying on would never end.
    if (candidate.op === 'sum' && candidate.terms.length >= e.terms.length) continue;
    const whole = candidate.op === 'sum' ? factorSum(candidate, search) : candidate;
    // A polynomial in an activation is factored though that is longer: it is no reason to leave the common factor in.
    const price = Math.min(priceOf(whole, search), unfactored);
    if (price < bestCost || (best === e && takesAll && price <= bestCost)) { best = whole; bestCost = price; }
  }
  search.factored.set(e, best);
  return best;
}

/** A polynomial in σ or tanh is written by its factors, which every reader knows, though that may be longer by so many symbols. */
const ACTIVATION_SLACK = 5;
