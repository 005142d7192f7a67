/** A result as it stands in a paper: what it is of, the result, what its letters are, and when it holds. */
import { isColumn, isRow, isScalar, sidesOf } from '../shapes/shape';
import { name } from '../syntax/build';
import type { Tree } from '../syntax/tree';
import { equationIn } from '../typeset/equation';
import { markups, type Markup, type Row } from './markup';
import type { Formula, Given, PaperDefinition, PaperName, PaperResult, PaperStatement } from './request';
import { signsIn } from './signs';
import { formulaIn, inlineOf, sentence } from './sentence';
import { listed, nouns, predicates } from './words';

/** Complete lines. Text and displays of one statement are one paragraph, but where the language wants empty lines around displays. */
export function writePaper(statements: readonly PaperStatement[], target: PaperName): string {
  const markup = markups[target];
  const parts = statements.flatMap((statement) => partsOf(statement, markup));
  return `${parts.map((lines) => lines.join('\n')).join(markup.isApart ? '\n\n' : '\n')}\n`;
}

/** Lines of text, or of a display. */
type Part = readonly string[];
type Equation = Omit<Row, 'end'>;
/** A text that a display completes. */
interface Section { readonly text: string; readonly rows: readonly Equation[] }

function partsOf(statement: PaperStatement, markup: Markup): readonly Part[] {
  const { given } = statement;
  const told = [...given.map((each) => givenWords(each, markup)), ...signsIn(treesOf(statement)).map((words) => sentence(words, markup))];
  const where = told.length === 0 ? [] : [`where ${listed(told)}.`];
  const sections = sectionsOf(statement, markup);
  const displayed = ({ rows }: Section, end: string): Part => markup.display(rows.map((row, i) => ({ ...row, end: i < rows.length - 1 ? ',' : end })));
  const after = [...where, ...remarks(statement, markup)];
  return [
    ...sections.flatMap((section, i) => [[section.text], displayed(section, i === sections.length - 1 && where.length > 0 ? ',' : '.')]),
    ...(after.length > 0 ? [after] : []),
  ];
}

interface Answered { readonly result: PaperResult; readonly row: Equation }

/** All mathematics that is shown. */
const treesOf = ({ of, definitions, results }: PaperStatement): readonly Tree[] => [of.tree, ...definitions.map(({ value }) => value.tree), ...results.map(({ body }) => body.tree)];

function sectionsOf({ of, definitions, results, withValue }: PaperStatement, markup: Markup): readonly Section[] {
  const own = definitions.find(({ isAsked }) => isAsked);
  const value = withValue && own !== undefined ? [definitionRow(own, markup)] : [];
  const known = definitions.filter((each) => value.length === 0 || each !== own).map((each) => definitionRow(each, markup));
  const answers = results.map((result): Answered => ({ result, row: resultRow(result, markup) }));
  // Differentials by several variables have one left side: each is said to be by its own.
  const isApart = new Set(answers.map(({ row }) => row.left)).size < answers.length;
  const [first, ...others] = answers;
  const groups: readonly (readonly [Answered, ...Answered[]])[] = first === undefined ? [] : isApart ? answers.map((answer) => [answer]) : [[first, ...others]];
  return [
    ...(known.length > 0 ? [{ text: 'Let', rows: known }] : []),
    ...groups.map((group, i) => {
      const rows = [...(i === 0 ? value : []), ...group.map(({ row }) => row)];
      return { text: opening(of, group, i === 0 && value.length > 0, markup), rows };
    }),
    // Where nothing is derived and nothing is defined, the function itself is what is stated.
    ...(groups.length === 0 && own === undefined ? [{ text: 'Consider', rows: [{ left: formulaIn(of, markup), relation: '', right: '' }] }] : []),
  ];
}

const definitionRow = ({ left, value }: PaperDefinition, markup: Markup): Equation => ({ left: formulaIn({ tree: left, options: {} }, markup), relation: markup.relations['='], right: formulaIn(value, markup) });

function resultRow({ asked, head, body, sides }: PaperResult, markup: Markup): Equation {
  const { left, relation, right } = equationIn(markup.dialect, asked, body.tree, head, body.options);
  return { left, relation, right: sides.length === 0 ? right : `${right} ${markup.relations['∈']} ${markup.space(sides)}` };
}

/** "The gradient of f with respect to w is". */
function opening(of: Formula, answers: readonly [Answered, ...Answered[]], withValue: boolean, markup: Markup): string {
  const f = inlineOf(of, markup);
  const [{ result: { asked: { word, order, along }, head } }] = answers;
  const noun = nouns[word];
  const isOne = answers.length === 1;
  const by = listed(answers.map(({ result: { asked } }) => inlineOf({ tree: name(asked.wrt), options: {} }, markup)));
  const ordered = (word === 'derivative' || word === 'taylor') && order !== undefined ? ` of order ${order}` : '';
  const where = word === 'taylor' ? ` around ${by}` : ` with respect to ${by}`;
  const v = noun.along === undefined || along === undefined ? '' : ` ${noun.along} ${inlineOf({ tree: along, options: head }, markup)}`;
  if (withValue) return `The value of ${f} and its ${isOne ? noun.one : noun.several}${ordered}${where}${v} are`;
  return `The ${isOne ? noun.one : noun.several}${ordered} of ${f}${where}${v} ${isOne ? 'is' : 'are'}`;
}

function givenWords(given: Given, markup: Markup): string {
  const { dialect, relations, inline, space } = markup;
  const named = (name: string): string => dialect.name(name).text;
  switch (given.is) {
    case 'variable': {
      const { shape, properties } = given;
      const kind = isScalar(shape) ? 'number' : isColumn(shape) || isRow(shape) ? 'vector' : 'matrix';
      const plain = inline(`${named(given.name)} ${relations['∈']} ${space(sidesOf(shape))}`);
      const told = properties.map((property) => predicates[property][kind]).filter((words) => words !== '');
      return [plain, ...(told.length === 0 ? [] : [listed(told)])].join(' ');
    }
    case 'function': {
      const from = given.parameters.map((shape) => space(sidesOf(shape))).join(dialect.infix('×'));
      return inline(`${named(given.name)} : ${from} ${relations['→']} ${space(sidesOf(given.result))}`);
    }
    case 'innerProduct': {
      const product = dialect.fence('angle', given.arguments.map(named).join(', '), false).text;
      return `${inline(`${product} ${relations['=']} ${formulaIn(given.value, markup)}`)} is the inner product for ${inline(named(given.of))}`;
    }
  }
}

function remarks({ results, conditions, notes }: PaperStatement, markup: Markup): readonly string[] {
  const holds = conditions.length === 0 ? [] : [`${results.length > 1 ? 'They hold' : 'It holds'} where ${listed(conditions.map((condition) => sentence(condition, markup)))}.`];
  return [...holds, ...notes.map((note) => { const text = sentence(note, markup); return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`; })];
}
