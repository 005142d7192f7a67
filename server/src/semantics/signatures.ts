/**
 * The signature strings of the vocabulary (`m×n, p×q → m*p×n*q`) as patterns to match argument shapes against. Parsed once, when the
 * module loads.
 */
import { add, fixed, HALF, multiply, named, ONE, ZERO, type Dimension } from '../shapes/dimension';
import { functionNamed, signatures, type FunctionName } from '../operators/signatures';

/** Rows × columns; the names in the two dimensions are letters of the signature, to be instantiated for each call. */
export interface ShapePattern { readonly rows: Dimension; readonly cols: Dimension }

export type ParameterPattern =
  | { readonly kind: 'shape'; readonly shape: ShapePattern }
  /** `#n`: the argument is itself a dimension. */
  | { readonly kind: 'dimension'; readonly letter: string }
  /** `f`: the argument is the name of a function. */
  | { readonly kind: 'function' };

export interface SignaturePattern {
  /** As the vocabulary writes it. */
  readonly text: string;
  readonly parameters: readonly ParameterPattern[];
  readonly result: ShapePattern;
  /** One parameter and a result of the same, otherwise free shape: applies entry by entry. */
  readonly elementwise: boolean;
}

/** A sum of products of letters and whole numbers, or of halves of such: `m*n+1`, `n*n/2+n/2`. */
function parseDimension(text: string): Dimension {
  return text.split('+').map((term) => term.split('*').map((factor) => {
    const [atom = '', half] = factor.trim().split('/');
    const whole = /^\d+$/.test(atom) ? fixed(Number(atom)) : named(atom);
    return half === undefined ? whole : multiply(whole, HALF);
  }).reduce(multiply, ONE)).reduce(add, ZERO);
}

function parseShape(text: string): ShapePattern {
  const [rows = '', cols = ''] = text.split('×');
  return { rows: parseDimension(rows), cols: parseDimension(cols) };
}

function parseParameter(text: string): ParameterPattern {
  if (text.startsWith('#')) return { kind: 'dimension', letter: text.slice(1) };
  return text.includes('×') ? { kind: 'shape', shape: parseShape(text) } : { kind: 'function' };
}

/** One signature as a pattern. */
export function parseSignature(text: string): SignaturePattern {
  const [before = '', after = ''] = text.split('→');
  return {
    text,
    parameters: before.split(',').map((parameter) => parseParameter(parameter.trim())),
    result: parseShape(after.trim()),
    elementwise: text === 'm×n → m×n',
  };
}

const patterns = new Map<FunctionName, readonly SignaturePattern[]>();
for (const [name, row] of Object.entries(signatures)) {
  const resolved = functionNamed(name);
  if (resolved !== undefined) patterns.set(resolved, row.signatures.map(parseSignature));
}

/** All signatures of a function. */
export const patternsOf = (name: FunctionName): readonly SignaturePattern[] => patterns.get(name) ?? [];

/** The signature of `name` that takes this many arguments. */
export const patternFor = (name: FunctionName, count: number): SignaturePattern | undefined =>
  patternsOf(name).find((pattern) => pattern.parameters.length === count);

/** What a parameter expects, for the reader: "a square matrix". */
export function describePattern(pattern: ShapePattern): string {
  if (pattern.rows === ONE && pattern.cols === ONE) return 'a scalar';
  if (pattern.rows === pattern.cols) return 'a square matrix';
  if (pattern.cols === ONE) return pattern.rows.terms.has('') ? `a column vector with ${pattern.rows.key} rows` : 'a column vector';
  if (pattern.rows === ONE) return 'a row vector';
  return `${pattern.rows.key}×${pattern.cols.key}`;
}
