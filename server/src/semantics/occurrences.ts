/** What has to be known of the names of a file before it is read from top to bottom. */
import { functionNamed } from '../operators/signatures';
import { postorder, type Span, type Statement, type Tree, type TypeNode } from '../syntax/tree';
import { patternFor } from './signatures';

export interface Occurrences {
  /** Names in the shapes of declarations. */
  readonly declaredDimensions: ReadonlySet<string>;
  /** Names where only a dimension can stand: `eye(n)`, `sum(i = 1..N)`. */
  readonly usedDimensions: ReadonlySet<string>;
  /** Names that stand for an index: `x[i]`. */
  readonly indices: ReadonlySet<string>;
  /** The first declaration or definition of a name. */
  readonly firstBinding: ReadonlyMap<string, { readonly what: 'declared' | 'defined'; readonly span: Span }>;
  /** Every name written anywhere. */
  readonly words: ReadonlySet<string>;
}

/** The expressions of a statement, left to right. */
export function treesOf(statement: Statement): readonly Tree[] {
  switch (statement.kind) {
    case 'definition': return [statement.value];
    case 'query': return statement.along === undefined ? [statement.of] : [statement.of, statement.along];
    case 'claim': return statement.left.kind === 'query' ? [...treesOf(statement.left), statement.right] : [statement.left, statement.right];
    case 'inner': return [statement.value];
    case 'declaration': case 'layout': case 'manifold': case 'reserved': case 'unreadable': return [];
  }
}

const typesOf = (statement: Statement): readonly TypeNode[] =>
  statement.kind !== 'declaration' ? [] : statement.type.form === 'function' ? [...statement.type.parameters, statement.type.result] : [statement.type];

/** The names of a tree that is made of names, numbers and operators only. */
function namesOfPolynomial(tree: Tree): readonly string[] {
  const names: string[] = [];
  const stack = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'name') names.push(node.name);
    else if (node.kind === 'binary') stack.push(node.left, node.right);
    else if (node.kind !== 'number') return [];
  }
  return names;
}

export function occurrencesIn(statements: readonly Statement[]): Occurrences {
  const declaredDimensions = new Set<string>();
  const usedDimensions = new Set<string>();
  const firstBinding = new Map<string, { readonly what: 'declared' | 'defined'; readonly span: Span }>();
  const indices = new Set<string>();
  const words = new Set<string>();
  const bound = (name: string, what: 'declared' | 'defined', span: Span): void => { words.add(name); if (!firstBinding.has(name)) firstBinding.set(name, { what, span }); };

  for (const statement of statements) {
    for (const type of typesOf(statement)) for (const tree of type.dimensions) for (const name of namesOfPolynomial(tree)) { declaredDimensions.add(name); words.add(name); }
    if (statement.kind === 'declaration') for (const { name, span } of statement.names) bound(name, 'declared', span);
    if (statement.kind === 'definition') {
      bound(statement.name.name, 'defined', statement.name.span);
      for (const { name } of statement.parameters ?? []) words.add(name);
    }
    const query = statement.kind === 'query' ? statement : statement.kind === 'claim' && statement.left.kind === 'query' ? statement.left : undefined;
    for (const { name } of query?.wrt ?? []) words.add(name);
    for (const tree of treesOf(statement)) for (const node of postorder(tree)) {
      if (node.kind === 'name') words.add(node.name);
      else if (node.kind === 'index') { for (const index of node.indices) if (index !== 'all' && index.kind === 'name') indices.add(index.name); }
      else if (node.kind === 'where') for (const { name } of node.bindings) words.add(name.name);
      else if (node.kind === 'sumOver') {
        words.add(node.index.name);
        for (const end of [node.from, node.to]) for (const name of namesOfPolynomial(end)) usedDimensions.add(name);
      } else if (node.kind === 'call') {
        const name = functionNamed(node.callee);
        const pattern = name === undefined ? undefined : patternFor(name, node.arguments.length);
        pattern?.parameters.forEach((parameter, i) => {
          const argument = node.arguments[i];
          if (parameter.kind === 'dimension' && argument !== undefined) for (const used of namesOfPolynomial(argument)) usedDimensions.add(used);
        });
      }
    }
  }
  return { declaredDimensions, usedDimensions, indices, firstBinding, words };
}
