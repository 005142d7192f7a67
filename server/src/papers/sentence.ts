/** Words with mathematics between them, as text of a paper. */
import { compose } from '../typeset/compose';
import { headingIn } from '../typeset/heading';
import { RELATIONS, type Markup, type Relation } from './markup';
import type { Formula, LeftSide, Words } from './request';
import { asClause } from './words';

export const formulaIn = (formula: Formula | LeftSide, { dialect }: Markup): string => ('tree' in formula ? compose(formula.tree, dialect, formula.options) : headingIn(formula.heading, dialect, formula.options));
export const inlineOf = (formula: Formula, markup: Markup): string => markup.inline(formulaIn(formula, markup));

interface Piece { readonly text: string; readonly isFormula: boolean }

/** A relation that stands in words, with the number or the value of a function beside it: ` ≠ 0`, `sign(0) = 0`. */
const RELATION = new RegExp(`((?:\\p{L}+\\(0\\)|-?\\d+) )?(==|[${RELATIONS.join('')}])( -?\\d+)?`, 'u');

function piecesOf(words: string, markup: Markup): readonly Piece[] {
  const found = RELATION.exec(words);
  if (found === null) return words === '' ? [] : [{ text: words, isFormula: false }];
  const [all, left = '', sign = '', right = ''] = found;
  const relation = RELATIONS.find((each): each is Relation => each === sign) ?? '=';
  const value = left.replace(/^\p{L}+(?=\()/u, (name) => markup.dialect.operator(name));
  return [
    ...piecesOf(words.slice(0, found.index), markup), { text: `${value}${markup.relations[relation]}${right}`, isFormula: true },
    ...piecesOf(words.slice(found.index + all.length), markup),
  ];
}

/** Formulas with nothing but white space between them are one. */
export function sentence(words: Words, markup: Markup): string {
  const pieces = words.flatMap((part): readonly Piece[] => (typeof part === 'string' ? piecesOf(asClause(part), markup) : [{ text: formulaIn(part, markup), isFormula: true }]));
  const joined: Piece[] = [];
  for (const [i, piece] of pieces.entries()) {
    const before = joined.at(-1);
    const isBlank = piece.text.trim() === '' && pieces[i + 1]?.isFormula === true;
    if (before?.isFormula === true && (piece.isFormula || isBlank)) joined[joined.length - 1] = { text: `${before.text.trimEnd()} ${piece.text.trim()}`, isFormula: true };
    else joined.push(piece);
  }
  return joined.map(({ text, isFormula }) => (isFormula ? markup.inline(text.trim()) : markup.words(text))).join('');
}
