/** The right side of a declaration: `symmetric matrix(n, n)`, `posdef(n)`, `R^(n×d)`, `vector(n) -> scalar`. */
import { isProperty, adjectives as adjectiveTable } from '../shapes/adjectives';
import type { Cursor } from './cursor';
import { describe, type Token } from './lex';
import { atom, missing, plainSuperscript, spanOf } from './nodes';
import { readExpression, type Stops } from './parseExpression';
import type { FunctionTypeNode, Span, Tree, TypeNode } from './tree';

/** How many dimensions each form takes, and an example for messages. */
const forms = {
  scalar: { dimensions: 0, example: 'scalar' },
  vector: { dimensions: 1, example: 'vector(n)' },
  matrix: { dimensions: 2, example: 'matrix(m, n)' },
} as const satisfies Record<TypeNode['form'], { dimensions: number; example: string }>;

const isForm = (word: string): word is TypeNode['form'] => Object.hasOwn(forms, word);

/** `R`, `ℝ` and `S`, `𝕊`, and what `+` and `++` after them say. */
const sets: Readonly<Record<string, Readonly<Record<'' | '+' | '++', string | undefined>>>> = {
  R: { '': undefined, '+': 'nonnegative', '++': 'positive' },
  S: { '': 'symmetric', '+': 'possemidef', '++': 'posdef' },
};
const setSpellings: Readonly<Record<string, string>> = { R: 'R', 'ℝ': 'R', R_: 'R', 'ℝ_': 'R', S: 'S', '𝕊': 'S', S_: 'S', '𝕊_': 'S' };

const SHAPES = 'scalar, vector(n) or matrix(m, n)';
const dimensionStops: Stops = { words: new Set(['x']), symbols: new Set(['×']) };

/** A type, or undefined (and an error) where there is none. */
export function readType(cursor: Cursor): TypeNode | FunctionTypeNode | undefined {
  const start = cursor.peek().start;
  const bracketed = cursor.takes('(');
  const parameters: TypeNode[] = [];
  do {
    const parameter = readPlainType(cursor);
    if (parameter === undefined) return undefined;
    parameters.push(parameter);
  } while (cursor.takes(',') || cursor.takes('×'));
  if (bracketed && !cursor.takes(')')) cursor.report(`')' is missing after the parameters of the function type; found ${describe(cursor.peek())}.`, cursor.peek());
  const [only] = parameters;
  if (!cursor.takes('->')) {
    if (parameters.length === 1 && only !== undefined && !bracketed) return only;
    cursor.report(`Several shapes are the parameters of a function and need a result, as in 'vector(n), scalar -> scalar'; found ${describe(cursor.peek())}.`, { start, end: cursor.end() });
    return undefined;
  }
  const result = readPlainType(cursor);
  return result === undefined ? undefined : { form: 'function', parameters, result, span: { start, end: cursor.end() } };
}

function readPlainType(cursor: Cursor): TypeNode | undefined {
  const start = cursor.peek().start;
  const words: Token[] = [];
  for (let token = cursor.peek(); token.kind === 'name'; token = cursor.peek()) {
    if (isForm(token.text)) { cursor.next(); return readForm(cursor, token.text, words, start); }
    const set = setSpellings[token.text];
    if (words.length === 0 && set !== undefined && !cursor.sees('(', 1)) return readSet(cursor, set, start);
    cursor.next();
    if (cursor.sees('(')) return readShortForm(cursor, token, [...words, token], start);
    words.push(token);
  }
  const found = cursor.peek();
  const last = words.at(-1);
  if (last === undefined) cursor.report(`A shape is expected: ${SHAPES}; found ${describe(found)}.`, found);
  else if (isProperty(last.text)) cursor.report(`'${last.text}' says what it is like but not its shape; write '${last.text} ${adjectiveTable[last.text].square ? 'matrix(n, n)' : 'scalar'}'${adjectiveTable[last.text].square ? '' : `, '${last.text} vector(n)' or '${last.text} matrix(m, n)'`}.`, last);
  else cursor.report(`'${last.text}' is no shape; write ${SHAPES}.`, last);
  return undefined;
}

const wordsOf = (words: readonly Token[]): TypeNode['adjectives'] => words.map((word) => ({ word: word.text, span: spanOf(word) }));

function readForm(cursor: Cursor, form: TypeNode['form'], words: readonly Token[], start: number): TypeNode {
  const dimensions = cursor.sees('(') ? readDimensions(cursor) : [];
  return withDimensions(cursor, form, words, dimensions, { start, end: cursor.end() });
}

