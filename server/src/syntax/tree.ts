/**
 * The surface tree: what the parser makes of text, and what the engine hands to every notation.
 *
 * One tree serves both directions. Text is parsed into it; results are presented as it, and then printed as mcalc text
 * (`syntax/print.ts`), LaTeX or Unicode (`typeset/`) and evaluated numerically (`numeric/`). Nodes are immutable. A node the
 * engine made has the empty span `NOWHERE`.
 */
import { operandsFirst } from './operandsFirst';

/** A half-open range of UTF-16 offsets into the text that was parsed. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const NOWHERE: Span = { start: 0, end: 0 };

/** Binary operators. `⊙` reads as `.*`, `⊘` as `./`, `⊗` as the call `kron`. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '\\' | '.*' | './' | '^' | '.^';

export interface NumberNode { readonly kind: 'number'; readonly text: string; readonly value: number; readonly span: Span }
export interface NameNode { readonly kind: 'name'; readonly name: string; readonly span: Span }
export interface NegateNode { readonly kind: 'negate'; readonly operand: Tree; readonly span: Span }
/** `x'`, `xᵀ`, `x.T`. (`X^T` is a power of the name `T`: only a scope can tell that it is a transpose.) */
export interface TransposeNode { readonly kind: 'transpose'; readonly operand: Tree; readonly span: Span }
export interface BinaryNode { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Tree; readonly right: Tree; readonly span: Span; readonly operatorSpan: Span }
/** `tr(X)`; `‖x‖` and `||x||` are `norm(x)`, `<a, b>` is `dot(a, b)`, `A ⊗ B` is `kron(A, B)`, `X⁻¹` is `inv(X)`. */
export interface CallNode { readonly kind: 'call'; readonly callee: string; readonly calleeSpan: Span; readonly arguments: readonly Tree[]; readonly span: Span; /** `φ.(x)`: the scalar function applied to every entry. */ readonly elementwise?: boolean }
/** `x[i]`, `X[i, :]`; `'all'` stands for `:`. */
export interface IndexNode { readonly kind: 'index'; readonly object: Tree; readonly indices: readonly (Tree | 'all')[]; readonly span: Span }
/** `[A B; C D]`: rows of blocks. */
export interface BlockNode { readonly kind: 'block'; readonly rows: readonly (readonly Tree[])[]; readonly span: Span }
/** `sum(i = 1..N) body`. */
export interface SumOverNode { readonly kind: 'sumOver'; readonly index: NameNode; readonly from: Tree; readonly to: Tree; readonly body: Tree; readonly span: Span }
/** `body where s = …, t = …`: shared parts by name; a later binding may use an earlier one. Only at the top of an expression. */
export interface WhereNode { readonly kind: 'where'; readonly body: Tree; readonly bindings: readonly { readonly name: NameNode; readonly value: Tree }[]; readonly span: Span }
/** What error recovery puts where an operand was expected. `leftOut`: a part of a result that is too long to be shown whole. */
export interface MissingNode { readonly kind: 'missing'; readonly span: Span; readonly leftOut?: true }

export type Tree = NumberNode | NameNode | NegateNode | TransposeNode | BinaryNode | CallNode | IndexNode | BlockNode | SumOverNode | WhereNode | MissingNode;

/** The right side of a declaration: `symmetric matrix(n, n)`, `vector(n)`, `scalar`, `vector(n) -> scalar`. */
export interface TypeNode {
  readonly form: 'scalar' | 'vector' | 'matrix';
  /** Adjectives in the order written, short forms resolved: `posdef(n)` is adjective `posdef`, form `matrix`, dimensions n, n. */
  readonly adjectives: readonly { readonly word: string; readonly span: Span }[];
  readonly dimensions: readonly Tree[];
  /** `on sphere`. */
  readonly manifold?: ManifoldNode;
  readonly span: Span;
}
export interface ManifoldNode { readonly word: string; readonly span: Span }
export interface FunctionTypeNode { readonly form: 'function'; readonly parameters: readonly TypeNode[]; readonly result: TypeNode; readonly span: Span }

/**
 * Ways to write the answer to a query, other than the one its word stands for: entry by entry with explicit sums, in vec coordinates, as a linear
 * map of a change of the variable, as a bilinear form of two of them.
 */
export type ResultForm = 'index' | 'kronecker' | 'operator' | 'bilinear' | 'vech';

export type QueryWord = 'gradient' | 'jacobian' | 'hessian' | 'differential' | 'derivative' | 'taylor' | 'jvp' | 'vjp' | 'hvp';

