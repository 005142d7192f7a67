/**
 * The differential: of a node in one operand, as an expression with a hole, the one place where calculus meets the operators; and of a whole
 * expression, forward over the DAG. (A sum over an index is a node whose differential is that of the whole body.)
 */
import { operandsOf, postorderOf, type Expr, type IndexedSumExpr, type UnknownExpr } from '../algebra/expression';
import { apply } from '../algebra/construct/apply';
import { hadamard } from '../algebra/construct/hadamard';
import { freshIndex, indexedSum, isInteger, underIndex } from '../algebra/construct/indexedSum';
import { integer, integerOf, zero } from '../algebra/construct/leaf';
import { matrixPower, power } from '../algebra/construct/power';
import { product, scale } from '../algebra/construct/product';
import { add, isAllNegative, negate, subtract, sum, times } from '../algebra/construct/sum';
import { trace } from '../algebra/construct/trace';
import { transpose } from '../algebra/construct/transpose';
import { derivativeOf } from '../algebra/construct/unknown';
import { isColumn, SCALAR } from '../shapes/shape';
import { frobenius } from './adjoint';
import { dependencyOrder } from './dependencyOrder';
import { isRuled, outsideOf, ruledDifferential, type Ruled } from './functionRule';
import { isSolution, mapAtSolution, type Solution } from './solution';
import { rules } from '../operators/rules';

/** The names of the rules of arithmetic, as a derivation shows them. */
export const arithmeticRules = {
  sum: 'sum rule', product: 'product rule', hadamard: 'product rule', scale: 'product rule', trace: 'trace is linear', power: 'power rule', matrixPower: 'power rule for matrices',
  inverse: 'derivative of the inverse', transpose: 'transposes go for the ride', exponent: 'derivative of an exponential', unknown: 'chain rule', indexedSum: 'sum rule', implicit: 'implicit function theorem',
} as const;

/** A matrix power written out as a product rule up to this exponent. */
const POWER_TERMS = 64;

/**
 * The operands a node depends on, and how: `differential(h)` is the node's differential when that operand moves by `h`, linear in `h`.
 * An operand that occurs twice is listed twice. `undefined` from `differential`: no closed form is known.
 */
export interface Dependence {
  readonly operand: Expr;
  readonly rule: string;
  readonly differential: (h: Expr) => Expr | undefined;
  /** The adjoint of `differential`, where it is known or cannot be found by walking down the map. */
  readonly pull?: (cotangent: Expr) => Expr | undefined;
}

