/** From an answer to a request for code: everything the service asks of code generation, in one place so that it loads as one piece. */
import { inArena } from '../algebra/arena';
import { postorderOf, type Expr } from '../algebra/expression';
import type { Derivation } from '../calculus/result';
import { generate } from '../codegen/generate';
import type { CodeKind, CodeRequest, CodeVariable, TargetName } from '../codegen/request';
import type { Meaning, ResolvedQuery, Variable } from '../semantics/meaning';
import { printTree } from '../syntax/print';
import type { QueryWord } from '../syntax/tree';
import type { CodeOutcome } from './analysis';
import { definitionsIn, variablesIn } from './reached';

/** What the code of a query computes, what its function is called, and how its docstring names it. A Taylor expansion is a function in its own right. */
const KINDS: Readonly<Record<QueryWord, { readonly kind: CodeKind; readonly prefix: string }>> = {
  gradient:     { kind: 'gradient',     prefix: 'grad' },
  jacobian:     { kind: 'jacobian',     prefix: 'jac' },
  hessian:      { kind: 'hessian',      prefix: 'hess' },
  differential: { kind: 'differential', prefix: 'diff' },
  taylor:       { kind: 'value',        prefix: 'taylor' },
  jvp:          { kind: 'jvp',          prefix: 'jvp' },
  vjp:          { kind: 'vjp',          prefix: 'vjp' },
  hvp:          { kind: 'hvp',          prefix: 'hvp' },
};

export interface Commission {
  readonly query: ResolvedQuery;
  readonly variable: Variable;
  readonly derivation: Derivation;
  readonly meaning: Meaning;
  readonly target: TargetName;
  /** What the function is to be called; made from the query where nothing is wished. */
  readonly name: string | undefined;
}

export function codeFor(commission: Commission): CodeOutcome {
  const request = requestFor(commission);
  const given = new Set([...request.variables, ...(request.directions ?? [])].map(({ name }) => name));
  const unknown = postorderOf(commission.derivation.expression).find((node) => node.op === 'symbol' && node.role === 'variable' && !given.has(node.name));
  if (unknown?.op === 'symbol') return { ok: false, reason: `${unknown.name} in the result is not a variable of the file` };
  const outcome = inArena(commission.derivation.arena, () => generate(request));
  if (!outcome.ok) return { ok: false, reason: outcome.message };
  return { ok: true, code: outcome.code };
}

function requestFor({ query, variable, derivation, meaning, target, name }: Commission): CodeRequest {
  const { word, along } = query.node;
  const { kind, prefix } = KINDS[word];
  const { expression } = derivation;
  const metric = meaning.innerProductOf(variable);
  const own = [...variablesIn(query.of, meaning), variable, ...(metric === undefined ? [] : variablesIn(metric.value, meaning).filter(({ name: letter }) => letter !== metric.left.name && letter !== metric.right.name))];
  const variables = [...new Set(own)];
  const others = along === undefined ? [] : variablesIn(along, meaning).filter((each) => !variables.includes(each));
  const directions = [...others, ...differentialsIn(expression, variable, word === 'differential' || word === 'taylor')];
  const several = query.wrt.length > 1 ? [variable.name] : [];
  return {
    target, kind,
    function: kind === 'value' ? expression : derivation.functionExpression,
    results: kind === 'value' ? [] : [{ wrt: variable.name, expression }],
    variables, directions,
    functionName: name ?? [prefix, ...(query.ofName === undefined ? [] : [query.ofName]), ...several].join('_'),
    texts: {
      of: word === 'taylor' ? `the expansion of ${nameOf(query)} around ${variable.name}` : nameOf(query),
      formulas: [...definitionsIn(query.of, meaning).map(({ name: defined, value }) => `${defined} = ${printTree(value)}`), `${word} = ${printTree(derivation.tree)}`],
      conditions: derivation.conditions.map(({ text }) => text),
    },
  };
}

const nameOf = ({ ofName, of }: ResolvedQuery): string => ofName ?? printTree(of);

/** `dX` with what a change in X is known to be. A differential takes it whether or not it depends on it. */
function differentialsIn(expression: Expr, { name, shape }: Variable, isAlways: boolean): readonly CodeVariable[] {
  const symbol = postorderOf(expression).find((node) => node.op === 'symbol' && node.name === `d${name}`);
  if (symbol?.op === 'symbol') return [{ name: symbol.name, shape, properties: symbol.properties }];
  return isAlways ? [{ name: `d${name}`, shape, properties: new Set() }] : [];
}
