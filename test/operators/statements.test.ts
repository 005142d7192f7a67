/** What hovers say of a derivative is true: every stated equation holds against differences of its left side. */
import { describe, expect, test } from 'vitest';
import { explainFunction, explainOperator, published } from '../../server/src/operators/explain';
import { sources } from '../../server/src/operators/operator';
import { functionNamed, signatures, type FunctionName } from '../../server/src/operators/signatures';
import { understand } from '../../server/src/semantics/understand';
import type { Variable } from '../../server/src/semantics/meaning';
import { parseDocument, parseExpression } from '../../server/src/syntax/parse';
import { postorder, type Tree } from '../../server/src/syntax/tree';
import { differencesOf, distance, DOMAIN, drawn, valueOf } from './values';

const functions = (Object.keys(signatures) as FunctionName[]).map((name) => ({ what: name, of: explainFunction(name), domain: DOMAIN[name] ?? [] }));
const operators = ['+', '-', '*', '/', '\\', '.*', './', '^', '.^', "'"].flatMap((operator) => { const of = explainOperator(operator); return of === undefined ? [] : [{ what: operator, of, domain: operator === '\\' ? (['invertible'] as const) : operator === '.^' || operator === '^' ? (['positive'] as const) : [] }]; });
const everything = [...functions, ...operators];

/** Statements in words, or with letters that are not of the language (Φ, the k-th entry, a decomposition). */
const IN_WORDS: ReadonlySet<string> = new Set(['nuc', 'spec', 'eigmax', 'eigmin', 'eigvec', 'eigvecmin', 'eigvals', 'eigvecs', 'svdvals', 'leftsv', 'rightsv', 'frechet', 'chol', 'hcat', 'vcat', 'blkdiag', 'comm', 'dup', 'elim', 'norminf', 'gelu', 'leakyrelu', 'eye', 'ones', 'zeros', 'rowsoftmax', 'sqrtm', 'pinv', 'unit']);

interface Equation { readonly of: Tree; readonly differential: Tree; readonly bindings: ReadonlyMap<string, Tree>; readonly text: string }

/** `d f(u) = …, d g(u) = …, s = …`: the equations, and what is abbreviated in them. */
function equationsOf(statement: string): readonly Equation[] | undefined {
  const clauses = clausesOf(statement).map((clause) => { const at = clause.indexOf(' = '); return at < 0 ? undefined : { left: clause.slice(0, at).trim(), right: clause.slice(at + 3).trim() }; });
  const equations: Equation[] = [];
  const bindings = new Map<string, Tree>();
  for (const clause of clauses) {
    if (clause === undefined) return undefined;
    const { left, right } = clause;
    const differentiated = /^d ?(.*)$/u.exec(left)?.[1];
    const tree = parseExpression(right);
    if (tree.errors.length > 0) return undefined;
    if (differentiated === undefined || /^[A-Z]$/u.test(differentiated)) { if (/^\w+$/u.test(left)) bindings.set(left, tree.tree); else return undefined; continue; }
    const of = parseExpression(differentiated);
    if (of.errors.length > 0) return undefined;
    equations.push({ of: of.tree, differential: tree.tree, bindings, text: `${left} = ${right}` });
  }
  return equations.length === 0 ? undefined : equations;
}

function clausesOf(text: string): readonly string[] {
  const clauses: string[] = [];
  let depth = 0, start = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '(' || c === '[') depth++;
    if (c === ')' || c === ']') depth--;
    if (c === undefined || (c === ',' && depth === 0)) { clauses.push(text.slice(start, i)); start = i + 1; }
  }
  return clauses;
}

/** The variables of an expression, with the shapes that their place and spelling give them. */
function variablesOf(of: Tree, text: string): readonly Variable[] {
  const meaning = understand(parseDocument(`check ${text} == ${text}`));
  const names = new Set(postorder(of).flatMap((node) => (node.kind === 'name' ? [node.name] : [])));
  return meaning.bindings.filter((binding): binding is Variable => binding.kind === 'variable' && names.has(binding.name));
}

test.each(everything)('$what is explained, with a source', ({ of }) => {
  expect(of.rule).toMatch(/\p{L}/u);
  expect(of.summary.length).toBeGreaterThan(3);
  expect(of.summary).not.toMatch(/\.$/u);
  expect(of.statement.length).toBeGreaterThan(3);
  expect(Object.keys(sources)).toContain(of.source.work);
  expect(of.source.place).not.toBe('');
  expect(published(of.source).url).toMatch(/^https:\/\//u);
  for (const condition of of.conditions) expect(condition).not.toMatch(/#[3-9]/u);
});

describe('stated equations hold', () => {
  test.each(everything.filter(({ what }) => !IN_WORDS.has(what)))('$what: $of.statement', ({ of, domain }) => {
    const equations = equationsOf(of.statement);
    if (equations === undefined) throw new Error('this is no equation of the language');
    for (const { of: function_, differential, bindings, text } of equations) {
      const source = text.slice(0, text.indexOf(' = ')).replace(/^d ?/u, '');
      const variables = variablesOf(function_, source).map((variable): Variable => ({ ...variable, properties: new Set([...variable.properties, ...domain]) }));
      for (let seed = 1; seed <= 3; seed++) {
        const setup = drawn(variables, seed);
        const moving = variables.map(({ name }) => name).filter((name) => postorder(differential).some((node) => node.kind === 'name' && node.name === `d${name}`));
        const stated = valueOf(differential, setup, new Set(), 0, bindings);
        const measured = differencesOf(function_, setup, moving);
        const spread = stated.data.length === 1 && stated.data[0] === 0 ? valueOf(parsed(`0*(${source})`), setup) : stated;
        expect(distance(spread, measured), `${text} at point ${seed}`).toBeLessThan(1e-6);
      }
    }
  });

  test('what is said in words are functions', () => {
    expect([...IN_WORDS].filter((name) => functionNamed(name) !== name)).toEqual([]);
  });
});

const parsed = (text: string): Tree => parseExpression(text).tree;
