/** The ways to take something out of a sum: what several of its terms have in common, at either end, as a scalar, as entries, as weights or as a power of a sum. */
import { apply } from '../algebra/construct/apply';
import { hadamard, scalarProduct } from '../algebra/construct/hadamard';
import { identity, integer, numeral, ones } from '../algebra/construct/leaf';
import { partsOf } from '../algebra/construct/parts';
import { integerExponent, matrixPower, power } from '../algebra/construct/power';
import { isDiagOperator } from '../algebra/construct/merge';
import { product, scale } from '../algebra/construct/product';
import { add, sum, times } from '../algebra/construct/sum';
import { transpose } from '../algebra/construct/transpose';
import { expand, READABLE_TERMS } from '../algebra/expand';
import type { Expr, Term } from '../algebra/expression';
import { equalR, invR, mulR, negR, rational, RATIONAL_ONE, RATIONAL_ZERO, type Rational } from '../algebra/rational';
import { ONE } from '../shapes/dimension';
import { isColumn, SCALAR } from '../shapes/shape';
import { priceOf, type Search } from './search';

/** What each key leaves of a term: `rests` over the terms that have it, and how the key and the sum of rests make the group again. */
interface Kind {
  readonly keys: (body: Expr, scalars: readonly Expr[]) => readonly Expr[];
  readonly rest: (expr: Expr, key: Expr) => Expr;
  readonly wrap: (key: Expr, inner: Expr) => Expr;
  /** Taken only where the formula gets shorter, not where it stays as long. */
  readonly onlyIfShorter?: boolean;
}

function atLeft(key: Expr, inner: Expr): Expr { return product([key, inner]); }
function atRight(key: Expr, inner: Expr): Expr { return product([inner, key]); }

function betweenInverses(key: Expr, inner: Expr): Expr { return product([key, inner, key]); }

const kinds: readonly Kind[] = [
  { keys: inverseKeys,  rest: withoutInverses,                                               wrap: betweenInverses },
  { keys: leftKeys,     rest: withoutLeft,                                                   wrap: atLeft },
  { keys: rightKeys,    rest: withoutRight,                                                  wrap: atRight },
  { keys: bodyKeys,     rest: (expr) => scalarOf(expr),                                      wrap: (key, inner) => scale(inner, key) },
  { keys: formKeys,     rest: withoutEnd,                                                    wrap: (key, inner) => product([key, inner]) },
  { keys: scalarKeys,   rest: withoutScalar,                                                 wrap: (key, inner) => scale(key, inner) },
  { keys: kronKeys(0),  rest: withoutKron(0),                                                wrap: (key, inner) => apply('kron', [key, inner]) },
  { keys: kronKeys(1),  rest: withoutKron(1),                                                wrap: (key, inner) => apply('kron', [inner, key]) },
  { keys: columnKeys,   rest: withoutColumn,                                                 wrap: (key, inner) => product([inner, key]), onlyIfShorter: true },
  { keys: hadamardKeys, rest: (expr, key) => hadamard([expr, power(key, integer(-1))]),      wrap: (key, inner) => hadamard([key, inner]) },
];

const IN_PRODUCTS: ReadonlySet<Kind['wrap']> = new Set([betweenInverses, atLeft, atRight]);

export interface Factoring {
  readonly make: () => { readonly inner: Expr; readonly wrap: (inner: Expr) => Expr };
  readonly takesAll: boolean;
  /** The factor stands in a matrix product. */
  readonly isMatrix: boolean;
  /** About how many symbols less there are to read: the common factor is written once, in front of brackets. */
  readonly saving: number;
}

/** What brackets and a call of diag cost. */
const BRACKETS = 2;
const DIAG = 3;

