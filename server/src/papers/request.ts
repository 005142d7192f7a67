/** What is asked of a paper: a result as a reader is told of it, whatever it is written in. */
import type { Property } from '../shapes/adjectives';
import type { Dimension } from '../shapes/dimension';
import type { Shape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';
import type { TypesetOptions } from '../typeset/compose';
import type { Asked } from '../typeset/equation';
import type { Heading } from '../typeset/heading';

export const PAPER_NAMES = ['latex', 'markdown', 'typst'] as const;
export type PaperName = (typeof PAPER_NAMES)[number];

/** A tree, and the shapes of its parts. */
export interface Formula { readonly tree: Tree; readonly options: TypesetOptions }

/** The left side of an answer: `∇_w L`. */
export interface LeftSide { readonly heading: Heading; readonly options: TypesetOptions }

/** Words with mathematics between them. */
export type Words = readonly (string | Formula | LeftSide)[];

export type Given =
  | { readonly is: 'variable'; readonly name: string; readonly shape: Shape; readonly properties: readonly Property[] }
  /** A function of which only the shapes are known. */
  | { readonly is: 'function'; readonly name: string; readonly parameters: readonly Shape[]; readonly result: Shape }
  /** What gradients by a variable are gradients in. */
  | { readonly is: 'innerProduct'; readonly of: string; readonly arguments: readonly [string, string]; readonly value: Formula };

export interface PaperDefinition {
  /** `r`, `f(w)` */
  readonly left: Tree;
  readonly value: Formula;
  /** It is the function that is asked about. */
  readonly isAsked: boolean;
}

export interface PaperResult {
  readonly asked: Asked;
  readonly head: TypesetOptions;
  readonly body: Formula;
  /** The sides of the result; none where it is no element of a space that is worth a word. */
  readonly sides: readonly Dimension[];
}

/** Results of one function, with all that a reader needs to know to read them. */
export interface PaperStatement {
  /** By its name, or written out. */
  readonly of: Formula;
  /** Each after those it uses. */
  readonly definitions: readonly PaperDefinition[];
  /** None where the function alone is stated. */
  readonly results: readonly PaperResult[];
  /** The value is a result like the others. */
  readonly withValue: boolean;
  readonly given: readonly Given[];
  readonly conditions: readonly Words[];
  readonly notes: readonly Words[];
}