/** `posdef(n)`: the adjective with `matrix(n, n)`. */
function readShortForm(cursor: Cursor, word: Token, words: readonly Token[], start: number): TypeNode | undefined {
  const dimensions = readDimensions(cursor);
  const span = { start, end: cursor.end() };
  if (!isProperty(word.text) || !adjectiveTable[word.text].square) {
    cursor.report(isProperty(word.text) ? `'${word.text}' alone has no shape; write '${word.text} vector(n)' or '${word.text} matrix(m, n)'.` : `'${word.text}(…)' is no shape; write ${SHAPES}.`, word);
    return undefined;
  }
  const [n] = dimensions;
  return withDimensions(cursor, 'matrix', words, dimensions.length === 1 && n !== undefined ? [n, n] : dimensions, span);
}

function withDimensions(cursor: Cursor, form: TypeNode['form'], words: readonly Token[], dimensions: readonly Tree[], span: Span): TypeNode {
  const { dimensions: wanted, example } = forms[form];
  if (dimensions.length !== wanted && !cursor.endsEarly()) {
    const takes = wanted === 0 ? 'has no dimensions' : wanted === 1 ? 'has one dimension' : 'has two dimensions';
    const hint = form === 'matrix' && dimensions.length === 1 ? "; a square one is 'matrix(n, n)'" : form === 'vector' && dimensions.length === 2 ? "; two dimensions make a 'matrix(m, n)'" : '';
    cursor.report(`A ${form} ${takes}, as in '${example}'; found ${dimensions.length}${hint}.`, span);
  }
  const fill = (i: number): Tree => dimensions[i] ?? dimensions[0] ?? missing(span.end);
  return { form, adjectives: wordsOf(words), dimensions: Array.from({ length: wanted }, (_, i) => fill(i)), span };
}

/** `(n, d)`, `(n×d)`, `(n x d)`. */
function readDimensions(cursor: Cursor): readonly Tree[] {
  const opener = cursor.next();
  const dimensions: Tree[] = [];
  if (cursor.takes(')')) return dimensions;
  for (;;) {
    dimensions.push(readExpression(cursor, dimensionStops));
    if (cursor.takes(',') || cursor.takes('×')) continue;
    if (cursor.seesWord('x')) { cursor.next(); continue; }
    if (!cursor.takes(')')) {
      const message = `${describe(opener)} is not closed; ')' is missing.`;
      if (cursor.peek().kind === 'end') cursor.reportEnd(message, opener); else cursor.report(message, opener);
    }
    return dimensions;
  }
}

/** `R`, `R^n`, `R^(n×d)`, `ℝⁿˣᵈ`, `S++^n`, `S_+^n`. */
function readSet(cursor: Cursor, set: string, start: number): TypeNode {
  cursor.next();
  let sign: '' | '+' | '++' = '';
  if (cursor.takes('+')) sign = cursor.takes('+') ? '++' : '+';
  const word = sets[set]?.[sign];
  const adjectives: TypeNode['adjectives'] = word === undefined ? [] : [{ word, span: { start, end: cursor.end() } }];
  let dimensions: readonly Tree[] = [];
  if (cursor.peek().kind === 'superscript') dimensions = readSuperscripts(cursor);
  else if (cursor.takes('^')) dimensions = cursor.sees('(') ? readDimensions(cursor) : readBareDimensions(cursor);
  const span = { start, end: cursor.end() };
  if (set === 'S') {
    const [n, second] = dimensions;
    if (n === undefined || dimensions.length > 2) cursor.report("A set of symmetric matrices has one dimension, as in 'S^n'.", span);
    const size = n ?? missing(span.end);
    return { form: 'matrix', adjectives, dimensions: [size, second ?? size], span };
  }
  const [first, second] = dimensions;
  if (dimensions.length > 2) cursor.report("More than two dimensions are not in the language; write 'R^n' or 'R^(m×n)'.", span);
  if (first === undefined) return { form: 'scalar', adjectives, dimensions: [], span };
  return second === undefined ? { form: 'vector', adjectives, dimensions: [first], span } : { form: 'matrix', adjectives, dimensions: [first, second], span };
}

/** `R^n`, `R^n×d`: names or numbers without brackets. */
function readBareDimensions(cursor: Cursor): readonly Tree[] {
  const dimensions: Tree[] = [];
  do {
    const token = cursor.peek();
    if (token.kind !== 'name' && token.kind !== 'number') {
      cursor.report(`A dimension is expected after '^', as in 'R^n' or 'R^(m×n)'; found ${describe(token)}.`, token);
      return dimensions;
    }
    cursor.next();
    dimensions.push(atom(token.text, token));
  } while (cursor.takes('×'));
  return dimensions;
}

function readSuperscripts(cursor: Cursor): readonly Tree[] {
  const dimensions: Tree[] = [];
  for (let token = cursor.peek(); token.kind === 'superscript'; token = cursor.peek()) {
    cursor.next();
    const text = plainSuperscript(token);
    // `ˣ` between two dimensions is the times of a shape; at either end it is a dimension called x.
    if (text === 'x' && dimensions.length === 1 && cursor.peek().kind === 'superscript') continue;
    dimensions.push(atom(text, token));
  }
  return dimensions;
}
