/** Unicode for people: superscripts and subscripts where characters exist, the line otherwise. */
import { superscripts as superscriptLetters } from '../syntax/characters';
import { box, isNumber, levels } from './box';
import type { Dialect, FenceName, InfixSign } from './dialect';
import { isLetter, partsOf } from './names';

const fences: Readonly<Record<FenceName, readonly [string, string]>> = { norm: ['‖', '‖'], abs: ['|', '|'], angle: ['⟨', '⟩'] };
const infixSigns: Readonly<Record<InfixSign, string>> = { '⊙': ' ⊙ ', '⊘': ' ⊘ ', '⊗': ' ⊗ ', '×': ' × ' };
const fractions: Readonly<Record<string, string>> = { '1/2': '½', '1/3': '⅓', '2/3': '⅔', '1/4': '¼', '3/4': '¾', '1/5': '⅕', '1/6': '⅙', '1/8': '⅛', '3/8': '⅜' };

const above = new Map(Object.entries(superscriptLetters).map(([raised, plain]) => [plain, raised]));
above.set('−', '⁻').set('⊤', 'ᵀ').set('×', 'ˣ').set('(', '⁽').set(')', '⁾').set('=', '⁼');
const below = new Map<string, string>([...'0123456789+-−=()'].map((plain, i) => [plain, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'][i] ?? plain]));
for (const [i, plain] of [...'aehijklmnoprstuvx'].entries()) below.set(plain, [...'ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'][i] ?? plain);

/** Longer exponents are read more easily on the line. */
const LONGEST_SCRIPT = 12;

/** All characters of `text` in the table's form, or undefined when one has none. */
function through(table: ReadonlyMap<string, string>, text: string): string | undefined {
  if (text.length > LONGEST_SCRIPT) return undefined;
  const found = [...text].map((character) => table.get(character));
  return found.every((character) => character !== undefined) ? found.join('') : undefined;
}

export const toSuperscript = (text: string): string | undefined => through(above, text);
export const toSubscript = (text: string): string | undefined => through(below, text);

/** Whether a text needs no brackets after `^` or `_`. */
const single = (text: string): boolean => text.length <= LONGEST_SCRIPT && /^(?:\p{L}\p{M}*|\d+)$/u.test(text);
const exponentText = (text: string): string => toSuperscript(text) ?? (single(text) ? `^${text}` : `^(${text})`);
const subscriptText = (text: string): string => toSubscript(text) ?? (text.length <= LONGEST_SCRIPT && /^[\p{L}\p{M}\p{N}]+$/u.test(text) ? `_${text}` : `_(${text})`);

export const unicodeDialect: Dialect = {
  kind: 'unicode',
  minus: '−',
  missing: '□',
  all: ':',
  number(text) {
    const [, mantissa = text, exponent] = /^(.*?)[eE]\+?(-?\d+)$/u.exec(text) ?? [];
    const plain = (mantissa.startsWith('.') ? `0${mantissa}` : mantissa).replace(/^-/u, '−');
    if (exponent === undefined) return box(plain, levels.atom, 'digit', 'digit', { literal: text, ...(text.startsWith('-') ? { minus: true, level: levels.product } : {}) });
    const power = `10${exponentText(exponent)}`;
    return mantissa === '1' ? box(power, levels.scripted, 'digit', 'script') : box(`${plain}·${power}`, levels.product, 'digit', 'script');
  },
  name(text) {
    const { nabla, slots, differential, base, subscripts } = partsOf(text);
    // Words in small letters below the line cannot be read.
    const indices = subscripts.map((part) => (/^(?:\d+|.)$/u.test(part) ? toSubscript(part) : undefined));
    const plain = base + (indices.length === 1 && indices[0] !== undefined ? indices[0] : subscripts.map((part) => `_${part}`).join(''));
    const letter = isLetter(base);
    const edge = !letter || (subscripts.length > 0 && indices[0] === undefined) || subscripts.length > 1 ? 'word' : subscripts.length > 0 ? 'script' : /^\p{Lu}/u.test(base) ? 'capital' : 'name';
    const marks = subscripts.length > 0 ? { subscripted: true } : {};
    if (nabla !== '') return box(`${nabla}${toSubscript(slots) ?? ''}${differential ? 'd' : ''}${plain}`, levels.scripted, 'letterFunction', edge, marks);
    return differential ? box(`d${plain}`, levels.scripted, 'differential', 'differential', { differential: true, ...marks }) : box(plain, levels.atom, edge, edge, marks);
  },
  operator: (text) => text,
  brackets: (text) => `(${text})`,
  fence(name, inside, _, subscript) {
    const [open, close] = fences[name];
    return box(open + inside + close + (subscript === undefined ? '' : subscriptText(subscript)), levels.atom, 'fence', subscript === undefined ? 'fence' : 'script', subscript === undefined ? {} : { subscripted: true });
  },
  raised: (base, exponent) => box(base.text + exponentText(typeof exponent === 'string' ? exponent : exponent.inline ?? exponent.text), levels.scripted, base.first, 'script'),
  raisedEntrywise: (base, exponent) => box(`${base.text}⊙${exponentText(exponent.inline ?? exponent.text)}`, levels.scripted, base.first, 'script'),
  subscripted(base, subscript) {
    const text = subscript.length === 1 || subscript.every((part) => /^.$/u.test(part)) ? toSubscript(subscript.join('')) : undefined;
    if (text !== undefined) return box(base.text + text, levels.atom, base.first, 'script', { subscripted: true });
    const [only = ''] = subscript;
    return subscript.length === 1 && /^\p{L}$/u.test(only) ? box(`${base.text}_${only}`, levels.atom, base.first, 'word', { subscripted: true }) : box(`${base.text}[${subscript.join(', ')}]`, levels.atom, base.first, 'bracket');
  },
  fraction(over, under) {
    const vulgar = isNumber(over) && isNumber(under) ? fractions[`${over.text}/${under.text}`] : undefined;
    const inline = `${over.level < levels.product ? `(${over.text})` : over.text}/${under.level < levels.scripted ? `(${under.text})` : under.text}`;
    return vulgar === undefined ? box(inline, levels.quotient, over.level < levels.product ? 'bracket' : over.first, under.last, over.minus === true ? { minus: true } : {}) : box(vulgar, levels.factor, 'fraction', 'fraction', { inline });
  },
  root: (radicand) => box(radicand.level === levels.atom && radicand.last !== 'bracket' ? `√${radicand.text}` : `√(${radicand.text})`, levels.scripted, 'fence'),
  infix: (sign) => infixSigns[sign],
  between(left, right) {
    if (right === 'digit' || left === 'word' || right === 'word' || (left === 'digit' && right === 'fraction')) return '·';
    if (left === 'differential' || right === 'differential' || right === 'letterFunction' || right === 'operator') return ' ';
    if (left === 'fence' && right === 'fence') return '·';
    return left === 'name' && right === 'bracket' ? '·' : '';
  },
  join: (left, separator, right) => left.text + separator + right.text,
  matrix: (rows) => box(`[${rows.map((row) => row.join(', ')).join('; ')}]`, levels.atom, 'bracket'),
  sum: (index, from, to) => {
    const start = toSubscript(`${index}=${from}`);
    const end = toSuperscript(to);
    return start !== undefined && end !== undefined ? `∑${start}${end} ` : `∑(${index} = ${from}..${to}) `;
  },
  differential: (of) => `d${of}`,
  argument: (text) => text,
  where: (body, bindings) => `${body} where ${bindings.map(([name, value]) => `${name} = ${value}`).join(', ')}`,
};
