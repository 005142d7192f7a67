/** LaTeX, with only those constructs that KaTeX knows. */
import { alignedRows } from './blocks';
import { box, isNumber, levels, type Edge } from './box';
import type { Dialect, FenceName, InfixSign } from './dialect';
import { escapeLatex, isLetter, letterLatex, partsOf } from './names';

const fences: Readonly<Record<FenceName, readonly [string, string]>> = { norm: ['\\lVert', '\\rVert'], abs: ['\\lvert', '\\rvert'], angle: ['\\langle', '\\rangle'] };
const infixSigns: Readonly<Record<InfixSign, string>> = { '⊙': ' \\odot ', '⊘': ' \\oslash ', '⊗': ' \\otimes ', '×': ' \\times ' };

/** A script of one character needs no braces. */
const script = (text: string): string => (text.length === 1 && /[\w*]/u.test(text) ? text : `{${text}}`);
const lettersFirst: ReadonlySet<Edge> = new Set(['name', 'capital', 'script', 'other']);

export const latexDialect: Dialect = {
  kind: 'latex',
  minus: '-',
  missing: '\\square',
  all: ':',
  number(text) {
    const [, mantissa = text, exponent] = /^(.*?)[eE]\+?(-?\d+)$/u.exec(text) ?? [];
    const plain = escapeLatex(mantissa.startsWith('.') ? `0${mantissa}` : mantissa);
    if (exponent === undefined) return box(plain, levels.atom, 'digit', 'digit', { literal: text, ...(text.startsWith('-') ? { minus: true, level: levels.product } : {}) });
    const power = `10^{${exponent}}`;
    return mantissa === '1' ? box(power, levels.scripted, 'digit', 'script') : box(`${plain} \\cdot ${power}`, levels.product, 'digit', 'script');
  },
  name(text) {
    const { nabla, slots, differential, base, subscripts } = partsOf(text);
    const letter = letterLatex(base, '\\mathit');
    const below = subscripts.map((part) => letterLatex(part, '\\mathrm')).join(',');
    const plain = below === '' ? letter : `${letter}_${script(below)}`;
    const edge = isLetter(base) ? (below !== '' ? 'script' : /^\p{Lu}/u.test(base) ? 'capital' : 'name') : 'word';
    const marks = below !== '' ? { subscripted: true } : /^\\[a-zA-Z]+$/u.test(letter) ? { macro: true } : {};
    if (nabla !== '') return box(`${nabla === 'D' || nabla === 'H' ? nabla : '\\nabla'}${slots === '' ? '' : `_${script(slots)}`}${nabla === '∇²' ? '^2' : ''} ${differential ? '\\mathrm{d}' : ''}${plain}`, levels.scripted, 'letterFunction', edge, marks);
    return differential ? box(`\\mathrm{d}${plain}`, levels.scripted, 'differential', 'differential', { differential: true, ...marks }) : box(plain, levels.atom, edge, edge, marks);
  },
  operator: (text) => `\\operatorname{${text}}`,
  brackets: (text, tall = false) => (tall ? `\\left(${text}\\right)` : `(${text})`),
  fence(name, inside, tall, subscript) {
    const [open, close] = fences[name];
    const text = `${tall ? '\\left' : ''}${open} ${inside}${tall ? '\\right' : ''}${close}`;
    return box(subscript === undefined ? text : `${text}_${script(subscript)}`, levels.atom, 'fence', subscript === undefined ? 'fence' : 'script', subscript === undefined ? { macro: true } : { subscripted: true });
  },
  raised: (base, exponent) => box(`${base.text}^${script(typeof exponent === 'string' ? exponent : exponent.inline ?? exponent.text)}`, levels.scripted, base.first, 'script'),
  raisedEntrywise: (base, exponent) => box(`${base.text}^{\\odot ${exponent.level < levels.product ? `(${exponent.text})` : exponent.inline ?? exponent.text}}`, levels.scripted, base.first, 'script'),
  subscripted: (base, subscript) => box(`${base.text}_${script(subscript.join(','))}`, levels.atom, base.first, 'script', { subscripted: true }),
  fraction(above, below) {
    const small = isNumber(above) && isNumber(below);
    const inline = `${above.level < levels.product ? `(${above.text})` : above.inline ?? above.text}/${below.level < levels.scripted ? `(${below.text})` : below.text}`;
    return box(`\\${small ? 'tfrac' : 'frac'}{${above.text}}{${below.text}}`, levels.factor, 'fraction', 'fraction', { inline, tall: !small });
  },
  root: (radicand) => box(`\\sqrt{${radicand.text}}`, levels.atom, 'fence'),
  infix: (sign) => infixSigns[sign],
  between(left, right) {
    if (right === 'digit') return ' \\cdot ';
    if (left === 'digit') return right === 'fraction' ? ' \\cdot ' : right === 'word' || right === 'letterFunction' || right === 'differential' ? '\\,' : right === 'operator' ? ' ' : '';
    if (left === 'word' || right === 'word') return ' \\cdot ';
    if (left === 'differential' || right === 'differential' || right === 'letterFunction') return '\\,';
    if (right === 'operator') return ' ';
    if (left === 'fence' && right === 'fence') return '\\,';
    return left === 'name' && right === 'bracket' ? '\\,' : '';
  },
  join: (left, separator, right) => left.text + (separator === '' && left.macro === true && lettersFirst.has(right.first) ? ' ' : separator) + right.text,
  matrix: (rows) => box(`\\begin{bmatrix} ${alignedRows(rows, (row) => `\\begin{matrix} ${row.join(' & ')} \\end{matrix}`).map((row) => row.join(' & ')).join(' \\\\ ')} \\end{bmatrix}`, levels.atom, 'bracket', 'bracket', { tall: true }),
  sum: (index, from, to) => `\\sum_{${index}=${from}}^{${to}} `,
  differential: (of) => `\\mathrm{d}${of}`,
  argument: (text) => text,
  where: (body, bindings) => `${body} \\quad \\text{where } ${bindings.map(([name, value]) => `${name} = ${value}`).join(',\\; ')}`,
};
