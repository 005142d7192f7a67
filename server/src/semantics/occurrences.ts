/** What has to be known of the names of a file before it is read from top to bottom. */
import { functionNamed } from '../operators/signatures';
import { postorder, type Span, type Statement, type Tree, type TypeNode } from '../syntax/tree';
import { patternFor } from './signatures';

export interface FirstBinding { readonly what: 'declared' | 'defined'; readonly span: Span }

export interface Occurrences {
  /** Names in the shapes of declarations. */
  readonly declaredDimensions: ReadonlySet<string>;
  /** Names where only a dimension can stand: `eye(n)`, `sum(i = 1..N)`. */
  readonly usedDimensions: ReadonlySet<string>;
  /** Names that stand for an index: `x[i]`. */
  readonly indices: ReadonlySet<string>;
  /** Names that are declared or defined. */
  readonly boundNames: ReadonlySet<string>;
  /** The first declaration or definition of a name. */
  readonly firstBinding: ReadonlyMap<string, FirstBinding>;
  /** Every name written anywhere. */
  readonly words: ReadonlySet<string>;
}

/** The expressions of a statement, left to right. */
export function treesOf(statement: Statement): readonly Tree[] {
  switch (statement.kind) {
    case 'definition': return [statement.value];
    case 'query': return statement.along === undefined ? [statement.of] : [statement.of, statement.along];
    case 'claim': return statement.left.kind === 'query' ? [...treesOf(statement.left), statement.right] : [statement.left, statement.right];
    case 'inner': case 'rule': return [statement.value];
    case 'implicit': return statement.left.kind === 'query' ? [...treesOf(statement.left), statement.right] : [statement.left, statement.right];
    case 'declaration': case 'layout': case 'manifold': case 'unreadable': return [];
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

/** What one statement contributes. */
interface Own {
  readonly declaredDimensions: readonly string[];
  readonly usedDimensions: readonly string[];
  readonly indices: readonly string[];
  readonly bound: readonly (readonly [name: string, binding: FirstBinding])[];
  readonly words: readonly string[];
}

/** A fact about the statement, so it is kept: most statements of a file are the same objects after an edit. */
const known = new WeakMap<Statement, Own>();

function ownOf(statement: Statement): Own {
  const found = known.get(statement);
  if (found !== undefined) return found;
  const made = occurrencesOf(statement);
  known.set(statement, made);
  return made;
}

export function occurrencesIn(statements: readonly Statement[]): Occurrences {
  const declaredDimensions = new Set<string>();
  const usedDimensions = new Set<string>();
  const indices = new Set<string>();
  const boundNames = new Set<string>();
  for (const statement of statements) {
    const own = ownOf(statement);
    for (const name of own.declaredDimensions) declaredDimensions.add(name);
    for (const name of own.usedDimensions) usedDimensions.add(name);
    for (const name of own.indices) indices.add(name);
    for (const [name] of own.bound) boundNames.add(name);
  }
  // Asked for where a name has no meaning only.
  let firstBinding: ReadonlyMap<string, FirstBinding> | undefined;
  let words: ReadonlySet<string> | undefined;
  return {
    declaredDimensions, usedDimensions, indices, boundNames,
    // Of two entries of a map the later one stays, so the statements are gone through from the end.
    get firstBinding() { return firstBinding ??= new Map(statements.toReversed().flatMap((statement) => ownOf(statement).bound.toReversed())); },
    get words() { return words ??= new Set(statements.flatMap((statement) => ownOf(statement).words)); },
  };
}

function occurrencesOf(statement: Statement): Own {
  const declaredDimensions: string[] = [];
  const usedDimensions: string[] = [];
  const indices: string[] = [];
  const bound: [string, FirstBinding][] = [];
  const words = new Set<string>();
  for (const type of typesOf(statement)) for (const tree of type.dimensions) declaredDimensions.push(...namesOfPolynomial(tree));
  if (statement.kind === 'declaration') for (const { name, span } of statement.names) bound.push([name, { what: 'declared', span }]);
  if (statement.kind === 'definition') {
    bound.push([statement.name.name, { what: 'defined', span: statement.name.span }]);
    for (const { name } of statement.parameters ?? []) words.add(name);
  }
  const query = statement.kind === 'query' ? statement : (statement.kind === 'claim' || statement.kind === 'implicit') && statement.left.kind === 'query' ? statement.left : undefined;
  for (const { name } of query?.wrt ?? []) words.add(name);
  for (const tree of treesOf(statement)) for (const node of postorder(tree)) {
    if (node.kind === 'name') words.add(node.name);
    else if (node.kind === 'index') { for (const index of node.indices) if (index !== 'all' && index.kind === 'name') indices.push(index.name); }
    else if (node.kind === 'where') for (const { name } of node.bindings) words.add(name.name);
    else if (node.kind === 'sumOver') {
      words.add(node.index.name);
      for (const end of [node.from, node.to]) usedDimensions.push(...namesOfPolynomial(end));
    } else if (node.kind === 'call') {
      const name = functionNamed(node.callee);
      const pattern = name === undefined ? undefined : patternFor(name, node.arguments.length);
      pattern?.parameters.forEach((parameter, i) => {
        const argument = node.arguments[i];
        if (parameter.kind === 'dimension' && argument !== undefined) usedDimensions.push(...namesOfPolynomial(argument));
      });
    }
  }
  for (const name of [...declaredDimensions, ...bound.map(([each]) => each)]) words.add(name);
  return { declaredDimensions, usedDimensions, indices, bound, words: [...words] };
}
