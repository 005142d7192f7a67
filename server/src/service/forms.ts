/** Answers in every notation. */
import type { Formula } from '../../../protocol/formula';
import { changeNames } from '../calculus/changes';
import { spaceOf } from '../calculus/variableSpace';
import type { Derivation, Step } from '../calculus/result';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { cost } from '../presentation/cost';
import { isTooLong, MOST_SYMBOLS, shortened } from '../presentation/shortened';
import { shapesOfExpression } from '../semantics/shapeOfExpression';
import { statedWords } from '../shapes/adjectives';
import { isColumn, isRow, SCALAR, type Shape } from '../shapes/shape';
import type { Phrase } from '../syntax/phrase';
import { printTree } from '../syntax/print';
import { replacedNames } from '../syntax/replace';
import { binary, name } from '../syntax/build';
import { postorder, type QueryNode, type QueryWord, type Tree } from '../syntax/tree';
import { headingLatex, headingUnicode, type Heading } from '../typeset/heading';
import type { TypesetOptions } from '../typeset/compose';
import { equationLatex, equationUnicode, type Asked } from '../typeset/equation';
import { latexOf, nameLatex, shapeLatex, sidesLatex } from '../typeset/latex';
import { latexDialect } from '../typeset/latexDialect';
import { nameUnicode, shapeUnicode, sidesUnicode, unicodeOf } from '../typeset/unicode';
import { unicodeDialect } from '../typeset/unicodeDialect';
import type { ResultForms, StepForms } from './analysis';

export const formulaOfShape = (shape: Shape): Formula => ({ latex: shapeLatex(shape), text: shapeUnicode(shape) });
export const formulaOfName = (name: string): Formula => ({ latex: nameLatex(name), text: nameUnicode(name) });

/** A tree that stands in the file. */
export const formulaOfSource = (tree: Tree, meaning: Meaning): Formula => {
  const options = { shapeOf: (node: Tree) => meaning.shapeOf(node) };
  const shown = shortened(tree);
  return { latex: latexOf(shown, options), text: unicodeOf(shown, options) };
};

/** A tree that the engine made; names in it mean what they mean at `offset`. */
export function formulaOfResult(tree: Tree, meaning: Meaning, offset: number, known: ReadonlyMap<string, Shape> = new Map()): Formula {
  const shown = shortened(tree);
  const options = { shapeOf: shapesOfExpression(shown, meaning, offset, known) };
  return { latex: latexOf(shown, options), text: unicodeOf(shown, options) };
}

/** Words in whose mathematics names mean what they mean at `offset`, for people to read on a line. */
export const sentenceOf = (phrase: Phrase, meaning: Meaning, offset: number, known?: ReadonlyMap<string, Shape>): string =>
  phrase.map((part) => (typeof part === 'string' ? part : part.kind === 'query' ? headingUnicode(headingAlone(part)) : formulaOfResult(part, meaning, offset, known).text)).join('');

/** A query within words, by its first variable. */
export const headingAlone = ({ word, of, wrt: [variable], order, along }: QueryNode): Heading => ({ word, of, wrt: variable?.name ?? '', order, along });

export const joined = (relation: string, left: Formula, right: Formula): Formula => ({ latex: `${left.latex} ${relation} ${right.latex}`, text: `${left.text} ${relation} ${right.text}` });

/** A longer expression stands in the heading of an expansion as it is. */
const LONGEST_SHIFTED = 40;

/** The function as the reader names it: by its name, or written out. */
export const asNamed = ({ ofName, of }: ResolvedQuery): Tree => (ofName === undefined ? shortened(of) : { kind: 'name', name: ofName, span: of.span });

export function headingOf(query: ResolvedQuery, variable: Variable, meaning: Meaning): Formula {
  const asked = headingFor(query, variable, query.node.order, meaning);
  const options = { shapeOf: (node: Tree) => meaning.shapeOf(node) };
  return { latex: headingLatex(asked, options), text: headingUnicode(asked, options) };
}

