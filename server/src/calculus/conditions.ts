/** When a derivative holds: the union of the conditions of the operators that depend on the variable, less what is declared. */
import type { Expr } from '../algebra/expression';
import { postorderOf } from '../algebra/expression';
import { isPositive } from '../algebra/facts';
import { integerOf } from '../algebra/construct/leaf';
import { squaredNormOf } from '../presentation/notation/terms';
import { write } from '../presentation/notation/write';
import { rules } from '../operators/rules';
import { printTree } from '../syntax/print';
import { SCALAR } from '../shapes/shape';
import { arithmeticRules, dependences } from './differentialOf';
import type { Condition } from './result';

/** Expressions longer than this are not spelled out in a condition. */
const SPELLED_WEIGHT = 60;

/** The conditions and the notes on kinks of the derivative of `root` by `variable`. */
export function conditionsOf(root: Expr, variable: Expr): { readonly conditions: readonly Condition[]; readonly notes: readonly string[] } {
  const conditions = new Map<string, Condition>();
  const notes = new Set<string>();
  const depends = new Set<Expr>([variable]);
  const require = (text: string, source: string): void => { if (!conditions.has(text)) conditions.set(text, { text, source }); };
  for (const node of postorderOf(root)) {
    if (node !== variable && !dependences(node).some(({ operand }) => depends.has(operand))) continue;
    depends.add(node);
    if (node.op === 'matrixPower' && (integerOf(node.exponent) ?? 0) < 0 && !isKnownInvertible(node.base)) require(`${spell(node.base)} invertible`, arithmeticRules.inverse);
    else if (node.op === 'power' && node.exponent.op === 'number') powerCondition(node.base, node.exponent.value, require);
    else if (node.op === 'apply') {
      const rule = rules[node.name];
      const spelled = (text: string): string => text.replaceAll(/#(\d)/g, (_, index: string) => { const arg = node.args[Number(index) - 1]; return arg === undefined ? '' : spell(arg); });
      for (const condition of rule.conditions) if (!isDeclared(condition, node.args)) require(spelled(condition), rule.rule);
      const [arg] = node.args;
      if (rule.note !== undefined && !(arg !== undefined && isPositive(arg))) notes.add(spelled(rule.note));
    }
  }
  return { conditions: [...conditions.values()], notes: [...notes] };
}

const spell = (e: Expr): string => (e.weight > SPELLED_WEIGHT ? 'the argument' : printTree(write(e)));

/** `u^k`: a negative power needs u ≠ 0, a root u > 0; of a norm, that what is inside is not zero. */
function powerCondition(base: Expr, exponent: { readonly n: number; readonly d: number }, require: (text: string, source: string) => void): void {
  const root = exponent.d !== 1;
  if (!root && exponent.n > 0) return;
  if (isPositive(base)) return;
  const norm = squaredNormOf(base);
  if (norm !== undefined) { require(`${spell(norm)} ≠ 0`, arithmeticRules.power); return; }
  require(`${spell(base)} ${root && exponent.d % 2 === 0 ? '> 0' : '≠ 0'}`, arithmeticRules.power);
}

function isDeclared(condition: string, args: readonly Expr[]): boolean {
  const [x] = args;
  if (x === undefined) return false;
  if (condition === '#1 > 0' || condition === '#1 ≠ 0') return isPositive(x);
  if (condition === '#1 invertible') return isKnownInvertible(x);
  if (condition === '#1 positive definite') return x.op === 'symbol' && x.properties.has('posdef');
  if (condition.startsWith('#1 of full')) return x.op === 'symbol' && x.properties.has('fullrank');
  if (condition === '#1 without eigenvalues ≤ 0') return x.op === 'symbol' && x.properties.has('posdef');
  return false;
}

/** Whether a matrix is surely invertible: declared, or made of such. */
export function isKnownInvertible(e: Expr): boolean {
  if (e.shape === SCALAR) return isPositive(e);
  switch (e.op) {
    case 'symbol': return e.properties.has('invertible');
    case 'identity': return true;
    case 'transpose': return isKnownInvertible(e.of);
    case 'matrixPower': return isKnownInvertible(e.base) || (integerOf(e.exponent) ?? 0) < 0;
    case 'product': return e.factors.every((factor) => factor.shape === e.shape && isKnownInvertible(factor));
    case 'apply': return e.name === 'expm' || (e.name === 'diag' && e.args[0] !== undefined && isPositive(e.args[0]));
    default: return false;
  }
}
