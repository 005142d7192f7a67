/** What a reader takes for one letter: `X`, and with its marks `Xᵀ`, `dX`, `X⁻¹`. */
import type { Tree } from '../../syntax/tree';

const MARKS: ReadonlySet<string> = new Set(['d', 'inv', 'pinv', 'transpose']);

export const isLetter = (tree: Tree): boolean => tree.kind === 'name' || (tree.kind === 'transpose' ? isLetter(tree.operand) : tree.kind === 'call' && MARKS.has(tree.callee) && tree.arguments.length === 1 && tree.arguments.every(isLetter));
