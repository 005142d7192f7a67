/** Whether a name or an expression is a number, a vector or a matrix, as far as that decides what a foreign notation means by it. */
import { functionNamed, type FunctionName } from '../../operators/signatures';
import { postorder, type Tree } from '../tree';

export type Rank = 'scalar' | 'vector' | 'matrix';

/** What is known of a name where the text stands; undefined where nothing is. */
export type RankOf = (name: string) => Rank | undefined;

/** The dimensions of an array; undefined where nothing is known of it. */
export type SidesOf = (name: string) => readonly Tree[] | undefined;

const SCALAR_NAMES = /^(?:alpha|beta|gamma|delta|epsilon|eps|eta|kappa|lambda|lam|lmbda|mu|nu|rho|sigma|tau|omega|reg|lr|[α-ωϑϕϵ])(?:_.*|[0-9]+)?$/u;

/** Capitals are matrices, Greek letters and their names scalars, other names vectors. */
export const rankByConvention = (name: string): Rank => (/^\p{Lu}/u.test(name) ? 'matrix' : SCALAR_NAMES.test(name) ? 'scalar' : 'vector');

/** Functions whose value is a matrix, and those whose value is like their argument. The others give a number or a vector. */
const MATRICES: ReadonlySet<FunctionName> = new Set<FunctionName>(['inv', 'pinv', 'diag', 'kron', 'outer', 'eye', 'expm', 'logm', 'sqrtm', 'sinm', 'cosm', 'chol', 'sym', 'skew', 'tril', 'triu', 'hcat', 'vcat', 'blkdiag', 'unvec']);
const LIKE_ARGUMENT: ReadonlySet<FunctionName> = new Set<FunctionName>(['exp', 'log', 'sqrt', 'abs', 'sign', 'sin', 'cos', 'tan', 'tanh', 'sigmoid', 'softplus', 'relu', 'max', 'min']);

/** `row` beside the ranks: the transpose of a vector. */
type Extent = Rank | 'row';

function product(left: Extent, right: Extent): Extent {
  if (left === 'scalar') return right;
  if (right === 'scalar') return left;
  if (left === 'row') return right === 'matrix' ? 'row' : 'scalar';
  return right === 'vector' ? 'vector' : 'matrix';
}

/** Whether an expression is a matrix, neither a number nor a vector. */
export function isMatrix(root: Tree, rankOf: RankOf): boolean {
  const extents = new Map<Tree, Extent>();
  const at = (tree: Tree | undefined): Extent => (tree === undefined ? 'scalar' : extents.get(tree) ?? 'scalar');
  const of = (tree: Tree): Extent => {
    switch (tree.kind) {
      case 'number': case 'missing': return 'scalar';
      case 'name': return rankOf(tree.name) ?? rankByConvention(tree.name);
      case 'negate': return at(tree.operand);
      case 'transpose': { const inner = at(tree.operand); return inner === 'vector' ? 'row' : inner === 'row' ? 'vector' : inner; }
      case 'binary':
        switch (tree.operator) {
          case '*': return product(at(tree.left), at(tree.right));
          case '\\': return at(tree.right);
          case '/': case '^': case '.^': return at(tree.left);
          case '+': case '-': case '.*': case './': return at(tree.left) === 'scalar' ? at(tree.right) : at(tree.left);
        }
        return 'scalar';
      case 'call': { const name = functionNamed(tree.callee); return name === undefined ? 'scalar' : MATRICES.has(name) ? 'matrix' : LIKE_ARGUMENT.has(name) ? at(tree.arguments[0]) : 'scalar'; }
      case 'index': return 'scalar';
      case 'block': return 'matrix';
      case 'sumOver': case 'where': return at(tree.body);
    }
  };
  for (const tree of postorder(root)) extents.set(tree, of(tree));
  return at(root) === 'matrix';
}
