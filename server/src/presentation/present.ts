/** The expression as a person would write it: among a few equal forms the one that is cheapest to read, large shared parts named. */
import { expand, READABLE_TERMS } from '../algebra/expand';
import { apply } from '../algebra/construct/apply';
import { allOnes, scalarProduct } from '../algebra/construct/hadamard';
import { integer, integerOf } from '../algebra/construct/leaf';
import { scalarFactors } from '../algebra/construct/parts';
import { power } from '../algebra/construct/power';
import { isAllNegative, negate, subtract, sum } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { operandsOf, postorderOf, type Expr } from '../algebra/expression';
import { rebuild, rewrite } from '../algebra/rewrite';
import { isSquare, SCALAR } from '../shapes/shape';
import { number } from '../syntax/build';
import { NOWHERE, operands, postorder, type Tree } from '../syntax/tree';
import { cost, hasAtLeast } from './cost';
import { factorSum } from './factor';
import { newSearch, priceOf, type Search } from './search';
import type { Written } from './notation/readings';
import { tree as treeOf, write } from './notation/write';
import { withStandIns } from './standIns';

/** Expressions of more tree weight are shown as derived: no one reads that far, and the search would cost more than the derivation. */
const SEARCH_WEIGHT = 400;
/** A formula longer than this many symbols gets names for its shared parts. */
const NAMED_PARTS_COST = 160;
/** A formula longer than this is shown with the names that the reader gave to its parts, if that makes it shorter by a fifth; with new names, by a third. */
const NAMES_COST = 48;
const OWN_NAMES_GAIN = 0.8;
const NEW_NAMES_GAIN = 0.67;
/** Only a part at least this long is worth a new name; the reader's own are known already. */
const PART_COST = 8;
const OWN_PART_COST = 5;

export interface Presented { readonly tree: Tree; readonly expr: Expr }

/** The reader's own names for parts: expressions that a definition of the file stands for. */
export type OwnNames = ReadonlyMap<Expr, string>;
const NO_NAMES: OwnNames = new Map();

/** The cheapest of: as derived, expanded, each of them factored. Ties go to the form closer to the derivation. `own`: the reader's names for parts. */
export function simplify(e: Expr, search: Search = newSearch(), own: OwnNames = NO_NAMES): Expr {
  if (e.weight > SEARCH_WEIGHT) return e;
  const forms = [tidy(e, search)];
  for (const form of alternatives(e, search)) forms.push(tidy(form, search));
  // What is symmetric is to be seen as that, though it may take some symbols more.
  const isSeen = new Set(isSquare(e.shape) && e.shape !== SCALAR ? forms.filter((form) => transpose(form) === form) : []);
  let best = e, price = Infinity;
  for (const form of forms) {
    const formPrice = readingCost(form, search, own) + (isSeen.size === 0 || isSeen.has(form) ? 0 : ASYMMETRY);
    if (formPrice < price) { best = form; price = formPrice; }
  }
  return best;
}

/** So many symbols more may a form take in which a symmetric matrix is seen to be one. */
const ASYMMETRY = 3;

/** What a form costs to read as it will be shown: a long one with names for its shared parts, which have to be looked up. */
function readingCost(e: Expr, search: Search, own: OwnNames): number {
  const price = priceOf(e, search);
  if (price <= NAMES_COST) return price;
  const named = cost(withNamedParts(e, (node) => own.get(node) ?? FRESH)) / NEW_NAMES_GAIN;
  return own.size === 0 ? Math.min(price, named) : Math.min(price, named, cost(withNamedParts(e, (node) => own.get(node))) / OWN_NAMES_GAIN);
}

