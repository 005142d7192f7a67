/** From answers to a request for code: everything the service asks of code generation, in one place so that it loads as one piece. */
import { inArena, newArena } from '../algebra/arena';
import { symbol } from '../algebra/construct/leaf';
import { postorderOf, type Expr } from '../algebra/expression';
import type { Derivation } from '../calculus/result';
import { generate } from '../codegen/generate';
import type { CodeKind, CodeRequest, CodeVariable, TargetName } from '../codegen/request';
import { express, type Expressed } from '../semantics/express';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { phraseText } from '../syntax/phrase';
import { printTree } from '../syntax/print';
import type { QueryWord } from '../syntax/tree';
import type { CodeOutcome } from './analysis';
import type { Wishes } from './code';
import { quantityOf, quantityRow, type CodeQuantity } from './quantities';
import { definitionsIn, variablesIn } from './reached';

/** What is no quantity of its own; a Taylor expansion and a derivative of any order are functions in their own right. */
const OTHERS: Readonly<Record<Exclude<QueryWord, 'gradient' | 'jacobian' | 'hessian' | 'jvp' | 'vjp' | 'hvp'>, { readonly kind: CodeKind; readonly prefix: string }>> = {
  differential: { kind: 'differential', prefix: 'diff' },
  derivative:   { kind: 'value',        prefix: 'deriv' },
  taylor:       { kind: 'value',        prefix: 'taylor' },
};
const isOther = (word: QueryWord): word is keyof typeof OTHERS => Object.hasOwn(OTHERS, word);
const isQuantity = (word: QueryWord): boolean => quantityOf(word) !== undefined;

export interface Answered { readonly variable: Variable; readonly derivation: Derivation }

export interface Commission {
  /** Names all variables of the query; its `word` and `along` are those that were derived. */
  readonly query: ResolvedQuery;
  /** One per result of the function. */
  readonly derivations: readonly Answered[];
  readonly meaning: Meaning;
  readonly target: TargetName;
  /** What is computed; undefined where it is no quantity but what the query asks for. */
  readonly quantity: CodeQuantity | undefined;
  readonly wishes: Wishes;
}

export function codeFor(commission: Commission): CodeOutcome {
  const { query, derivations, meaning } = commission;
  const [first] = derivations;
  return inArena(first?.derivation.arena ?? newArena(), () => {
    const made = first === undefined || commission.quantity === 'value' ? express(query.of, meaning) : { expr: first.derivation.functionExpression, defined: first.derivation.ownNames };
    if ('message' in made) return { ok: false, reason: made.message };
    const { along } = query.node;
    const vector = along === undefined ? undefined : express(along, meaning);
    if (vector !== undefined && 'message' in vector) return { ok: false, reason: vector.message };
    if (commission.wishes.selfTest === true && derivations.some(({ variable }) => query.solved.some((each) => each !== variable))) return { ok: false, reason: 'a function of the solution of an equation has no self-test yet' };
    if (commission.wishes.selfTest === true && derivations.some(({ variable }) => meaning.innerProductOf(variable) !== undefined)) return { ok: false, reason: 'a gradient in another inner product has no self-test yet' };
    const request = requestFor(commission, made, vector?.expr);
    const given = new Set([...request.variables, ...(request.directions ?? [])].map(({ name }) => name));
    const unknown = postorderOf(...request.results.map(({ expression }) => expression), ...(request.function === undefined ? [] : [request.function])).find((node) => node.op === 'symbol' && node.role === 'variable' && !given.has(node.name));
    if (unknown?.op === 'symbol') return { ok: false, reason: `${unknown.name} in the result is not a variable of the file` };
    const [moved] = derivations;
    const free = commission.wishes.selfTest === true && query.node.unstructured && moved !== undefined ? express(query.of, meaning, { free: moved.variable }) : undefined;
    const outcome = generate(free === undefined || 'message' in free ? request : { ...request, freeFunction: free.expr });
    return outcome.ok ? { ok: true, code: outcome.code } : { ok: false, reason: outcome.message };
  });
}

