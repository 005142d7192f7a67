/** What a target is: a table of how each scheduled operation is written there, and how a function is laid out. */
import type { Dimension } from '../../shapes/dimension';
import type { CodeKind } from '../request';
import type { Shape } from '../../shapes/shape';
import type { DerivativeOrder } from '../../syntax/derivativeNames';
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
  /** The name of a function that is called. */
  readonly callee: (key: string) => string;
  /** The name of a loop's index, and the statements in the loop before its summand. */
  readonly inside: (loop: Value) => { readonly index: string; readonly lines: readonly string[] };
}

export type Written = Text | Statements;
export type Row<Name extends OperationName> = (operation: OperationOf<Name>, value: Value, writing: Writing) => Written;
export type Table = { readonly [Name in OperationName]: Row<Name> };

export interface ArrayParameter {
  readonly name: string;
  readonly input: string;
  /** `integer` for a dimension. */
  readonly kind: Kind | 'integer';
  readonly shape: Shape;
  readonly properties: readonly string[];
}

/** A function that is only known by its shapes, or a derivative of one. */
export interface FunctionParameter {
  readonly name: string;
  readonly input: string;
  readonly kind: 'function';
  readonly key: string;
  /** The function that it is, or is a derivative of. */
  readonly base: string;
  readonly order: DerivativeOrder;
  /** The arguments in which it is a derivative, counted from 1; none of a function of one argument. */
  readonly slots: readonly number[];
  /** A second derivative of a function with several entries. */
  readonly isStacked: boolean;
  /** Of a number, and applied to every entry of an array. */
  readonly entrywise: boolean;
  /** The shapes of its arguments and of what it returns. */
  readonly of: readonly Shape[];
  readonly shape: Shape;
  readonly kinds: { readonly of: readonly Kind[]; readonly returned: Kind };
}

export type DocumentedParameter = ArrayParameter | FunctionParameter;

/** What has to hold of the shape of an argument. */
export interface ShapeCheck {
  readonly parameter: string;
  readonly kind: Kind;
  /** The extents it must have: as code, none where they are its own, and in the letters of the comment. */
  readonly extents: readonly string[];
  readonly symbols: readonly string[];
  /** Extents are read from it. */
  readonly isSource: boolean;
  /** All its extents are read from it: only its rank can be wrong. */
  readonly isGiven: boolean;
  /** The other arguments that its extents come from. */
  readonly sources: readonly string[];
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
  /** None where no assertions are wished. */
  readonly checks: readonly ShapeCheck[];
  readonly statements: readonly { readonly lines: readonly string[] }[];
  /** The names that statements give values to. */
  readonly locals: readonly { readonly name: string; readonly value: Value }[];
  /** One text per result; for `valueAndGradient` the value comes first. */
  readonly results: readonly ResultModel[];
  readonly summary: string;
  readonly formulas: readonly string[];
  readonly conditions: readonly string[];
  /** Operations, and numbers of memory beside the arguments. */
  readonly work: string;
  /** Of the function that a derivative is of. */
  readonly workOfFunction: string | undefined;
  readonly memory: string;
  readonly needs: ReadonlySet<string>;
}

/** A function with its own derivative, before layout. */
export interface DifferentiableModel {
  readonly name: string;
  readonly parameters: readonly DocumentedParameter[];
  readonly dimensions: FunctionModel['dimensions'];
  readonly cotangent: string;
  readonly forward: FunctionModel['statements'];
  readonly value: string;
  /** What the derivative reads of the arguments, of what the value was made of, and of the dimensions. */
  readonly kept: readonly { readonly name: string; readonly isArray: boolean }[];
  readonly backward: FunctionModel['statements'];
  /** One for each parameter; undefined of one that the function is not differentiated by. */
  readonly gradients: readonly (string | undefined)[];
  readonly moved: readonly string[];
  readonly comment: { readonly summary: string; readonly formulas: readonly string[]; readonly conditions: readonly string[]; readonly shape: Shape; readonly work: string; readonly memory: string };
  readonly needs: ReadonlySet<string>;
}

/** A result under the name it is to have; it has it already where both are one. */
export interface NamedText { readonly name: string; readonly text: string }

/** A function that compares another with finite differences, before layout. */
export interface TestModel {
  readonly name: string;
  /** The function it tests, and the one it takes differences of. */
  readonly of: string;
  readonly value: string;
  /** The sizes of each trial by the names of dimensions; a trial without any where there are none. */
  readonly dimensions: readonly string[];
  readonly trials: readonly (readonly number[])[];
  /** Arrays and numbers drawn from the standard normal distribution; `rows` and `cols` as code. */
  readonly draws: readonly { readonly name: string; readonly kind: Kind; readonly rows: string; readonly cols: string }[];
  readonly step: { readonly name: string; readonly value: number };
  readonly statements: FunctionModel['statements'];
  readonly locals: FunctionModel['locals'];
  /** What the function says, and central differences with the step and with twice the step. */
  readonly derivative: NamedText;
  readonly fine: NamedText;
  readonly coarse: NamedText;
  /** Names for what the trials add up to. */
  readonly names: { readonly worst: string; readonly points: string; readonly error: string; readonly verdict: string };
  /** Relative error of a pass. */
  readonly tolerance: number;
  readonly needs: ReadonlySet<string>;
}

/** A function that others need: once in a file, whoever uses it. */
export interface Helper { readonly name: string; readonly source: string }

/** Functions in text that stand together, the one that was asked for among them. */
export interface Procedures { readonly name: string; /** Of all functions that others may call. */ readonly names: readonly string[]; readonly texts: readonly string[]; readonly needs: ReadonlySet<string> }

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
  readonly procedure: (model: FunctionModel) => string;
  readonly selfTest: (model: TestModel) => string;
  /** Of a target that writes functions with their own derivatives, and nothing else: how the cotangent is called there, what stands beside the function, and the text. */
  readonly differentiable?: { readonly cotangent: string; readonly companions: (name: string) => readonly string[]; readonly write: (model: DifferentiableModel) => string };
  /** What stands around functions: imports, helpers, a module. */
  readonly surround: (procedures: Procedures) => Laid;
  /** Names that the text of a self-test uses. */
  readonly testReserved: readonly string[];
  /** Helpers that it needs, by their keys. */
  readonly testNeeds?: readonly string[];
}

/** The name of an argument, of the index of a loop, or of one of several results. */
export function named(value: Value, w: Writing): string {
  const { operation } = value;
  const name = operation.op === 'part' ? w.parts(operation.of)[operation.at] : w.nameOf(value);
  if (name === undefined) throw new Lacking(operation.op);
  return name;
}

/** The target has no way to write this. */
export class Lacking extends Error {
  constructor(readonly construct: string) { super(`${construct} cannot be written here`); }
}
