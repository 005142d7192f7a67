/** A derivation as plain data for the preview. */
import type { DerivationView, Form, ProblemView, ResultView, StepView } from '../../../protocol/derivation';
import type { Formula } from '../../../protocol/formula';
import type { Variable } from '../semantics/meaning';
import { isScalar } from '../shapes/shape';
import type { QueryWord } from '../syntax/tree';
import type { Answer, Cancelled, QueryAnswers } from './analysis';
import { annotatedSource, annotatedSteps, withAnnotations } from './annotations';
import { Abandoned, type Context } from './context';
import { declarationOf, formulaOfName, formulaOfSource, joined } from './forms';
import { quantitiesOf } from './quantities';
import { definitionsIn, variablesIn } from './reached';
import { addressOf } from './ruleSources';

const LABELS: Readonly<Record<QueryWord, string>> = {
  gradient: 'Gradient', jacobian: 'Jacobian', hessian: 'Hessian', differential: 'Differential', taylor: 'Taylor', jvp: 'JVP', vjp: 'VJP', hvp: 'HVP',
};
/** The forms that say the same as a query about a scalar function, and about one with several values. */
const OF_SCALAR: readonly QueryWord[] = ['differential', 'gradient', 'jacobian', 'hessian'];
const OF_ARRAY: readonly QueryWord[] = ['differential', 'jacobian'];

const LAYOUTS = {
  variable:    'A gradient has the shape of its variable; a Jacobian has one row per output.',
  numerator:   'Numerator layout: one row per output, also for the gradient of a scalar.',
  denominator: 'Denominator layout: one column per output.',
} as const;

const isScalarValued = ({ query }: QueryAnswers, { meaning }: Context): boolean => { const shape = meaning.shapeOf(query.of); return shape !== undefined && isScalar(shape); };

/** The forms of a query's function that the engine answers, its own included. */
export function formsOn(answers: QueryAnswers, context: Context): readonly QueryWord[] {
  const { query } = answers;
  const forms = isScalarValued(answers, context) ? OF_SCALAR : OF_ARRAY;
  return forms.includes(query.node.word) ? forms : [...forms, query.node.word];
}

/** `answers` are in the form that is shown; `original` is the query as it stands in the file. */
export async function derivationView(answers: QueryAnswers, original: QueryAnswers, targets: DerivationView['targets'], context: Context, cancelled: Cancelled): Promise<DerivationView> {
  const { query } = answers;
  const definitions = definitionsIn(query.of, context.meaning);
  const variables = [...new Set<Variable>([...variablesIn(query.of, context.meaning), ...query.wrt])].sort((a, b) => a.span.start - b.span.start);
  const results: ResultView[] = [];
  const problems: ProblemView[] = [];
  for (const answer of answers.answers) {
    if (cancelled()) throw new Abandoned();
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
    form: query.node.word, forms: formsOn(original, context).map((form) => ({ form, label: LABELS[form] })),
    results, problems, layout: LAYOUTS[query.layout], targets, quantities: quantitiesOf(original.query.node.word, isScalarValued(original, context)),
  };
}

async function resultView(answer: Answer, { meaning }: Context, cancelled: Cancelled): Promise<ResultView | undefined> {
  const { derivation, forms, query, variable } = answer;
  if (derivation === undefined || forms === undefined) return undefined;
  const verdict = await answer.check();
  const verdicts = await answer.checkSteps(cancelled);
  const annotated = annotatedSteps(answer, derivation, forms.heading, meaning);
  const steps = annotated.map(({ rule, formula }, i): StepView => {
    const [checked, address] = [verdicts[i], addressOf(rule)];
    return { rule, formula, ...(address === undefined ? {} : { ruleUrl: address }), ...(checked === undefined ? {} : { verdict: checked }) };
  });
  return {
    wrt: variable.name, formula: withAnnotations(forms.formula, forms.heading, derivation.tree, undefined, meaning, query.node.span.end), shape: forms.shape, verdict: verdict ?? { verdict: 'unchecked', reason: 'it was not checked' },
    conditions: derivation.conditions, notes: derivation.notes, steps,
  };
}

const leftSide = (name: string, parameters: readonly string[]): Formula => {
  const [f, args] = [formulaOfName(name), parameters.map(formulaOfName)];
  return args.length === 0 ? f : { latex: `${f.latex}(${args.map(({ latex }) => latex).join(', ')})`, text: `${f.text}(${args.map(({ text }) => text).join(', ')})` };
};

/** The forms of the protocol that a query word stands for. */
export const wordOf = (form: Form): QueryWord | undefined => (Object.hasOwn(LABELS, form) && isWord(form) ? form : undefined);
const isWord = (form: Form): form is Form & QueryWord => form !== 'kronecker' && form !== 'index';
