/** When a derivative holds: the union of the conditions of the operators that depend on the variable, less what is declared. */
import type { Expr, PowerExpr } from '../algebra/expression';
import { isDefinite, isSymmetric } from '../algebra/definiteness';
import { isNonnegative, isPositive } from '../algebra/facts';
import { freeIndices, isInteger } from '../algebra/construct/indexedSum';
import { integerOf } from '../algebra/construct/leaf';
import { isAllNegative, negate } from '../algebra/construct/sum';
import { simplify } from '../presentation/present';
import { write } from '../presentation/notation/write';
import { elementwiseRules } from '../operators/elementwise';
import { rules } from '../operators/rules';
import { phraseText, type Phrase } from '../syntax/phrase';
import { SCALAR } from '../shapes/shape';
import type { Tree } from '../syntax/tree';
import { arithmeticRules, dependences } from './differentialOf';
import { identitiesOf, inverseDerivative } from './implicit';
import { dependencyOrder } from './dependencyOrder';
import { isSurelyPositive, signConditions, type Sign } from './signConditions';
import { atSolution, isSolution, type Solution } from './solution';
import type { Condition } from './result';
import { substitute } from '../algebra/rewrite';

/** Expressions longer than this are not spelled out in a condition. */
const SPELLED_WEIGHT = 60;

/** The conditions and the notes on kinks of the derivative of `root` by `variable`. */
export function conditionsOf(root: Expr, variable: Expr): { readonly conditions: readonly Condition[]; readonly notes: readonly Phrase[] } {
  const conditions = new Map<string, Condition>();
  const notes = new Map<string, Phrase>();
  const depends = new Set<Expr>([variable]);
  const require = (phrase: Phrase, source: string): void => { const text = phraseText(phrase); if (!conditions.has(text)) conditions.set(text, { phrase, source }); };
  const nonzero = new Set<Expr>();
  const requireSign = (e: Expr, sign: Sign, source: string): void => {
    for (const { of, says, where } of signConditions(e, sign)) {
      // Of u and -u it is said once.
      if (says === '≠ 0') { if (nonzero.has(negate(of))) continue; nonzero.add(of); }
      if (says !== 'invertible' || !isKnownInvertible(of)) require([spell(says === 'invertible' ? untransposed(of) : of), ` ${says}`, ...(where === 'as a whole' ? [] : [` ${where}`])], source);
    }
  };
  const order = dependencyOrder(root);
  // d tr(X^k) = k*tr(X^(k-1)*dX) counts no terms.
  const alone = new Set(order.flatMap((node) => (node.op === 'trace' && node.factors.length === 1 ? node.factors : [])));
  for (const node of order) {
    if (node !== variable && !dependences(node).some(({ operand }) => depends.has(operand))) continue;
    depends.add(node);
    if (isSolution(node)) solutionConditions(node, require);
    else if (node.op === 'matrixPower' && (integerOf(node.exponent) ?? 0) < 0 && !isKnownInvertible(node.base)) require([spell(untransposed(node.base)), ' invertible'], arithmeticRules.inverse);
    else if (node.op === 'matrixPower' && !alone.has(node)) countCondition(node.exponent, require);
    else if (node.op === 'power') powerCondition(node, requireSign);
    else if (node.op === 'apply') {
      const rule = rules[node.name];
      const spelled = (template: string): Phrase => worded(template, OF_ITS_TRANSPOSE_TOO.test(template) ? node.args.map(untransposed) : OF_ITS_NEGATIVE_TOO.test(template) ? node.args.map(unsigned) : node.args);
      const [arg] = node.args;
      for (const condition of rule.conditions) {
        const sign = signs[condition];
        if (sign !== undefined && arg !== undefined) requireSign(arg, sign, rule.rule);
        else if (!isDeclared(condition, node.args)) require([...spelled(condition), ...(Object.hasOwn(elementwiseRules, node.name) ? inEveryEntry(arg) : [])], rule.rule);
      }
      const stated = typeof rule.note === 'object' ? rule.note[node.args.length === 1 ? 'one' : 'two'] : rule.note;
      if (stated === undefined || (arg !== undefined && isPositive(arg))) continue;
      // Where the condition is that a matrix can be inverted there is no kink to speak of.
      if (arg !== undefined && signConditions(arg, '≠ 0').some(({ says }) => says === 'invertible')) continue;
      const note = spelled(arg?.shape === SCALAR ? stated.replace('an entry of ', '') : stated);
      notes.set(phraseText(note), note);
    }
  }
  return { conditions: strongest([...conditions.values()]), notes: [...notes.values()] };
}

/** The equation itself can be differentiated, and its derivative by the unknown is invertible. */
function solutionConditions(node: Solution, require: (phrase: Phrase, source: string) => void): void {
  const { unknown, value, parameters } = node.solves;
  for (const symbol of [unknown, ...parameters.map((parameter) => parameter.symbol)]) for (const { phrase, source } of conditionsOf(value, symbol).conditions) require(phrase, source);
  for (const each of inverseDerivative(value, unknown, value)?.regular ?? []) {
    const regular = simplify(substitute(atSolution(each, node), identitiesOf(node)));
    if (isPositive(regular)) continue;
    if (regular.shape.rows !== regular.shape.cols) require(['no entry of ', spell(regular), ' is 0'], arithmeticRules.implicit);
    else if (!isKnownInvertible(regular)) require([regular.weight > SPELLED_WEIGHT ? `the derivative of the equation by ${node.name}` : spell(regular), regular.shape === SCALAR ? ' ≠ 0' : ' invertible'], arithmeticRules.implicit);
  }
}

