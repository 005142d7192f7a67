/** What the preview can show in the formulas of a derivation besides: what changed in each line, and the shapes of its parts. */
import type { AnnotatedFormula, Formula } from '../../../protocol/formula';
import type { Derivation } from '../calculus/result';
import { cost } from '../presentation/cost';
import type { Meaning } from '../semantics/meaning';
import { shapesOfExpression } from '../semantics/shapeOfExpression';
import type { Tree } from '../syntax/tree';
import { unshared } from '../syntax/unshared';
import { annotatedLatex } from '../typeset/annotate/annotated';
import { changedParts } from '../typeset/annotate/changed';
import { shapedParts } from '../typeset/annotate/shaped';
import type { Answer } from './analysis';
import { stepHeadings } from './forms';

/** Formulas of more symbols are left as they are: annotations would not make them clearer. */
const LONGEST = 200;

const NONE: ReadonlySet<Tree> = new Set();

/** `formula` says `tree`, after its heading; names in it mean what they mean at `offset`. `before`: the line that it followed from. */
export function withAnnotations(formula: Formula, heading: Formula, tree: Tree, before: Tree | undefined, meaning: Meaning, offset: number): AnnotatedFormula {
  if (cost(tree) > LONGEST || (before !== undefined && cost(before) > LONGEST)) return formula;
  const own = unshared(tree);
  const shapeOf = shapesOfExpression(own, meaning, offset);
  const changed = before === undefined ? NONE : changedParts(before, own);
  // Where everything is new, a mark on everything says nothing.
  const annotations = { changed: changed.has(own) ? NONE : changed, shaped: shapedParts(own, shapeOf) };
  return { ...formula, annotated: `${heading.latex} = ${annotatedLatex(own, { shapeOf }, annotations)}` };
}

/** The same of an expression that stands in the file. */
export function annotatedSource(formula: Formula, heading: Formula, tree: Tree, meaning: Meaning): AnnotatedFormula {
  if (cost(tree) > LONGEST) return formula;
  const shapeOf = (node: Tree): ReturnType<Meaning['shapeOf']> => meaning.shapeOf(node);
  return { ...formula, annotated: `${heading.latex} = ${annotatedLatex(tree, { shapeOf }, { changed: NONE, shaped: shapedParts(tree, shapeOf) })}` };
}

/** The lines of a derivation, each with what is new in it. The line that brings the answer to a form of its own stays as it is: there everything is new. */
export function annotatedSteps({ query, variable, steps }: Answer, derivation: Derivation, meaning: Meaning): readonly { readonly rule: string; readonly formula: AnnotatedFormula }[] {
  const headingFor = stepHeadings(query, variable, meaning);
  return steps.map(({ rule, formula }, i) => {
    const step = derivation.steps[i];
    return { rule, formula: step === undefined || step.of === 'form' ? formula : withAnnotations(formula, headingFor(step), step.tree, derivation.steps[i - 1]?.tree, meaning, query.node.span.end) };
  });
}
