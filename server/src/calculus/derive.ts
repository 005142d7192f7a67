/** A query → its derivation: the answer in the form a person would write, the steps to it and when it holds; or what is in the way. */
import { inArena, newArena } from '../algebra/arena';
import { postorderOf, type Expr } from '../algebra/expression';
import { expand } from '../algebra/expand';
import { transpose } from '../algebra/construct/transpose';
import { symbol, zero } from '../algebra/construct/leaf';
import { product } from '../algebra/construct/product';
import { notate, simplify } from '../presentation/present';
import { cost } from '../presentation/cost';
import { express, symbolOf, type Expressed } from '../semantics/express';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { closure, type Property } from '../shapes/adjectives';
import { column, SCALAR, type Shape } from '../shapes/shape';
import { binary } from '../syntax/build';
import type { Phrase } from '../syntax/phrase';
import { inResultForm } from '../syntax/resultForm';
import type { QueryWord, Tree } from '../syntax/tree';
import { answers, type Question } from './answers';
import { conditionsOf } from './conditions';
import { changeNames } from './changes';
import { argumentsOf, inForm } from './forms/forms';
import { equationPhrase, solutionsOf } from './implicit';
import { indicesByVariable, shapeOfIndices, shortestIndexForm } from './forms/index/indexForm';
import { inOrder } from './forms/symmetric';
import { rieszRepresentative } from './innerProduct';
import { isTurned, layoutNote, type Layout } from './layout';
import type { Condition, Outcome, Problem, Step } from './result';
import { MAX_ORDER } from './higher';
import { stepsOf } from './steps';
import { substitute } from './substitute';
import { arithmeticRules, isBlocked, type Blocked } from './differentialOf';
import { isRuled, ruleProblem } from './functionRule';
import { isSolution } from './solution';
import { clashOf, differentialSymbol, spaceNotes, spaceOf, type Space } from './variableSpace';

