/** Typst's mathematics. Letters side by side are one name there, so all that is joined stands apart; a word of more letters is quoted. */
import { alignedRows } from './blocks';
import { box, isNumber, levels, type Edge } from './box';
import type { Dialect, FenceName, InfixSign } from './dialect';
import { isLetter, letterTypst, partsOf, quotedTypst } from './names';

const fences: Readonly<Record<FenceName, (inside: string) => string>> = {
  norm:  (inside) => `norm(${argument(inside)})`,
  abs:   (inside) => `abs(${argument(inside)})`,
  angle: (inside) => `⟨${inside}⟩`,
};
const infixSigns: Readonly<Record<InfixSign, string>> = { '⊙': ' ⊙ ', '⊘': ' ⊘ ', '⊗': ' ⊗ ', '×': ' times ' };

/** A number, a name or a quoted word needs no brackets as a script; those that it has are not shown. */
const script = (text: string): string => (/^(?:\d+|\p{L}+|[*+]|"(?:[^"\\]|\\.)*")$/u.test(text) ? text : `(${text})`);

const OPENING = new Set('([{⟨');
const CLOSING = new Set(')]}⟩');

/** Commas and semicolons that are in no brackets of their own would end the argument; one that is still to be written is empty text. */
function argument(text: string): string {
  if (text.trim() === '') return '""';
  let depth = 0;
  return (text.match(/"(?:[^"\\]|\\.)*"|./gsu) ?? []).map((part) => {
    if (OPENING.has(part)) depth++;
    else if (CLOSING.has(part)) depth--;
    return depth === 0 && (part === ',' || part === ';') ? `\\${part}` : part;
  }).join('');
}

/** Between two factors; what only has to stand apart is no sign and no space in type. `dif` brings its own space before it. */
function between(left: Edge, right: Edge): string {
  if (right === 'digit' || left === 'word' || right === 'word' || (left === 'digit' && right === 'fraction')) return ' dot.c ';
  if (left === 'digit') return right === 'letterFunction' ? ' thin ' : ' ';
  if (left === 'differential' || right === 'letterFunction') return ' thin ';
  if (left === 'fence' && right === 'fence') return ' thin ';
  return left === 'name' && right === 'bracket' ? ' thin ' : ' ';
}

export const typstDialect: Dialect = {
  kind: 'typst',
  minus: '-',
  missing: '□',
  all: ':',
  number(text) {
    const [, mantissa = text, exponent] = /^(.*?)[eE]\+?(-?\d+)$/u.exec(text) ?? [];
    const whole = mantissa.startsWith('.') ? `0${mantissa}` : mantissa;
    const plain = /^-?\d+(?:\.\d*)?$/.test(whole) ? whole : quotedTypst(whole);
    if (exponent === undefined) return box(plain, levels.atom, 'digit', 'digit', { literal: text, ...(text.startsWith('-') ? { minus: true, level: levels.product } : {}) });
    const power = `10^${script(exponent)}`;
    return mantissa === '1' ? box(power, levels.scripted, 'digit', 'script') : box(`${plain} dot.c ${power}`, levels.product, 'digit', 'script');
  },
  name(text) {
    const { nabla, slots, differential, base, subscripts } = partsOf(text);
    const letter = letterTypst(base, (quoted) => `italic(${quoted})`);
    const below = subscripts.map((part) => letterTypst(part, (quoted) => quoted)).join(', ');
    const plain = below === '' ? letter : `${letter}_${script(below)}`;
    const edge = isLetter(base) ? (below !== '' ? 'script' : /^\p{Lu}/u.test(base) ? 'capital' : 'name') : 'word';
    const marks = below === '' ? {} : { subscripted: true };
    if (nabla !== '') return box(`${nabla === 'D' || nabla === 'H' ? nabla : 'nabla'}${slots === '' ? '' : `_${script(slots)}`}${nabla === '∇²' ? '^2' : ''} ${differential ? 'dif ' : ''}${plain}`, levels.scripted, 'letterFunction', edge, marks);
    return differential ? box(`dif ${plain}`, levels.scripted, 'differential', 'differential', { differential: true, ...marks }) : box(plain, levels.atom, edge, edge, marks);
  },
  operator: (text) => (/^(?:tr|det|exp|log)$/.test(text) ? text : `op(${quotedTypst(text)})`),
  brackets: (text) => `(${text})`,
  fence(name, inside, tall, subscript) {
    const text = fences[name](inside);
    return box(subscript === undefined ? text : `${text}_${script(subscript)}`, levels.atom, 'fence', subscript === undefined ? 'fence' : 'script', { ...(subscript === undefined ? {} : { subscripted: true }), ...(tall ? { tall } : {}) });
  },
  raised: (base, exponent) => box(`${base.text}^${script(typeof exponent === 'string' ? exponent : exponent.inline ?? exponent.text)}`, levels.scripted, base.first, 'script'),
  raisedEntrywise: (base, exponent) => box(`${base.text}^(⊙ ${exponent.level < levels.product ? `(${exponent.text})` : exponent.inline ?? exponent.text})`, levels.scripted, base.first, 'script'),
  subscripted: (base, subscript) => box(`${base.text}_${script(subscript.join(', '))}`, levels.atom, base.first, 'script', { subscripted: true }),
  fraction(above, below) {
    const isSmall = isNumber(above) && isNumber(below);
    const part = (text: string): string => (/^(?:[\d.]+|\p{L}+)$/u.test(text) ? text : `(${text})`);
    return box(`${part(above.text)}/${part(below.text)}`, levels.factor, 'fraction', 'fraction', { inline: `${part(above.text)}/${part(below.text)}`, tall: !isSmall });
  },
  root: (radicand) => box(`sqrt(${argument(radicand.text)})`, levels.atom, 'fence'),
  infix: (sign) => infixSigns[sign],
  between,
  join: (left, separator, right) => left.text + (separator === '' ? ' ' : separator) + right.text,
  matrix: (rows) => box(`mat(delim: "[", ${alignedRows(rows, (row) => `mat(delim: #none, ${row.map(argument).join(', ')})`).map((row) => row.map(argument).join(', ')).join('; ')})`, levels.atom, 'bracket', 'bracket', { tall: true }),
  sum: (index, from, to) => `sum_(${index} = ${from})^${script(to)} `,
  differential: (of) => `dif ${of}`,
  argument,
  where: (body, bindings) => `${body} quad "where " ${bindings.map(([name, value]) => `${name} = ${value}`).join(', ')}`,
};
