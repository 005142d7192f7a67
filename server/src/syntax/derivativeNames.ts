/** Derivatives of functions that have no formula, by name: `∇g` is the gradient of `g`, `DF` the Jacobian of `F`, `∇²g` (or `Hg`) the Hessian of `g`. */
import type { CallNode, Span } from './tree';

/** A function itself, or which of its derivatives. */
export type DerivativeOrder = 'value' | 'gradient' | 'jacobian' | 'hessian';

/** What stands in front of the name. The first of an order is how results write it; what begins like another one stands before it. */
const PREFIXES: readonly { readonly prefix: string; readonly order: Exclude<DerivativeOrder, 'value'> }[] = [
  { prefix: '∇²', order: 'hessian' },
  { prefix: 'H',  order: 'hessian' },
  { prefix: '∇',  order: 'gradient' },
  { prefix: 'D',  order: 'jacobian' },
];

/** The name of a derivative of the function `of`, as results write it. */
export const derivativeName = (order: DerivativeOrder, of: string): string => `${PREFIXES.find((row) => row.order === order)?.prefix ?? ''}${of}`;

export interface NamedDerivative { readonly of: string; readonly order: Exclude<DerivativeOrder, 'value'> }

/** Which derivative of which function `callee` would name; undefined where it cannot name one. Whether there is such a function is not asked. */
export function derivativeNamed(callee: string): NamedDerivative | undefined {
  const row = PREFIXES.find(({ prefix }) => callee.startsWith(prefix) && callee.length > prefix.length);
  return row === undefined ? undefined : { of: callee.slice(row.prefix.length), order: row.order };
}

/** What a call asks of the function `name`: its value where the callee is the name itself, else the derivative that the callee names. */
export const orderOf = (call: CallNode, name: string): DerivativeOrder => (call.callee === name ? 'value' : derivativeNamed(call.callee)?.order ?? 'value');

/** Where the name of the function stands in a callee: `g` in `∇g`. */
export const nameSpan = (call: CallNode, name: string): Span => ({ start: call.calleeSpan.end - Math.min(name.length, call.calleeSpan.end - call.calleeSpan.start), end: call.calleeSpan.end });
