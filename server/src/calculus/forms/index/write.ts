/** Index forms as trees: atoms in their notation, letters for the indices, sums at the end of their products. */
import { postorderOf, type Expr } from '../../../algebra/expression';
import { simplify } from '../../../presentation/present';
import { dimensionTree, type Written } from '../../../presentation/notation/readings';
import { write } from '../../../presentation/notation/write';
import { isColumn, isRow } from '../../../shapes/shape';
import { binary, call, name, number } from '../../../syntax/build';
import { NOWHERE, postorder, type Tree } from '../../../syntax/tree';
import type { Atom, Atoms } from './atoms';

/** Letters for indices in the order in which they are taken. */
const LETTERS = [...'ijklprstuvmnoqhabcg'];

/** The letters that clash with none of `taken`; without end. */
export function* lettersBeside(taken: ReadonlySet<string>): Generator<string, never> {
  for (let round = 0; ; round++) for (const letter of LETTERS) {
    const candidate = round === 0 ? letter : `${letter}${round}`;
    if (!taken.has(candidate)) yield candidate;
  }
}

/** The tree of a scalar over atoms. `letters`: of the free indices; `nested`: of an index of a sum by its height, from 1 on. */
export function treeOf(root: Expr, atoms: Atoms, letters: ReadonlyMap<Expr, string>, nested: (height: number) => string): Tree {
  const written: Written = new Map([...letters].map(([index, letter]) => [index, name(letter)]));

  const indexTree = (index: Expr): Tree => {
    const height = atoms.heightOf(index);
    return height === undefined ? writeIn(index) : name(nested(height));
  };
  const picked = (object: Tree, ...indices: readonly Tree[]): Tree => ({ kind: 'index', object, indices, span: NOWHERE });
  const atomTree = (atom: Atom): Tree => {
    switch (atom.is) {
      case 'entry': {
        const { of, row, column } = atom;
        const object = writeIn(of);
        return isColumn(of.shape) ? picked(object, indexTree(row)) : isRow(of.shape) ? picked(object, number(1), indexTree(column)) : picked(object, indexTree(row), indexTree(column));
      }
      case 'delta': return picked(call('eye', dimensionTree(atom.size)), indexTree(atom.left), indexTree(atom.right));
      case 'sum': return atom.over.reduceRight((body: Tree, { at, from, to }): Tree => {
        const letter = nested(atoms.heightOf(at) ?? 0);
        return { kind: 'sumOver', index: { kind: 'name', name: letter, span: NOWHERE }, from: writeIn(from), to: writeIn(to), body, span: NOWHERE };
      }, scalarTree(atom.body));
    }
  };
  /** Atoms and indices first, so that the writer meets them written. */
  const prepare = (e: Expr): void => {
    for (const node of postorderOf(e)) {
      if (written.has(node)) continue;
      const atom = atoms.atomOf(node);
      const height = atoms.heightOf(node);
      if (atom !== undefined) written.set(node, atomTree(atom));
      else if (height !== undefined) written.set(node, name(nested(height)));
    }
  };
  const writeIn = (e: Expr): Tree => { prepare(e); return write(e, written); };
  const scalarTree = (e: Expr): Tree => { const simplified = simplify(e); prepare(simplified); return inOrder(write(simplified, written)); };
  return scalarTree(root);
}

/** Products of scalars in the order in which they are read: what has no index, then entries, then sums. `(sum …)/2` is `1/2*sum …`. */
function inOrder(tree: Tree): Tree {
  switch (tree.kind) {
    case 'negate': return { ...tree, operand: inOrder(tree.operand) };
    case 'binary': {
      if (tree.operator === '*') return multiplied(factorsOf(tree).map(inOrder)) ?? tree;
      const [left, right] = [inOrder(tree.left), inOrder(tree.right)];
      const factors = tree.operator === '/' && right.kind === 'number' ? factorsOf(left) : [];
      const last = factors.at(-1);
      if (last?.kind !== 'sumOver') return binary(tree.operator, left, right);
      return binary('*', binary('/', multiplied(factors.slice(0, -1)) ?? number(1), right), last);
    }
    case 'call': return { ...tree, arguments: tree.arguments.map(inOrder) };
    case 'number': case 'name': case 'missing': case 'transpose': case 'index': case 'block': case 'sumOver': case 'where': return tree;
  }
}

function multiplied(factors: readonly Tree[]): Tree | undefined {
  const [first, ...rest] = factors.toSorted((a, b) => rank(a) - rank(b));
  return first === undefined ? undefined : rest.reduce((left, right) => binary('*', left, right), first);
}

const rank = (factor: Tree): number => (factor.kind === 'sumOver' ? 2 : postorder(factor).some(({ kind }) => kind === 'index') ? 1 : 0);

/** The factors of a chain of products, left to right. */
function factorsOf(tree: Tree): readonly Tree[] {
  const factors: Tree[] = [];
  let left = tree;
  for (; left.kind === 'binary' && left.operator === '*'; left = left.left) factors.unshift(left.right);
  return [left, ...factors];
}
