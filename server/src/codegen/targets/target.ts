/** What a target is: a table of how each scheduled operation is written there, and how a function is laid out. */
import type { Dimension } from '../../shapes/dimension';
import type { CodeKind } from '../request';
import type { Shape } from '../../shapes/shape';
import type { Kind, OperationName, OperationOf, Value } from '../schedule/operation';

/** A piece of code and how tightly it binds: an operand that binds less tightly than its place asks for is bracketed. */
export interface Text { readonly text: string; readonly level: number }

/** Lines that leave the value in `name`; several names for a tuple. */
export interface Statements { readonly lines: (names: readonly string[]) => readonly string[] }

export interface Writing {
  /** The text of an operand, bracketed where it binds less tightly than `level`. */
  readonly at: (value: Value, level: number) => string;
  readonly text: (value: Value) => Text;
  /** A dimension as an expression of the target. */
  readonly dimension: (dimension: Dimension, level: number) => string;
  /** The names of a tuple's parts. */
  readonly parts: (tuple: Value) => readonly string[];
  /** The name of a value that has one (inputs and named values). */
  readonly nameOf: (value: Value) => string | undefined;
  /** An argument that is an array: what new arrays take their type and device from. */
  readonly likeArray: () => string | undefined;
  /** Adds an import or a helper by its key. */
  readonly need: (what: string) => void;
}

export type Written = Text | Statements;
export type Row<Name extends OperationName> = (operation: OperationOf<Name>, value: Value, writing: Writing) => Written;
export type Table = { readonly [Name in OperationName]: Row<Name> };

export interface DocumentedParameter {
  readonly name: string;
  readonly input: string;
  /** `integer` for a dimension. */
  readonly kind: Kind | 'integer';
  readonly shape: Shape;
  readonly properties: readonly string[];
}

export interface ResultModel {
  /** What the result is called where it needs a name. */
  readonly label: string;
  readonly text: string;
  /** The text is the name of a statement. */
  readonly isName: boolean;
  readonly kind: Kind;
  readonly value: Value;
  readonly shape: Shape;
}

/** A finished function before layout. */
export interface FunctionModel {
  readonly kind: CodeKind;
  readonly name: string;
  readonly parameters: readonly DocumentedParameter[];
  /** `n = X.shape[1]`. */
  readonly dimensions: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly statements: readonly { readonly lines: readonly string[] }[];
  /** The names that statements give values to. */
  readonly locals: readonly { readonly name: string; readonly value: Value }[];
  /** One text per result; for `valueAndGradient` the value comes first. */
  readonly results: readonly ResultModel[];
  readonly summary: string;
  readonly formulas: readonly string[];
  readonly conditions: readonly string[];
  readonly work: string;
  readonly needs: ReadonlySet<string>;
}

/** A function that others need: once in a file, whoever uses it. */
export interface Helper { readonly name: string; readonly source: string }

/** A function in text: the lines that import what it uses, the functions of its own that it calls, and itself. */
export interface Laid {
  readonly imports: readonly string[];
  readonly helpers: readonly Helper[];
  readonly definition: string;
}

export interface Target {
  readonly table: Table;
  /** Operations that are statements, not expressions, in this target. */
  readonly statements: ReadonlySet<OperationName>;
  /** Of softmax and log-sum-exp, by vector and by row, those the target's library has: the others are written out and share their exponentials. */
  readonly native: ReadonlySet<OperationName>;
  /** Whether softplus and sigmoid of the same argument are written with one exponential. */
  readonly sharesExponentials?: boolean;
  /** Names that must not be used: keywords, builtins and modules the code refers to. */
  readonly reserved: ReadonlySet<string>;
  /** A valid name for what mcalc calls `name`. */
  readonly identifier: (name: string) => string;
  readonly sameName?: (name: string) => string;
  /** The names of a tuple's parts. */
  readonly tupleNames: { readonly [Name in 'eigh' | 'svd' | 'lu']: readonly string[] };
  readonly dimensionLevel: { readonly sum: number; readonly product: number; readonly atom: number; readonly times: string };
  /** The size of an argument along an axis, as code. */
  readonly extent: (argument: string, rank: 1 | 2, axis: 0 | 1) => string;
  readonly quotient: (of: string, by: number) => string;
  /** A statement; `value` is undefined for a dimension. */
  readonly assign: (names: readonly string[], text: string, value: Value | undefined) => string;
  /** Names for what this target keeps in a form of its own, such as a factorisation. */
  readonly wishes?: { readonly [Name in OperationName]?: string };
  /** How a named value that is kept in a form of its own is read as an array; undefined where its name will do. Rows that want that form take the name. */
  readonly read?: (value: Value, name: string) => Text | undefined;
  /** Between the imports and the function; two empty lines where nothing is said. */
  readonly afterImports?: string;
  /** Helpers stand above the function, or below it, as the language's readers expect. */
  readonly helpersBelow?: boolean;
  readonly layout: (model: FunctionModel) => Laid;
}

/** The target has no way to write this. */
export class Lacking extends Error {
  constructor(readonly construct: string) { super(`${construct} cannot be written here`); }
}