/** The expression at the changed place, `exp(x + dx)`; undefined where it names the variable through definitions. */
function shifted(of: Tree, variable: Variable, meaning: Meaning): Tree | undefined {
  const names = postorder(of).filter((node) => node.kind === 'name' || node.kind === 'call');
  if (cost(of) > LONGEST_SHIFTED || names.some((node) => (node.kind === 'name' ? meaning.bindingOf(node) : meaning.calleeOf(node))?.kind === 'definition')) return undefined;
  return replacedNames(of, new Map([[variable.name, binary('+', name(variable.name), name(`d${variable.name}`))]]));
}

function headingFor(query: ResolvedQuery, variable: Variable, order: number | undefined, meaning: Meaning): Heading {
  const { word, along, unstructured } = query.node;
  return {
    word, of: asNamed(query), wrt: variable.name, order, along,
    shifted: word === 'taylor' && query.ofName === undefined ? shifted(query.of, variable, meaning) : undefined,
    tangents: word === 'derivative' && variable.shape === SCALAR ? [] : changeNames(variable.name, word === 'derivative' ? order ?? 1 : 1),
    isCurved: !unstructured && spaceOf(variable.properties)?.curved !== undefined,
  };
}

/** What is said of a result that is shown in part. */
const CUT = `shown in part: it has more than ${MOST_SYMBOLS.toLocaleString('en')} symbols, and … stands for what is left out here; code has all of it`;

export function formsOf(query: ResolvedQuery, variable: Variable, derivation: Derivation, meaning: Meaning): ResultForms {
  const { left, relation, right, whole } = equation(query, variable, derivation, derivation.tree, meaning);
  const spoken = (phrase: Phrase): string => sentenceOf(phrase, meaning, query.node.span.end, namesOf(derivation, variable));
  const isCut = isTooLong(derivation.tree);
  return {
    get text() { return printTree(derivation.tree); },
    heading: left, relation, body: right, formula: whole, shape: shapeOf(derivation), isCut,
    conditions: derivation.conditions.map(({ phrase, source }) => ({ text: spoken(phrase), source })),
    notes: [...isCut ? [CUT] : [], ...derivation.notes.map(spoken)],
  };
}

/** Names that stand in a result and in no file: changes of the variable, free indices. */
export function namesOf({ tangents, indices }: Derivation, variable: Variable): ReadonlyMap<string, Shape> {
  const letters = indices === undefined ? [] : [...indices.rows, ...indices.columns];
  return new Map([...tangents.map((name) => [name, variable.shape] as const), ...letters.map(({ letter }) => [letter, SCALAR] as const)]);
}

/** The letters of an index form: those of the function, and those of each time it is differentiated. */
function lettersOf(word: QueryWord, { indices, order }: Derivation, variable: Variable): Asked['letters'] {
  if (indices === undefined) return undefined;
  const [rows, columns] = [indices.rows, indices.columns].map((list) => list.map(({ letter }) => letter));
  const [down, across] = [rows ?? [], columns ?? []];
  switch (word) {
    // By a scalar all indices are those of the function.
    case 'jacobian': return variable.shape === SCALAR ? { of: [...down, ...across], wrt: [[]] } : { of: down, wrt: [across] };
    case 'hessian': return { of: [], wrt: [down, across] };
    case 'derivative': {
      const each = variable.shape === SCALAR ? 0 : across.length / order;
      return { of: each === 0 ? [...down, ...across] : down, wrt: Array.from({ length: order }, (_, i) => across.slice(i * each, (i + 1) * each)) };
    }
    case 'gradient': case 'differential': case 'taylor': case 'jvp': case 'vjp': case 'hvp': return { of: [...down, ...across], wrt: [] };
  }
}

interface Equation { readonly left: Formula; readonly relation: Formula; readonly right: Formula; readonly whole: Formula }

/** What an equation says on its left, and the shapes in it: of what stands in the file, and of a tree in the form of the derivation. */
export interface AskedIn { readonly asked: Asked; readonly head: TypesetOptions; readonly body: TypesetOptions }