/** The answer to a query by one of its variables. */
export function derive(query: ResolvedQuery, variable: Variable, meaning: Meaning): Outcome {
  const arena = newArena();
  return inArena(arena, () => {
    const { node } = query;
    const free = node.unstructured ? variable : undefined;
    const solutions = solutionsOf(query.solved.filter((each) => each !== variable), meaning, free);
    if ('message' in solutions) return refused('unsupported', solutions.message, solutions.at);
    const expressed = express(query.of, meaning, { instead: solutions.instead, ...(free === undefined ? {} : { free }) });
    if ('message' in expressed) return refused('unsupported', expressed.message, expressed.at);
    const along = node.along === undefined ? undefined : express(node.along, meaning, {});
    if (along !== undefined && 'message' in along) return refused('unsupported', along.message, along.at);

    const x = symbolOf(variable, free);
    const properties: ReadonlySet<Property> = node.unstructured ? closure([]) : variable.properties;
    const clash = clashOf(properties);
    if (clash !== undefined) return refused('unsupported', `the tangent space of ${clash} has no projection in the language yet; ask for the ambient derivative: unstructured`, query.of);
    const space = spaceOf(properties);
    // Another inner product changes the gradient; second derivatives stay the bilinear form that they are.
    const metric = node.word === 'gradient' ? metricOf(meaning, variable) : undefined;
    if (metric !== undefined && 'message' in metric) return refused('unsupported', metric.message, metric.at);
    const question: Question = {
      of: expressed.expr, variable: x, tangent: differentialSymbol(variable.name, variable.shape, properties), along: along?.expr, order: node.order ?? DEFAULT_ORDER[node.word] ?? 1,
      tangents: (count) => changeNames(variable.name, count).map((name) => differentialSymbol(name.slice(1), variable.shape, properties)),
      units: (count) => changeNames(variable.name, count).map((name) => differentialSymbol(name.slice(1), variable.shape, NO_PROPERTIES)),
      represent: (gradient) => {
        const ambient = metric === undefined ? gradient : metric.represent(gradient);
        return space === undefined ? ambient : space.project(ambient, x);
      },
      tangential: (direction) => (space?.curved === undefined ? direction : space.project(direction, x)),
      isCurved: space?.curved !== undefined,
      fromEntries: space?.free === undefined ? undefined : entriesOf(space.free, variable.shape),
    };
    if (question.isCurved && node.word === 'taylor' && question.order > (expressed.expr.shape === SCALAR ? 2 : 1)) return refused('unsupported', `an expansion on ${space?.name ?? 'a curved set'} ${expressed.expr.shape === SCALAR ? 'beyond order 2' : 'of several values beyond order 1'} is not answered yet`, query.of);
    if (question.order > MAX_ORDER) return refused('limit', `derivatives beyond order ${MAX_ORDER} are not answered`, query.of);
    if (question.isCurved && node.word === 'derivative' && question.order > 1) return refused('unsupported', `a derivative of order ${question.order} on ${space?.name ?? 'a curved set'} depends on a connection; ask for the one of all entries: unstructured`, query.of);
    if (SCALAR_ONLY.has(node.word) && expressed.expr.shape !== SCALAR) return refused('not-scalar', `a ${node.word} is of a scalar; use jacobian for a function with several values`, query.of);

    const form = node.as?.form;
    if (form === 'vech' && question.fromEntries === undefined) return refused('unsupported', `${variable.name} is ${space === undefined ? 'free' : `among ${space.name}`}; only a symmetric, triangular or diagonal matrix has entries that are counted once`, query.of);
    const formed = form === undefined ? undefined : inForm(node.word, form, question);
    const tangents = formed?.tangents ?? (node.word === 'derivative' ? argumentsOf(question) : [question.tangent]);
    const candidates = formed?.candidates ?? answers[node.word](question);
    if (isBlocked(candidates)) return blockedAt(candidates, expressed, query, variable);
    const shownAs = new Map<Expr, Expr>([...solutions.shown, ...(free === undefined ? [] : [[x, symbolOf(variable, undefined)] as const])]);
    const restore = shownAs.size === 0 ? (e: Expr): Expr => e : (e: Expr): Expr => substitute(e, shownAs);
    const shown = candidates.flatMap((candidate) => onTangents(candidate, question, space, tangents)).map((candidate) => (solutions.identities.size === 0 ? candidate : substitute(candidate, solutions.identities))).map((candidate) => simplify(restore(form === undefined ? laidOut(candidate, node.word, query.layout) : candidate)));
    const own = new Map([...expressed.defined].map(([expr, name]) => [restore(expr), name]));
    const trees = shown.map((expr) => notate(expr, own));
    const names = tangents.map((each) => (each.op === 'symbol' ? each.name : ''));
    const best = trees.reduce((least, tree, i) => (cost(tree) < cost(trees[least] ?? tree) ? i : least), 0);
    const [chosen, plain, times] = [shown[best], trees[best], formed?.times];
    if (chosen === undefined || plain === undefined) return refused('unsupported', `the ${node.word} has no closed form here`, query.of);
    const expression = times === undefined ? chosen : product([chosen, times]);
    const tree = times === undefined ? inOrder(plain, names.map((each) => [each])) : binary('*', plain, notate(times));

    const entries = formed?.units === undefined ? undefined : shortestIndexForm(shown, formed.units, namesOf(meaning));
    // Second and higher derivatives are symmetric in the entries of a variable without structure.
    const indexed = entries === undefined || space !== undefined ? entries : { ...entries, tree: inOrder(entries.tree, indicesByVariable(node.word, question.order, entries.indices)) };
    if (formed?.units !== undefined && indexed === undefined) return refused('limit', `the index form of this ${node.word} is too long to be read`, query.of);

    const { conditions, notes } = conditionsOf(expressed.expr, x);
    const equations = query.solved.flatMap((each) => { const implicit = meaning.implicitOf(each); return implicit === undefined || implicit === 'mistaken' ? [] : [implicit]; });
    const isFree = equations.filter(({ unknown }) => unknown === variable).map((implicit) => [`${variable.name} is free here: that it solves `, ...equationPhrase(implicit), ' is not used']);
    const solved = equations.filter(({ unknown }) => unknown !== variable).map((implicit): Condition => ({ phrase: [`${implicit.unknown.name} solves `, ...equationPhrase(implicit)], source: arithmeticRules.implicit }));
    const first = node.word === 'hessian' || node.word === 'hvp' ? answers.gradient(question) : undefined;
    const gradient = first === undefined || isBlocked(first) || first[0] === undefined ? undefined : notate(simplify(restore(first[0])));
    let steps: readonly Step[] | undefined;
    return {
      ok: true,
      derivation: {
        kind: node.word, form, wrt: variable.name, shape: indexed === undefined ? expression.shape : shapeOfIndices(indexed.indices), tree: indexed?.tree ?? tree,
        expression, arena, gradient, conditions: [...conditions, ...solved, ...statedRules(expressed.expr, meaning)],
        notes: [...isFree, ...notes, ...listed(form === undefined ? layoutNote(query.layout, node.word, expressed.expr.shape, variable) : undefined), ...(node.word === 'taylor' ? [dropped(question)] : []), ...(space === undefined ? [] : spaceNotes(space, node.word, form, variable.name).map((note) => [note]))],
        indices: indexed?.indices, order: question.order,
        tangents: names,
        functionExpression: restore(expressed.expr), variable: restore(x),
        // A third of the work of a derivation, and only a preview or a report asks for it.
        get steps() { return (steps ??= formed === undefined ? inArena(arena, () => stepsOf(question, node.word, { restore, space: space?.name, result: tree })) : stepsToForm(query, variable, meaning, { rule: formed.rule, of: 'form', tree: indexed?.tree ?? tree })); },
      },
    };
  });
}

