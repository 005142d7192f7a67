/**
 * Trees of this language → NumPy expressions, written as they stand: `1/2*norm2(X*w - y)^2` is `1/2*np.linalg.norm(X @ w - y)**2`.
 *
 * Vectors are one-dimensional arrays, rows and columns alike, so a transpose of one is the array itself and every product says which it is.
 */
import { functionNamed, type FunctionName } from '../../operators/signatures';
import { isColumn, isRow, isScalar, type Shape } from '../../shapes/shape';
import { postorder, type Tree } from '../tree';

export type Written = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** What Python's operators bind like. */
const LEVEL = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;
interface Text { readonly text: string; readonly level: number }
const atom = (text: string): Text => ({ text, level: LEVEL.atom });
const at = ({ text, level }: Text, wanted: number): string => (level < wanted ? `(${text})` : text);

type Rank = 'scalar' | 'column' | 'row' | 'matrix';
interface Operand extends Text { readonly rank: Rank }
const rankOf = (shape: Shape): Rank => (isScalar(shape) ? 'scalar' : isColumn(shape) ? 'column' : isRow(shape) ? 'row' : 'matrix');
const isArray = ({ rank }: Operand): boolean => rank === 'column' || rank === 'row';

class Untold extends Error { override readonly name = 'Untold'; }

type Writer = (args: readonly Operand[]) => Text;
const plain = (name: string): Writer => (args) => atom(`${name}(${args.map(({ text }) => text).join(', ')})`);
/** Functions that are written in another way of a vector. */
const either = (vector: Writer, matrix: Writer): Writer => (args) => (args[0] === undefined || args[0].rank === 'matrix' ? matrix : vector)(args);
const withLast = (name: string, last: string): Writer => ([x]) => atom(`${name}(${x?.text ?? ''}, ${last})`);
const own = (write: (x: string, y: string, args: readonly Operand[]) => string, level: number = LEVEL.atom): Writer => (args) => ({ text: write(args[0]?.text ?? '', args[1]?.text ?? '', args), level });
const inner = (x: Operand): string => at(x, LEVEL.product);
const none: Writer | undefined = undefined;

