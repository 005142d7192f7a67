/**
 * Implicit functions: the solution x of h(p, x) = 0 moves with p by dx = -(∂h/∂x)⁻¹ ∂h/∂p[dp]. Backwards it takes one solve with the adjoint,
 * whatever the number of parameters. Source: Bright, Edelman, Johnson, section 6.3.
 */
import type { Equation, Expr, Parameter } from '../algebra/expression';
import { hole, integer, solution, zero } from '../algebra/construct/leaf';
import { negate, sum } from '../algebra/construct/sum';
import { invR, mulR, negR } from '../algebra/rational';
import { express, symbolOf, type Unexpressible } from '../semantics/express';
import type { Implicit, Meaning, Variable } from '../semantics/meaning';
import type { Phrase } from '../syntax/phrase';
import { adjoint } from './adjoint';
import { isBlocked, pushforward } from './differentialOf';
import { solveLinear, type Solved } from './linearSolve';
import { atSolution, isSolution, type Solution } from './solution';
import { pullback } from './sweep';

/** What the equations of a file make of their unknowns. */
export interface Solutions {
  /** For each of these variables the symbol that moves. */
  readonly instead: ReadonlyMap<Variable, Expr>;
  /** The plain symbol in its place, which is shown. */
  readonly shown: ReadonlyMap<Expr, Expr>;
  /** What the equations say of expressions at the solution: `A*x - b` is zero, `tanh(W*z + x)` is z. */
  readonly identities: ReadonlyMap<Expr, Expr>;
}

/** `variables`: each after those that its equation needs. `free`: the variable whose structure is forgotten. */
export function solutionsOf(variables: readonly Variable[], meaning: Meaning, free: Variable | undefined): Solutions | Unexpressible {
  const instead = new Map<Variable, Expr>();
  const shown = new Map<Expr, Expr>();
  const identities = new Map<Expr, Expr>();
  for (const variable of variables) {
    const implicit = meaning.implicitOf(variable);
    if (implicit === undefined || implicit === 'mistaken') continue;
    const made = equationOf(implicit, meaning, free, instead);
    if ('message' in made) return made;
    const symbol = solution(variable.name, variable.shape, variable.properties, made);
    instead.set(variable, symbol);
    shown.set(symbol, made.unknown);
    if (isSolution(symbol)) for (const [from, to] of identitiesOf(symbol)) identities.set(from, to);
  }
  return { instead, shown, identities };
}

/** What follows from an equation at its solution: it is zero, and of two terms the longer is the shorter with the other sign. */
export function identitiesOf(of: Solution): ReadonlyMap<Expr, Expr> {
  const value = atSolution(of.solves.value, of);
  const found = new Map([[value, zero(value.shape)]]);
  if (value.op !== 'sum' || value.terms.length !== 2) return found;
  const [long, short] = [...value.terms].sort((a, b) => b.expr.weight - a.expr.weight);
  if (long === undefined || short === undefined || long.expr.weight === short.expr.weight) return found;
  return found.set(long.expr, sum([{ coefficient: negR(mulR(short.coefficient, invR(long.coefficient))), expr: short.expr }], value.shape));
}

function equationOf({ unknown, equation, isGradient, others, node }: Implicit, meaning: Meaning, free: Variable | undefined, solved: ReadonlyMap<Variable, Expr>): Equation | Unexpressible {
  const expressed = express(equation, meaning, free === undefined ? {} : { free });
  if ('message' in expressed) return expressed;
  const x = symbolOf(unknown, undefined);
  const value = isGradient ? pullback(expressed.expr, x, integer(1)) : expressed.expr;
  if (isBlocked(value)) return { message: `the gradient by ${unknown.name} has no closed form in the language yet`, at: expressed.origin.get(value.blocked) ?? node.unknown };
  const parameters = others.map((variable): Parameter => {
    const symbol = symbolOf(variable, free);
    return { symbol, operand: solved.get(variable) ?? symbol, forward: once(() => forward(value, x, symbol)), backward: once(() => backward(value, x, symbol)) };
  });
  return { unknown: x, value, parameters };
}

function once<T extends object>(make: () => T | undefined): () => T | undefined {
  let made: { readonly value: T | undefined } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** dx = -(∂h/∂x)⁻¹ ∂h/∂p[dp]. */
function forward(value: Expr, unknown: Expr, parameter: Expr): Expr | undefined {
  const moved = pushforward(value, parameter, hole(parameter.shape));
  const solved = isBlocked(moved) ? undefined : inverseDerivative(value, unknown, moved);
  return solved === undefined ? undefined : negate(solved.solution);
}

/** dp = -(∂h/∂p)*[λ], where (∂h/∂x)*[λ] is the cotangent. */
function backward(value: Expr, unknown: Expr, parameter: Expr): Expr | undefined {
  const inverse = inverseDerivative(value, unknown, hole(value.shape));
  const multiplier = inverse === undefined ? undefined : adjoint(inverse.solution, hole(unknown.shape), value.shape);
  const pulled = multiplier === undefined ? undefined : pullback(value, parameter, negate(multiplier));
  return pulled === undefined || isBlocked(pulled) ? undefined : pulled;
}

/** (∂h/∂x)⁻¹ of a right side of the shape of h, and what has to be invertible; undefined where it has no closed form. */
export function inverseDerivative(value: Expr, unknown: Expr, right: Expr): Solved | undefined {
  const map = pushforward(value, unknown, hole(unknown.shape));
  return isBlocked(map) ? undefined : solveLinear(map, right, unknown.shape);
}

/** `A*x == b`, as the reader wrote it. */
export const equationPhrase = ({ node: { left, right } }: Implicit): Phrase => [left, ' == ', right];