/** The candidate, and on a curved set without what is zero for tangent directions: the differential of the variable, and the direction that was given. */
function onTangents(candidate: Expr, { variable, along }: Question, space: Space | undefined, tangents: readonly Expr[]): readonly Expr[] {
  const vanishes = space?.curved?.vanishes;
  if (vanishes === undefined) return [candidate];
  const directions = along?.op === 'symbol' && along.shape === variable.shape ? [...tangents, along] : tangents;
  return [candidate, substitute(expand(candidate) ?? candidate, new Map(directions.map((direction) => [vanishes(variable, direction), zero(SCALAR)])))];
}

const entriesOf = ({ count, embed }: NonNullable<Space['free']>, { rows }: Shape): Question['fromEntries'] => ({ shape: column(count(rows)), embed: (entries) => embed(entries, rows) });

const listed = (phrase: Phrase | undefined): readonly Phrase[] => (phrase === undefined ? [] : [phrase]);
/** What an expansion leaves out. */
const dropped = ({ order, tangent }: Question): Phrase => [`terms of order ${order + 1} and higher in `, notate(tangent), ' are dropped'];

/** The order of a query that does not say one. */
const DEFAULT_ORDER: { readonly [Word in QueryWord]?: number } = { derivative: 1, taylor: 2 };
const NO_PROPERTIES: ReadonlySet<Property> = new Set();

/** Every name of the file: no index may have one. */
const namesOf = ({ bindings }: Meaning): ReadonlySet<string> => new Set(bindings.map(({ name }) => name));

/** The derivation of the word's own answer, then the line that brings it to the form; from the differential where the word has no answer of its own. */
function stepsToForm(query: ResolvedQuery, variable: Variable, meaning: Meaning, line: Step): readonly Step[] {
  const node = inResultForm(query.node, undefined);
  const asked = query.node.as?.form === 'operator' && node.word !== 'hessian' ? [] : [node.word];
  for (const word of [...asked, 'differential'] as const) {
    const outcome = derive({ ...query, node: { ...node, word } }, variable, meaning);
    // The matrix of a Hessian is not on the way to its operator.
    if (outcome.ok) return [...(query.node.as?.form === 'operator' || query.node.as?.form === 'bilinear' ? outcome.derivation.steps.filter(({ of }) => of === 'differential') : outcome.derivation.steps), line];
  }
  return [line];
}

/** The rules of the functions in an expression: they are taken as stated. */
function statedRules(e: Expr, meaning: Meaning): readonly Condition[] {
  const names = new Set(postorderOf(e).flatMap((node) => (isRuled(node) ? [node.name] : [])));
  return meaning.bindings.flatMap((binding) => {
    const rule = binding.kind === 'function' && names.has(binding.name) ? meaning.ruleOf(binding) : undefined;
    return rule === undefined ? [] : [{ phrase: [`d(${binding.name}(${rule.parameter.name})) = `, rule.value], source: `the rule of ${binding.name}` }];
  });
}

const SCALAR_ONLY: ReadonlySet<QueryWord> = new Set<QueryWord>(['gradient', 'hessian', 'hvp']);

const laidOut = (e: Expr, word: QueryWord, layout: Layout): Expr => (isTurned(layout, word, e.shape) ? transpose(e) : e);

interface Metric { readonly represent: (gradient: Expr) => Expr }

function metricOf(meaning: Meaning, variable: Variable): Metric | { readonly message: string; readonly at: Tree } | undefined {
  const declared = meaning.innerProductOf(variable);
  if (declared === undefined) return undefined;
  const value = express(declared.value, meaning, {});
  if ('message' in value) return value;
  const none = new Set<Property>();
  const [u, v] = [declared.left.name, declared.right.name].map((name) => symbol(name, variable.shape, none));
  if (u === undefined || v === undefined) return undefined;
  return { represent: (gradient) => rieszRepresentative(gradient, value.expr, u, v) ?? gradient };
}

const refused = (code: Problem['code'], message: string, at: Tree): Outcome => ({ ok: false, problem: { code, message, span: at.span } });

/** Points at the part of the reader's text whose rule has no closed form. */
function blockedAt({ blocked, limit }: Blocked, expressed: Expressed, query: ResolvedQuery, variable: Variable): Outcome {
  const { word } = query.node;
  const at = expressed.origin.get(blocked) ?? query.of;
  if (limit !== undefined) return refused('limit', `this ${word} is too large: ${limit}`, query.of);
  if (isRuled(blocked)) return refused('unsupported', ruleProblem(blocked), at);
  if (isSolution(blocked)) return refused('unsupported', `the equation that ${blocked.name} solves has no derivative in closed form in the language yet`, at);
  const what = blocked.op === 'apply' ? blocked.name : blocked.op === 'matrixPower' ? 'a matrix power with a symbolic exponent' : undefined;
  const message = what === undefined || blocked === expressed.expr
    ? `the ${word} of this has no closed form in the language yet; its differential may: differential … wrt ${variable.name}`
    : `the derivative of ${what} has no closed form in the language yet`;
  return refused('unsupported', message, at);
}
