/** An answer in writing: among its candidates the form that is cheapest to read, in the layout and the form that was asked for. */
import { expand } from '../algebra/expand';
import { scalarProduct } from '../algebra/construct/hadamard';
import { integer, symbol, zero } from '../algebra/construct/leaf';
import { partsOf } from '../algebra/construct/parts';
import { power } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { isAllNegative, negate, sum } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import type { Expr } from '../algebra/expression';
import { RATIONAL_MINUS_ONE, RATIONAL_ONE } from '../algebra/rational';
import { cost } from '../presentation/cost';
import type { Written } from '../presentation/notation/readings';
import { write } from '../presentation/notation/write';
import { notate, simplify } from '../presentation/present';
import type { Binding, Meaning, ResolvedQuery } from '../semantics/meaning';
import { SCALAR, type Shape } from '../shapes/shape';
import { binary } from '../syntax/build';
import type { Tree } from '../syntax/tree';
import { answers, expansions, type Candidates } from './answers';
import { isBlocked, type Blocked } from './differentialOf';
import { argumentsOf, inForm, type Formed } from './forms/forms';
import { indicesByVariable, shapeOfIndices, shortestIndexForm } from './forms/index/indexForm';
import { inOrder } from './forms/symmetric';
import { isTurned } from './layout';
import type { Posed } from './question';
import type { Indices } from './result';
import { substitute } from '../algebra/rewrite';

export interface Answer {
  readonly tree: Tree;
  readonly expression: Expr;
  /** Of the numbers of the answer. */
  readonly shape: Shape;
  readonly indices: Indices | undefined;
  readonly tangents: readonly string[];
  /** How the form comes from the word's own answer; undefined where it is that. */
  readonly rule: string | undefined;
}

/** Why there is nothing to write. */
export type Unwritten = Blocked | { readonly message: string; readonly code: 'limit' | 'unsupported' };

/** The reader's names for parts of the function, as the answer is written. */
export const ownNames = ({ expressed, restore }: Posed): ReadonlyMap<Expr, string> => new Map([...expressed.defined].map(([expr, name]) => [restore(expr), name]));

export function answerTo(posed: Posed, query: ResolvedQuery, meaning: Meaning): Answer | Unwritten {
  const { question } = posed;
  const { word, as } = query.node;
  const formed = as === undefined ? undefined : inForm(word, as.form, question);
  const changes = formed?.tangents ?? (word === 'derivative' ? argumentsOf(question) : [question.tangent]);
  const tangents = changes.map((each) => (each.op === 'symbol' ? each.name : ''));
  const own = ownNames(posed);
  const shown = (candidate: Expr): readonly Expr[] => onTangents(candidate, posed, changes).map((e) => simplify(posed.atSolutions(formed === undefined && isTurned(query.layout, word, e.shape) ? transpose(e) : e), undefined, own));
  const best = (candidates: readonly Expr[]): Shown | undefined => cheapest(candidates.flatMap(shown).map((expr) => ({ expr, tree: notate(expr, own) })));

  if (word === 'taylor' && formed === undefined) {
    const all = expansions(question);
    if (isBlocked(all)) return all;
    const expanded = all.flatMap((terms) => { const parts = terms.map((term) => best([term])); return parts.every((part) => part !== undefined) ? [parts] : []; });
    const apart = cheapest(expanded.map(byOrder)), merged = cheapest(expanded.flatMap((parts) => overCommon(parts) ?? []));
    const chosen = apart === undefined || merged === undefined || cost(merged.tree) > cost(apart.tree) * MERGED_GAIN ? apart : merged;
    return chosen === undefined ? NOTHING : { tree: chosen.tree, expression: chosen.expr, shape: chosen.expr.shape, indices: undefined, tangents, rule: undefined };
  }
  const candidates: Candidates = formed?.candidates ?? answers[word](question);
  if (isBlocked(candidates)) return candidates;
  if (formed?.units !== undefined) return entryByEntry(candidates.flatMap(shown), { ...formed, units: formed.units }, tangents, posed, query, meaning);
  const chosen = best(candidates);
  if (chosen === undefined) return NOTHING;
  const { expr, tree } = times(chosen, formed?.times);
  return { tree: formed?.times === undefined ? inOrder(tree, tangents.map((name) => [name])) : tree, expression: expr, shape: expr.shape, indices: undefined, tangents, rule: formed?.rule };
}

