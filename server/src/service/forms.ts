/** Answers in every notation. */
import type { Formula } from '../../../protocol/formula';
import type { Derivation } from '../calculus/result';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { shapesOfExpression } from '../semantics/shapeOfExpression';
import { statedWords } from '../shapes/adjectives';
import type { Shape } from '../shapes/shape';
import { printTree } from '../syntax/print';
import type { Tree } from '../syntax/tree';
import { headingLatex, headingUnicode, type Heading } from '../typeset/heading';
import { latexOf, nameLatex, shapeLatex } from '../typeset/latex';
import { nameUnicode, shapeUnicode, unicodeOf } from '../typeset/unicode';
import type { ResultForms, StepForms } from './analysis';

export const formulaOfShape = (shape: Shape): Formula => ({ latex: shapeLatex(shape), text: shapeUnicode(shape) });
export const formulaOfName = (name: string): Formula => ({ latex: nameLatex(name), text: nameUnicode(name) });

/** A tree that stands in the file. */
export const formulaOfSource = (tree: Tree, meaning: Meaning): Formula => {
  const options = { shapeOf: (node: Tree) => meaning.shapeOf(node) };
  return { latex: latexOf(tree, options), text: unicodeOf(tree, options) };
};

/** A tree that the engine made; names in it mean what they mean at `offset`. */
export function formulaOfResult(tree: Tree, meaning: Meaning, offset: number): Formula {
  const options = { shapeOf: shapesOfExpression(tree, meaning, offset) };
  return { latex: latexOf(tree, options), text: unicodeOf(tree, options) };
}

export const joined = (relation: string, left: Formula, right: Formula): Formula => ({ latex: `${left.latex} ${relation} ${right.latex}`, text: `${left.text} ${relation} ${right.text}` });

/** The function as the reader names it: by its name, or written out. */
const asNamed = ({ ofName, of }: ResolvedQuery): Tree => (ofName === undefined ? of : { kind: 'name', name: ofName, span: of.span });

export function headingOf(query: ResolvedQuery, variable: Variable, meaning: Meaning): Formula {
  const { word, order, along } = query.node;
  const asked: Heading = { word, of: asNamed(query), wrt: variable.name, order, along };
  const options = { shapeOf: (node: Tree) => meaning.shapeOf(node) };
  return { latex: headingLatex(asked, options), text: headingUnicode(asked, options) };
}

export function formsOf(query: ResolvedQuery, variable: Variable, derivation: Derivation, meaning: Meaning): ResultForms {
  const heading = headingOf(query, variable, meaning);
  const body = formulaOfResult(derivation.tree, meaning, query.node.span.end);
  return { text: printTree(derivation.tree), heading, body, formula: joined('=', heading, body), shape: formulaOfShape(derivation.shape) };
}

/** Each line as an equation: of the differential, or of what was asked. */
export function stepFormsOf(query: ResolvedQuery, variable: Variable, derivation: Derivation, meaning: Meaning): readonly StepForms[] {
  const asked = headingOf(query, variable, meaning);
  const differential = headingOf({ ...query, node: { ...query.node, word: 'differential' } }, variable, meaning);
  return derivation.steps.map(({ rule, of, tree }) => ({
    rule, text: printTree(tree), formula: joined('=', of === 'differential' ? differential : asked, formulaOfResult(tree, meaning, query.node.span.end)),
  }));
}

/** `S ∈ ℝⁿˣⁿ symmetric`: a variable with its shape and its properties, those that follow from others left out. */
export function declarationOf(variable: Variable): Formula {
  const words = statedWords(variable.properties).join(', ');
  const plain: Formula = { latex: `${nameLatex(variable.name)} \\in ${shapeLatex(variable.shape)}`, text: `${nameUnicode(variable.name)} ∈ ${shapeUnicode(variable.shape)}` };
  return words === '' ? plain : { latex: `${plain.latex}\\ \\text{${words}}`, text: `${plain.text} ${words}` };
}