/** Every way to take one common factor out of at least two terms. */
export function* factorings(terms: readonly Term[], shape: Expr['shape'], search: Search): Generator<Factoring> {
  yield* ofDiagonals(terms, shape);
  yield* ofPowers(terms, shape, search);
  yield* ofCongruences(terms, shape, search);
  const parts = terms.map(({ expr }) => partsOf(expr)), mirrors = mirrorsOf(terms, shape);
  for (const kind of kinds) {
    const groups = new Map<Expr, number[]>();
    for (const [i, { scalars, body }] of parts.entries()) {
      const whole = body ?? terms[i]?.expr;
      if (whole === undefined) continue;
      for (const key of new Set(kind.keys(whole, scalars))) {
        const members = groups.get(key);
        if (members === undefined) groups.set(key, [i]); else members.push(i);
      }
    }
    for (const [key, members] of groups) {
      if (members.length < 2 || key.op === 'identity' || key.op === 'number') continue;
      // a*b' + b*a' is seen to be symmetric: what is taken out of one of the two is taken out of the other.
      const mirrored = mirrors === undefined || !IN_PRODUCTS.has(kind.wrap) ? [] : members.map((i) => mirrors[i] ?? i).filter((i) => !members.includes(i));
      if (mirrored.length > 0 && mirrored.length < members.length) continue;
      const make = (): ReturnType<Factoring['make']> => {
        const rests: Term[] = [];
        for (const i of members) { const term = terms[i]; if (term !== undefined) rests.push({ coefficient: term.coefficient, expr: kind.rest(term.expr, key) }); }
        const position = members[0] ?? 0;
        const others = (accept: (i: number) => boolean): readonly Term[] => terms.filter((_, i) => !members.includes(i) && !mirrored.includes(i) && accept(i));
        const both = (whole: Expr): readonly Term[] => [whole, ...(mirrored.length === 0 ? [] : [transpose(whole)])].map((expr) => ({ coefficient: RATIONAL_ONE, expr }));
        return {
          inner: sum(rests, rests[0]?.expr.shape ?? SCALAR),
          wrap: (inner) => sum([...others((i) => i < position), ...both(kind.wrap(key, inner)), ...others((i) => i > position)], shape),
        };
      };
      const takesAll = members.length === terms.length && kind.onlyIfShorter !== true;
      yield { make, takesAll, isMatrix: IN_PRODUCTS.has(kind.wrap), saving: (members.length - 1) * (priceOf(key, search) + 1) - (members.length === terms.length ? 0 : BRACKETS) };
    }
  }
}

/** Of a symmetric sum, where the mirror image of each term stands; undefined for any other sum. */
function mirrorsOf(terms: readonly Term[], { rows, cols }: Expr['shape']): readonly number[] | undefined {
  if (rows !== cols || rows === ONE || terms.some(({ expr }) => expr.weight > MIRROR_WEIGHT)) return undefined;
  const mirrors = terms.map(({ coefficient, expr }) => { const mirrored = transpose(expr); return terms.findIndex((other) => other.expr === mirrored && equalR(other.coefficient, coefficient)); });
  return mirrors.includes(-1) || mirrors.every((mirror, i) => mirror === i) ? undefined : mirrors;
}

/** Longer terms are not compared with each other's transposes. */
const MIRROR_WEIGHT = 100;

/** Z + L*Z + Z*L' + L*Z*L' is (I + L)*Z*(I + L)'. */
function* ofCongruences(terms: readonly Term[], shape: Expr['shape'], search: Search): Generator<Factoring> {
  if (terms.length < 4 || shape.rows !== shape.cols || shape.rows === ONE || terms.some(({ expr }) => expr.weight > MIRROR_WEIGHT)) return;
  for (const middle of terms) {
    const z = partsOf(middle.expr).body;
    if (z === undefined || z.op === 'identity' || partsOf(middle.expr).scalars.length > 0) continue;
    for (const left of terms) {
      if (left === middle) continue;
      const l = beforeIn(left.expr, z), ratio = mulR(left.coefficient, invR(middle.coefficient));
      const right = l === undefined ? undefined : terms.find(({ coefficient, expr }) => equalR(coefficient, left.coefficient) && expr === product([z, transpose(l)]));
      const outer = l === undefined ? undefined : terms.find(({ coefficient, expr }) => equalR(coefficient, mulR(left.coefficient, ratio)) && expr === product([l, z, transpose(l)]));
      if (l === undefined || right === undefined || outer === undefined) continue;
      const others = terms.filter((term) => term !== middle && term !== left && term !== right && term !== outer);
      yield {
        make: () => ({ inner: add(identity(shape.rows), times(ratio, l)), wrap: (side) => sum([...others, { coefficient: middle.coefficient, expr: product([side, z, transpose(side)]) }], shape) }),
        takesAll: others.length === 0, isMatrix: true, saving: 2 * priceOf(l, search) + 2 * priceOf(z, search),
      };
    }
  }
}

/** `L` of `L*Z`. */
function beforeIn(e: Expr, z: Expr): Expr | undefined {
  if (e.op !== 'product') return undefined;
  const tail = z.op === 'product' ? z.factors : [z], head = e.factors.slice(0, -tail.length);
  return head.length > 0 && tail.every((factor, i) => e.factors[head.length + i] === factor) ? product(head) : undefined;
}