function* alternatives(e: Expr, search: Search): Generator<Expr> {
  // What stays whole has fewer terms: it comes before all is multiplied out, which can take what the search may spend.
  for (const { expr, restore } of withStandIns(e)) {
    const between = expand(expr, READABLE_TERMS);
    if (between !== undefined && between !== expr) yield restore(tidy(between, search));
  }
  const expanded = expand(e, READABLE_TERMS);
  if (expanded !== undefined && expanded !== e) yield expanded;
  const cleared = rewritten(e, clearDenominators);
  if (cleared !== e) yield cleared;
  const unfolded = unfoldSigmoids(e);
  if (unfolded === e) return;
  yield unfolded;
  const both = expand(unfolded, READABLE_TERMS);
  if (both !== undefined && both !== unfolded) yield both;
}

/** The expression with `by` applied to every node, operands first. */
const rewritten = (root: Expr, by: (node: Expr) => Expr): Expr => rewrite(root, (node, at) => by(rebuild(node, at)));

/** 1/(t*(1 + q/t)) is 1/(t + q). */
function clearDenominators(e: Expr): Expr {
  if (e.op !== 'hadamard' || e.shape !== SCALAR) return e;
  const isReciprocal = (factor: Expr): factor is Extract<Expr, { op: 'power' }> => factor.op === 'power' && integerOf(factor.exponent) === -1;
  const reciprocals = e.factors.filter(isReciprocal);
  for (const quotient of reciprocals) {
    const { base } = quotient;
    if (base.op !== 'sum') continue;
    const divisor = reciprocals.find((factor) => factor !== quotient && base.terms.some(({ expr }) => scalarFactors(expr).includes(factor)));
    if (divisor === undefined) continue;
    const cleared = sum(base.terms.map(({ coefficient, expr }) => ({ coefficient, expr: scalarProduct([divisor.base, expr]) })), SCALAR);
    return scalarProduct([power(cleared, integer(-1)), ...e.factors.filter((factor) => factor !== quotient && factor !== divisor)]);
  }
  return e;
}

/** σ(-u) written as 1 - σ(u): what makes -y.*σ(-u) + (1 - y).*σ(u) collapse to σ(u) - y. */
function unfoldSigmoids(e: Expr): Expr {
  const sigmoids = postorderOf(e).filter((node) => node.op === 'apply' && node.name === 'sigmoid');
  const met = new Set(sigmoids.flatMap((node) => (node.op === 'apply' ? node.args : [])));
  const by = new Map<Expr, Expr>();
  for (const node of sigmoids) {
    const [u] = node.op === 'apply' ? node.args : [];
    if (u === undefined) continue;
    const opposite = negate(u);
    if (isAllNegative(u) || (met.has(opposite) && opposite.id < u.id && !isAllNegative(opposite))) by.set(node, subtract(allOnes(u.shape), apply('sigmoid', [opposite])));
  }
  if (by.size === 0) return e;
  return rewritten(e, (node) => by.get(node) ?? node);
}

/** Every sum in the expression factored, innermost first. */
const tidy = (root: Expr, search: Search): Expr => rewritten(root, (node) => factorSum(node, search));

/** The expression, simplified, as a tree. */
export function present(e: Expr): Presented {
  const search = newSearch();
  const expr = simplify(e, search);
  return { expr, tree: notate(expr, NO_NAMES, search.written) };
}

/**
 * The tree of an expression as it is. Where the whole would be long, parts used more than once are named behind `where`: by the
 * reader's own names, else by `s1`, `s2`, ….
 */
export function notate(expr: Expr, own: OwnNames = NO_NAMES, written: Written = newSearch().written): Tree {
  const plain = expr.weight > SEARCH_WEIGHT ? undefined : write(expr, written);
  if (plain === undefined || cost(plain) > NAMED_PARTS_COST) return withNamedParts(expr, (node) => own.get(node) ?? FRESH);
  if (cost(plain) <= NAMES_COST) return plain;
  const named = own.size === 0 ? plain : withNamedParts(expr, (node) => own.get(node));
  const best = cost(named) < cost(plain) * OWN_NAMES_GAIN ? named : plain;
  const renamed = withNamedParts(expr, (node) => own.get(node) ?? FRESH);
  return cost(renamed) < cost(best) * NEW_NAMES_GAIN ? renamed : best;
}