/** `gradient f wrt w, b unstructured`, `taylor f wrt w order 2`, `derivative f wrt x order 3`, `jvp f wrt x along v`, `hessian f wrt X as operator`. */
export interface QueryNode {
  readonly kind: 'query';
  readonly word: QueryWord;
  readonly wordSpan: Span;
  readonly of: Tree;
  readonly wrt: readonly NameNode[];
  readonly unstructured: boolean;
  readonly order?: number;
  readonly along?: Tree;
  /** `jacobian F wrt x layout denominator`: for this query only. */
  readonly layout?: NameNode;
  readonly as?: { readonly form: ResultForm; readonly span: Span };
  readonly span: Span;
}

export type Statement =
  | { readonly kind: 'declaration'; readonly names: readonly NameNode[]; readonly type: TypeNode | FunctionTypeNode; readonly span: Span }
  | { readonly kind: 'definition'; readonly name: NameNode; readonly parameters?: readonly NameNode[]; readonly value: Tree; readonly span: Span }
  | QueryNode
  /** `check left == right`; the left side may be a query. */
  | { readonly kind: 'claim'; readonly left: Tree | QueryNode; readonly right: Tree; readonly span: Span }
  | { readonly kind: 'layout'; readonly layout: NameNode; readonly span: Span }
  /** `inner w: <u, v> = u'*M*v`. */
  | { readonly kind: 'inner'; readonly variable: NameNode; readonly left: NameNode; readonly right: NameNode; readonly value: Tree; readonly span: Span }
  /** `x on sphere`: said of a variable that is declared elsewhere, or nowhere. */
  | { readonly kind: 'manifold'; readonly variable: NameNode; readonly manifold: ManifoldNode; readonly span: Span }
  | ImplicitNode
  | RuleNode
  /** Text that is no statement. Its error is in `Parsed.errors`. */
  | { readonly kind: 'unreadable'; readonly span: Span };

/** `implicit A*x == b solve x`: the unknown is a function of everything else in the equation. The left side may be a gradient, `implicit gradient L wrt w == 0 solve w`. */
export interface ImplicitNode { readonly kind: 'implicit'; readonly left: Tree | QueryNode; readonly right: Tree; readonly unknown: NameNode; readonly span: Span }
/** `rule d(g(x)) = J(x)*dx`: the differential of a function that has no formula, linear in the change of its argument. */
export interface RuleNode { readonly kind: 'rule'; readonly function: NameNode; readonly parameter: NameNode; readonly value: Tree; readonly span: Span }

/** A syntax error, worded for the reader: what was found, what was expected, what would mend it. */
export interface SyntaxError { readonly message: string; readonly span: Span }

/** Parsing never fails: there is always a tree, and a list of what was wrong. */
export interface Parsed { readonly statements: readonly Statement[]; readonly errors: readonly SyntaxError[] }
export interface ParsedExpression { readonly tree: Tree; readonly errors: readonly SyntaxError[] }

/** The operands of a node, left to right. */
export function operands(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'number': case 'name': case 'missing': return [];
    case 'negate': case 'transpose': return [tree.operand];
    case 'binary': return [tree.left, tree.right];
    case 'call': return tree.arguments;
    case 'index': return [tree.object, ...tree.indices.filter((index): index is Tree => index !== 'all')];
    case 'block': return tree.rows.flat();
    case 'sumOver': return [tree.from, tree.to, tree.body];
    case 'where': return [...tree.bindings.map((binding) => binding.value), tree.body];
  }
}

/** The node with its operands replaced; what is no operand, such as a name that a sum or `where` gives, stays. */
export function withOperands(tree: Tree, at: (operand: Tree) => Tree): Tree {
  switch (tree.kind) {
    case 'number': case 'name': case 'missing': return tree;
    case 'negate': case 'transpose': return { ...tree, operand: at(tree.operand) };
    case 'binary': return { ...tree, left: at(tree.left), right: at(tree.right) };
    case 'call': return { ...tree, arguments: tree.arguments.map(at) };
    case 'index': return { ...tree, object: at(tree.object), indices: tree.indices.map((index) => (index === 'all' ? index : at(index))) };
    case 'block': return { ...tree, rows: tree.rows.map((row) => row.map(at)) };
    case 'sumOver': return { ...tree, from: at(tree.from), to: at(tree.to), body: at(tree.body) };
    case 'where': return { ...tree, body: at(tree.body), bindings: tree.bindings.map(({ name, value }) => ({ name, value: at(value) })) };
  }
}

/** Every node below and including `root`, operands before the node that uses them, each shared node once. */
export const postorder = (root: Tree): readonly Tree[] => operandsFirst([root], operands);