/** diag(u) + diag(v) is diag(u + v). */
function* ofDiagonals(terms: readonly Term[], shape: Expr['shape']): Generator<Factoring> {
  const vectors = terms.map(({ coefficient, expr }) => {
    const { scalars, body } = partsOf(expr);
    const vector = body === undefined ? undefined : body.op === 'identity' ? ones(body.shape.rows) : isDiagOperator(body) ? body.args[0] : undefined;
    return vector === undefined ? undefined : { coefficient, expr: scale(scalarProduct(scalars), vector) };
  });
  const members = vectors.filter((vector) => vector !== undefined);
  const [first] = members;
  if (first === undefined || members.length < 2) return;
  const others = terms.filter((_, i) => vectors[i] === undefined);
  yield {
    make: () => ({ inner: sum(members, first.expr.shape), wrap: (inner) => sum([...others, { coefficient: RATIONAL_ONE, expr: apply('diag', [inner]) }], shape) }),
    takesAll: others.length === 0, isMatrix: false, saving: (members.length - 1) * DIAG,
  };
}

/** The lowest power that terms have of one sum: 1/(1 + t) - t/(1 + t)^2 is (1 + t - t)/(1 + t)^2, of which the sum above is multiplied out. */
function* ofPowers(terms: readonly Term[], shape: Expr['shape'], search: Search): Generator<Factoring> {
  const exponents = terms.map(({ expr }) => new Map(factorsOf(expr).flatMap((factor) => (factor.op === 'power' && factor.base.op === 'sum' && factor.exponent.op === 'number' ? [[factor.base, factor.exponent.value] as const] : []))));
  for (const base of new Set(exponents.flatMap((of) => [...of.keys()]))) {
    const lowest = exponents.map((of) => of.get(base) ?? RATIONAL_ZERO).reduce((a, b) => (b.n * a.d < a.n * b.d ? b : a));
    if (lowest.n >= 0 || exponents.every((of) => { const own = of.get(base); return own?.n === lowest.n && own.d === lowest.d; })) continue;
    const times = (expr: Expr, exponent: Rational): Expr => (base.shape === SCALAR ? scale(power(base, numeral(exponent)), expr) : hadamard([expr, power(base, numeral(exponent))]));
    const above = expand(sum(terms.map(({ coefficient, expr }) => ({ coefficient, expr: times(expr, negR(lowest)) })), shape), READABLE_TERMS);
    // Multiplied out, terms cancel or there are more than before.
    if (above === undefined || (above.op === 'sum' && above.terms.length > terms.length)) continue;
    yield { make: () => ({ inner: above, wrap: (inner) => times(inner, lowest) }), takesAll: true, isMatrix: false, saving: priceOf(base, search) };
  }
}
const factorsOf = (expr: Expr): readonly Expr[] => { const { scalars, body } = partsOf(expr); return [...scalars, ...(body === undefined ? [] : body.op === 'hadamard' ? body.factors : [body])]; };

/** The factor a product starts with; of a higher power also the power ±1. */
function leftKeys(body: Expr): readonly Expr[] {
  if (body.shape === SCALAR) return [];
  const first = body.op === 'product' ? body.factors[0] : body;
  return first === undefined ? [] : powersOf(first);
}
function rightKeys(body: Expr): readonly Expr[] {
  if (body.shape === SCALAR) return [];
  const last = body.op === 'product' ? body.factors.at(-1) : body;
  return last === undefined ? [] : powersOf(last);
}
function powersOf(factor: Expr): readonly Expr[] {
  if (factor.op !== 'matrixPower') return [factor];
  const k = integerExponent(factor);
  if (k === undefined || Math.abs(k) < 2) return [factor];
  return [factor, matrixPower(factor.base, integer(Math.sign(k)))];
}

function withoutLeft(expr: Expr, key: Expr): Expr {
  return replaceBody(expr, (body) => {
    if (body === key) return identity(key.shape.cols);
    if (body.op === 'matrixPower') return product([matrixPower(key, integer(-1)), body]);
    if (body.op !== 'product') return body;
    const [first, ...more] = body.factors;
    return first === key ? product(more) : product([matrixPower(key, integer(-1)), ...body.factors]);
  });
}
function withoutRight(expr: Expr, key: Expr): Expr {
  return replaceBody(expr, (body) => {
    if (body === key) return identity(key.shape.rows);
    if (body.op === 'matrixPower') return product([body, matrixPower(key, integer(-1))]);
    if (body.op !== 'product') return body;
    const last = body.factors.at(-1);
    return last === key ? product(body.factors.slice(0, -1)) : product([...body.factors, matrixPower(key, integer(-1))]);
  });
}
function replaceBody(expr: Expr, by: (body: Expr) => Expr): Expr {
  return expr.op === 'scale' ? scale(expr.scalar, by(expr.body)) : by(expr);
}

