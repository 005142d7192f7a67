/** The tokens of a NumPy expression. Comments are left out, and so is a line that ends with a backslash. */
import { Unreadable, type Head } from './reading';

export interface Token { readonly kind: 'number' | 'name' | 'text' | 'symbol' | 'end'; readonly text: string }
export const END: Token = { kind: 'end', text: 'the end' };

const TOKEN = /\s*(?:(\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|('[^']*'|"[^"]*")|(\*\*|==|[-+*/@()[\],.=:]))/uy;

export function tokens(source: string): readonly Token[] {
  const text = source.replace(/#[^\n]*/g, '').replace(/\\\n/g, ' ').trim().replace(/;$/, '');
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Unreadable(`'${text.slice(at).trim().charAt(0)}' is not understood.`);
    const [, digits, word, quoted, symbol] = match;
    found.push(digits !== undefined ? { kind: 'number', text: digits.replaceAll('_', '') } : word !== undefined ? { kind: 'name', text: word } : quoted !== undefined ? { kind: 'text', text: quoted.slice(1, -1) } : { kind: 'symbol', text: symbol ?? '' });
  }
  return found;
}

/** `f = …`, `f = lambda w: …`, `def f(w): return …`, `return …` and what follows, which is the expression. */
export function defined(list: readonly Token[]): { readonly head: Head | undefined; readonly body: readonly Token[] } {
  const is = (at: number, text: string): boolean => list[at]?.text === text && list[at].kind !== 'text';
  if (is(0, 'return')) return { head: undefined, body: list.slice(1) };
  const names = (from: number, closer: string): { readonly parameters: readonly string[]; readonly next: number } => {
    const parameters: string[] = [];
    let at = from;
    for (; at < list.length && !is(at, closer); at++) if (list[at]?.kind === 'name') parameters.push(list[at]?.text ?? ''); else if (!is(at, ',')) throw new Unreadable(`'${list[at]?.text ?? ''}' is not understood among the parameters.`);
    return { parameters, next: at + 1 };
  };
  if (is(0, 'def') && is(2, '(')) {
    const { parameters, next } = names(3, ')');
    if (!is(next, ':') || !is(next + 1, 'return')) throw new Unreadable('A function is read where its body is one return.');
    return { head: { name: list[1]?.text ?? '', parameters }, body: list.slice(next + 2) };
  }
  const assigned = list[0]?.kind === 'name' && is(1, '=') ? list[0].text : undefined;
  const rest = assigned === undefined ? 0 : 2;
  if (is(rest, 'lambda')) {
    const { parameters, next } = names(rest + 1, ':');
    return { head: assigned === undefined ? undefined : { name: assigned, parameters }, body: list.slice(next) };
  }
  return { head: assigned === undefined ? undefined : { name: assigned, parameters: [] }, body: list.slice(rest) };
}