const FUNCTIONS: Readonly<Record<FunctionName, Writer | undefined>> = {
  inv: plain('np.linalg.inv'), pinv: plain('np.linalg.pinv'), tr: plain('np.trace'), det: plain('np.linalg.det'), logdet: own((x) => `np.linalg.slogdet(${x})[1]`), adj: none, transpose: ([x]) => (x === undefined ? atom('') : isArray(x) ? x : atom(`${at(x, LEVEL.atom)}.T`)),
  sum: plain('np.sum'), mean: plain('np.mean'), prod: plain('np.prod'), norm: plain('np.linalg.norm'), norm2: either(plain('np.linalg.norm'), plain('np.linalg.norm')), normF: plain('np.linalg.norm'),
  norm1: own((x) => `np.sum(np.abs(${x}))`), norminf: own((x) => `np.max(np.abs(${x}))`), nuc: withLast('np.linalg.norm', "'nuc'"), spec: withLast('np.linalg.norm', '2'),
  dot: (args) => (args.some(({ rank }) => rank === 'matrix') ? plain('np.vdot')(args) : { text: args.map(inner).join(' @ '), level: LEVEL.product }), outer: plain('np.outer'), cross: plain('np.cross'), kron: plain('np.kron'),
  hadamard: (args) => ({ text: args.map(inner).join(' * '), level: LEVEL.product }), vec: own((x) => `np.ravel(${x}, order='F')`), unvec: none, diag: plain('np.diag'), diagonal: plain('np.diag'),
  sym: own((_, __, [x]) => (x === undefined ? '' : `(${at(x, LEVEL.sum)} + ${at(x, LEVEL.atom)}.T)/2`), LEVEL.product), skew: own((_, __, [x]) => (x === undefined ? '' : `(${at(x, LEVEL.sum)} - ${at(x, LEVEL.atom)}.T)/2`), LEVEL.product), tril: plain('np.tril'), triu: plain('np.triu'),
  exp: plain('np.exp'), log: plain('np.log'), log1p: plain('np.log1p'), expm1: plain('np.expm1'), sqrt: plain('np.sqrt'), abs: plain('np.abs'), sign: plain('np.sign'), sin: plain('np.sin'), cos: plain('np.cos'), tan: plain('np.tan'),
  asin: plain('np.arcsin'), acos: plain('np.arccos'), atan: plain('np.arctan'), sinh: plain('np.sinh'), cosh: plain('np.cosh'), tanh: plain('np.tanh'), atan2: plain('np.arctan2'),
  sigmoid: plain('scipy.special.expit'), softplus: own((x) => `np.logaddexp(0, ${x})`), relu: own((x) => `np.maximum(${x}, 0)`), leakyrelu: none, gelu: none, elu: none, silu: none, erf: plain('scipy.special.erf'), step: own((x) => `np.heaviside(${x}, 0)`),
  max: (args) => plain(args.length === 1 ? 'np.max' : 'np.maximum')(args), min: (args) => plain(args.length === 1 ? 'np.min' : 'np.minimum')(args), argmax: none,
  softmax: plain('scipy.special.softmax'), logsoftmax: plain('scipy.special.log_softmax'), logsumexp: plain('scipy.special.logsumexp'), rowsoftmax: withLast('scipy.special.softmax', 'axis=1'), rowlogsumexp: withLast('scipy.special.logsumexp', 'axis=1'),
  expm: plain('scipy.linalg.expm'), logm: plain('scipy.linalg.logm'), sqrtm: plain('scipy.linalg.sqrtm'), sinm: plain('scipy.linalg.sinm'), cosm: plain('scipy.linalg.cosm'), chol: plain('np.linalg.cholesky'), eigmax: own((x) => `np.linalg.eigvalsh(${x})[-1]`), eigmin: own((x) => `np.linalg.eigvalsh(${x})[0]`),
  eigvals: own((x) => `np.linalg.eigvalsh(${x})`), svdvals: own((x) => `np.linalg.svd(${x}, compute_uv=False)`), solve: plain('np.linalg.solve'), eye: plain('np.eye'), ones: (args) => sized('np.ones', args), zeros: (args) => sized('np.zeros', args), unit: none, comm: none, vech: none, dup: none, elim: none,
  rowsum: withLast('np.sum', 'axis=1'), colsum: withLast('np.sum', 'axis=0'), rowmean: withLast('np.mean', 'axis=1'), colmean: withLast('np.mean', 'axis=0'), rownorm: withLast('np.linalg.norm', 'axis=1'),
  blkdiag: plain('scipy.linalg.block_diag'), hcat: own((x, y) => `np.hstack([${x}, ${y}])`), vcat: own((x, y, args) => `np.${args.some(({ rank }) => rank === 'matrix') ? 'vstack' : 'concatenate'}([${x}, ${y}])`), frechet: none, eigvecs: none, eigvec: none, eigvecmin: none, leftsv: none, rightsv: none,
};

function sized(name: string, args: readonly Operand[]): Text {
  const sizes = args.map(({ text }) => text).join(', ');
  return atom(args.length > 1 ? `${name}((${sizes}))` : `${name}(${sizes})`);
}

function product(left: Operand, right: Operand): Text {
  if (left.rank === 'scalar' || right.rank === 'scalar') return { text: `${at(left, LEVEL.product)}*${at(right, LEVEL.sign)}`, level: LEVEL.product };
  if (left.rank === 'column' && right.rank === 'row') return atom(`np.outer(${left.text}, ${right.text})`);
  return { text: `${at(left, LEVEL.product)} @ ${at(right, LEVEL.sign)}`, level: LEVEL.product };
}

