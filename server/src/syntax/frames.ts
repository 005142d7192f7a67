/** What stands on the operator stack of the expression parser: operators that wait for an operand, and open brackets. */
import type { Token } from './lex';
import type { BinaryOperator, NameNode, Span, Tree } from './tree';

/** A tree and the text it takes, brackets around it included. */
export interface Operand extends Span { readonly tree: Tree }

/**
 * How tightly operators bind, as in MATLAB. A sum over an index takes the whole product that follows it and ends at `+` or `-`. A sign directly after
 * `^` belongs to the exponent alone: `x^-y'` is `(x^(-y))'`.
 */
export const levels = { sum: 1, sumOver: 2, product: 3, sign: 4, postfix: 5, exponentSign: 6 } as const;

export const binaryLevels = {
  '+': levels.sum, '-': levels.sum,
  '*': levels.product, '/': levels.product, '\\': levels.product, '.*': levels.product, './': levels.product,
  '^': levels.postfix, '.^': levels.postfix,
} as const satisfies Record<BinaryOperator, number>;

export const isBinaryOperator = (text: string): text is BinaryOperator => Object.hasOwn(binaryLevels, text);

export type Waiting =
  | { readonly kind: 'binary'; readonly operator: BinaryOperator | '⊗'; readonly level: number; readonly span: Span }
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly level: number; readonly span: Span }
  | { readonly kind: 'sumOver'; readonly level: number; readonly index: NameNode; readonly from: Tree; readonly to: Tree; readonly start: number };

/** An open bracket; `opener` is where it opened, for the message when it is never closed. */
export type Frame =
  | { readonly kind: 'group'; readonly opener: Token; readonly closer: ')' }
  | { readonly kind: 'call'; readonly opener: Token; readonly closer: ')'; readonly callee: Token; readonly elementwise: boolean; readonly parts: Tree[] }
  | { readonly kind: 'index'; readonly opener: Token; readonly closer: ']'; readonly object: Operand; readonly parts: (Tree | 'all')[] }
  | { readonly kind: 'block'; readonly opener: Token; readonly closer: ']'; readonly rows: Tree[][]; row: Tree[] }
  | { readonly kind: 'angle'; readonly opener: Token; readonly closer: '>'; readonly parts: Tree[] }
  | { readonly kind: 'bars'; readonly opener: Token; readonly closer: '|' | '||' | '‖' }
  | { readonly kind: 'sumHeader'; readonly opener: Token; readonly closer: ')'; readonly start: number; readonly index: NameNode; from: Tree | undefined };

export type Entry = Waiting | Frame;

export const isFrame = (entry: Entry): entry is Frame => 'opener' in entry;
