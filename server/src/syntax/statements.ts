/** Where statements begin and end in the tokens of a document. */
import type { Token } from './lex';
import type { QueryWord, ResultForm } from './tree';

/** A statement is `tokens[from … to)`. */
export interface Extent { readonly from: number; readonly to: number }

export interface Split { readonly tokens: readonly Token[]; readonly extents: readonly Extent[] }

export const queryWords: Readonly<Record<string, QueryWord>> = {
  gradient: 'gradient', grad: 'gradient', '∇': 'gradient', jacobian: 'jacobian', hessian: 'hessian', differential: 'differential', derivative: 'derivative', taylor: 'taylor', jvp: 'jvp', vjp: 'vjp', hvp: 'hvp',
};

/** The words behind `as`. */
export const formWords: Readonly<Record<string, ResultForm>> = { index: 'index', kronecker: 'kronecker', vec: 'kronecker', operator: 'operator', bilinear: 'bilinear', vech: 'vech' };

const statementWords = new Set([...Object.keys(queryWords), 'check', 'layout', 'inner', 'implicit', 'rule']);
const openers: Readonly<Record<string, string>> = { '(': ')', '.(': ')', '[': ']' };
/** At the end of a line these ask for more. */
const continuing = new Set(['+', '-', '*', '/', '\\', '.*', './', '^', '.^', '⊗', '×', ',', '=', '==', ':', '∈', '->', '..', '<']);

/**
 * Splits at newlines and `;`. An open bracket or a trailing operator continues a statement, and so does a `where` that begins a line; a line
 * that can only be the start of a statement ends one whose bracket was never closed, so that one slip does not swallow the rest of the document.
 * In the tokens given back a newline is left only where it ends a row of a matrix.
 */
export function split(tokens: readonly Token[]): Split {
  const kept: Token[] = [];
  const extents: Extent[] = [];
  const brackets: string[] = [];
  let from = 0;
  let hasWhere = false;
  const finish = (): void => {
    // Behind the last row of a matrix that was never closed.
    while (kept.length > from && kept.at(-1)?.kind === 'newline') kept.pop();
    if (kept.length > from) extents.push({ from, to: kept.length });
    from = kept.length;
    brackets.length = 0;
    hasWhere = false;
  };
  const aheadOf = nextTokens(tokens);
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'end') break;
    if (token.kind === 'newline') {
      const last = kept.length > from ? kept.at(-1) : undefined;
      const ahead = aheadOf[i];
      if (last === undefined || ahead === undefined) continue;
      const trailing = (last.kind === 'symbol' && (continuing.has(last.text) || Object.hasOwn(openers, last.text))) || isWord(last, 'where');
      const starts = startsStatement(tokens, ahead) && !(trailing && wantsName(kept.length > from + 1 ? kept.at(-2) : undefined, last, kept[from + 1], tokens[ahead + 1], hasWhere));
      const goesOn = !starts && (trailing || brackets.length > 0 || isWord(tokens[ahead], 'where'));
      if (!goesOn) finish();
      else if (brackets.at(-1) === ']') kept.push(token);
      continue;
    }
    if (token.kind === 'symbol') {
      const closer = Object.hasOwn(openers, token.text) ? openers[token.text] : undefined;
      if (closer !== undefined) brackets.push(closer);
      else if (token.text === brackets.at(-1)) brackets.pop();
      else if ((token.text === ')' || token.text === ']') && brackets.includes(token.text)) brackets.length = brackets.lastIndexOf(token.text);
      else if (token.text === ';' && brackets.at(-1) !== ']') { finish(); continue; }
    } else if (isWord(token, 'where')) hasWhere = true;
    kept.push(token);
  }
  finish();
  return { tokens: kept, extents };
}

/** The tokens of a single expression: newlines are spaces but between the rows of a matrix. */
export function onOneLine(tokens: readonly Token[]): readonly Token[] {
  const brackets: string[] = [];
  return tokens.filter((token) => {
    if (token.kind === 'newline') return brackets.at(-1) === ']';
    if (token.kind !== 'symbol') return true;
    const closer = Object.hasOwn(openers, token.text) ? openers[token.text] : undefined;
    if (closer !== undefined) brackets.push(closer);
    else if (token.text === brackets.at(-1)) brackets.pop();
    return true;
  });
}

const isWord = (token: Token | undefined, word: string): boolean => token?.kind === 'name' && token.text === word;

/** Whether what ends the line asks for a name, so that `i =` or `b :` on the next one goes on with it: the head of a sum, the names of a declaration, shared parts. */
function wantsName(before: Token | undefined, last: Token, second: Token | undefined, separator: Token | undefined, hasWhere: boolean): boolean {
  if (last.text === '(') return before?.text === 'sum';
  if (last.text === ',') return hasWhere ? separator?.text === '=' : second?.text === ',' && (separator?.text === ':' || separator?.text === '∈');
  return isWord(last, 'where');
}

/** For every token the place of the next one that is no newline; undefined at the end. */
function nextTokens(tokens: readonly Token[]): readonly (number | undefined)[] {
  const next: (number | undefined)[] = new Array<number | undefined>(tokens.length);
  for (let i = tokens.length - 1, ahead: number | undefined; i >= 0; i--) {
    next[i] = ahead;
    const kind = tokens[i]?.kind;
    if (kind !== 'newline' && kind !== 'end') ahead = i;
  }
  return next;
}

/** Whether the tokens at `i` can only begin a statement: `f =`, `f(w) =`, `X :`, `X ∈`, `gradient f`. */
function startsStatement(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined) return false;
  const symbolAt = (at: number): string => { const found = tokens[at]; return found?.kind === 'symbol' ? found.text : ''; };
  if (token.kind !== 'name') return false;
  if (['=', ':', '∈'].includes(symbolAt(i + 1))) return true;
  if (statementWords.has(token.text) && (tokens[i + 1]?.kind === 'name' || tokens[i + 1]?.kind === 'number')) return true;
  return symbolAt(i + 1) === '(' && symbolAt(parameterListEnd(tokens, i + 1) + 1) === '=';
}

/** For the `(` of a list of names, where its `)` is; otherwise -2, next to which no token stands. */
export function parameterListEnd(tokens: readonly Token[], open: number): number {
  let at = open + 1;
  while (tokens[at]?.kind === 'name' && tokens[at + 1]?.text === ',') at += 2;
  return tokens[at]?.kind === 'name' && tokens[at + 1]?.text === ')' ? at + 1 : -2;
}
