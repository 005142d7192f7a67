/** The expression as a person would write it: among a few equal forms the one that is cheapest to read, large shared parts named. */
import { expand, READABLE_TERMS, rebuild } from '../algebra/expand';
import { apply } from '../algebra/construct/apply';
import { allOnes } from '../algebra/construct/hadamard';
import { isAllNegative, negate, subtract } from '../algebra/construct/sum';
import { operandsOf, postorderOf, type Expr } from '../algebra/expression';
import { NOWHERE, postorder, type Tree } from '../syntax/tree';
import { cost } from './cost';
import { factorSum, newSearch, priceOf, type Search } from './factor';
import { tree as treeOf, write, type Written } from './write';

/** Expressions of more tree weight are shown as derived: no one reads that far, and the search would cost more than the derivation. */
const SEARCH_WEIGHT = 1_500;
/** A formula longer than this many symbols gets names for its shared parts. */
const NAMED_PARTS_COST = 160;
/** Only a part at least this long is worth a name. */
const PART_COST = 8;

export interface Presented { readonly tree: Tree; readonly expr: Expr }

/** The cheapest of: as derived, expanded, each of them factored. Ties go to the form closer to the derivation. */
export function simplify(e: Expr, search: Search = newSearch()): Expr {
  if (e.weight > SEARCH_WEIGHT) return e;
  let best = tidy(e, search);
  let price = priceOf(best, search);
  for (const candidate of alternatives(e)) {
    const tidied = tidy(candidate, search);
    const candidatePrice = priceOf(tidied, search);
    if (candidatePrice < price) { best = tidied; price = candidatePrice; }
  }
  return best;
}

function* alternatives(e: Expr): Generator<Expr> {
  const expanded = expand(e, READABLE_TERMS);
  if (expanded !== undefined && expanded !== e) yield expanded;
  const unfolded = unfoldSigmoids(e);
  if (unfolded === e) return;
  yield unfolded;
  const both = expand(unfolded, READABLE_TERMS);
  if (both !== undefined && both !== unfolded) yield both;
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
  const made = new Map<Expr, Expr>();
  const at = (node: Expr): Expr => made.get(node) ?? node;
  for (const node of postorderOf(e)) made.set(node, by.get(node) ?? rebuild(node, at));
  return at(e);
}

/** Every sum in the expression factored, innermost first. */
function tidy(root: Expr, search: Search): Expr {
  const tidied = new Map<Expr, Expr>();
  const at = (e: Expr): Expr => tidied.get(e) ?? e;
  for (const node of postorderOf(root)) tidied.set(node, factorSum(rebuild(node, at), search));
  return at(root);
}

/** The expression, simplified, as a tree. */
export function present(e: Expr): Presented {
  const search = newSearch();
  const expr = simplify(e, search);
  return { expr, tree: notate(expr, search.written) };
}

/** The tree of an expression as it is; parts used more than once are named where the whole would be long. */
export function notate(expr: Expr, written: Written = newSearch().written): Tree {
  const plain = expr.weight > SEARCH_WEIGHT ? undefined : write(expr, written);
  if (plain !== undefined && cost(plain) <= NAMED_PARTS_COST) return plain;
  return withNamedParts(expr);
}

function withNamedParts(root: Expr): Tree {
  const order = postorderOf(root);
  const uses = new Map<Expr, number>();
  const taken = new Set<string>();
  for (const node of order) {
    if (node.op === 'symbol') taken.add(node.name);
    for (const operand of new Set(operandsOf(node))) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  }
  let counter = 0;
  const written: Written = new Map();
  const bindings: { readonly name: Extract<Tree, { kind: 'name' }>; readonly value: Tree }[] = [];
  for (const node of order) {
    const part = treeOf(node, written);
    if (node === root || (uses.get(node) ?? 0) < 2 || cost(part) < PART_COST) continue;
    do counter++; while (taken.has(`s${counter}`));
    const label = { kind: 'name', name: `s${counter}`, span: NOWHERE } as const;
    bindings.push({ name: label, value: part });
    written.set(node, label);
  }
  const body = treeOf(root, written);
  const used = usedNames(body, bindings);
  const kept = bindings.filter((binding) => used.has(binding.name.name));
  return kept.length === 0 ? body : { kind: 'where', body, bindings: kept, span: NOWHERE };
}

/** The names that a body uses, directly or through the parts it names. */
function usedNames(body: Tree, bindings: readonly { readonly name: { readonly name: string }; readonly value: Tree }[]): ReadonlySet<string> {
  const values = new Map(bindings.map(({ name, value }) => [name.name, value]));
  const used = new Set<string>();
  const waiting: Tree[] = [body];
  for (let tree = waiting.pop(); tree !== undefined; tree = waiting.pop()) {
    for (const part of postorder(tree)) {
      if (part.kind !== 'name' || used.has(part.name)) continue;
      const value = values.get(part.name);
      if (value === undefined) continue;
      used.add(part.name);
      waiting.push(value);
    }
  }
  return used;
}
