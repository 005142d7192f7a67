import { describe, expect, test } from 'vitest';
import { graphOf, type Graph, type GraphOutcome } from '../../server/src/calculus/graph';
import type { Meaning } from '../../server/src/semantics/meaning';
import { understand } from '../../server/src/semantics/understand';
import { verdictOnIdentity } from '../../server/src/service/checking';
import { binary } from '../../server/src/syntax/build';
import { parseDocument } from '../../server/src/syntax/parse';
import { printTree } from '../../server/src/syntax/print';
import { NOWHERE, type Tree } from '../../server/src/syntax/tree';
import { corpus, documentOf } from '../cases';
import { answerTo } from '../engine';

function asked(document: string): { readonly outcome: GraphOutcome; readonly meaning: Meaning } {
  const meaning = understand(parseDocument(document));
  const [query] = meaning.queries;
  if (query === undefined) throw new Error(`there is no query in\n${document}`);
  return { outcome: graphOf(query, meaning), meaning };
}
const graph = (document: string): Graph => {
  const { outcome } = asked(document);
  return outcome.ok ? outcome.graph : expect.fail(outcome.message);
};

const nodesOf = ({ nodes }: Graph): readonly string[] => nodes.flatMap(({ name, kind, formula }) => (formula === undefined ? [] : [`${name} = ${printTree(formula)}${kind === 'result' ? ' !' : ''}`]));
const edgesOf = ({ nodes, edges }: Graph): readonly string[] => edges.map(({ from, to, cotangent }) => `${nodes[from]?.name ?? ''} → ${nodes[to]?.name ?? ''}${cotangent === undefined ? '' : `: ${cotangent === 'long' ? '…' : printTree(cotangent)}`}`);

const RIDGE = 'X : matrix(n, d); w : vector(d); y : vector(n); λ : positive scalar\nr = X*w - y\nf = 1/(2*n)*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w';
const NETWORK = 'x : vector(n); A : matrix(h, n); B : matrix(m, h); a : vector(h); b : vector(m); y : vector(m)\nu = tanh(A*x + a)\nL = norm2(B*u + b - y)^2\ngradient L wrt A, B, a, b';

describe('operations', () => {
  test.each([
    ['a definition keeps its name, the others are numbered', RIDGE, ['v_1 = X*w', 'r = v_1 - y', "v_2 = r'*r", "v_3 = w'*w", 'f = (v_2/n + λ*v_3)/2 !']],
    ['a constant is no operation',                           'x : vector(n); A : matrix(n, n)\ngradient sum(exp(A*x))/(n^2 + 1) wrt x', ['v_1 = A*x', 'v_2 = exp(v_1)', 'v_3 = sum(v_2)', 'f = v_3/(n^2 + 1) !']],
    ['an operation that is used twice is there once',        'x : vector(n); A : matrix(n, n)\ngradient sum(exp(A*x))*sum(sin(A*x)) wrt x', ['v_1 = A*x', 'v_2 = exp(v_1)', 'v_3 = sum(v_2)', 'v_4 = sin(v_1)', 'v_5 = sum(v_4)', 'f = v_3*v_5 !']],
    ['another letter where the file has a v',                'v : vector(n); A : matrix(n, n)\ngradient sum(exp(A*v)) wrt v', ['u_1 = A*v', 'u_2 = exp(u_1)', 'f = sum(u_2) !']],
  ])('%s', (_, document, expected) => { expect(nodesOf(graph(document))).toEqual(expected); });
});

describe('cotangents', () => {
  test('are written out where that is short', () => {
    expect(edgesOf(graph(RIDGE))).toEqual(expect.arrayContaining(['r → v_2: (X*w - y)/n', 'w → v_3: λ*w', 'v_3 → f: λ/2', 'X → v_1', 'y → r']));
  });
  test('are else written with that of the operation they come from', () => {
    expect(edgesOf(graph(NETWORK))).toEqual(expect.arrayContaining(["A → v_1: v̄_1*x'", 'v_4 → L: 2*v_4', "u → v_3: B'*v̄_3", "B → v_3: v̄_3*u'"]));
  });
  test('of a function with several values start from a weight for each', () => {
    expect(edgesOf(graph('A : matrix(n, n); x : vector(n)\njacobian A*exp(x) wrt x'))).toEqual(expect.arrayContaining(["x → v_1: exp(x).*(A'*f̄)", "v_1 → f: A'*f̄", 'A → f']));
  });
  test('that are long in any terms are left out', () => {
    expect(edgesOf(graph('A : matrix(k, k)\ngradient sum(frechet(expm, A, A.T)) wrt A'))).toContain('A → v_1: …');
  });
  test('there are none where nothing depends on the variables', () => {
    expect(graph(RIDGE).edges.filter(({ cotangent }) => cotangent === undefined).length).toBe(3);
  });
});

