/** What hovers say of a function of which only the shapes are known, and of a derivative of it that is called by name. */
import { derivativeCallable } from '../semantics/derivatives';
import type { UninterpretedFunction } from '../semantics/meaning';
import { SCALAR } from '../shapes/shape';
import { derivativeName, derivativeNamed, slotsOf, type DerivativeOrder, type NamedDerivative } from '../syntax/derivativeNames';
import { shapeUnicode } from '../typeset/unicode';
import { line, type Part } from './markup';

export function givenFunctionParts(binding: UninterpretedFunction, callee: string): readonly Part[] {
  const { name, parameters, result } = binding;
  const derivative = callee === name ? undefined : derivativeNamed(callee);
  const called = derivative === undefined ? undefined : derivativeCallable(derivative, binding);
  return derivative === undefined || called === undefined
    ? [line({ code: typed(name, { parameters, result }) }), line(`A function of which only the shapes are known; results use ${usedBy(binding)}.`)]
    : [line({ code: typed(callee, called) }), line(`${derivativeWords(derivative, binding)}.`)];
}

const typed = (name: string, { parameters, result }: Pick<UninterpretedFunction, 'parameters' | 'result'>): string => `${name} : ${parameters.map(shapeUnicode).join(', ')} → ${shapeUnicode(result)}`;

function usedBy({ name, parameters, result }: UninterpretedFunction): string {
  const count = parameters.length;
  if (count === 1) return `its gradient ∇${name} and its derivative D${name}`;
  const ofScalar = result === SCALAR;
  const named = (order: DerivativeOrder, slots: readonly number[]): string => derivativeName({ order, slots }, name, count);
  const dots = count === 2 ? '' : ', …';
  return `its ${ofScalar ? 'gradients' : 'Jacobians'} ${[0, 1].map((slot) => named(ofScalar ? 'gradient' : 'jacobian', [slot])).join(', ')}${dots} and its second derivatives ${[[0, 0], [0, 1]].map((slots) => named('hessian', slots)).join(', ')}, …`;
}

function derivativeWords(derivative: NamedDerivative, { name, parameters, result }: UninterpretedFunction): string {
  const slots = slotsOf(derivative);
  const [first, second] = slots.map((slot) => slot + 1);
  const by = parameters.length === 1 ? '' : slots.length === 2 && first !== second ? ` by arguments ${String(first)} and ${String(second)}` : ` by argument ${String(first)}`;
  switch (derivative.order) {
    case 'gradient': return `The gradient of ${name}${by}`;
    case 'jacobian': return `The Jacobian of ${name}${by}`;
    case 'hessian': return result === SCALAR ? `The Hessian of ${name}${by}` : `The Hessians of the entries of ${name}${by}, one below the other`;
  }
}
