/**
 * The derivation line by line: the differential expanded rule by rule from the outside in, then the moves that bring it to the form
 * asked for. Every line is an equation that can be checked on its own.
 */
import { postorderOf, type Expr } from '../algebra/expression';
import { integer, symbol } from '../algebra/construct/leaf';
import { scale } from '../algebra/construct/product';
import { add } from '../algebra/construct/sum';
import { call } from '../syntax/build';
import type { QueryWord, Tree } from '../syntax/tree';
import { cost } from '../presentation/cost';
import { notate } from '../presentation/present';
import type { Written } from '../presentation/notation/readings';
import { squaredNormOf } from '../presentation/notation/terms';
import { write } from '../presentation/notation/write';
import { SCALAR } from '../shapes/shape';
import { printTree } from '../syntax/print';
import type { Question } from './question';
import { frobenius } from './adjoint';
import { dependencyOrder } from './dependencyOrder';
import { dependences, isBlocked, type Dependence } from './differentialOf';
import type { Step } from './result';
import { substitute } from '../algebra/rewrite';
import { pullback } from './sweep';

/** Functions of more tree weight are not expanded line by line: no one follows a hundred lines, and each costs a walk. */
const SHOWN_WEIGHT = 250;
/** A derivation stops being shown after this many lines. */
const MAX_LINES = 24;
/** Lines longer than this many symbols are left out. */
const MAX_LINE_COST = 120;

interface Context {
  readonly restore: (e: Expr) => Expr;
  /** The name of the variable's space when the gradient is projected onto it. */
  readonly space: string | undefined;
  readonly result: Tree;
}

const BRING = 'bring to the form ⟨G, dX⟩';
const LINEARITY = 'linearity: constants have no differential';
const SQUARED_NORM = 'squared norm: d‖u‖² = 2⟨u, du⟩';

export function stepsOf(question: Question, word: QueryWord, context: Context): readonly Step[] {
  if (question.of.weight > SHOWN_WEIGHT) return [{ rule: `${word} by one sweep over the expression`, of: word === 'differential' ? 'differential' : 'result', tree: context.result }];
  const steps: Step[] = [...expansion(question)];
  steps.push(...closing(question, word, context));
  const repeats = (step: Step, i: number): boolean => { const next = steps[i + 1]; return next !== undefined && next.of === step.of && printTree(next.tree) === printTree(step.tree) && next.rule.startsWith(BRING); };
  // A line that already has the form ⟨G, dX⟩ is shown once, under the rule that made it.
  return steps.filter((step, i) => !(i > 0 && repeats(steps[i - 1] ?? step, i - 1)) && (i === steps.length - 1 || cost(step.tree) <= MAX_LINE_COST));
}

/** From d(f) down to an expression in dX. What is declared of a free variable is not used here: d(X') is not d(X), even at a symmetric X. */
function expansion(question: Question): readonly Step[] {
  const { of, variable, tangent } = question;
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
  const steps: Step[] = [];
  let line = differentialOf(of);
  for (let lines = 0; lines < MAX_LINES; lines++) {
    const outermost = standingIn(line, pending).map(({ u }) => u).sort((a, b) => b.depth - a.depth)[0];
    if (outermost === undefined) break;
    const rule = ruleOf(outermost, depends);
    // One line for one rule: plain linearity goes on until something else is met.
    for (let again = true; again;) {
      const replacements = new Map<Expr, Expr>();
      for (const { standIn, u } of standingIn(line, pending)) {
        if (ruleOf(u, depends) !== rule) continue;
        const expanded = expandOnce(u, depends, differentialOf);
        if (expanded === undefined) return steps;
        replacements.set(standIn, expanded);
      }
      line = replacements.size === 0 ? line : substitute(line, replacements);
      again = rule === LINEARITY && replacements.size > 0;
    }
    const written: Written = new Map();
    for (const [standIn, u] of pending) written.set(standIn, call('d', write(u)));
    steps.push({ rule, of: 'differential', tree: write(line, written) });
  }
  return steps;
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

/** From the differential to what was asked. */
function closing(question: Question, word: QueryWord, { restore, space, result }: Context): readonly Step[] {
  const { of, variable, tangent } = question;
  const last = (rule: string): Step => ({ rule, of: 'result', tree: result });
  switch (word) {
    case 'gradient': case 'hessian': case 'hvp': {
      if (of.shape !== SCALAR) return [last('simplify')];
      const gradient = pullback(of, variable, integer(1));
      if (isBlocked(gradient)) return [last('simplify')];
      const readOff = notate(restore(gradient));
      const steps: Step[] = [];
      if (variable.shape !== SCALAR) steps.push({ rule: `${BRING}: rotate and transpose under the trace`, of: 'differential', tree: write(restore(frobenius(gradient, tangent))) });
      if (word !== 'gradient') return [...steps, last(word === 'hessian' ? 'the Hessian is the Jacobian of the gradient' : 'move the gradient along the direction')];
      if (space !== undefined) return [...steps, last(`project onto ${space}`)];
      if (question.represent(gradient) !== gradient) return [...steps, last('divide by the metric of the inner product')];
      steps.push({ rule: 'read off the gradient G', of: 'result', tree: readOff });
      return printTree(readOff) === printTree(result) ? steps : [...steps, last('collect and factor')];
    }
    case 'jacobian': return [last(variable.shape === SCALAR ? 'divide by the differential of the scalar' : 'read off the Jacobian J: vec(df) = J*vec(dX)')];
    case 'differential': return [{ rule: 'collect and factor', of: 'differential', tree: result }];
    case 'jvp': return [last('put the direction in place of the differential')];
    case 'vjp': return [last('apply the adjoint to the cotangent')];
    case 'derivative': return [last(question.order === 1 ? 'collect and factor' : variable.shape === SCALAR ? `differentiate ${question.order} times` : 'differentiate again along each further change')];
    case 'taylor': return [last('differentiate again, divide by factorials, drop higher orders')];
  }
}
