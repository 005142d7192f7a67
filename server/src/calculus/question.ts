/** A query by one of its variables as the calculus takes it: the function and the variable as expressions, and the space that the variable ranges over. */
import { symbol } from '../algebra/construct/leaf';
import type { Expr } from '../algebra/expression';
import { express, symbolOf, type Expressed } from '../semantics/express';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { closure, type Property } from '../shapes/adjectives';
import { column, SCALAR, type Shape } from '../shapes/shape';
import type { QueryWord, Tree } from '../syntax/tree';
import { changeNames } from './changes';
import { MAX_ORDER } from './higher';
import { solutionsOf } from './implicit';
import { rieszRepresentative } from './innerProduct';
import type { Problem } from './result';
import { substitute } from '../algebra/rewrite';
import { clashOf, differentialSymbol, spaceOf, type Space } from './variableSpace';

export interface Question {
  readonly of: Expr;
  readonly variable: Expr;
  /** The differential of the variable, `dX`. */
  readonly tangent: Expr;
  /** This many different changes: the arguments of a multilinear form. */
  readonly tangents: (count: number) => readonly Expr[];
  /** The same without structure: what single entries can stand for. */
  readonly units: (count: number) => readonly Expr[];
  /** The projection onto the variable's space, and its metric, applied to a Euclidean gradient. */
  readonly represent: (gradient: Expr) => Expr;
  /** On a curved set, the projection onto its tangent space; elsewhere nothing happens. */
  readonly tangential: (direction: Expr) => Expr;
  readonly isCurved: boolean;
  /** The variable as a linear map of its free entries, each once, applied to these; undefined where its space has no such entries. */
  readonly fromEntries: { readonly shape: Shape; readonly embed: (entries: Expr) => Expr } | undefined;
  readonly along: Expr | undefined;
  readonly order: number;
}

export interface Posed {
  readonly question: Question;
  readonly expressed: Expressed;
  /** Undefined where every entry of the variable is free. */
  readonly space: Space | undefined;
  /** An expression with the symbols that are shown in place of those that were differentiated. */
  readonly restore: (e: Expr) => Expr;
  /** The same, and what equations say of their solutions put to use. */
  readonly atSolutions: (e: Expr) => Expr;
}

/** Why a question is not answered. */
export interface Refusal { readonly code: Problem['code']; readonly message: string; readonly at: Tree }

/** The order of a query that does not say one. */
const DEFAULT_ORDER: { readonly [Word in QueryWord]?: number } = { derivative: 1, taylor: 2 };
const SCALAR_ONLY: ReadonlySet<QueryWord> = new Set<QueryWord>(['gradient', 'hessian', 'hvp']);
const NO_PROPERTIES: ReadonlySet<Property> = new Set();

export function pose(query: ResolvedQuery, variable: Variable, meaning: Meaning): Posed | Refusal {
  const { node } = query;
  const free = node.unstructured ? variable : undefined;
  const solutions = solutionsOf(query.solved.filter((each) => each !== variable), meaning, free);
  if ('message' in solutions) return { code: 'unsupported', ...solutions };
  const expressed = express(query.of, meaning, { instead: solutions.instead, ...(free === undefined ? {} : { free }) });
  if ('message' in expressed) return { code: 'unsupported', ...expressed };
  const along = node.along === undefined ? undefined : express(node.along, meaning, {});
  if (along !== undefined && 'message' in along) return { code: 'unsupported', ...along };

  const x = symbolOf(variable, free);
  const properties: ReadonlySet<Property> = node.unstructured ? closure([]) : variable.properties;
  const clash = clashOf(properties);
  if (clash !== undefined) return { code: 'unsupported', message: `the tangent space of ${clash} has no projection in the language yet; ask for the ambient derivative: unstructured`, at: query.of };
  const space = spaceOf(properties);
  // Another inner product changes the gradient; second derivatives stay the bilinear form that they are.
  const metric = node.word === 'gradient' ? metricOf(meaning, variable) : undefined;
  if (metric !== undefined && 'message' in metric) return { code: 'unsupported', ...metric };
  const changes = (count: number, of: ReadonlySet<Property>): readonly Expr[] => changeNames(variable.name, count).map((name) => differentialSymbol(name.slice(1), variable.shape, of));
  const question: Question = {
    of: expressed.expr, variable: x, tangent: differentialSymbol(variable.name, variable.shape, properties), along: along?.expr, order: node.order ?? DEFAULT_ORDER[node.word] ?? 1,
    tangents: (count) => changes(count, properties),
    units: (count) => changes(count, NO_PROPERTIES),
    represent: (gradient) => {
      const ambient = metric === undefined ? gradient : metric.represent(gradient);
      return space === undefined ? ambient : space.project(ambient, x);
    },
    tangential: (direction) => (space?.curved === undefined ? direction : space.project(direction, x)),
    isCurved: space?.curved !== undefined,
    fromEntries: space?.free === undefined ? undefined : entriesOf(space.free, variable.shape),
  };
  const refusal = unanswered(question, query, variable, space);
  if (refusal !== undefined) return refusal;
  const shownAs = new Map<Expr, Expr>([...solutions.shown, ...(free === undefined ? [] : [[x, symbolOf(variable, undefined)] as const])]);
  const restore = shownAs.size === 0 ? (e: Expr): Expr => e : (e: Expr): Expr => substitute(e, shownAs);
  return { question, expressed, space, restore, atSolutions: (e) => restore(solutions.identities.size === 0 ? e : substitute(e, solutions.identities)) };
}

/** What is asked of the function that no derivative answers. */
function unanswered({ of, order, isCurved, fromEntries }: Question, query: ResolvedQuery, variable: Variable, space: Space | undefined): Refusal | undefined {
  const { word, as } = query.node;
  const refused = (code: Problem['code'], message: string): Refusal => ({ code, message, at: query.of });
  const set = space?.name ?? 'a curved set';
  if (order > MAX_ORDER) return refused('limit', `derivatives beyond order ${MAX_ORDER} are not answered`);
  if (isCurved && word === 'taylor' && order > (of.shape === SCALAR ? 2 : 1)) return refused('unsupported', `an expansion on ${set} ${of.shape === SCALAR ? 'beyond order 2' : 'of several values beyond order 1'} is not answered yet`);
  if (isCurved && word === 'derivative' && order > 1) return refused('unsupported', `a derivative of order ${order} on ${set} depends on a connection; ask for the one of all entries: unstructured`);
  if (SCALAR_ONLY.has(word) && of.shape !== SCALAR) return refused('not-scalar', `a ${word} is of a scalar; use jacobian for a function with several values`);
  if (as?.form === 'vech' && fromEntries === undefined) return refused('unsupported', `${variable.name} is ${space === undefined ? 'free' : `among ${space.name}`}; only a symmetric, triangular or diagonal matrix has entries that are counted once`);
  return undefined;
}

const entriesOf = ({ count, embed }: NonNullable<Space['free']>, { rows }: Shape): Question['fromEntries'] => ({ shape: column(count(rows)), embed: (entries) => embed(entries, rows) });

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