/** Terms of an expansion stand apart, unless a common factor makes them shorter by a third: `exp(t)*(1 + dt + dt^2/2 + dt^3/6)`. */
const MERGED_GAIN = 2 / 3;

const NOTHING: Unwritten = { code: 'unsupported', message: 'there is no closed form here' };

interface Shown { readonly expr: Expr; readonly tree: Tree }

const cheapest = (all: readonly Shown[]): Shown | undefined => all.reduce<Shown | undefined>((least, each) => (least === undefined || cost(each.tree) < cost(least.tree) ? each : least), undefined);

/** A matrix times what it is applied to, written out as the product. */
const times = ({ expr, tree }: Shown, by: Expr | undefined): Shown => (by === undefined ? { expr, tree } : { expr: product([expr, by]), tree: binary('*', tree, notate(by)) });

/** Terms one after the other, none of them merged with another: the value, the linear term, the quadratic one. */
function byOrder(terms: readonly Shown[]): Shown {
  const written: Written = new Map();
  const [first] = terms;
  const of = first?.expr.shape ?? SCALAR;
  const parts = terms.filter(({ expr }, i) => i === 0 || !(expr.op === 'zero' || (expr.op === 'number' && expr.value.n === 0))).map(({ expr, tree }, i) => {
    const isNegative = i > 0 && isAllNegative(expr);
    const standIn = symbol(`term ${i}`, of, new Set());
    written.set(standIn, isNegative ? notate(simplify(negate(expr))) : tree);
    return { coefficient: isNegative ? RATIONAL_MINUS_ONE : RATIONAL_ONE, expr: standIn };
  });
  return { expr: sum(terms.map(({ expr }) => ({ coefficient: RATIONAL_ONE, expr })), of), tree: write(sum(parts, of), written) };
}

/** The scalars that all terms have in common, times what is left of the terms one after the other. */
function overCommon(terms: readonly Shown[]): Shown | undefined {
  const [first, ...more] = terms.filter(({ expr }) => expr.op !== 'zero').map(({ expr }) => partsOf(expr).scalars);
  const common = first?.filter((scalar) => more.every((scalars) => scalars.includes(scalar))) ?? [];
  if (more.length === 0 || common.length === 0) return undefined;
  const factor = scalarProduct(common), divided = power(factor, integer(-1));
  const left = byOrder(terms.map(({ expr }) => { const rest = simplify(scale(divided, expr)); return { expr: rest, tree: notate(rest) }; }));
  return { expr: scale(factor, left.expr), tree: binary('*', notate(factor), left.tree) };
}

/** The answer entry by entry. */
function entryByEntry(candidates: readonly Expr[], formed: Formed & { readonly units: readonly Expr[] }, tangents: readonly string[], { question, space }: Posed, query: ResolvedQuery, meaning: Meaning): Answer | Unwritten {
  const { word } = query.node;
  const entries = shortestIndexForm(candidates, formed.units, takenNames(meaning));
  const [expression] = candidates;
  if (entries === undefined || expression === undefined) return { code: 'limit', message: `the index form of this ${word} is too long to be read` };
  // Second and higher derivatives are symmetric in the entries of a variable without structure.
  const tree = space === undefined ? inOrder(entries.tree, indicesByVariable(word, question.order, entries.indices)) : entries.tree;
  return { tree, expression, shape: shapeOfIndices(entries.indices), indices: entries.indices, tangents, rule: formed.rule };
}

/** The names of the file, which no index may have. Indices are no obstacle where they do not stand in the answer itself: others of the same letter are other indices. */
function takenNames({ bindings }: Meaning): ReadonlySet<string> {
  const isIndex = (binding: Binding): boolean => binding.kind === 'index' || (binding.kind === 'variable' && binding.origin === 'inferred' && binding.properties.has('integer') && binding.properties.has('constant'));
  return new Set(bindings.filter((binding) => !isIndex(binding)).map(({ name }) => name));
}

/** The candidate, and on a curved set without what is zero for tangent directions: the changes of the variable, and the direction that was given. */
function onTangents(candidate: Expr, { question: { variable, along }, space }: Posed, changes: readonly Expr[]): readonly Expr[] {
  const vanishes = space?.curved?.vanishes;
  if (vanishes === undefined) return [candidate];
  const directions = along?.op === 'symbol' && along.shape === variable.shape ? [...changes, along] : changes;
  return [candidate, substitute(expand(candidate) ?? candidate, new Map(directions.map((direction) => [vanishes(variable, direction), zero(SCALAR)])))];
}