function requestFor({ query, derivations, meaning, target, quantity: wished, wishes }: Commission, { expr: of, defined }: Pick<Expressed, 'expr' | 'defined'>, vector: Expr | undefined): CodeRequest {
  const { word, along } = query.node;
  const quantity = wished ?? quantityOf(word);
  const { kind, prefix, isJoint } = quantity !== undefined ? quantityRow(quantity) : isOther(word) ? { ...OTHERS[word], isJoint: false } : { kind: 'value', prefix: '', isJoint: true } as const;
  const isValue = kind === 'value';
  const [first] = derivations;
  const isExpansion = isValue && first !== undefined;
  const metrics = derivations.flatMap(({ variable }) => meaning.innerProductOf(variable) ?? []);
  const inMetrics = metrics.flatMap(({ value, left, right }) => variablesIn(value, meaning).filter(({ name }) => name !== left.name && name !== right.name));
  const variables = [...new Set([...variablesIn(query.of, meaning), ...derivations.map(({ variable }) => variable), ...inMetrics])];
  const others = along === undefined || isValue ? [] : variablesIn(along, meaning).filter((each) => !variables.includes(each));
  const differentials = derivations.flatMap(({ variable, derivation }) => changesIn(derivation, variable, !isQuantity(word)));
  const name = nameOf(query);
  const own = query.ofName ?? '';
  const several = query.wrt.length > 1 && !isJoint ? derivations.map(({ variable }) => variable.name) : [];
  const functionName = wishes.name ?? ((isValue && !isExpansion) || kind === 'differentiable' ? (own === '' ? 'value' : own) : [prefix, ...(own === '' ? [] : [own]), ...several].join('_'));
  return {
    target, kind,
    function: isExpansion ? first.derivation.expression : of,
    results: isValue ? [] : derivations.map(({ variable, derivation }) => ({ wrt: variable.name, expression: derivation.expression })),
    variables, directions: [...others, ...differentials],
    assertShapes: wishes.assertShapes === true, selfTest: wishes.selfTest === true, along: vector ?? changeOf(differentials),
    // What the emitted function is called no value in it is.
    names: new Map([...defined].filter(([, each]) => each !== functionName)),
    functionName,
    texts: {
      of: isExpansion ? `${word === 'derivative' ? `the derivative of order ${first.derivation.order}` : 'the expansion'} of ${name} ${word === 'derivative' ? 'by' : 'around'} ${first.variable.name}` : name,
      formulas: definitionsIn(query.of, meaning).map(({ name: defined, value }) => `${defined} = ${printTree(value)}`),
      results: derivations.map(({ variable, derivation }) => `${derivation.kind}${kind === 'differentiable' && along !== undefined ? ` along ${printTree(along)}` : ''}${derivations.length > 1 ? ` wrt ${variable.name}` : ''} = ${printTree(derivation.tree)}`),
      conditions: [...new Set(derivations.flatMap(({ derivation }) => derivation.conditions.map(({ phrase }) => phraseText(phrase))))],
    },
  };
}

/** The change that a differential is of. */
const changeOf = ([change]: readonly CodeVariable[]): Expr | undefined => (change === undefined ? undefined : symbol(change.name, change.shape, change.properties));

const nameOf = ({ ofName, of }: ResolvedQuery): string => ofName ?? printTree(of);

/** `dX` with what a change in X is known to be. A differential takes it whether or not it depends on it. */
function changesIn({ expression, tangents }: Derivation, { shape }: Variable, isAlways: boolean): readonly CodeVariable[] {
  const nodes = postorderOf(expression);
  return tangents.flatMap((name): readonly CodeVariable[] => {
    const symbol = nodes.find((node) => node.op === 'symbol' && node.name === name);
    if (symbol?.op === 'symbol') return [{ name, shape, properties: symbol.properties }];
    return isAlways ? [{ name, shape, properties: new Set() }] : [];
  });
}
