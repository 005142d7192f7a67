/** When an answer holds, and what a reader has to know of it. */
import { postorderOf, type Expr } from '../algebra/expression';
import { notate } from '../presentation/present';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { SCALAR } from '../shapes/shape';
import { call, name } from '../syntax/build';
import { derivativeName } from '../syntax/derivativeNames';
import type { Phrase } from '../syntax/phrase';
import { conditionsOf } from './conditions';
import { arithmeticRules } from './differentialOf';
import { isRuled } from './functionRule';
import { equationPhrase } from './implicit';
import { layoutNote } from './layout';
import type { Posed, Question } from './question';
import type { Condition } from './result';
import { spaceNotes } from './variableSpace';

export interface Remarks { readonly conditions: readonly Condition[]; readonly notes: readonly Phrase[] }

export function remarksOn({ question, expressed, space }: Posed, query: ResolvedQuery, variable: Variable, meaning: Meaning, answer: Expr): Remarks {
  const { word, as } = query.node;
  const { conditions, notes } = conditionsOf(expressed.expr, question.variable);
  const equations = query.solved.flatMap((each) => { const implicit = meaning.implicitOf(each); return implicit === undefined || implicit === 'mistaken' ? [] : [implicit]; });
  const isFree = equations.filter(({ unknown }) => unknown === variable).map((implicit): Phrase => [name(variable.name), ' is free here: that it solves ', ...equationPhrase(implicit), ' is not used']);
  const solved = equations.filter(({ unknown }) => unknown !== variable).map((implicit): Condition => ({ phrase: [name(implicit.unknown.name), ' solves ', ...equationPhrase(implicit)], source: arithmeticRules.implicit }));
  const layout = as === undefined ? layoutNote(query.layout, word, expressed.expr.shape, variable) : undefined;
  return {
    conditions: [...conditions, ...solved, ...statedRules(expressed.expr, meaning)],
    notes: [
      ...isFree, ...notes, ...(layout === undefined ? [] : [layout]), ...(word === 'taylor' ? [dropped(question)] : []), ...stackedHessians(answer),
      ...(space === undefined ? [] : spaceNotes(space, word, as?.form, variable.name)),
    ],
  };
}

/** What an expansion leaves out. */
const dropped = ({ order, tangent }: Question): Phrase => [`terms of order ${order + 1} and higher in `, notate(tangent), ' are dropped'];

/** How the second derivatives of functions with several entries are laid out. */
function stackedHessians(answer: Expr): readonly Phrase[] {
  const names = new Map(postorderOf(answer).flatMap((node) => (node.op === 'unknown' && node.order === 'hessian' && node.result !== SCALAR ? [[derivativeName(node, node.name, node.args.length), node.name] as const] : [])));
  return [...names].map(([derivative, of]): Phrase => [name(derivative), ' has the second derivatives of the entries of ', name(of), ' one below the other']);
}

/** The rules of the functions in an expression: they are taken as stated. */
function statedRules(e: Expr, meaning: Meaning): readonly Condition[] {
  const names = new Set(postorderOf(e).flatMap((node) => (isRuled(node) ? [node.name] : [])));
  return meaning.bindings.flatMap((binding) => {
    const rule = binding.kind === 'function' && names.has(binding.name) ? meaning.ruleOf(binding) : undefined;
    return rule === undefined ? [] : [{ phrase: [call('d', call(binding.name, name(rule.parameter.name))), ' = ', rule.value], source: `the rule of ${binding.name}` }];
  });
}