/** The inverse at both ends of a product, or by itself: X⁻¹ - X⁻¹*M*X⁻¹ is X⁻¹*(X - M)*X⁻¹. */
function inverseKeys(body: Expr): readonly Expr[] {
  const ends = body.op === 'product' && body.factors.length > 2 && body.factors[0] === body.factors.at(-1) ? body.factors[0] : body;
  return ends?.op === 'matrixPower' && integerExponent(ends) === -1 ? [ends] : [];
}
function withoutInverses(expr: Expr, key: Expr): Expr {
  return replaceBody(expr, (body) => (body.op === 'product' ? product(body.factors.slice(1, -1)) : matrixPower(key, integer(-1))));
}

/** The rows at either end of a scalar `u'*A*v`, which can be read from both. */
function formKeys(form: Expr): readonly Expr[] {
  if (form.op !== 'product' || form.shape !== SCALAR) return [];
  const [first] = form.factors;
  const last = form.factors.at(-1);
  return first === undefined || last === undefined ? [] : [first, transpose(last)];
}
function withoutEnd(expr: Expr, key: Expr): Expr {
  if (expr.op !== 'product') return expr;
  const forwards = expr.factors[0] === key ? expr.factors : expr.factors.toReversed().map(transpose);
  return product(forwards.slice(1));
}

/** One side of a Kronecker product. */
function kronKeys(side: 0 | 1): Kind['keys'] {
  return (body) => { const arg = body.op === 'apply' && body.name === 'kron' ? body.args[side] : undefined; return arg === undefined ? [] : [arg]; };
}
function withoutKron(side: 0 | 1): Kind['rest'] {
  return (expr) => replaceBody(expr, (body) => (body.op === 'apply' ? body.args[1 - side] : undefined) ?? body);
}

/** The column that a matrix or weights are applied to: u in `A*u` and in `v.*u`, which is diag(v)*u. */
function columnKeys(body: Expr): readonly Expr[] {
  if (!isColumn(body.shape) || body.shape === SCALAR) return [];
  if (body.op === 'hadamard') return body.factors;
  const last = body.op === 'product' ? body.factors.at(-1) : body;
  return last === undefined || !isColumn(last.shape) ? [] : [last];
}
function withoutColumn(expr: Expr, key: Expr): Expr {
  return replaceBody(expr, (body) => {
    if (body === key) return identity(key.shape.rows);
    if (body.op === 'product') return product(body.factors.slice(0, -1));
    return body.op === 'hadamard' ? apply('diag', [hadamard(body.factors.filter((factor) => factor !== key))]) : body;
  });
}

/** The whole array, for terms that differ by scalars only. */
function bodyKeys(body: Expr): readonly Expr[] { return body.shape === SCALAR ? [] : [body]; }
const scalarOf = (expr: Expr): Expr => (expr.op === 'scale' ? expr.scalar : integer(1));

/** Scalar factors; of a higher power also the plain one: 1/u of 1/u^2, 1/sqrt(u) of 1/sqrt(u)^3. */
function scalarKeys(_: Expr, scalars: readonly Expr[]): readonly Expr[] {
  return scalars.flatMap((scalar) => {
    if (scalar.op !== 'power' || scalar.exponent.op !== 'number') return [scalar];
    const { n, d } = scalar.exponent.value;
    return Math.abs(n) > 1 && d <= 2 ? [scalar, power(scalar.base, numeral(rational(Math.sign(n), d)))] : [scalar];
  });
}

function withoutScalar(expr: Expr, key: Expr): Expr {
  const { coefficient, scalars, body } = partsOf(expr);
  if (!scalars.includes(key)) return scale(power(key, integer(-1)), expr);
  const rest = scalarProduct([numeral(coefficient), ...scalars.filter((scalar) => scalar !== key)]);
  return body === undefined ? rest : scale(rest, body);
}

function hadamardKeys(body: Expr): readonly Expr[] {
  if (body.shape === SCALAR) return [];
  const factors = body.op === 'hadamard' ? body.factors : [body];
  return factors.flatMap((factor) => (factor.op === 'power' && factor.exponent.op === 'number' && factor.exponent.value.n > 1 ? [factor, factor.base] : factor.op === 'product' || factor.op === 'ones' ? [] : [factor]));
}

