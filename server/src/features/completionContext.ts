/** What can stand at the cursor, by the tokens of its statement before it. */
import type { Token } from '../syntax/lex';
import { queryWords } from '../syntax/statements';

export type Context =
  | 'statement' | 'expression' | 'dimension' | 'variable' | 'layout' | 'form' | 'afterQuery'
  /** Behind `:`, behind `∈`, behind a shape, behind `on`. */
  | 'type' | 'set' | 'afterType' | 'manifold'
  /** Behind a side of an equation. */
  | 'equation'
  /** What only the reader can know. */
  | 'name';

export const isQueryWord = (token: Token | undefined): boolean => token?.kind === 'name' && Object.hasOwn(queryWords, token.text);

export function contextOf(tokens: readonly Token[]): Context {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return 'statement';
  const isAsked = tokens.some(isQueryWord);
  const wrt = tokens.findLastIndex((token) => isWord(token, 'wrt'));
  if (wrt >= 0 && (last.text === ',' || wrt === tokens.length - 1)) return 'variable';
  if (isWord(last, 'layout') && (tokens.length === 1 || (tokens.length > 2 && isAsked))) return 'layout';
  if (isWord(last, 'as') && isAsked && tokens.length > 2) return 'form';
  if (isWord(last, 'along') && isAsked && tokens.length > 2) return 'expression';
  if (isWord(last, 'order') && isAsked && tokens.length > 2) return 'name';
  if (isWord(first, 'inner') && tokens.length === 1) return 'variable';
  if (isWord(first, 'implicit')) {
    if (tokens.length === 1) return 'expression';
    if (isWord(last, 'solve')) return 'variable';
    if (isOperand(last) && !isQueryWord(last)) return 'equation';
  }
  // `x on sphere`
  if (isWord(last, 'on') && last !== first) return 'manifold';
  const separator = tokens.findIndex((token) => (token.kind === 'symbol' && (token.text === ':' || token.text === '∈')) || isWord(token, 'in'));
  const declares = separator > 0 && tokens.slice(0, separator).every((token, i) => (i % 2 === 0 ? token.kind === 'name' : token.text === ','));
  if (declares && !isWord(first, 'inner')) return inType(tokens, separator, last);
  if (isOperand(last) && isAsked && !isQueryWord(last)) return 'afterQuery';
  return isOperand(last) && !isQueryWord(last) && last.text !== 'check' ? 'name' : 'expression';
}

/** In the shape of a declaration. */
function inType(tokens: readonly Token[], separator: number, last: Token): Context {
  if (separator === tokens.length - 1) return tokens[separator]?.text === ':' ? 'type' : 'set';
  if (last.text === '(' || last.text === ',' || isOperator(last)) return 'dimension';
  if (last.kind !== 'name') return last.text === ')' ? 'afterType' : 'name';
  return last.text === 'scalar' || tokens[tokens.length - 2]?.text === '^' ? 'name' : 'type';
}

const isWord = (token: Token, word: string): boolean => token.kind === 'name' && token.text === word;
const isOperator = (token: Token): boolean => token.kind === 'symbol' && /^[-+*/^×]$/.test(token.text);
const isOperand = (token: Token): boolean => token.kind === 'name' || token.kind === 'number' || (token.kind === 'symbol' && /^[)\]']$/.test(token.text));
