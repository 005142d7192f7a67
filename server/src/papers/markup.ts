/** How each paper is marked up: a row per language that papers are written in. */
import type { Dimension } from '../shapes/dimension';
import type { Dialect } from '../typeset/dialect';
import { dimensionLatex, sidesLatex } from '../typeset/latex';
import { latexDialect } from '../typeset/latexDialect';
import { sidesTypst } from '../typeset/typst';
import { typstDialect } from '../typeset/typstDialect';
import { wordsLatex, wordsMarkdown, wordsTypst } from '../typeset/words';
import type { PaperName } from './request';

/** An equation, or an expression by itself; `end`: the punctuation behind it. */
export interface Row { readonly left: string; readonly relation: string; readonly right: string; readonly end: string }

export interface Markup {
  readonly dialect: Dialect;
  /** `\mathbb{R}^{n\times d}`; the numbers themselves without sides. */
  readonly space: (sides: readonly Dimension[]) => string;
  /** Relations between formulas and words: `\in`. */
  readonly relations: Readonly<Record<Relation, string>>;
  /** Plain words, with all that means something in the language made harmless. */
  readonly words: (text: string) => string;
  readonly inline: (formula: string) => string;
  /** The lines of equations below each other. */
  readonly display: (rows: readonly Row[]) => readonly string[];
  /** Empty lines around displays: without them some readers take one for text. */
  readonly isApart: boolean;
}

export const RELATIONS = ['∈', '→', '≠', '≤', '≥', '<', '>', '='] as const;
export type Relation = (typeof RELATIONS)[number];

const whole = ({ left, relation, right, end }: Row): string => (relation === '' ? left : `${left} ${relation} ${right}`) + end;
const aligned = ({ left, relation, right, end }: Row): string => (relation === '' ? left : `${left} &${relation} ${right}`) + end;

const inLatex = (rows: readonly Row[]): readonly string[] => (rows.length === 1 ? rows.map((row) => `  ${whole(row)}`) : ['  \\begin{aligned}', ...rows.map((row, i) => `    ${aligned(row)}${i < rows.length - 1 ? ' \\\\' : ''}`), '  \\end{aligned}']);

/** What Markdown would take for the start of a tag is a command in mathematics. */
const untagged = (formula: string): string => formula.replace(/ ?([<>]) ?/g, (_, sign: string) => (sign === '<' ? ' \\lt ' : ' \\gt '));

const LATEX_RELATIONS: Markup['relations'] = { '∈': '\\in', '→': '\\to', '≠': '\\neq', '≤': '\\leq', '≥': '\\geq', '<': '<', '>': '>', '=': '=' };

function spaceLatex(sides: readonly Dimension[]): string {
  const [first, ...others] = sides;
  return first === undefined ? '\\mathbb{R}' : others.length === 0 ? `\\mathbb{R}^{${dimensionLatex(first)}}` : sidesLatex(sides);
}

export const markups: Readonly<Record<PaperName, Markup>> = {
  latex: {
    dialect: latexDialect, space: spaceLatex, relations: LATEX_RELATIONS, words: wordsLatex, isApart: false,
    inline: (formula) => `$${formula}$`,
    display: (rows) => ['\\[', ...inLatex(rows), '\\]'],
  },
  markdown: {
    dialect: latexDialect, space: spaceLatex, relations: LATEX_RELATIONS, words: wordsMarkdown, isApart: true,
    inline: (formula) => `$${untagged(formula)}$`,
    display: (rows) => ['$$', ...inLatex(rows).map((line) => untagged(line.slice(2))), '$$'],
  },
  typst: {
    dialect: typstDialect, words: wordsTypst, isApart: false,
    space: (sides) => (sides.length === 0 ? 'RR' : sidesTypst(sides)),
    relations: { '∈': 'in', '→': '->', '≠': '!=', '≤': '<=', '≥': '>=', '<': '<', '>': '>', '=': '=' },
    inline: (formula) => `$${formula}$`,
    display: (rows) => (rows.length === 1 ? rows.map((row) => `$ ${whole(row)} $`) : ['$', ...rows.map((row, i) => `  ${aligned(row)}${i < rows.length - 1 ? ' \\' : ''}`), '$']),
  },
};
