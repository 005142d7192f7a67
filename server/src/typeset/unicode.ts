/** Trees, shapes and names in Unicode, for people to read on a line. */
import { doubledHalf, powersOf, type Dimension } from '../shapes/dimension';
import { isColumn, isScalar, type Shape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';
import { compose, type TypesetOptions } from './compose';
import { toSuperscript, unicodeDialect } from './unicodeDialect';

/** `Xᵀ(Xw − y) + λw`, `½‖Xw − y‖₂²`, `X⁻¹`, `σ(u)`. Never throws. */
export const unicodeOf = (tree: Tree, options: TypesetOptions = {}): string => compose(tree, unicodeDialect, options);

export const nameUnicode = (name: string): string => unicodeDialect.name(name).text;

/** `ℝⁿˣᵈ`, `ℝⁿ`, `ℝ`; `ℝ^(N×2d)`, `ℝ^(n²×mn)` where a superscript is missing. */
export function shapeUnicode(shape: Shape): string {
  if (isScalar(shape)) return 'ℝ';
  return sidesUnicode(isColumn(shape) ? [shape.rows] : [shape.rows, shape.cols]);
}

/** `ℝᵐˣⁿˣᵖ`: the numbers of an object with any number of sides. */
export function sidesUnicode(parts: readonly Dimension[]): string {
  const raised = parts.map((part) => (isSimple(part) ? toSuperscript(part.key) : undefined));
  if (raised.every((part) => part !== undefined)) return `ℝ${raised.join('ˣ')}`;
  const [only] = parts;
  return parts.length === 1 && only !== undefined && isSimple(only) ? `ℝ^${only.key}` : `ℝ^(${parts.map((part) => (parts.length > 1 && part.terms.size > 1 ? `(${dimensionUnicode(part)})` : dimensionUnicode(part))).join('×')})`;
}

/** `n² + 2mn`; names of more than a letter are kept apart: `rows·n`. */
function dimensionUnicode(dimension: Dimension): string {
  const doubled = doubledHalf(dimension);
  if (doubled !== undefined) return doubled.terms.size > 1 ? `(${dimensionUnicode(doubled)})/2` : `${dimensionUnicode(doubled)}/2`;
  return [...dimension.terms].map(([monomial, coefficient], i) => {
    const size = Math.abs(coefficient);
    const names = powersOf(monomial).map(({ name, power }) => nameUnicode(name) + (power === 1 ? '' : toSuperscript(String(power)) ?? `^${power}`));
    const factors = size === 1 && names.length > 0 ? names : [String(size), ...names];
    return `${coefficient < 0 ? '−' : i === 0 ? '' : '+'}${factors.join(names.some((name) => [...name].length > 2) ? '·' : '')}`;
  }).join('');
}

/** A name or a number: `mn` as a superscript would read as one name. */
const isSimple = (dimension: Dimension): boolean => /^(?:\p{L}[\p{L}\p{M}\p{N}_]*|\d+)$/u.test(dimension.key);
