/** The notations differ in how they draw; what is drawn is decided once, in `compose.ts` and `notation.ts`. */
import type { Box, Edge } from './box';

export interface Dialect {
  readonly kind: DialectName;
  readonly minus: string;
  number(text: string): Box;
  name(text: string): Box;
  /** An upright function name. */
  operator(text: string): string;
  brackets(text: string, tall?: boolean): string;
  fence(open: FenceName, inside: string, tall: boolean, subscript?: string): Box;
  /** Base (an atom) with an exponent. */
  raised(base: Box, exponent: Box | string): Box;
  /** `⊙` marks an exponent that is applied entry by entry. */
  raisedEntrywise(base: Box, exponent: Box): Box;
  subscripted(base: Box, subscript: readonly string[]): Box;
  fraction(above: Box, below: Box): Box;
  root(radicand: Box): Box;
  infix(sign: InfixSign): string;
  between(left: Edge, right: Edge): string;
  /** Joins two texts side by side, keeping a LaTeX macro from running into a letter. */
  join(left: Box, separator: string, right: Box): string;
  matrix(rows: readonly (readonly string[])[]): Box;
  sum(index: string, from: string, to: string): string;
  differential(of: string): string;
  where(body: string, bindings: readonly (readonly [string, string])[]): string;
  /** A text as one argument of a function of the notation, whatever commas are in it. */
  argument(text: string): string;
  readonly missing: string;
  readonly all: string;
}

export type DialectName = 'latex' | 'unicode' | 'typst';
export type FenceName = 'norm' | 'abs' | 'angle';
export type InfixSign = '⊙' | '⊘' | '⊗' | '×';

/** The same in each notation. */
export type InEach<T = string> = Readonly<Record<DialectName, T>>;
export const inEach = <T>(latex: T, unicode: T, typst: T): InEach<T> => ({ latex, unicode, typst });
