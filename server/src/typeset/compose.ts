/** Surface tree → typeset box, operands first over an explicit order: depth is no limit, and shared nodes are typeset once. */
import { functionNamed } from '../operators/signatures';
import { isColumn, isRow, isScalar, type Shape } from '../shapes/shape';
import { operands, postorder, type Tree } from '../syntax/tree';
import { anyTall, box, levels, type Box } from './box';
import type { Dialect } from './dialect';
import { applied, notations, type Context } from './notation';
import { added, asAtom, atLeast, bracketed, indexedSum, infix, inverse, negative, power, product, quotient, transpose } from './parts';

export interface TypesetOptions {
  /** Where shapes are known, a norm of a matrix gets its F, a scalar's power no ⊙, and division by a matrix its inverse. */
  readonly shapeOf?: ((tree: Tree) => Shape | undefined) | undefined;
  /** What becomes of the box of each node before it goes into a larger one. */
  readonly adorn?: ((tree: Tree, box: Box) => Box) | undefined;
}

/** Longer results are cut short: nobody reads them, and a shared tree written out can grow without bound. */
const LONGEST = 100_000;
const ellipsis = box('…', levels.atom, 'other');

export const compose = (root: Tree, dialect: Dialect, options: TypesetOptions = {}): string => composeBox(root, dialect, options).text;

export function composeBox(root: Tree, dialect: Dialect, options: TypesetOptions = {}): Box {
  const order = postorder(root);
  const shapeOf = (tree: Tree | undefined): Shape | undefined => (tree === undefined ? undefined : options.shapeOf?.(tree));
  const indexed = dimensionsMatter(order, root);
  const boxes = new Map<Tree, Box>();
  const boxOf = (tree: Tree): Box => boxes.get(tree) ?? box(dialect.missing, levels.atom, 'other');
  for (const tree of order) {
    const drawn = composeNode(tree, boxOf, dialect, shapeOf, indexed);
    const made: Box = drawn.tall === undefined && anyTall(operands(tree).map(boxOf)) ? { ...drawn, tall: true } : drawn;
    const adorned = options.adorn === undefined ? made : options.adorn(tree, made);
    boxes.set(tree, adorned.text.length > LONGEST ? ellipsis : adorned);
  }
  return boxOf(root);
}

function composeNode(tree: Tree, boxOf: (tree: Tree) => Box, dialect: Dialect, shapeOf: (tree: Tree | undefined) => Shape | undefined, indexed: boolean): Box {
  const scalar = (part: Tree): boolean => { const shape = shapeOf(part); return part.kind === 'number' || (shape !== undefined && isScalar(shape)); };
  const matrix = (part: Tree | undefined): boolean => { const shape = shapeOf(part); return shape !== undefined && !isColumn(shape) && !isRow(shape); };
  switch (tree.kind) {
    case 'number': return dialect.number(tree.text);
    case 'name': { const made = dialect.name(tree.name); return { ...made, literal: tree.name }; }
    case 'missing': return tree.leftOut === true ? ellipsis : box(dialect.missing, levels.atom, 'other');
    case 'negate': return negative(dialect, boxOf(tree.operand));
    case 'transpose': return transpose(dialect, boxOf(tree.operand));
    case 'binary': {
      const left = boxOf(tree.left);
      const right = boxOf(tree.right);
      switch (tree.operator) {
        case '+': case '-': return added(dialect, tree.operator, left, right);
        case '*': return product(dialect, scalar(tree.left) && (!scalar(tree.right) || isInnerProduct(tree.right, scalar)) ? innerProductApart(dialect, tree.left, left, boxOf, scalar) : left, right);
        case '.*': return scalar(tree.left) || scalar(tree.right) ? product(dialect, left, right) : infix(dialect, '⊙', left, right);
        case '/':
          if (matrix(tree.right)) return product(dialect, left, inverse(dialect, right));
          // The sign stands before a fraction, not on its numerator.
          return tree.left.kind === 'negate' ? negative(dialect, quotient(dialect, boxOf(tree.left.operand), right)) : quotient(dialect, left, right);
        case './': return scalar(tree.right) ? quotient(dialect, left, right) : infix(dialect, '⊘', left, right);
        case '\\': return scalar(tree.left) ? quotient(dialect, right, left) : product(dialect, inverse(dialect, left), right);
        // X^T is a transpose unless a T has a shape.
        case '^': return tree.right.kind === 'name' && tree.right.name === 'T' && shapeOf(tree.right) === undefined ? transpose(dialect, left) : power(dialect, left, right, false);
        case '.^': return power(dialect, left, right, !scalar(tree.left));
      }
    }
    case 'call': {
      const args = tree.arguments.map(boxOf);
      const [only] = args;
      if (tree.callee === 'd' && args.length === 1 && only !== undefined) return differential(dialect, only);
      const name = tree.elementwise === true ? undefined : functionNamed(tree.callee);
      const context: Context = { dialect, indexed, isMatrix: (i) => matrix(tree.arguments[i]) };
      if (name !== undefined) return notations[name](context, args);
      const callee = dialect.name(tree.callee);
      return applied(callee.text + (tree.elementwise === true ? '.' : ''), context, args, callee.first === 'word' ? 'word' : 'letterFunction');
    }
    case 'index': {
      const indices = tree.indices.map((index) => (index === 'all' ? dialect.all : boxOf(index).text));
      // An entry of the identity is a Kronecker delta.
      if (tree.object.kind === 'call' && functionNamed(tree.object.callee) === 'eye' && indices.length === 2) return dialect.subscripted(dialect.name('δ'), indices);
      const drawn = boxOf(tree.object);
      // dXᵢⱼ is an entry of dX.
      const object = drawn.differential === true ? drawn : asAtom(dialect, drawn);
      const base = object.subscripted === true ? box(dialect.brackets(object.text, object.tall), levels.atom, 'bracket') : object;
      return dialect.subscripted(base, indices);
    }
    case 'block': {
      const columns = Math.max(...tree.rows.map((row) => row.length));
      // Zeros over the whole width are a zero below each block.
      const cells = (row: readonly Tree[]): readonly Box[] => {
        const [only] = row;
        const isZero = row.length === 1 && only?.kind === 'call' && functionNamed(only.callee) === 'zeros';
        return isZero && columns > 1 ? Array.from({ length: columns }, () => notations.zeros({ dialect, indexed: false, isMatrix: () => true }, [])) : row.map(boxOf);
      };
      return dialect.matrix(tree.rows.map((row) => cells(row).map(({ text }) => text)));
    }
    case 'sumOver': return indexedSum(dialect, dialect.name(tree.index.name).text, boxOf(tree.from).text, boxOf(tree.to).text, boxOf(tree.body));
    case 'where': return box(dialect.where(boxOf(tree.body).text, tree.bindings.map(({ name, value }) => [dialect.name(name.name).text, boxOf(value).text] as const)), levels.where, 'other');
  }
}