/** The NumPy expression for `tree`; `shapeOf` knows the shape of each node. What NumPy has no word for is refused. */
export function toNumpy(tree: Tree, shapeOf: (tree: Tree) => Shape | undefined): Written {
  const texts = new Map<Tree, Operand>();
  try {
    for (const node of postorder(tree)) {
      const shape = shapeOf(node);
      const rank = shape === undefined ? undefined : rankOf(shape);
      const part = (of: Tree): Operand => { const known = texts.get(of); if (known === undefined) throw new Untold('Its shape is not known.'); return known; };
      const text = write(node, part);
      // Of a part without a shape of its own (a colon, a bound) nothing is asked but its text.
      texts.set(node, { ...text, rank: rank ?? 'scalar' });
    }
    const written = texts.get(tree);
    return written === undefined ? { ok: false, message: 'There is nothing to write.' } : { ok: true, text: written.text };
  } catch (error) {
    if (error instanceof Untold) return { ok: false, message: error.message };
    throw error;
  }
}

function write(node: Tree, part: (of: Tree) => Operand): Text {
  switch (node.kind) {
    case 'number': return node.text.includes('/') ? { text: node.text, level: LEVEL.product } : atom(node.text);
    case 'name': return atom(node.name === 'pi' || node.name === 'π' ? 'np.pi' : node.name === 'lambda' ? 'lambda_' : node.name);
    case 'negate': return { text: `-${at(part(node.operand), LEVEL.sign)}`, level: LEVEL.sign };
    case 'transpose': { const of = part(node.operand); return of.rank === 'matrix' ? atom(`${at(of, LEVEL.atom)}.T`) : of; }
    case 'binary': return arithmetic(node, part(node.left), part(node.right));
    case 'call': {
      const name = functionNamed(node.callee);
      const writer = name === undefined ? undefined : FUNCTIONS[name];
      if (writer === undefined || node.elementwise === true) throw new Untold(`NumPy has no function for ${node.callee}.`);
      return writer(node.arguments.map(part));
    }
    case 'index': return atom(`${at(part(node.object), LEVEL.atom)}[${node.indices.map((index) => (index === 'all' ? ':' : index.kind === 'number' ? String(index.value - 1) : index.kind === 'name' ? `${part(index).text} - 1` : `${at(part(index), LEVEL.sum)} - 1`)).join(', ')}]`);
    case 'block': return atom(`np.block([${node.rows.map((row) => `[${row.map((each) => part(each).text).join(', ')}]`).join(', ')}])`);
    case 'sumOver': throw new Untold('NumPy has no expression for a sum over an index.');
    case 'where': throw new Untold('Named parts are no single expression.');
    case 'missing': throw new Untold('There is a part missing.');
  }
}

function arithmetic({ operator }: Extract<Tree, { kind: 'binary' }>, left: Operand, right: Operand): Text {
  switch (operator) {
    case '+': return { text: `${at(left, LEVEL.sum)} + ${at(right, LEVEL.product)}`, level: LEVEL.sum };
    case '-': return { text: `${at(left, LEVEL.sum)} - ${at(right, LEVEL.product)}`, level: LEVEL.sum };
    case '*': return product(left, right);
    case '.*': return { text: `${at(left, LEVEL.product)}*${at(right, LEVEL.sign)}`, level: LEVEL.product };
    case './': return { text: `${at(left, LEVEL.product)}/${at(right, LEVEL.sign)}`, level: LEVEL.product };
    case '/': return right.rank === 'scalar' ? { text: `${at(left, LEVEL.product)}/${at(right, LEVEL.sign)}`, level: LEVEL.product } : product(left, { ...atom(`np.linalg.inv(${right.text})`), rank: 'matrix' });
    case '\\': return left.rank === 'scalar' ? { text: `${at(right, LEVEL.product)}/${at(left, LEVEL.sign)}`, level: LEVEL.product } : atom(`np.linalg.solve(${left.text}, ${right.text})`);
    case '^': return left.rank === 'matrix' ? atom(`np.linalg.matrix_power(${left.text}, ${right.text})`) : { text: `${at(left, LEVEL.atom)}**${at(right, LEVEL.sign)}`, level: LEVEL.power };
    case '.^': return { text: `${at(left, LEVEL.atom)}**${at(right, LEVEL.sign)}`, level: LEVEL.power };
  }
}
