/** Trees, shapes and names in LaTeX, with only those constructs that KaTeX knows. */
import { asInteger, doubledHalf, powersOf, type Dimension } from '../shapes/dimension';
import { isColumn, isScalar, type Shape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';
import { compose, type TypesetOptions } from './compose';
import { latexDialect } from './latexDialect';

/** A tree as a textbook writes it: `X^{\top}(Xw - y) + \lambda w`. Never throws; names are escaped. */
export const latexOf = (tree: Tree, options: TypesetOptions = {}): string => compose(tree, latexDialect, options);

export const nameLatex = (name: string): string => latexDialect.name(name).text;

/** `\mathbb{R}^{n\times d}`; a column is `\mathbb{R}^{n}`, a scalar `\mathbb{R}`. */
export function shapeLatex(shape: Shape): string {
  if (isScalar(shape)) return '\\mathbb{R}';
  if (isColumn(shape)) return `\\mathbb{R}^{${dimensionLatex(shape.rows)}}`;
  return `\\mathbb{R}^{${factorLatex(shape.rows)}\\times ${factorLatex(shape.cols)}}`;
}

/** `\mathbb{R}^{m\times n\times p}`: the numbers of an object with more than two sides. */
export const sidesLatex = (sides: readonly Dimension[]): string => `\\mathbb{R}^{${sides.map(factorLatex).join('\\times ')}}`;

export function dimensionLatex(dimension: Dimension): string {
  if (dimension.terms.size === 0) return '0';
  const doubled = doubledHalf(dimension);
  if (doubled !== undefined) return `${factorLatex(doubled)}/2`;
  return [...dimension.terms].map(([monomial, coefficient], i) => {
    const names = powersOf(monomial).map(({ name, power }) => nameLatex(name) + (power === 1 ? '' : `^{${power}}`)).join(' ');
    const size = Math.abs(coefficient);
    return `${coefficient < 0 ? '-' : i === 0 ? '' : '+'}${size === 1 && names !== '' ? '' : size}${names}`;
  }).join('');
}

const factorLatex = (dimension: Dimension): string => (dimension.terms.size > 1 && asInteger(dimension) === undefined ? `(${dimensionLatex(dimension)})` : dimensionLatex(dimension));
