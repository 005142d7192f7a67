/** Which parts of a formula are worth a shape below them. */
import { isScalar, type Shape } from '../../shapes/shape';
import { operands, type Tree } from '../../syntax/tree';
import { isLetter } from './letter';
import { rowOf } from './row';

/** Whether the shape of an operand says something that the shape of the whole does not: in a product dimensions meet and vanish, a function may turn one shape into another. */
const isTelling = (whole: Tree, shape: Shape | undefined, operand: Shape): boolean =>
  (whole.kind === 'call' || (whole.kind === 'binary' && (whole.operator === '*' || whole.operator === '\\' || whole.operator === '/'))) && shape !== operand;

/** Where a shape below would hang in the air: in a script, under a letter's mark, at an index. */
const isHanging = (whole: Tree, operand: Tree): boolean =>
  isLetter(whole) || whole.kind === 'index' || whole.kind === 'transpose'
  || (whole.kind === 'call' && whole.callee === 'inv') || (whole.kind === 'binary' && (whole.operator === '^' || whole.operator === '.^') && whole.right === operand);

/**
 * The parts to be annotated, with their shapes: every letter that is an operand of arithmetic or an argument, and of compound parts the factors of
 * products and the arguments of functions, where they have another shape than the whole. Scalars have none. Every node of `root` stands at one place (`unshared`).
 */
export function shapedParts(root: Tree, shapeOf: (tree: Tree) => Shape | undefined): ReadonlyMap<Tree, Shape> {
  const shaped = new Map<Tree, Shape>();
  const offer = (tree: Tree, isWorthIt: (shape: Shape) => boolean): void => {
    const shape = shapeOf(tree);
    if (shape !== undefined && !isScalar(shape) && (isLetter(tree) || isWorthIt(shape))) shaped.set(tree, shape);
  };
  offer(root, () => false);
  const waiting: Tree[] = [root];
  for (let whole = waiting.pop(); whole !== undefined; whole = waiting.pop()) {
    const parts = rowOf(whole)?.parts ?? operands(whole);
    const [own, shape] = [whole, shapeOf(whole)];
    for (const part of parts) if (!isHanging(own, part)) offer(part, (of) => isTelling(own, shape, of));
    waiting.push(...parts);
  }
  return shaped;
}
