/** Text → tokens. Never fails: what belongs to no token becomes one of kind `unknown`. */
import { replacements, spellings, superscripts } from './characters';
import type { Span } from './tree';

export interface Token extends Span {
  /** `superscript` is one exponent (`²`, `⁻¹`, `ⁿ`), `subscript` digits below (`‖x‖₂`). `end` closes every list of tokens. */
  readonly kind: 'number' | 'name' | 'symbol' | 'superscript' | 'subscript' | 'newline' | 'unknown' | 'end';
  /** The symbol whatever its spelling (`⊙` is `.*`), the name in its composed Unicode form, the number, or the text as it stands. */
  readonly text: string;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
}

export interface Lexed { readonly tokens: readonly Token[]; readonly comments: readonly Span[] }

const superscriptLetters = Object.keys(superscripts).filter((character) => /\p{L}/u.test(character)).join('') + 'ᵀ';
const superscriptDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const patterns = {
  space:       /[^\S\r\n\u2028\u2029]+/uy,
  newline:     /\r\n|[\r\n\u2028\u2029]/uy,
  comment:     /(?:#|\/\/)[^\r\n\u2028\u2029]*/uy,
  name:        new RegExp(`(?:(?![${superscriptLetters}])[\\p{L}_])(?:(?![${superscriptLetters}])[\\p{L}\\p{M}\\p{Nd}_₀-₉])*`, 'uy'),
  // The dot of `1./x`, `2.*x`, `3.^k`, `1..N`, `2.'` and `2.T` belongs to what follows.
  number:      /(?:\d+(?:\.(?![*/^\\'.(]|(?![eE][+-]?\d)\p{L})\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy,
  superscript: new RegExp(`⁻ᵀ|⁻?(?:[${superscriptDigits}]+|(?!ᵀ)[${superscriptLetters}])`, 'uy'),
  subscript:   /[₀-₉]+|_∞/uy,
  // Longest first. `.T` only where no name goes on.
  symbol:      /\^\s*⊤|\.T(?![\p{L}\p{M}\p{Nd}_])|==|->|\.\.|\.[*/^'(]|[-+*/\\^'()[\],;:=<>|∈‖∥×⊙∘⊘⊗·⋅∙∗−′’⊤ᵀ⟨⟩→∇]/uy,
  lookalike:   /\*\*|:=|\.\\/uy,
  unknown:     /[^]/uy,
} as const satisfies Record<string, RegExp>;

/** The order in which a position is tried: `**` and `:=` before the symbols they begin with, `_∞` before the name `_`. */
const order = [
  ['space', patterns.space], ['newline', patterns.newline], ['comment', patterns.comment], ['subscript', patterns.subscript], ['number', patterns.number],
  ['name', patterns.name], ['superscript', patterns.superscript], ['unknown', patterns.lookalike], ['symbol', patterns.symbol], ['unknown', patterns.unknown],
] as const;

/** `base`: the offset that `text` stands at; spans count from there. */
export function lex(text: string, base = 0): Lexed {
  const tokens: Token[] = [];
  const comments: Span[] = [];
  let spaced = false;
  let offset = 0;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === SPACE || code === TAB) { spaced = true; offset++; continue; }
    const plain = plainToken(text, offset, code, spaced, base);
    if (plain !== undefined) { tokens.push(plain); offset = plain.end - base; spaced = false; continue; }
    for (const [kind, pattern] of order) {
      pattern.lastIndex = offset;
      const found = pattern.exec(text)?.[0];
      if (found === undefined) continue;
      const start = offset;
      offset += found.length;
      if (kind === 'space') spaced = true;
      else if (kind === 'comment') { comments.push({ start: base + start, end: base + offset }); spaced = true; }
      else {
        tokens.push({ kind, text: canonical(kind, found), start: base + start, end: base + offset, spaced });
        spaced = kind === 'newline';
      }
      break;
    }
  }
  tokens.push({ kind: 'end', text: '', start: base + text.length, end: base + text.length, spaced });
  return { tokens, comments };
}

const [TAB, SPACE, UNDERSCORE] = [9, 32, 95];
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Symbols of one character, each with the character that would make it begin another token. */
const alone: Readonly<Record<string, string>> = { '(': '', ')': '', '[': '', ']': '', ',': '', ';': '', '+': '', '*': '*', '=': '=', '/': '/', '-': '>' };

/**
 * Most of a text is ASCII names and single symbols: they are read without the patterns, which say the same at several times the cost.
 * Undefined where a pattern has to decide.
 */
function plainToken(text: string, start: number, code: number, spaced: boolean, base: number): Token | undefined {
  if (isLetter(code)) {
    let end = start + 1;
    let next = text.charCodeAt(end);
    while (isLetter(next) || isDigit(next) || next === UNDERSCORE) next = text.charCodeAt(++end);
    // A letter, a mark or a subscript beyond ASCII goes on with the name.
    return next > 127 ? undefined : { kind: 'name', text: text.slice(start, end), start: base + start, end: base + end, spaced };
  }
  const character = text.charAt(start);
  const follower = Object.hasOwn(alone, character) ? alone[character] : undefined;
  return follower === undefined || (follower !== '' && text.charAt(start + 1) === follower) ? undefined : { kind: 'symbol', text: character, start: base + start, end: base + start + 1, spaced };
}

function canonical(kind: Token['kind'], found: string): string {
  if (kind === 'symbol') return spellings[found.replace(/\s/gu, '')] ?? found;
  if (kind === 'name') return found.normalize('NFC');
  if (kind === 'number') return found.replace(/\.$/u, '');
  return found;
}

/** How a message names a token. */
export function describe(token: Token): string {
  if (token.kind === 'end') return 'the end of the statement';
  if (token.kind === 'newline') return 'the end of the line';
  return `'${token.text}'`;
}

/** What is wrong with a token of kind `unknown`. */
export function unknownMessage(token: Token): string {
  const instead = Object.hasOwn(replacements, token.text) ? replacements[token.text] : undefined;
  return instead === undefined ? `${describe(token)} is no part of the language.` : `${describe(token)} is no part of the language; write ${instead}.`;
}