export function askedIn(query: ResolvedQuery, variable: Variable, derivation: Derivation, tree: Tree, meaning: Meaning): AskedIn {
  const { form, tangents, order } = derivation;
  const shape = meaning.shapeOf(query.of) ?? SCALAR;
  const isMatrix = (of: Shape): boolean => !isColumn(of) && !isRow(of);
  return {
    asked: { ...headingFor(query, variable, order, meaning), form, tangents, letters: lettersOf(query.node.word, derivation, variable), matrices: { of: isMatrix(shape), wrt: isMatrix(variable.shape), isScalar: variable.shape === SCALAR } },
    head: { shapeOf: (node) => meaning.shapeOf(node) },
    body: { shapeOf: shapesOfExpression(tree, meaning, query.node.span.end, namesOf(derivation, variable)) },
  };
}

/** A tree in the form of the derivation, with what was asked on its left. */
function equation(query: ResolvedQuery, variable: Variable, derivation: Derivation, whole: Tree, meaning: Meaning): Equation {
  const tree = shortened(whole);
  const { asked, head, body } = askedIn(query, variable, derivation, tree, meaning);
  const [latex, unicode] = [equationLatex(asked, tree, head, body), equationUnicode(asked, tree, head, body)];
  const [left, relation, right] = (['left', 'relation', 'right'] as const).map((side): Formula => ({ latex: latex[side], text: unicode[side] }));
  const none: Formula = { latex: '', text: '' };
  const parts = { left: left ?? none, relation: relation ?? none, right: right ?? none };
  return { ...parts, whole: { latex: `${latex.left} ${latex.relation} ${latex.right}`, text: `${unicode.left} ${unicode.relation} ${unicode.right}` } };
}

/** `ℝ^{m×n×p×q}` for a result with an index for each of its sides. */
function shapeOf({ shape, indices }: Derivation): Formula {
  const sides = indices === undefined ? [] : [...indices.rows, ...indices.columns].map(({ to }) => to);
  return sides.length <= 2 ? formulaOfShape(shape) : { latex: sidesLatex(sides), text: sidesUnicode(sides) };
}

/** What stands on the left of the lines of a derivation; of all that are of the same it is set once. */
export function stepHeadings(query: ResolvedQuery, variable: Variable, meaning: Meaning): (step: Step) => Formula {
  const as = (word: QueryWord, order = 1): Formula => headingOf({ ...query, node: { ...query.node, word, order } }, variable, meaning);
  const made = ({ of, order }: Step): Formula => {
    switch (of) {
      case 'result': case 'form': return headingOf(query, variable, meaning);
      case 'differential': case 'higherDifferential': return as('differential', order);
      case 'gradient': return as('gradient');
      case 'gradientDifferential': { const gradient = as('gradient'); return { latex: latexDialect.differential(gradient.latex), text: unicodeDialect.differential(gradient.text) }; }
    }
  };
  const known = new Map<string, Formula>();
  return (step) => {
    const key = `${step.of} ${step.order ?? 1}`;
    const heading = known.get(key) ?? made(step);
    known.set(key, heading);
    return heading;
  };
}

/** Each line as an equation: of the differential, of what was asked, or of what is on the way to it. */
export function stepFormsOf(query: ResolvedQuery, variable: Variable, derivation: Derivation, meaning: Meaning): readonly StepForms[] {
  const headingFor = stepHeadings(query, variable, meaning);
  return derivation.steps.map((step) => ({
    rule: step.rule,
    get text() { return printTree(step.tree); },
    formula: step.of === 'form' ? equation(query, variable, derivation, step.tree, meaning).whole : joined('=', headingFor(step), formulaOfResult(step.tree, meaning, query.node.span.end)),
  }));
}

/** `S ∈ ℝⁿˣⁿ symmetric`: a variable with its shape and its properties, those that follow from others left out. */
export function declarationOf(variable: Variable): Formula {
  const words = statedWords(variable.properties).join(', ');
  const plain: Formula = { latex: `${nameLatex(variable.name)} \\in ${shapeLatex(variable.shape)}`, text: `${nameUnicode(variable.name)} ∈ ${shapeUnicode(variable.shape)}` };
  return words === '' ? plain : { latex: `${plain.latex}\\ \\text{${words}}`, text: `${plain.text} ${words}` };
}
