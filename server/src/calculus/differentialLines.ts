/** A differential line by line: expanded rule by rule from the outside in, until only the differential of the variable is left. */
import { integer, symbol } from '../algebra/construct/leaf';
import { scale } from '../algebra/construct/product';
import { add, termsOf } from '../algebra/construct/sum';
import { postorderOf, type Expr } from '../algebra/expression';
import { substitute } from '../algebra/rewrite';
import type { Written } from '../presentation/notation/readings';
import { squaredNormOf } from '../presentation/notation/terms';
import { write } from '../presentation/notation/write';
import { isColumn, SCALAR } from '../shapes/shape';
import { binary, call, number } from '../syntax/build';
import type { Tree } from '../syntax/tree';
import { frobenius } from './adjoint';
import { dependencyOrder } from './dependencyOrder';
import { arithmeticRules, dependences, type Dependence } from './differentialOf';

/** A derivation stops being shown after this many lines. */
const MAX_LINES = 24;

const LINEARITY = 'linearity: constants have no differential';
const TRANSPOSES = `${arithmeticRules.transpose}: d(Xᵀ) = (dX)ᵀ`;
const OWN_TRANSPOSE = 'a scalar is its own transpose';
const SQUARED_NORM = 'squared norm: d‖u‖² = 2⟨u, du⟩';

export interface DifferentialLine { readonly rule: string; readonly tree: Tree }

/**
 * From d(f) down to an expression in `tangent`, the differential of the variable. It ends early where a rule has no closed form. What is declared of
 * a free variable is not used here: d(X') is not d(X), even at a symmetric X.
 */
export function differentialLines(of: Expr, variable: Expr, tangent: Expr): readonly DifferentialLine[] {
  const depends = dependentsOf(of, variable);
  if (!depends.has(of)) return [];
  /** The stand-ins for d(u), and the u they stand for. */
  const pending = new Map<Expr, Expr>();
  const standIns = new Map<Expr, Expr>();
  const differentialOf = (u: Expr): Expr => {
    if (u === variable) return tangent;
    const known = standIns.get(u);
    if (known !== undefined) return known;
    const standIn = symbol(`d(${u.id})`, u.shape, new Set());
    standIns.set(u, standIn);
    pending.set(standIn, u);
    return standIn;
  };
  const shown: DifferentialLine[] = [];
  let line = differentialOf(of);
  while (shown.length < MAX_LINES) {
    const outermost = standingIn(line, pending).map(({ u }) => u).sort((a, b) => b.depth - a.depth)[0];
    if (outermost === undefined) break;
    const rule = ruleOf(outermost, depends);
    const before = line, met = new Set<Expr>();
    // One line for one rule: plain linearity goes on until something else is met.
    for (let again = true; again;) {
      const replacements = new Map<Expr, Expr>();
      for (const { standIn, u } of standingIn(line, pending)) {
        if (ruleOf(u, depends) !== rule) continue;
        const expanded = expandOnce(u, depends, differentialOf);
        if (expanded === undefined) return shown;
        replacements.set(standIn, expanded);
        met.add(u);
      }
      line = replacements.size === 0 ? line : substitute(line, replacements);
      again = rule === LINEARITY && replacements.size > 0;
    }
    const written: Written = new Map();
    for (const [standIn, u] of pending) written.set(standIn, call('d', asNamed(u)));
    shown.push({ rule: named(rule, met, before, line), tree: write(line, written) });
  }
  return shown;
}

/** A squared norm is written as one, since its rule speaks of that, also where `w'*w` is shorter. */
function asNamed(u: Expr): Tree {
  const of = squaredNormOf(u);
  return of === undefined ? write(u) : binary('^', call(isColumn(of.shape) ? 'norm2' : 'normF', write(of)), number(2));
}

/** The rule of a line, where linearity has done no more than to turn differentials round: as that, and what made two terms into one. */
function named(rule: string, met: ReadonlySet<Expr>, before: Expr, after: Expr): string {
  if (rule !== LINEARITY || ![...met].every(({ op }) => op === 'transpose')) return rule;
  if (after.shape !== SCALAR || termsOf(after).length >= termsOf(before).length) return TRANSPOSES;
  const symmetric = postorderOf(after).flatMap((node) => (node.op === 'symbol' && node.properties.has('symmetric') ? [node.name] : []));
  return [TRANSPOSES, OWN_TRANSPOSE, ...(symmetric.length === 0 ? [] : [`${symmetric.join(', ')} symmetric`])].join('; ');
}

/** The differentials that a line still contains. */
const standingIn = (line: Expr, pending: ReadonlyMap<Expr, Expr>): readonly { readonly standIn: Expr; readonly u: Expr }[] =>
  postorderOf(line).flatMap((standIn) => { const u = pending.get(standIn); return u === undefined ? [] : [{ standIn, u }]; });

function dependentsOf(root: Expr, variable: Expr): ReadonlySet<Expr> {
  const depends = new Set<Expr>([variable]);
  for (const node of dependencyOrder(root)) if (dependences(node).some(({ operand }) => depends.has(operand))) depends.add(node);
  return depends;
}

const active = (u: Expr, depends: ReadonlySet<Expr>): readonly Dependence[] => dependences(u).filter(({ operand }) => depends.has(operand));

/** Arithmetic in which only one operand moves is plain linearity. */
function ruleOf(u: Expr, depends: ReadonlySet<Expr>): string {
  if (squaredNormOf(u) !== undefined) return SQUARED_NORM;
  const moving = active(u, depends);
  const [first] = moving;
  if (u.op === 'sum' || u.op === 'transpose' || (moving.length === 1 && (u.op === 'product' || u.op === 'hadamard' || u.op === 'scale' || u.op === 'trace'))) return LINEARITY;
  if (u.op === 'trace' && moving.length > 1) return 'product rule under the trace';
  return first?.rule ?? LINEARITY;
}

function expandOnce(u: Expr, depends: ReadonlySet<Expr>, differentialOf: (u: Expr) => Expr): Expr | undefined {
  const norm = squaredNormOf(u);
  if (norm !== undefined) return scale(integer(2), frobenius(norm, differentialOf(norm)));
  const parts: Expr[] = [];
  for (const { operand, differential } of active(u, depends)) {
    const part = differential(differentialOf(operand));
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const [first, ...more] = parts;
  return first === undefined ? undefined : add(first, ...more);
}