/**
 * `(bᵀy)a`, `2(bᵀy)a`, `(aᵀx)(bᵀy)`: an inner product in front of an array or of another one, in brackets of its own. `made` is the scalar `tree` as
 * it stands, for all other scalars.
 */
function innerProductApart(dialect: Dialect, tree: Tree, made: Box, boxOf: (tree: Tree) => Box, scalar: (tree: Tree) => boolean): Box {
  const factors: Tree[] = [];
  let front = tree;
  for (; front.kind === 'binary' && front.operator === '*' && !scalar(front.right) && (front === tree || !scalar(front)); front = front.left) factors.unshift(front.right);
  if (factors.length === 0) return made;
  if (!scalar(front)) return bracketed(dialect, made);
  const [first, ...rest] = factors.map(boxOf);
  const before = innerProductApart(dialect, front, boxOf(front), boxOf, scalar);
  return first === undefined ? made : product(dialect, before, bracketed(dialect, rest.reduce((left, right) => product(dialect, left, right), first)));
}

/** Whether a scalar is a product that ends with an array: `aᵀx`. */
const isInnerProduct = (tree: Tree, scalar: (tree: Tree) => boolean): boolean => tree.kind === 'binary' && tree.operator === '*' && !scalar(tree.right);

/** d of a variable or of an expression. */
function differential(dialect: Dialect, of: Box): Box {
  const inner = atLeast(dialect, of, levels.atom, true);
  return box(dialect.differential(inner.text), levels.scripted, 'differential', 'differential', { differential: inner.last !== 'bracket' });
}

/**
 * Whether the dimensions of I, 1 and 0 are to be shown: where the tree is one of them itself, has them in more than one dimension, or has
 * them in a Kronecker product, whose shape nothing else tells.
 */
function dimensionsMatter(order: readonly Tree[], root: Tree): boolean {
  const constants = order.filter((tree) => tree.kind === 'call' && ['eye', 'ones', 'zeros'].includes(functionNamed(tree.callee) ?? ''));
  if (constants.includes(root)) return true;
  const dimensions = new Set(constants.map((tree) => (tree.kind === 'call' ? tree.arguments.map((argument) => (argument.kind === 'name' ? argument.name : argument.kind === 'number' ? argument.text : '?')).join() : '')));
  return dimensions.size > 1 || dimensions.has('?') || (constants.length > 0 && order.some((tree) => tree.kind === 'call' && functionNamed(tree.callee) === 'kron'));
}