test('a network of 25 layers is drawn', () => {
  const layers = Array.from({ length: 25 }, (_, i) => `W_${i} : matrix(n, n); b_${i} : vector(n); h_${i} = sigmoid(W_${i}*${i === 0 ? 'x' : `h_${i - 1}`} + b_${i})`);
  expect(graph(`x : vector(n); y : vector(n)\n${layers.join('\n')}\ngradient norm2(h_24 - y)^2 wrt W_0`).nodes.length).toBe(129);
});

test('a graph that nobody can read is refused, whatever its size', () => {
  const long = Array.from({ length: 3000 }, (_, i) => `exp(x + ${i})`).join(' + ');
  const { outcome } = asked(`x : vector(n)\ngradient sum(${long}) wrt x`);
  expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(/operations/) as string });
});

describe('on the corpus of published derivatives', () => {
  const cases = corpus.filter(({ want, vars, wrt }) => want === 'gradient' && (vars.find(({ name }) => name === wrt)?.props ?? []).length === 0);

  test('the formulas of the nodes, put into each other, are the function', () => {
    let checked = 0;
    for (const each of cases) {
      const { outcome, meaning } = asked(documentOf(each));
      if (!outcome.ok) continue;
      const values = new Map<string, Tree>();
      for (const { name, formula } of outcome.graph.nodes) if (formula !== undefined) values.set(name, inserted(formula, values));
      const whole = [...values.values()].at(-1);
      const of = meaning.queries[0]?.of;
      if (whole === undefined || of === undefined) continue;
      const verdict = verdictOnIdentity(of, whole, meaning, Infinity);
      expect(verdict.verdict, `${each.id}: ${printTree(whole)}`).not.toBe('fail');
      if (verdict.verdict === 'pass') checked++;
    }
    expect(checked).toBeGreaterThan(cases.length / 2);
  });

  test('what comes back to the variable adds up to the gradient', () => {
    let checked = 0;
    for (const each of cases) {
      const { outcome, meaning } = asked(documentOf(each));
      if (!outcome.ok) continue;
      const { nodes, edges } = outcome.graph;
      const back = edges.filter(({ from, cotangent }) => nodes[from]?.name === each.wrt && cotangent !== undefined).map(({ cotangent }) => cotangent);
      // In terms of other cotangents it is no expression of the file.
      if (back.length === 0 || back.some((tree) => tree === undefined || tree === 'long' || /\u0304|v_/u.test(printTree(tree)))) continue;
      const sum = back.flatMap((tree) => (tree === undefined || tree === 'long' ? [] : [tree])).reduce((total, tree) => binary('+', total, tree));
      const { derivation } = answerTo(documentOf(each));
      if (derivation === undefined) continue;
      const verdict = verdictOnIdentity(derivation.tree, sum, meaning, Infinity);
      expect(verdict.verdict, `${each.id}: ${printTree(sum)} against ${printTree(derivation.tree)}`).not.toBe('fail');
      if (verdict.verdict === 'pass') checked++;
    }
    expect(checked).toBeGreaterThan(cases.length / 3);
  });
});

/** The tree with names replaced by what they stand for. */
function inserted(tree: Tree, values: ReadonlyMap<string, Tree>): Tree {
  const down = (part: Tree): Tree => inserted(part, values);
  switch (tree.kind) {
    case 'name': return values.get(tree.name) ?? tree;
    case 'number': case 'missing': return tree;
    case 'negate': case 'transpose': return { ...tree, operand: down(tree.operand) };
    case 'binary': return { ...tree, left: down(tree.left), right: down(tree.right) };
    case 'call': return { ...tree, arguments: tree.arguments.map(down) };
    case 'index': return { ...tree, object: down(tree.object), indices: tree.indices.map((index) => (index === 'all' ? index : down(index))) };
    case 'block': return { ...tree, rows: tree.rows.map((row) => row.map(down)) };
    case 'sumOver': return { ...tree, from: down(tree.from), to: down(tree.to), body: down(tree.body) };
    case 'where': return { ...tree, body: down(tree.body), bindings: tree.bindings.map(({ name, value }) => ({ name, value: down(value) })), span: NOWHERE };
  }
}
