/** What the rules that a derivation names say, and where they are published. */
import { explainFunction, explainOperator, published } from '../operators/explain';
import type { Source } from '../operators/operator';
import { signatures, type FunctionName } from '../operators/signatures';

interface Rule { readonly statement: string; readonly source: Source }

/** The moves that are no differential of an operator. */
const MOVES: Readonly<Record<string, Rule>> = {
  'squared norm':                                { statement: "d norm2(u)^2 = 2*u'*du",                                     source: { work: 'cookbook', place: '(131)' } },
  'bring to the form ⟨G, dX⟩':                   { statement: "tr(A*B) = tr(B*A) and tr(A) = tr(A')",                       source: { work: 'cookbook', place: '(13), (14), (16)' } },
  'read off the gradient G':                     { statement: 'df = ⟨G, dX⟩ for every dX says that G is the gradient',      source: { work: 'magnus',   place: 'first identification table' } },
  'read off the Jacobian J':                     { statement: 'vec(df) = J*vec(dX) for every dX says that J is the Jacobian', source: { work: 'magnus', place: 'first identification table' } },
  'read off the Hessian H':                      { statement: 'd∇f = H*dx for every dx says that H is the Hessian',          source: { work: 'magnus',   place: 'second-order differentials and Hessian matrices' } },
  'the Hessian is the Jacobian of the gradient': { statement: 'the differential of the gradient is the Hessian times dx',   source: { work: 'magnus',   place: 'second-order differentials and Hessian matrices' } },
  'move the gradient along the direction':       { statement: 'the differential of the gradient along v is the Hessian times v', source: { work: 'magnus', place: 'second-order differentials and Hessian matrices' } },
  'differentiate again':                         { statement: 'the second differential is the differential of the first at the same dx', source: { work: 'magnus', place: 'second-order differentials and Hessian matrices' } },
  'polarise':                                    { statement: 'a symmetric form B is known by B[dx, dx]',                    source: { work: 'mit',      place: 'second derivatives, bilinear maps and Hessian matrices' } },
  'divide by the differential of the scalar':    { statement: "df = f'*dt",                                                 source: { work: 'parr',     place: '2' } },
  'derivative of an exponential':                { statement: 'd a^u = log(a)*a^u*du',                                      source: { work: 'parr',     place: '2' } },
  'chain rule':                                  { statement: 'd g(u) is the derivative of g at u, applied to du',          source: { work: 'parr',     place: '4.5' } },
};

/** Names of steps that are written with other rules. */
const ALIASES: Readonly<Record<string, string>> = {
  'trace is linear': 'linearity', 'transposes go for the ride': 'linearity', 'product rule under the trace': 'product rule', 'power rule for matrices': 'power rule', 'derivative of the inverse': 'inverse',
};

let rules: ReadonlyMap<string, Rule> | undefined;

function table(): ReadonlyMap<string, Rule> {
  const made = new Map<string, Rule>(Object.entries(MOVES));
  const explanations = [...['+', '*', '/', '^', "'"].map((operator) => explainOperator(operator)), ...Object.keys(signatures).map((name) => explainFunction(name as FunctionName))];
  for (const explanation of explanations) if (explanation !== undefined && !made.has(explanation.rule)) made.set(explanation.rule, explanation);
  return made;
}

/** What a rule says, by its name in a derivation; what follows a colon there is an explanation. Undefined for mere rearrangement. */
export function explanationOf(rule: string): { readonly statement: string; readonly title: string; readonly url: string } | undefined {
  const name = rule.split(':')[0] ?? rule;
  rules ??= table();
  const known = rules.get(ALIASES[name] ?? name);
  return known === undefined ? undefined : { statement: known.statement, ...published(known.source) };
}
