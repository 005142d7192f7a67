/** A derivation as plain data for the preview. */
import type { DerivationView, Form, ProblemView, ResultView, StepView } from '../../../protocol/derivation';
import type { Formula } from '../../../protocol/formula';
import type { ResolvedQuery, Variable } from '../semantics/meaning';
import { hasForm, hasFreeEntries } from '../semantics/resultForms';
import { isColumn, isRow, isScalar, type Shape } from '../shapes/shape';
import { inResultForm } from '../syntax/resultForm';
import { NOWHERE, type QueryWord, type ResultForm } from '../syntax/tree';
import type { Answer, Cancelled, QueryAnswers } from './analysis';
import { annotatedSource, annotatedSteps, withAnnotations } from './annotations';
import { answersTo } from './answers';
import type { Context } from './context';
import { declarationOf, formulaOfName, formulaOfSource, joined } from './forms';
import { quantitiesOf } from './quantities';
import { definitionsIn, variablesIn } from './reached';
import { explanationOf } from './ruleSources';
import { ready } from './slices';

const LABELS: Readonly<Record<Form, string>> = {
  gradient: 'Gradient', jacobian: 'Jacobian', hessian: 'Hessian', differential: 'Differential', derivative: 'Derivative', taylor: 'Taylor', jvp: 'JVP', vjp: 'VJP', hvp: 'HVP',
  operator: 'Operator', bilinear: 'Bilinear', kronecker: 'Kronecker', vech: 'Free entries', index: 'Index',
};

/** What a tab asks of the function of a query. */
interface AskedForm { readonly word: QueryWord; readonly as?: ResultForm }

/** The derivatives of a scalar function and of one with several values, and the ways to write those that are no vector. `own`: of the query's own word. */
const OF_SCALAR: readonly Form[] = ['differential', 'gradient', 'jacobian', 'hessian', 'operator', 'bilinear', 'kronecker', 'index'];
const OF_ARRAY: readonly Form[] = ['differential', 'jacobian', 'operator', 'kronecker', 'index'];

/** The query behind a form: the operator and the bilinear form are of the derivative that has no other picture, entries and vec of what was asked. */
function askedIn(form: Form, { node }: ResolvedQuery, isScalarFunction: boolean): AskedForm {
  switch (form) {
    case 'operator': return { word: isScalarFunction ? 'hessian' : 'jacobian', as: form };
    case 'bilinear': return { word: 'hessian', as: form };
    case 'vech': return { word: hasForm(node.word, form) ? node.word : isScalarFunction ? 'gradient' : 'jacobian', as: form };
    case 'kronecker': return { word: hasForm(node.word, form) ? node.word : isScalarFunction ? 'gradient' : 'jacobian', as: form };
    case 'index': return { word: node.word, as: form };
    default: return { word: form };
  }
}

const formOf = ({ node }: ResolvedQuery): Form => node.as?.form ?? node.word;

const LAYOUTS = {
  variable:    'A gradient has the shape of its variable; a Jacobian has one row per output.',
  numerator:   'Numerator layout: one row per output, also for the gradient of a scalar.',
  denominator: 'Denominator layout: one column per output.',
} as const;

const isScalarValued = ({ query }: QueryAnswers, { meaning }: Context): boolean => { const shape = meaning.shapeOf(query.of); return shape !== undefined && isScalar(shape); };

/** The forms of a query's function that the engine answers, its own included. */
export function formsOn(answers: QueryAnswers, context: Context): readonly Form[] {
  const { query } = answers;
  const isMatrix = (shape: Shape | undefined): boolean => shape !== undefined && !isColumn(shape) && !isRow(shape);
  // In coordinates a vector is itself: the Kronecker form would say again what the gradient or the Jacobian says.
  const hasVec = query.node.as?.form === 'kronecker' || isMatrix(context.meaning.shapeOf(query.of)) || query.wrt.some(({ shape }) => isMatrix(shape));
  const all = (isScalarValued(answers, context) ? OF_SCALAR : OF_ARRAY).filter((form) => form !== 'kronecker' || hasVec);
  const forms = query.node.unstructured || !query.wrt.every(hasFreeEntries) ? all : [...all, 'vech' as const];
  return forms.includes(query.node.word) ? forms : [...forms, query.node.word];
}

