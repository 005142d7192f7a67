/** Shapes of calls: signatures instantiated, one call at a time. */
import { functionNamed, type FunctionName } from '../operators/signatures';
import { add, asInteger, fixed, multiply, ONE, ZERO, type Dimension } from '../shapes/dimension';
import { SCALAR, shape, type Shape } from '../shapes/shape';
import { postorder, type CallNode } from '../syntax/tree';
import type { Context } from './infer';
import { combine, operandRules } from './operands';
import type { SignaturePattern } from './signatures';
import { statedDimension } from './statedDimension';

/** The shape of a call of a function of the language, its arguments matched with the parameters of a signature. */
export function applySignature(node: CallNode, name: FunctionName, pattern: SignaturePattern, context: Context): Shape {
  const { u, around, terms } = context;
  const letters = new Map<string, Dimension>();
  const letter = (text: string): Dimension => {
    let dimension = letters.get(text);
    if (dimension === undefined) letters.set(text, dimension = u.fresh());
    return dimension;
  };
  const instantiate = (of: Dimension): Dimension => {
    if (of.terms.size === 1 && of.terms.get(of.key) === 1 && !of.key.includes('*')) return letter(of.key);
    let total = ZERO;
    for (const [monomial, c] of of.terms) total = add(total, monomial === '' ? fixed(c) : monomial.split('*').map(letter).reduce(multiply, fixed(c)));
    return total;
  };
  const match = (wanted: Dimension, found: Dimension, otherwise: () => void): boolean => {
    if (wanted.terms.get(wanted.key) === 1 && !wanted.key.includes('*') && !letters.has(wanted.key)) { letters.set(wanted.key, found); return true; }
    return u.equate(instantiate(wanted), found, otherwise);
  };
  // Dimensions first: in `unvec(x, m, n)` they say what the shape of x has to be.
  pattern.parameters.forEach((parameter, position) => {
    const argument = node.arguments[position];
    if (argument === undefined || parameter.kind === 'shape') return;
    for (const below of postorder(argument)) terms.set(below, SCALAR);
    if (parameter.kind === 'function') {
      if (argument.kind !== 'name' || functionNamed(argument.name) === undefined) around.misfit({ kind: 'notADimension', node, position, parameter });
      return;
    }
    const dimension = statedDimension(argument, (name) => around.dimension(name));
    if (dimension === undefined) around.misfit({ kind: 'notADimension', node, position, parameter });
    else letters.set(parameter.letter, dimension);
  });
  if ((name === 'max' || name === 'min') && node.arguments.length === 2) return shapeOfChoice(node, pattern, context);
  // One report for a call: what is wrong with the second argument often is what is wrong with the first.
  const reportOnce = (report: () => void): () => void => { const once = context.once(() => { reported(); report(); }); return () => { if (!isReported) once(); }; };
  let isReported = false;
  const reported = (): void => { isReported = true; u.undoable(() => { isReported = false; }); };
  pattern.parameters.forEach((parameter, position) => {
    const argument = node.arguments[position];
    if (argument === undefined || parameter.kind !== 'shape') return;
    const term = context.termOf(argument);
    const otherwise = reportOnce(() => { around.misfit({ kind: 'argument', node, position, pattern, wanted: shape(instantiate(parameter.shape.rows), instantiate(parameter.shape.cols)) }); });
    match(parameter.shape.rows, term.rows, otherwise);
    match(parameter.shape.cols, term.cols, otherwise);
  });
  if (pattern.elementwise && node.arguments[0] !== undefined) return context.termOf(node.arguments[0]);
  if (name === 'svdvals') return shapeOfSingularValues(node, context);
  return shape(instantiate(pattern.result.rows), instantiate(pattern.result.cols));
}

/** `max(a, b)`: equal shapes, or one of the two is a scalar, as in `max(0, x)`. */
function shapeOfChoice(node: CallNode, pattern: SignaturePattern, context: Context): Shape {
  const { u, around } = context;
  const [left, right] = node.arguments;
  if (left === undefined || right === undefined) return u.freshShape();
  return combine(u, operandRules['.*'], context.termOf(left), context.termOf(right), () => { around.misfit({ kind: 'argument', node, position: 1, pattern, wanted: context.termOf(left) }); });
}

/** As many as the shorter side has rows or columns, where it is known which that is. */
function shapeOfSingularValues(node: CallNode, context: Context): Shape {
  const { u } = context;
  const [argument] = node.arguments;
  const of = argument === undefined ? u.freshShape() : u.resolveShape(context.termOf(argument));
  const [rows, cols] = [asInteger(of.rows), asInteger(of.cols)];
  if (of.rows === of.cols || of.cols === ONE) return shape(of.cols, ONE);
  if (rows !== undefined && cols !== undefined) return shape(fixed(Math.min(rows, cols)), ONE);
  return shape(u.fresh(), ONE);
}