/** What holds for a matrix exactly when it holds for its transpose, and is not to be said twice. */
const OF_ITS_TRANSPOSE_TOO = /^#1 (?:invertible|of full rank)$/;
const untransposed = (e: Expr): Expr => (e.op === 'transpose' ? e.of : e);

/** A vector that is not 0 may have entries that are. */
/** Said of -u, it is said of u. */
const OF_ITS_NEGATIVE_TOO = /#1 (?:≠|is) 0/;
const unsigned = (e: Expr): Expr => (isAllNegative(e) ? negate(e) : e);

const inEveryEntry = (e: Expr | undefined): Phrase => (e === undefined || e.shape === SCALAR ? [] : [' in every entry']);

const spell = (e: Expr): Tree | string => (e.weight > SPELLED_WEIGHT ? 'the argument' : write(e));

/** A rule's `#1 ≠ 0` with its arguments in their places. */
const worded = (template: string, args: readonly Expr[]): Phrase => template.split(/(#\d)/).filter((part) => part !== '').map((part) => {
  const arg = part.startsWith('#') ? args[Number(part.slice(1)) - 1] : undefined;
  return arg === undefined ? part : spell(arg);
});

/** The derivative of `X^k` is a sum of k terms; of `X^-k` too. Under a sum over an index the exponent is within its bounds. */
function countCondition(exponent: Expr, require: (phrase: Phrase, source: string) => void): void {
  const count = isAllNegative(exponent) ? negate(exponent) : exponent;
  if (isInteger(count) && !isNonnegative(count) && freeIndices(count).size === 0) require([write(count), ' ≥ 0'], arithmeticRules.matrixPower);
}

/** `u^k`: a negative power needs u ≠ 0, a root u > 0, and so does a power that may be any number. */
function powerCondition({ base, exponent }: PowerExpr, requireSign: (e: Expr, sign: Sign, source: string) => void): void {
  if (exponent.op !== 'number') { if (!isInteger(exponent)) requireSign(base, '> 0', arithmeticRules.power); return; }
  const { n, d } = exponent.value;
  if (d !== 1 || n < 0) requireSign(base, d % 2 === 0 ? '> 0' : '≠ 0', arithmeticRules.power);
}

/** Without what others say too: u ≠ 0 beside u > 0, or beside u ≠ 0 in every entry. */
function strongest(conditions: readonly Condition[]): readonly Condition[] {
  const said = new Set(conditions.map(({ phrase }) => phraseText(phrase)));
  return conditions.filter(({ phrase }) => {
    const text = phraseText(phrase), nonzero = /^(.*) ≠ 0( in every entry)?$/u.exec(text), invertible = /^(.*) invertible$/u.exec(text);
    if (invertible !== null) return !said.has(`det(${invertible[1] ?? ''}) > 0`);
    if (nonzero === null) return true;
    const [, u = '', where] = nonzero;
    return !(where === undefined ? [`${u} > 0`, `${u} > 0 in every entry`, `${u} ≠ 0 in every entry`, `${u} ≠ 0 in every row`] : [`${u} > 0${where}`]).some((stronger) => said.has(stronger));
  });
}

/** Conditions of rules on the sign of an argument. */
const signs: Readonly<Record<string, Sign>> = { '#1 > 0': '> 0', '#1 ≠ 0': '≠ 0' };

/** Conditions, as the rules word them, that may follow from what is declared. */
const provable: Readonly<Record<string, (x: Expr) => boolean>> = {
  '#1 invertible':                (x) => isKnownInvertible(x),
  '#1 symmetric':                (x) => isSymmetric(x),
  '#1 positive definite':         (x) => isDefinite(x),
  '#1 of full rank':              (x) => isKnownInvertible(x) || isOfFullRank(untransposed(x)),
  '#1 of full column rank':       (x) => isKnownInvertible(x) || isOfFullRank(x),
  '#1 without eigenvalues ≤ 0':   (x) => isDefinite(x),
};

const isOfFullRank = (e: Expr): boolean => e.op === 'symbol' && e.properties.has('fullrank');

const isDeclared = (condition: string, [x]: readonly Expr[]): boolean => x !== undefined && provable[condition]?.(x) === true;

/** Whether a matrix is surely invertible: declared, or made of such. */
export function isKnownInvertible(e: Expr): boolean {
  if (e.shape === SCALAR) return isSurelyPositive(e);
  if (isDefinite(e)) return true;
  switch (e.op) {
    case 'symbol': return e.properties.has('invertible');
    case 'transpose': return isKnownInvertible(e.of);
    case 'scale': return isPositive(e.scalar) && isKnownInvertible(e.body);
    case 'matrixPower': return isKnownInvertible(e.base) || (integerOf(e.exponent) ?? 0) < 0;
    case 'product': return e.factors.every((factor) => factor.shape === e.shape && isKnownInvertible(factor));
    case 'apply': return e.name === 'expm';
    default: return false;
  }
}
