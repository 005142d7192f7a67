/**
 * A formula with what a page can show in it besides: `\changed{…}` around what is new in it; around what has a shape worth showing
 * `\shaped{X}{n\times d}`, if it is a letter, or `\braced{Xw - y}{n}`. These are macros, so that whoever sets the formula decides what becomes of them.
 */
import { isColumn, type Shape } from '../../shapes/shape';
import type { Tree } from '../../syntax/tree';
import type { Box } from '../box';
import { compose, type TypesetOptions } from '../compose';
import { dimensionLatex } from '../latex';
import { latexDialect } from '../latexDialect';
import { isLetter } from './letter';

export interface Annotations {
  readonly changed: ReadonlySet<Tree>;
  readonly shaped: ReadonlyMap<Tree, Shape>;
}

/** `n`, `n\times d`: below a letter there is no room for the ℝ. */
export const sizeLatex = ({ rows, cols }: Shape): string => (isColumn({ rows, cols }) ? dimensionLatex(rows) : `${dimensionLatex(rows)}\\times ${dimensionLatex(cols)}`);

/** The LaTeX of `tree` with its annotations. A letter's box stays what it is; only a macro at its end is now inside braces. */
export function annotatedLatex(tree: Tree, options: TypesetOptions, { changed, shaped }: Annotations): string {
  const wrapped = (node: Tree, text: string): string => {
    const shape = shaped.get(node);
    const below = shape === undefined ? text : `\\${isLetter(node) ? 'shaped' : 'braced'}{${text}}{${sizeLatex(shape)}}`;
    return changed.has(node) ? `\\changed{${below}}` : below;
  };
  const adorn = (node: Tree, box: Box): Box => {
    if (!changed.has(node) && !shaped.has(node)) return box;
    const { closed, inline } = box;
    return {
      ...box, text: wrapped(node, box.text), macro: false,
      ...(closed === undefined ? {} : { closed: { ...closed, text: wrapped(node, closed.text), macro: false } }),
      ...(inline === undefined ? {} : { inline: wrapped(node, inline) }),
    };
  };
  return compose(tree, latexDialect, { ...options, adorn });
}
