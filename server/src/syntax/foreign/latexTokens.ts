/** The tokens of a LaTeX formula, without what only says how it looks. */
import { Unreadable } from './reading';

export interface Token { readonly kind: 'command' | 'letter' | 'number' | 'symbol' | 'end'; readonly text: string }
export const END: Token = { kind: 'end', text: 'the end' };

/** Space, size and style: nothing to read. */
const NOTHING: ReadonlySet<string> = new Set([
  'left', 'right', 'bigl', 'bigr', 'Bigl', 'Bigr', 'big', 'Big', 'bigg', 'Bigg', 'biggl', 'biggr', 'Biggl', 'Biggr', 'middle', 'displaystyle', 'textstyle', 'limits', 'nolimits', 'quad', 'qquad', ',', ';', '!', ':', ' ',
  'nonumber', 'notag', 'thinspace', 'bf', 'rm', 'it', 'boldmath', 'mathstrut', 'allowbreak',
]);
/** Environments that set a formula apart, and those that are tables of entries. */
const DISPLAYS = 'equation|align|gather|multline|split|aligned|gathered|alignat|displaymath|math|eqnarray';
export const MATRICES: ReadonlySet<string> = new Set(['matrix', 'bmatrix', 'pmatrix', 'smallmatrix', 'Bmatrix']);

const TOKEN = /\s*(?:\\([a-zA-Z]+\*?|[^a-zA-Z])|(\d+(?:\.\d+)?|\.\d+)|(\p{L})|(\|\||:=|[^\s]))/uy;

export function tokens(source: string): Token[] {
  const text = source
    .replace(/(?<!\\)%[^\n]*/g, '')
    .replace(new RegExp(`\\\\(?:begin|end)\\{(?:${DISPLAYS})\\*?\\}`, 'g'), ' ')
    .replace(/\\(?:label|tag)\*?\{[^{}]*\}/g, ' ')
    .trim().replace(/^(?:\$+|\\[[(])|(?:\$+|\\[\])])$/g, '').trim()
    .replace(/[.,;]$/, '');
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const match = TOKEN.exec(text);
    if (match === null) break;
    const [, command, digits, letter, symbol] = match;
    if (command !== undefined) { if (!NOTHING.has(command)) found.push({ kind: 'command', text: command }); }
    else if (digits !== undefined) found.push({ kind: 'number', text: digits });
    else if (letter !== undefined) found.push({ kind: 'letter', text: letter });
    // `||x||` is a norm; `:=` defines.
    else if (symbol === '||') found.push({ kind: 'command', text: 'Vert' });
    else found.push({ kind: 'symbol', text: symbol === ':=' ? '=' : symbol ?? '' });
  }
  // Outside a matrix they only align lines.
  const hasMatrix = found.some(({ kind, text: word }) => kind === 'command' && word === 'begin');
  return hasMatrix ? found : found.filter(({ kind, text: word }) => !(kind === 'symbol' && word === '&') && !(kind === 'command' && word === '\\'));
}

/** The two sides of `f(w) = …`; no left side where there is no equals sign. */
export function sides(list: readonly Token[]): { readonly left: readonly Token[] | undefined; readonly right: readonly Token[] } {
  let level = 0;
  const equals: number[] = [];
  for (const [i, { kind, text }] of list.entries()) {
    if (kind !== 'symbol' && !(kind === 'command' && ['triangleq', 'coloneqq', 'equiv', 'doteq'].includes(text))) continue;
    if (text === '{') level++;
    else if (text === '}') level--;
    else if (level === 0 && (text === '=' || kind === 'command')) equals.push(i);
  }
  const [at, another] = equals;
  if (another !== undefined) throw new Unreadable('This is a chain of equations: select one side.');
  return at === undefined ? { left: undefined, right: list } : { left: list.slice(0, at), right: list.slice(at + 1) };
}
