/** Short constructors of surface nodes, for everything that presents results: the nodes have no place in any text. */
import { NOWHERE, type BinaryOperator, type Tree } from './tree';

export const number = (value: number, text = String(value)): Tree => ({ kind: 'number', text, value, span: NOWHERE });
export const name = (text: string): Tree => ({ kind: 'name', name: text, span: NOWHERE });
export const negate = (operand: Tree): Tree => ({ kind: 'negate', operand, span: NOWHERE });
export const transposed = (operand: Tree): Tree => ({ kind: 'transpose', operand, span: NOWHERE });
export const binary = (operator: BinaryOperator, left: Tree, right: Tree): Tree => ({ kind: 'binary', operator, left, right, span: NOWHERE, operatorSpan: NOWHERE });
export const call = (callee: string, ...args: readonly Tree[]): Tree => ({ kind: 'call', callee, calleeSpan: NOWHERE, arguments: args, span: NOWHERE });