/** Any name that is not taken. */
const FRESH = Symbol('fresh');

type Label = Extract<Tree, { kind: 'name' }>;

/** Leaving a name out can leave another with one use; after so many rounds a name with one use may stay. */
const NAMING_ROUNDS = 4;

/** The tree with the parts named that are used more than once and that `nameOf` has a name for. */
function withNamedParts(root: Expr, nameOf: (node: Expr) => string | typeof FRESH | undefined): Tree {
  const uses = new Map<Expr, number>();
  const order = postorderOf(root);
  for (const node of order) for (const operand of new Set(operandsOf(node))) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  let parts = order.filter((node) => node !== root && (uses.get(node) ?? 0) > 1 && nameOf(node) !== undefined);
  const taken = new Set<string>();
  for (const node of order) { const own = node.op === 'symbol' ? node.name : nameOf(node); if (typeof own === 'string') taken.add(own); }
  for (let round = 1; ; round++) {
    const { tree, idle } = named(order, new Set(parts), nameOf, taken);
    if (idle.size === 0 || round === NAMING_ROUNDS) return tree;
    parts = parts.filter((part) => !idle.has(part));
  }
}

/** The tree of the last of `order` with names for `parts`, and the named parts that the reader meets less than twice. */
function named(order: readonly Expr[], parts: ReadonlySet<Expr>, nameOf: (node: Expr) => string | typeof FRESH | undefined, taken: ReadonlySet<string>): { readonly tree: Tree; readonly idle: ReadonlySet<Expr> } {
  let counter = 0;
  const fresh = (): string => { do counter++; while (taken.has(`s${counter}`)); return `s${counter}`; };
  const written: Written = new Map();
  const bindings: { readonly part: Expr; readonly name: Label; readonly value: Tree }[] = [];
  const idle = new Set<Expr>();
  let body: Tree = number(0);
  // Operands come first, so that no tree is written deep; the last is the whole.
  for (const part of order) {
    const value = treeOf(part, written);
    body = value;
    if (!parts.has(part)) continue;
    const own = nameOf(part);
    if (!hasAtLeast(typeof own === 'string' ? OWN_PART_COST : PART_COST, value)) continue;
    const name: Label = { kind: 'name', name: typeof own === 'string' ? own : fresh(), span: NOWHERE };
    bindings.push({ part, name, value });
    written.set(part, name);
  }
  if (bindings.length === 0) return { tree: body, idle };
  const met = usesOf(body, bindings);
  const kept = bindings.filter(({ name }) => met.has(name.name));
  for (const { part, name } of bindings) if ((met.get(name.name) ?? 0) < 2) idle.add(part);
  return { tree: kept.length === 0 ? body : { kind: 'where', body, bindings: kept.map(({ name, value }) => ({ name, value })), span: NOWHERE }, idle };
}

/** How often a reader meets each name: in the body, and once in each value of a name that is met. */
function usesOf(body: Tree, bindings: readonly { readonly name: Label; readonly value: Tree }[]): ReadonlyMap<string, number> {
  const values = new Map(bindings.map(({ name, value }) => [name.name, value]));
  const met = new Map<string, number>();
  const waiting: Tree[] = [body];
  for (let tree = waiting.pop(); tree !== undefined; tree = waiting.pop()) {
    // Parts of a tree may be shared: each counts as often as it is written.
    const written = new Map<Tree, number>([[tree, 1]]);
    for (const part of postorder(tree).toReversed()) {
      const times = written.get(part) ?? 0;
      for (const operand of operands(part)) written.set(operand, (written.get(operand) ?? 0) + times);
      const value = part.kind === 'name' ? values.get(part.name) : undefined;
      if (part.kind !== 'name' || value === undefined) continue;
      const before = met.get(part.name) ?? 0;
      met.set(part.name, before + times);
      if (before === 0) waiting.push(value);
    }
  }
  return met;
}
