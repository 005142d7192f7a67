/**
 * Derivatives of functions that have no formula, by name: `∇g` is the gradient of `g`, `DF` the Jacobian of `F`, `∇²g` (or `Hg`) the Hessian of `g`.
 * Of a function with several arguments the arguments are said too: `∇₁h`, `D₂F` (or `D2F`), `∇²₁₂h` (or `∇₁₂h`, `H12h`).
 */
import type { CallNode, Span } from './tree';

/** A function itself, or which of its derivatives. */
export type DerivativeOrder = 'value' | 'gradient' | 'jacobian' | 'hessian';

/** Which derivative, and in which arguments, counted from 0: one for each time it is differentiated. */
export interface Derivative { readonly order: DerivativeOrder; readonly slots: readonly number[] }

export const VALUE: Derivative = { order: 'value', slots: [] };

interface Prefix { readonly prefix: string; readonly order: Exclude<DerivativeOrder, 'value'>; /** The digits may be plain ones. */ readonly isPlain: boolean; /** It can stand without them. */ readonly isAlone: boolean }

/** What stands in front of the name, and of the digits of the arguments. The first of an order is how results write it; what begins like another one stands before it. */
const PREFIXES: readonly Prefix[] = [
  { prefix: '∇²', order: 'hessian',  isPlain: false, isAlone: true },
  { prefix: 'H',  order: 'hessian',  isPlain: true,  isAlone: true },
  { prefix: '∇',  order: 'hessian',  isPlain: false, isAlone: false },
  { prefix: '∇',  order: 'gradient', isPlain: false, isAlone: true },
  { prefix: 'D',  order: 'jacobian', isPlain: true,  isAlone: true },
];

const SUBSCRIPTS = '₁₂₃₄₅₆₇₈₉', DIGITS = '123456789';
/** Each argument is one digit: an argument beyond the ninth has no derivative with a name. */
export const MAX_SLOTS = DIGITS.length;

const timesOf = (order: DerivativeOrder): number => (order === 'hessian' ? 2 : order === 'value' ? 0 : 1);

/** The name of a derivative of the function `of` that has this many arguments, as results write it. */
export function derivativeName({ order, slots }: Derivative, of: string, count: number): string {
  const prefix = PREFIXES.find((row) => row.order === order)?.prefix ?? '';
  return `${prefix}${count === 1 ? '' : slots.map((slot) => SUBSCRIPTS.charAt(slot)).join('')}${of}`;
}

/** `slots`: undefined where the name says none, of a function with one argument. */
export interface NamedDerivative { readonly of: string; readonly order: Exclude<DerivativeOrder, 'value'>; readonly slots: readonly number[] | undefined }

/** Which derivative of which function `callee` would name; undefined where it cannot name one. Whether there is such a function is not asked. */
export function derivativeNamed(callee: string): NamedDerivative | undefined {
  for (const { prefix, order, isPlain, isAlone } of PREFIXES) {
    if (!callee.startsWith(prefix)) continue;
    const rest = callee.slice(prefix.length);
    const [digits = ''] = new RegExp(isPlain ? `^(?:[${SUBSCRIPTS}]+|[${DIGITS}]+)` : `^[${SUBSCRIPTS}]+`, 'u').exec(rest) ?? [];
    const of = rest.slice(digits.length);
    if (of === '' || (digits === '' ? !isAlone : digits.length !== timesOf(order))) continue;
    return { of, order, slots: digits === '' ? undefined : Array.from(digits, (digit) => Math.max(SUBSCRIPTS.indexOf(digit), DIGITS.indexOf(digit))) };
  }
  return undefined;
}

/** The arguments of a derivative; of a function with one argument they need not be said. */
export const slotsOf = ({ order, slots }: Pick<NamedDerivative, 'order' | 'slots'>): readonly number[] => slots ?? Array.from({ length: timesOf(order) }, () => 0);

/** What a call asks of the function `name`: its value where the callee is the name itself, else the derivative that the callee names. */
export function derivativeAsked(call: CallNode, name: string): Derivative {
  const derivative = call.callee === name ? undefined : derivativeNamed(call.callee);
  return derivative === undefined ? VALUE : { order: derivative.order, slots: slotsOf(derivative) };
}

/** Where the name of the function stands in a callee: `g` in `∇g`. */
export const nameSpan = (call: CallNode, name: string): Span => ({ start: call.calleeSpan.end - Math.min(name.length, call.calleeSpan.end - call.calleeSpan.start), end: call.calleeSpan.end });
