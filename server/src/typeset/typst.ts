/** Trees, shapes and names in Typst's mathematics. */
import { asInteger, doubledHalf, powersOf, type Dimension } from '../shapes/dimension';
import { isColumn, isScalar, type Shape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';
import { compose, type TypesetOptions } from './compose';
import { typstDialect } from './typstDialect';

/** `X^top (X w - y) + lambda w`. Never throws; words are quoted. */
export const typstOf = (tree: Tree, options: TypesetOptions = {}): string => compose(tree, typstDialect, options);

export const nameTypst = (name: string): string => typstDialect.name(name).text;

/** `RR^(n times d)`; a column is `RR^n`, a scalar `RR`. */
export function shapeTypst(shape: Shape): string {
  if (isScalar(shape)) return 'RR';
  return sidesTypst(isColumn(shape) ? [shape.rows] : [shape.rows, shape.cols]);
}

/** `RR^(m times n times p)`: the numbers of an object with any number of sides. */
export function sidesTypst(sides: readonly Dimension[]): string {
  const [only] = sides;
  const plain = sides.length === 1 && only !== undefined ? dimensionTypst(only) : sides.map(factorTypst).join(' times ');
  return /^(?:\p{L}+|\d+)$/u.test(plain) ? `RR^${plain}` : `RR^(${plain})`;
}

function dimensionTypst(dimension: Dimension): string {
  if (dimension.terms.size === 0) return '0';
  const doubled = doubledHalf(dimension);
  if (doubled !== undefined) return `${factorTypst(doubled)}/2`;
  return [...dimension.terms].map(([monomial, coefficient], i) => {
    const size = Math.abs(coefficient);
    const names = powersOf(monomial).map(({ name, power }) => nameTypst(name) + (power === 1 ? '' : `^${power}`));
    const sign = coefficient < 0 ? '-' : i === 0 ? '' : '+';
    return `${i === 0 ? sign : ` ${sign} `}${[...(size === 1 && names.length > 0 ? [] : [String(size)]), ...names].join(' ')}`;
  }).join('');
}

const factorTypst = (dimension: Dimension): string => (dimension.terms.size > 1 && asInteger(dimension) === undefined ? `(${dimensionTypst(dimension)})` : dimensionTypst(dimension));
