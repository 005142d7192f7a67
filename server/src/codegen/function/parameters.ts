/** The parameters of an emitted function: what they are called in the target, and what its comment says of them. */
import { postorderOf, type Expr, type UnknownExpr } from '../../algebra/expression';
import { statedWords } from '../../shapes/adjectives';
import { isColumn, SCALAR, type Shape } from '../../shapes/shape';
import { derivativeName } from '../../syntax/derivativeNames';
import type { CodeVariable } from '../request';
import { createNamer, type Namer } from '../schedule/names';
import { calleeKey, type Kind } from '../schedule/operation';
import type { ArrayParameter, FunctionParameter, Target } from '../targets/target';

/** A row is a matrix of one row. */
export const kindOf = (of: Shape): Kind => (of === SCALAR ? 'scalar' : isColumn(of) ? 'vector' : 'matrix');

export function documented(variable: CodeVariable, names: ReadonlyMap<string, string>): ArrayParameter {
  const { shape } = variable;
  return { name: names.get(variable.name) ?? variable.name, input: variable.name, kind: kindOf(shape), shape, properties: statedWords(variable.properties).filter((word) => word !== 'constant') };
}

/** Names of the arguments in the target. Those that are valid as they stand keep their spelling; the others make way for them. */
export function inputNames(given: readonly CodeVariable[], target: Target): { readonly names: ReadonlyMap<string, string>; readonly namer: Namer } {
  const plain = given.filter((variable) => target.identifier(variable.name) === variable.name);
  const namer = createNamer([], target.sameName);
  const names = new Map<string, string>();
  for (const variable of [...plain, ...given.filter((other) => !plain.includes(other))]) names.set(variable.name, namer.take(target.identifier(variable.name)));
  return { names, namer };
}

/** What a function that is only known by its shapes, or a derivative of it, is called as a parameter: `dφ`, `grad_g`; by its arguments where it has several: `d12φ`, `grad1_h`. */
const ORDERS: Readonly<Record<UnknownExpr['order'], { readonly ofScalar: string; readonly ofScalars: string; readonly word: string }>> = {
  value:    { ofScalar: '',   ofScalars: '',  word: '' },
  gradient: { ofScalar: 'd',  ofScalars: 'd', word: 'grad' },
  jacobian: { ofScalar: 'd',  ofScalars: 'd', word: 'jac' },
  hessian:  { ofScalar: 'd2', ofScalars: 'd', word: 'hess' },
};

function nameOf(node: UnknownExpr): string {
  const { ofScalar, ofScalars, word } = ORDERS[node.order];
  const one = node.args.length === 1;
  const slots = one ? '' : node.slots.map((slot) => String(slot + 1)).join('');
  const ofNumbers = node.entrywise || (node.result === SCALAR && node.slots.every((slot) => node.args[slot]?.shape === SCALAR));
  return `${word === '' ? '' : ofNumbers ? `${one ? ofScalar : ofScalars}${slots}` : `${word}${slots}_`}${node.name}`;
}

/** The functions that the expressions apply: for each a parameter, and one for every derivative of it that is read. */
export function functionParameters(roots: readonly Expr[], namer: Namer, target: Target): readonly FunctionParameter[] {
  const nodes = postorderOf(...roots).filter((e): e is UnknownExpr => e.op === 'unknown');
  const order = (e: UnknownExpr): number => Object.keys(ORDERS).indexOf(e.order);
  const functions = [...new Set(nodes.map(({ name }) => name))];
  const found = new Map<string, FunctionParameter>();
  for (const node of nodes.toSorted((a, b) => functions.indexOf(a.name) - functions.indexOf(b.name) || order(a) - order(b) || a.slots.join('').localeCompare(b.slots.join('')))) {
    const key = calleeKey(node);
    if (found.has(key)) continue;
    const { order: which, entrywise, args } = node;
    const name = namer.take(target.identifier(nameOf(node)));
    const [of, shape] = entrywise ? [args.map(() => SCALAR), SCALAR] : [args.map((arg) => arg.shape), node.shape];
    const slots = args.length === 1 ? [] : node.slots.map((slot) => slot + 1);
    found.set(key, { name, input: derivativeName(node, node.name, args.length), kind: 'function', key, base: node.name, order: which, slots, isStacked: which === 'hessian' && node.result !== SCALAR, entrywise, of, shape, kinds: { of: of.map(kindOf), returned: kindOf(shape) } });
  }
  return [...found.values()];
}
