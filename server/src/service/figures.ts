/** What the preview shows of a function besides its derivation, as plain data: its graph, the errors of differences, what it costs. In one place so that it loads as one piece. */
import type { CostView, GraphView, StepSizesView } from '../../../protocol/figures';
import type { Formula } from '../../../protocol/formula';
import type { Refused } from '../../../protocol/requests';
import type { Rational } from '../algebra/rational';
import { graphOf } from '../calculus/graph';
import { estimateOf, type Estimate } from '../codegen/estimate';
import type { Polynomial } from '../codegen/schedule/work';
import { stepSizes } from '../numeric/stepSizes';
import { settingAt } from '../numeric/setting';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { powersOf } from '../shapes/dimension';
import { NOWHERE, type Tree } from '../syntax/tree';
import { nameLatex } from '../typeset/latex';
import { nameUnicode } from '../typeset/unicode';
import { toSuperscript } from '../typeset/unicodeDialect';
import type { Answer } from './analysis';
import { formulaOfName, formulaOfResult, formulaOfShape, joined } from './forms';
import { nameOf } from './quantities';
import { variablesIn } from './reached';

const refused = (message: string): Refused => ({ kind: 'refused', message });

/** What is there, and too long to be read on an arrow. */
const LONG: Formula = { latex: '\\cdots', text: '…' };

export function graphView(query: ResolvedQuery, meaning: Meaning): GraphView | Refused {
  const outcome = graphOf(query, meaning);
  if (!outcome.ok) return refused(outcome.message);
  const { nodes, edges } = outcome.graph;
  // Names of operations mean nothing in the file: here they have the shapes that the graph gives them.
  const own = new Map(nodes.map(({ name, shape }): [string, Variable] => [name, { kind: 'variable', name, shape, properties: new Set(), origin: 'declared', span: NOWHERE }]));
  const formulaOf = (tree: Tree): Formula => formulaOfResult(tree, { ...meaning, lookup: (name, offset) => own.get(name) ?? meaning.lookup(name, offset) }, query.node.span.end);
  return {
    kind: 'graph',
    nodes: nodes.map(({ kind, name, shape, formula }) => {
      const left = formulaOfName(name);
      return { kind, name: left, formula: formula === undefined ? left : joined('=', left, formulaOf(formula)), shape: formulaOfShape(shape) };
    }),
    edges: edges.map(({ from, to, cotangent }) => {
      const shape = nodes[from]?.shape;
      return { from, to, shape: shape === undefined ? { latex: '', text: '' } : formulaOfShape(shape), ...(cotangent === undefined ? {} : { cotangent: cotangent === 'long' ? LONG : formulaOf(cotangent) }) };
    }),
  };
}

/** One seed for everything, as for the verdicts. */
const SEED = 1;

/** `answer` is the differential. */
export function stepSizesView({ query, variable, derivation, outcome }: Answer, meaning: Meaning): StepSizesView | Refused {
  if (derivation === undefined) return refused(outcome.ok ? 'There is no derivation.' : outcome.problem.message);
  const sizes = stepSizes({ of: query.of, wrt: variable, unstructured: query.node.unstructured, differential: derivation.tree, setting: settingAt(meaning, query.node.span.end), seed: SEED });
  if (!sizes.ok) return refused(`The differences cannot be measured: ${sizes.reason}.`);
  return {
    kind: 'stepSizes', wrt: variable.name, sizes: sizes.sizes,
    errors: sizes.errors.map(({ step, forward, central }) => ({ step, ...(forward === undefined ? {} : { forward }), ...(central === undefined ? {} : { central }) })),
  };
}

export function costView({ query, variable, derivation, outcome }: Answer, meaning: Meaning): CostView | Refused {
  if (derivation === undefined) return refused(outcome.ok ? 'There is no derivation.' : outcome.problem.message);
  const variables = [...new Set([...variablesIn(query.of, meaning), variable])];
  const { functionExpression: of, expression } = derivation;
  const rows: { what: string; estimate: Estimate }[] = [];
  for (const [what, roots] of [['function', [of]], [nameOf(query.node.word), [expression]], ['both together', [of, expression]]] as const) {
    const outcomeOfRow = estimateOf(roots, variables);
    if (!outcomeOfRow.ok) return refused(`The cost is not known: ${outcomeOfRow.message}.`);
    rows.push({ what, estimate: outcomeOfRow.estimate });
  }
  return { kind: 'cost', rows: rows.map(({ what, estimate: { work, memory } }) => ({ what, work: formulaOfPolynomial(work), memory: formulaOfPolynomial(memory) })) };
}

interface Monomial { readonly coefficient: Rational; readonly powers: readonly { readonly name: string; readonly power: number }[] }

/** Whether every factor of `a` is one of `b`: then `a` does not count beside `b` when dimensions are large. */
const divides = (a: Monomial, b: Monomial): boolean => a.powers.every(({ name, power }) => (b.powers.find((other) => other.name === name)?.power ?? 0) >= power);
const degree = ({ powers }: Monomial): number => powers.reduce((total, { power }) => total + power, 0);

/** `\tfrac{1}{3} n^{3} + 4nd`: the terms that count, of the highest degree first. */
function formulaOfPolynomial(polynomial: Polynomial): Formula {
  const monomials = [...polynomial].filter(([, { n }]) => n !== 0).map(([key, coefficient]): Monomial => ({ coefficient, powers: powersOf(key) }));
  const leading = monomials.filter((one) => !monomials.some((other) => other !== one && divides(one, other))).sort((a, b) => degree(b) - degree(a));
  if (leading.length === 0) return { latex: '0', text: '0' };
  const term = ({ coefficient: { n, d }, powers }: Monomial): Formula => {
    const isOne = n === 1 && d === 1 && powers.length > 0;
    const number = isOne ? { latex: '', text: '' } : d === 1 ? { latex: String(n), text: String(n) } : { latex: `\\tfrac{${n}}{${d}}`, text: `${n}/${d} ` };
    return {
      latex: number.latex + powers.map(({ name, power }) => `${nameLatex(name)}${power === 1 ? '' : `^{${power}}`}`).join(' '),
      text: number.text + powers.map(({ name, power }) => `${nameUnicode(name)}${power === 1 ? '' : toSuperscript(String(power)) ?? `^${power}`}`).join('·'),
    };
  };
  const terms = leading.map(term);
  return { latex: terms.map(({ latex }) => latex).join(' + '), text: terms.map(({ text }) => text).join(' + ') };
}
