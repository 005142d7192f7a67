/** A query → its derivation: the answer in the form a person would write, the steps to it and when it holds; or what is in the way. */
import { inArena, newArena, TooLarge, type Arena } from '../algebra/arena';
import { missingDerivative, valueOf } from '../algebra/construct/unknown';
import { notate, simplify } from '../presentation/present';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { inResultForm } from '../syntax/resultForm';
import type { Tree } from '../syntax/tree';
import { answers } from './answers';
import { isBlocked, type Blocked } from './differentialOf';
import { isRuled, ruleProblem } from './functionRule';
import { pose, type Posed } from './question';
import { remarksOn } from './remarks';
import type { Outcome, Problem, Step } from './result';
import { isSolution } from './solution';
import { stepsOf } from './steps';
import { answerTo, ownNames } from './written';

/** What the nodes of a derivation may have of operands together: ten thousand operations with all that comes of them, and about a second of work. */
const MOST_OPERATIONS = 500_000;

/** The answer to a query by one of its variables. */
export function derive(query: ResolvedQuery, variable: Variable, meaning: Meaning): Outcome {
  const arena = newArena(MOST_OPERATIONS);
  try {
    return derivedIn(arena, query, variable, meaning);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return refused('limit', `this ${query.node.word} is too large: ${error.message}`, query.of);
  } finally {
    // What is asked about the answer later starts from it as it is.
    arena.most = Infinity;
  }
}

function derivedIn(arena: Arena, query: ResolvedQuery, variable: Variable, meaning: Meaning): Outcome {
  return inArena(arena, () => {
    const { word, as } = query.node;
    const posed = pose(query, variable, meaning);
    if ('message' in posed) return refused(posed.code, posed.message, posed.at);
    const answer = answerTo(posed, query, meaning);
    if (isBlocked(answer)) return blockedAt(answer, posed, query, variable);
    if ('message' in answer) return refused(answer.code, answer.message, query.of);
    const { question, expressed, restore } = posed;
    const { tree, rule } = answer;

    const first = word === 'hessian' || word === 'hvp' ? answers.gradient(question) : undefined;
    const gradient = first === undefined || isBlocked(first) || first[0] === undefined ? undefined : notate(simplify(restore(first[0])));
    let steps: readonly Step[] | undefined;
    return {
      ok: true,
      derivation: {
        kind: word, form: as?.form, wrt: variable.name, shape: answer.shape, tree, expression: answer.expression, arena, gradient, ...remarksOn(posed, query, variable, meaning, answer.expression),
        indices: answer.indices, order: question.order, tangents: answer.tangents,
        functionExpression: restore(expressed.expr), ownNames: ownNames(posed), variable: restore(question.variable),
        // A third of the work of a derivation, and only a preview or a report asks for it.
        get steps() { return (steps ??= rule === undefined ? stepsTo(tree, query, variable, meaning) : stepsToForm(query, variable, meaning, { rule, of: 'form', tree })); },
      },
    };
  });
}

/** The derivation of an answer. In an arena of its own: how a scalar is written round can depend on what was met in the search for the answer. */
function stepsTo(result: Tree, query: ResolvedQuery, variable: Variable, meaning: Meaning): readonly Step[] {
  return inArena(newArena(), () => {
    const posed = pose(query, variable, meaning);
    return 'message' in posed ? [] : stepsOf(posed.question, query.node.word, { restore: posed.restore, space: posed.space?.name, result });
  });
}

/** The derivation of the word's own answer, then the line that brings it to the form; from the differential where the word has no answer of its own. */
function stepsToForm(query: ResolvedQuery, variable: Variable, meaning: Meaning, line: Step): readonly Step[] {
  const node = inResultForm(query.node, undefined);
  const form = query.node.as?.form;
  const asked = form === 'operator' && node.word !== 'hessian' ? [] : [node.word];
  for (const word of [...asked, 'differential'] as const) {
    const outcome = derive({ ...query, node: { ...node, word } }, variable, meaning);
    if (!outcome.ok) continue;
    // The matrix of a Hessian is not on the way to its operator.
    const { steps } = outcome.derivation;
    return [...(form === 'operator' || form === 'bilinear' ? steps.filter(({ of }) => of !== 'result') : steps), line];
  }
  return [line];
}

const refused = (code: Problem['code'], message: string, at: Tree): Outcome => ({ ok: false, problem: { code, message, span: at.span } });

/** Points at the part of the reader's text whose rule has no closed form. */
function blockedAt({ blocked, limit }: Blocked, { expressed }: Posed, query: ResolvedQuery, variable: Variable): Outcome {
  const { word } = query.node;
  const at = expressed.origin.get(blocked) ?? query.of;
  if (limit !== undefined) return refused('limit', `this ${word} is too large: ${limit}`, query.of);
  if (isRuled(blocked)) return refused('unsupported', ruleProblem(blocked), at);
  const missing = blocked.op === 'unknown' ? missingDerivative(blocked) : undefined;
  if (blocked.op === 'unknown' && missing !== undefined) return refused('unsupported', `${missing} has no name in the language yet`, expressed.origin.get(blocked) ?? expressed.origin.get(valueOf(blocked)) ?? query.of);
  if (isSolution(blocked)) return refused('unsupported', `the equation that ${blocked.name} solves has no derivative in closed form in the language yet`, at);
  const what = blocked.op === 'apply' ? blocked.name : blocked.op === 'matrixPower' ? 'a matrix power with a symbolic exponent' : undefined;
  const message = what === undefined || blocked === expressed.expr
    ? `the ${word} of this has no closed form in the language yet${word === 'differential' ? '' : `; its differential may: differential … wrt ${variable.name}`}`
    : `the derivative of ${what} has no closed form in the language yet`;
  return refused('unsupported', message, at);
}