export function dependences(e: Expr): readonly Dependence[] {
  const replaced = (all: readonly Expr[], index: number, h: Expr): readonly Expr[] => all.map((operand, i) => (i === index ? h : operand));
  switch (e.op) {
    case 'symbol': return isSolution(e) ? solutionDependences(e) : [];
    case 'number': case 'dimension': case 'identity': case 'ones': case 'zero': return [];
    case 'sum': return e.terms.map(({ coefficient, expr }) => ({ operand: expr, rule: arithmeticRules.sum, differential: (h) => times(coefficient, h), pull: (cotangent) => times(coefficient, cotangent) }));
    case 'product': return e.factors.map((operand, i) => ({
      operand, rule: arithmeticRules.product, differential: (h) => product(replaced(e.factors, i, h)),
      ...(e.shape === SCALAR ? {} : { pull: (cotangent: Expr) => product([...e.factors.slice(0, i).map(transpose).toReversed(), cotangent, ...e.factors.slice(i + 1).map(transpose).toReversed()]) }),
    }));
    case 'hadamard': return e.factors.map((operand, i) => ({
      operand, rule: arithmeticRules.hadamard, differential: (h) => hadamard(replaced(e.factors, i, h)),
      pull: (cotangent) => hadamard([cotangent, ...e.factors.filter((_, j) => j !== i)]),
    }));
    case 'scale': return [
      { operand: e.scalar, rule: arithmeticRules.scale, differential: (h) => scale(h, e.body) },
      { operand: e.body, rule: arithmeticRules.scale, differential: (h) => scale(e.scalar, h) },
    ];
    case 'transpose': return [{ operand: e.of, rule: arithmeticRules.transpose, differential: transpose, pull: transpose }];
    case 'trace': {
      const [only] = e.factors;
      // d tr(A^k) = k*tr(A^(k-1)*dA), for any k: the trace lets the factors rotate together.
      if (e.factors.length === 1 && only?.op === 'matrixPower') {
        const { base, exponent } = only;
        return [
          { operand: base, rule: arithmeticRules.matrixPower, differential: (h) => scale(exponent, trace([matrixPower(base, subtract(exponent, integer(1))), h])) },
          ...exponentDependence(exponent, (h) => scale(h, trace([only, apply('logm', [base])]))),
        ];
      }
      return e.factors.map((operand, i) => ({ operand, rule: arithmeticRules.trace, differential: (h) => trace(replaced(e.factors, i, h)) }));
    }
    case 'power': return [
      ...exponentDependence(e.exponent, (h) => (h.shape === SCALAR ? scale(h, hadamard([e, apply('log', [e.base])])) : hadamard([e, apply('log', [e.base]), h]))),
      { operand: e.base, rule: arithmeticRules.power, differential: (h) => powerDifferential(e.base, e.exponent, h) },
    ];
    case 'matrixPower': return [
      { operand: e.base, rule: integerOf(e.exponent) === -1 ? arithmeticRules.inverse : arithmeticRules.matrixPower, differential: (h) => matrixPowerDifferential(e.base, e.exponent, h) },
      ...exponentDependence(e.exponent, (h) => scale(h, product([e, apply('logm', [e.base])]))),
    ];
    case 'unknown': return isRuled(e) ? ruledDependences(e) : e.args.map((operand, slot) => ({ operand, rule: arithmeticRules.unknown, differential: (h) => unknownDifferential(e, slot, h) }));
    case 'indexedSum': return indexedSumDependences(e);
    case 'apply': return e.name === 'unit' ? [] : e.args.map((operand, i) => { const { rule, differential, pull } = rules[e.name]; return { operand, rule, differential: (h) => differential(e.args, i, h, e), ...(pull === undefined ? {} : { pull: (cotangent) => pull(e.args, i, cotangent, e) }) }; });
  }
}

/** By its argument as the rule says; the rule does not say how by anything else that it contains. */
const ruledDependences = (e: Ruled): readonly Dependence[] => [
  ...e.args.map((operand): Dependence => ({ operand, rule: `the rule of ${e.name}`, differential: (h) => ruledDifferential(e, h) })),
  ...outsideOf(e).map((operand): Dependence => ({ operand, rule: `the rule of ${e.name}`, differential: () => undefined })),
];

/** A solution moves with every parameter of its equation. */
const solutionDependences = (e: Solution): readonly Dependence[] => e.solves.parameters.map(({ operand, forward, backward }): Dependence => ({
  operand, rule: arithmeticRules.implicit,
  differential: (h) => mapAtSolution(forward(), h, e),
  pull: (cotangent) => mapAtSolution(backward(), cotangent, e),
}));

const exponentDependence = (exponent: Expr, differential: (h: Expr) => Expr): readonly Dependence[] => (exponent.op === 'number' ? [] : [{ operand: exponent, rule: arithmeticRules.exponent, differential }]);

/** A sum moves with the variables in its body, under its index: what lies between may know the index. With its bounds it jumps. */
function indexedSumDependences(e: IndexedSumExpr): readonly Dependence[] {
  const rule = arithmeticRules.indexedSum;
  const jumps = variablesOf(e.from, e.to).map((operand): Dependence => ({ operand, rule, differential: () => undefined }));
  return [...jumps, ...variablesOf(e.body).map((operand): Dependence => ({
    operand, rule,
    differential: (h) => underIndex(e, [h], (body) => { const moved = pushforward(body, operand, h); return isBlocked(moved) ? undefined : moved; }),
  }))];
}

const variablesOf = (...roots: readonly Expr[]): readonly Expr[] => postorderOf(...roots).filter((node) => node.op === 'symbol' && node.role !== 'index' && node.role !== 'constant');

/**
 * By one argument: d g(x) = ⟨∇g(x), dx⟩ of a scalar g, vec(dg) = Dg(x)*vec(dx) of others, d φ.(x) = ∇φ.(x).*dx entry by entry; vec(d(∇g)) = ∇²g*vec(dx), and
 * vec(d(DF)') = ∇²F*vec(dx). Source of the last: Magnus, Neudecker, chapter 6.
 */
