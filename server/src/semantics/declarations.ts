/** The right side of a declaration as a shape and properties. */
import { adjectives, closure, isProperty, type Property } from '../shapes/adjectives';
import { asInteger, ONE, type Dimension } from '../shapes/dimension';
import { isScalar, SCALAR, shape, type Shape } from '../shapes/shape';
import type { ManifoldNode, NameNode, Span, Tree, TypeNode } from '../syntax/tree';
import { statedDimension } from './statedDimension';
import type { Unifier } from './unify';

/** What is wrong with a declaration, as facts. */
export type DeclarationProblem =
  | { readonly kind: 'unknownAdjective'; readonly word: string; readonly span: Span }
  | { readonly kind: 'unknownManifold'; readonly word: string; readonly span: Span }
  /** `sphere vector(n)`: a manifold is named behind the shape. */
  | { readonly kind: 'manifoldInFront'; readonly manifold: Property; readonly span: Span }
  | { readonly kind: 'noSuchManifold'; readonly manifold: Property; readonly shape: Shape; readonly span: Span }
  | { readonly kind: 'notSquare'; readonly adjective: Property; readonly shape: Shape; readonly span: Span }
  | { readonly kind: 'badDimension'; readonly tree: Tree };

/** The shape a type states. A dimension that is missing or unreadable is an unknown, presumed not to be one. */
export function shapeOfType(u: Unifier, type: TypeNode, dimension: (node: NameNode) => Dimension | undefined, problem: (problem: DeclarationProblem) => void): Shape {
  const read = (tree: Tree | undefined): Dimension => {
    const found = tree === undefined || tree.kind === 'missing' ? undefined : statedDimension(tree, dimension);
    if (found !== undefined) return found;
    if (tree !== undefined && tree.kind !== 'missing') problem({ kind: 'badDimension', tree });
    const unknown = u.fresh();
    u.presumeMany(unknown);
    return unknown;
  };
  const [rows, cols] = type.dimensions;
  switch (type.form) {
    case 'scalar': return SCALAR;
    case 'vector': return shape(read(rows), ONE);
    case 'matrix': {
      const first = read(rows);
      // `posdef(n)` has the one tree twice; it is read, and reported, once.
      return shape(first, cols === rows ? first : read(cols));
    }
  }
}

/** The properties a type states, with all that follows from them. */
export function propertiesOfType(type: TypeNode, of: Shape, problem: (problem: DeclarationProblem) => void): ReadonlySet<Property> {
  const stated: Property[] = [];
  for (const { word, span } of type.adjectives) {
    if (!isProperty(word)) { problem({ kind: 'unknownAdjective', word, span }); continue; }
    if (adjectives[word].manifold) { problem({ kind: 'manifoldInFront', manifold: word, span }); continue; }
    if (adjectives[word].square && of.rows !== of.cols && !of.rows.key.includes('?') && !of.cols.key.includes('?')) { problem({ kind: 'notSquare', adjective: word, shape: of, span }); continue; }
    stated.push(word);
  }
  const manifold = type.manifold === undefined ? undefined : manifoldOf(type.manifold, of, problem);
  return closure(manifold === undefined ? stated : [...stated, manifold]);
}

/** The manifold that `on …` names, for a variable of this shape. */
export function manifoldOf({ word, span }: ManifoldNode, of: Shape, problem: (problem: DeclarationProblem) => void): Property | undefined {
  if (!isProperty(word) || !adjectives[word].manifold) { problem({ kind: 'unknownManifold', word, span }); return undefined; }
  const [rows, cols] = [asInteger(of.rows), asInteger(of.cols)];
  if (isScalar(of) || (word === 'stiefel' && rows !== undefined && cols !== undefined && rows < cols)) { problem({ kind: 'noSuchManifold', manifold: word, shape: of, span }); return undefined; }
  return word;
}
