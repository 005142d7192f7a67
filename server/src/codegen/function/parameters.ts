/** The parameters of an emitted function: what they are called in the target, and what its comment says of them. */
import { postorderOf, type Expr, type UnknownExpr } from '../../algebra/expression';
import { statedWords } from '../../shapes/adjectives';
import { isColumn, SCALAR, type Shape } from '../../shapes/shape';
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

/** What a function that is only known by its shapes, or a derivative of it, is called as a parameter, and in mcalc. */
const ORDERS: Readonly<Record<UnknownExpr['order'], { readonly ofScalar: string; readonly prefix: string; readonly sign: string }>> = {
  value:    { ofScalar: '',   prefix: '',      sign: '' },
  gradient: { ofScalar: 'd',  prefix: 'grad_', sign: '∇' },
  jacobian: { ofScalar: 'd',  prefix: 'jac_',  sign: 'D' },
  hessian:  { ofScalar: 'd2', prefix: 'hess_', sign: '∇²' },
};

/** The functions that the expressions apply: for each a parameter, and one for every derivative of it that is read. */
export function functionParameters(roots: readonly Expr[], namer: Namer, target: Target): readonly FunctionParameter[] {
  const nodes = postorderOf(...roots).filter((e): e is UnknownExpr => e.op === 'unknown');
  const order = (e: UnknownExpr): number => Object.keys(ORDERS).indexOf(e.order);
  const functions = [...new Set(nodes.map(({ name }) => name))];
  const found = new Map<string, FunctionParameter>();
  for (const node of nodes.toSorted((a, b) => functions.indexOf(a.name) - functions.indexOf(b.name) || order(a) - order(b))) {
    const key = calleeKey(node);
    if (found.has(key)) continue;
    const { ofScalar, prefix, sign } = ORDERS[node.order];
    const ofEntry = node.entrywise || node.arg.shape === SCALAR;
    const name = namer.take(target.identifier(`${ofEntry && node.result === SCALAR ? ofScalar : prefix}${node.name}`));
    const [of, shape] = node.entrywise ? [SCALAR, SCALAR] : [node.arg.shape, node.shape];
    found.set(key, { name, input: `${sign}${node.name}`, kind: 'function', key, base: node.name, order: node.order, entrywise: node.entrywise, of, shape, kinds: { of: kindOf(of), returned: kindOf(shape) } });
  }
  return [...found.values()];
}