/** The same function in another form; undefined where it has none such. */
export function inForm(answers: QueryAnswers, form: Form, context: Context): QueryAnswers | undefined {
  const { query } = answers;
  if (formOf(query) === form) return answers;
  if (!formsOn(answers, context).includes(form)) return undefined;
  const { word, as } = askedIn(form, query, isScalarValued(answers, context));
  const node = inResultForm({ ...query.node, word, wordSpan: NOWHERE }, as);
  return answersTo({ ...query, node }, `${answers.id} as ${form}`, context);
}

/** `answers` are in the form that is shown; `original` is the query as it stands in the file. */
export async function derivationView(answers: QueryAnswers, original: QueryAnswers, targets: DerivationView['targets'], context: Context, cancelled: Cancelled): Promise<DerivationView> {
  const { query } = answers;
  const definitions = definitionsIn(query.of, context.meaning);
  const variables = [...new Set<Variable>([...variablesIn(query.of, context.meaning), ...query.wrt])].sort((a, b) => a.span.start - b.span.start);
  const results: ResultView[] = [];
  const problems: ProblemView[] = [];
  for (const answer of answers.answers) {
    await ready([answer], context.rooms, cancelled);
    const { outcome } = answer;
    if (!outcome.ok) {
      problems.push({ ...(query.wrt.length > 1 ? { wrt: answer.variable.name } : {}), message: outcome.problem.message, range: context.rangeOf(outcome.problem.span) });
      continue;
    }
    const result = await resultView(answer, context, cancelled);
    if (result !== undefined) results.push(result);
  }
  return {
    kind: 'derivation', id: original.id, title: original.text, range: original.range,
    given: variables.map(declarationOf),
    definitions: definitions.map(({ name, parameters, value }) => {
      const left = leftSide(name, parameters.map((parameter) => parameter.name));
      return annotatedSource(joined('=', left, formulaOfSource(value, context.meaning)), left, value, context.meaning);
    }),
    form: formOf(query), forms: formsOn(original, context).map((form) => ({ form, label: LABELS[form] })),
    results, problems, layout: LAYOUTS[query.layout], targets, quantities: quantitiesOf(original.query.node.word, isScalarValued(original, context)),
  };
}

async function resultView(answer: Answer, { meaning }: Context, cancelled: Cancelled): Promise<ResultView | undefined> {
  const { derivation, forms, query, variable } = answer;
  if (derivation === undefined || forms === undefined) return undefined;
  const verdict = await answer.check();
  const verdicts = await answer.checkSteps(cancelled);
  const annotated = annotatedSteps(answer, derivation, meaning);
  const steps = annotated.map(({ rule, formula }, i): StepView => {
    const [checked, explanation] = [verdicts[i], explanationOf(rule)];
    return { rule, formula, ...(explanation === undefined ? {} : { explanation }), ...(checked === undefined ? {} : { verdict: checked }) };
  });
  return {
    wrt: variable.name, formula: derivation.form === undefined ? withAnnotations(forms.formula, forms.heading, derivation.tree, undefined, meaning, query.node.span.end) : forms.formula, shape: forms.shape, verdict: verdict ?? { verdict: 'unchecked', reason: 'it was not checked' },
    conditions: forms.conditions, notes: forms.notes, steps,
  };
}

const leftSide = (name: string, parameters: readonly string[]): Formula => {
  const [f, args] = [formulaOfName(name), parameters.map(formulaOfName)];
  return args.length === 0 ? f : { latex: `${f.latex}(${args.map(({ latex }) => latex).join(', ')})`, text: `${f.text}(${args.map(({ text }) => text).join(', ')})` };
};