function unknownDifferential(e: UnknownExpr, slot: number, h: Expr): Expr | undefined {
  const derivative = derivativeOf(e, slot);
  if (derivative === undefined) return undefined;
  if (e.entrywise || (h.shape === SCALAR && e.shape === SCALAR)) return hadamard([derivative, h]);
  if (e.order === 'value' && e.result === SCALAR) return frobenius(derivative, h);
  const flat = h.shape === SCALAR ? scale(h, derivative) : product([derivative, apply('vec', [h])]);
  if (isColumn(e.shape)) return flat;
  return e.order === 'jacobian' ? transpose(apply('unvec', [flat], { dimensions: [e.shape.cols, e.shape.rows] })) : apply('unvec', [flat], { dimensions: [e.shape.rows, e.shape.cols] });
}

/** d(u.^k) = k .* u.^(k-1) .* du */
function powerDifferential(base: Expr, exponent: Expr, h: Expr): Expr {
  const lowered = power(base, exponent.shape === SCALAR ? subtract(exponent, integer(1)) : subtract(exponent, sum([{ coefficient: { n: 1, d: 1 }, expr: power(base, integer(0)) }], exponent.shape)));
  return exponent.shape === SCALAR ? scale(exponent, hadamard([lowered, h])) : hadamard([exponent, lowered, h]);
}

/** d(A^k) = Σ A^r*dA*A^(k-1-r); for a negative exponent with inverses and a minus. For a whole number k that is not known, a sum over an index. */
function matrixPowerDifferential(base: Expr, exponent: Expr, h: Expr): Expr | undefined {
  const k = integerOf(exponent);
  if (k === undefined || Math.abs(k) > POWER_TERMS) {
    if (!isInteger(exponent)) return undefined;
    const r = freshIndex([base, exponent, h]);
    if (isAllNegative(exponent)) return negate(indexedSum(r, integer(1), negate(exponent), product([matrixPower(base, negate(r)), h, matrixPower(base, add(exponent, subtract(r, integer(1))))])));
    const last = subtract(exponent, integer(1));
    return indexedSum(r, integer(0), last, product([matrixPower(base, r), h, matrixPower(base, subtract(last, r))]));
  }
  const terms: Expr[] = [];
  if (k > 0) for (let r = 0; r < k; r++) terms.push(product([matrixPower(base, integer(r)), h, matrixPower(base, integer(k - 1 - r))]));
  else for (let r = 1; r <= -k; r++) terms.push(negate(product([matrixPower(base, integer(-r)), h, matrixPower(base, integer(k - 1 + r))])));
  return sum(terms.map((expr) => ({ coefficient: { n: 1, d: 1 }, expr })), h.shape);
}

/** The node whose rule has no closed form. */
export interface Blocked { readonly blocked: Expr; /** Where nothing is in the way but the size. */ readonly limit?: string }
export const isBlocked = (x: object): x is Blocked => 'blocked' in x;

/** What a node may move with: of most its operands, without the maps. */
const movers = (e: Expr): readonly Expr[] => (e.op === 'symbol' || e.op === 'unknown' || e.op === 'indexedSum' ? dependences(e).map(({ operand }) => operand) : operandsOf(e));

/** The nodes of `root` that depend on `variable`, operands first. */
export function dependents(root: Expr, variable: Expr): { readonly order: readonly Expr[]; readonly depends: ReadonlySet<Expr> } {
  const order = dependencyOrder(root);
  const depends = new Set<Expr>();
  for (const node of order) if (node === variable || movers(node).some((operand) => depends.has(operand))) depends.add(node);
  return { order, depends };
}

/** The differential of `root` when `variable` moves by `tangent` (linear in it): the pushforward. */
export function pushforward(root: Expr, variable: Expr, tangent: Expr): Expr | Blocked {
  const { order, depends } = dependents(root, variable);
  const tangents = new Map<Expr, Expr>([[variable, tangent]]);
  for (const node of order) {
    if (node === variable || !depends.has(node)) continue;
    const parts: Expr[] = [];
    for (const { operand, differential } of dependences(node)) {
      const moved = tangents.get(operand);
      if (moved === undefined) continue;
      const part = differential(moved);
      if (part === undefined) return { blocked: node };
      parts.push(part);
    }
    const [first, ...more] = parts;
    if (first !== undefined) tangents.set(node, add(first, ...more));
  }
  return tangents.get(root) ?? zero(root.shape);
}
