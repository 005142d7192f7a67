/** What the names in a tree stand for, as its file says. */
import type { Property } from '../../shapes/adjectives';
import type { Shape } from '../../shapes/shape';
import type { CallNode, NameNode, Tree } from '../../syntax/tree';
import type { Matrix } from '../matrix';
import type { Sizes } from '../program';

/** What a name stands for: a leaf that is given a value at every point, another tree, or a value. */
export type Resolution =
  | { readonly is: 'leaf'; readonly key: string }
  | { readonly is: 'tree'; readonly tree: Tree }
  | { readonly is: 'value'; readonly value: Matrix }
  | ({ readonly is: 'solution' } & Unknown);

/** A name that an equation gives its value: `equation` is zero, or its gradient by the name is. It is solved from the value of the leaf `key`. */
export interface Unknown { readonly key: string; readonly node: NameNode; readonly equation: Tree; readonly isGradient: boolean; readonly properties: ReadonlySet<Property> }

/** A function that the file defines. */
export interface DefinitionCallee { readonly is: 'definition'; readonly parameters: readonly NameNode[]; readonly value: Tree }

/** A function without a formula. */
export interface FunctionCallee {
  readonly is: 'function';
  readonly apply: (args: readonly Matrix[], sizes: Sizes) => Matrix;
  /** What the file states of its differential. */
  readonly rule?: { readonly parameter: string; readonly tangent: string; readonly value: Tree };
}

/** What a call of a name that is no function of the language stands for. */
export type Callee = DefinitionCallee | FunctionCallee;

export interface Names {
  readonly resolve: (name: NameNode) => Resolution | undefined;
  readonly calleeOf?: (call: CallNode) => Callee | undefined;
  /** Asked for `vector(1)` and `matrix(1)`, which are ones of the shape their place requires. */
  readonly shapeOf?: (tree: Tree) => Shape | undefined;
}
