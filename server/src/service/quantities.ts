/** What a function of code can compute: a row per quantity. */
import { QUANTITIES, type CodeWishes, type Quantity } from '../../../protocol/requests';
import type { CodeKind, TargetName } from '../codegen/request';
import type { QueryWord } from '../syntax/tree';
import { isDifferentiable } from './targets';

interface Row {
  readonly label: string;
  readonly kind: CodeKind;
  /** What its function is called, before the name of what it is of. */
  readonly prefix: string;
  /** The query that gives its derivative; a value needs none. */
  readonly word: QueryWord | undefined;
  /** The vector that it takes besides the arguments of the function: a change of the variable, or a weight for each output. */
  readonly along: 'tangent' | 'cotangent' | undefined;
  /** Of a function with one value only. */
  readonly ofScalar: boolean;
  /** One function for all variables of the query. */
  readonly isJoint: boolean;
}

/** A quantity, or a function with its own derivative, which some targets are for. */
export type CodeQuantity = Quantity | 'differentiable';

const rows: Readonly<Record<CodeQuantity, Row>> = {
  'value':              { label: 'value',                   kind: 'value',            prefix: 'value',          word: undefined,  along: undefined,    ofScalar: false, isJoint: true },
  'gradient':           { label: 'gradient',                kind: 'gradient',         prefix: 'grad',           word: 'gradient', along: undefined,    ofScalar: true,  isJoint: false },
  'value-and-gradient': { label: 'value and gradient',      kind: 'valueAndGradient', prefix: 'value_and_grad', word: 'gradient', along: undefined,    ofScalar: true,  isJoint: true },
  'jacobian':           { label: 'Jacobian',                kind: 'jacobian',         prefix: 'jac',            word: 'jacobian', along: undefined,    ofScalar: false, isJoint: false },
  'hessian':            { label: 'Hessian',                 kind: 'hessian',          prefix: 'hess',           word: 'hessian',  along: undefined,    ofScalar: true,  isJoint: false },
  'hvp':                { label: 'Hessian-vector product',  kind: 'hvp',              prefix: 'hvp',            word: 'hvp',      along: 'tangent',    ofScalar: true,  isJoint: false },
  'jvp':                { label: 'Jacobian-vector product', kind: 'jvp',              prefix: 'jvp',            word: 'jvp',      along: 'tangent',    ofScalar: false, isJoint: false },
  'vjp':                { label: 'vector-Jacobian product', kind: 'vjp',              prefix: 'vjp',            word: 'vjp',      along: 'cotangent',  ofScalar: false, isJoint: false },
  'differentiable':     { label: 'function with its derivative', kind: 'differentiable', prefix: '',          word: 'vjp',      along: 'cotangent',  ofScalar: false, isJoint: true },
};

export type QuantityRow = Row;
export const quantityRow = (quantity: CodeQuantity): QuantityRow => rows[quantity];

/** What a target's code computes: some are for functions with their own derivative, whatever else is wished. */
export const quantityFor = (target: TargetName, { quantity }: CodeWishes): CodeQuantity | undefined => (isDifferentiable(target) ? 'differentiable' : quantity);

/** Whether one piece of code is for all variables of a query. */
export const isForAll = (quantity: CodeQuantity | undefined): boolean => quantity !== undefined && rows[quantity].isJoint;

/** The quantity that a query asks for by itself; none where it asks for a differential or an expansion. */
export const quantityOf = (word: QueryWord): Quantity | undefined => QUANTITIES.find((quantity) => quantity === word);

/** A query word in a sentence: a Hessian and a Jacobian are called after people. */
export const nameOf = (word: QueryWord): string => { const quantity = quantityOf(word); return quantity === undefined ? (word === 'taylor' ? 'expansion' : word) : rows[quantity].label; };

/** What can be asked of a function, what `word` asks for first. */
export function quantitiesOf(word: QueryWord, isScalar: boolean): readonly { readonly quantity: Quantity; readonly label: string }[] {
  const own = quantityOf(word);
  const fitting = QUANTITIES.filter((quantity) => isScalar || !rows[quantity].ofScalar);
  return [...fitting.filter((quantity) => quantity === own), ...fitting.filter((quantity) => quantity !== own)].map((quantity) => ({ quantity, label: rows[quantity].label }));
}

/** Wishes as the words of a stamp. */
export const wordsOf = ({ quantity, assertShapes, selfTest }: CodeWishes): readonly string[] => [...(quantity === undefined ? [] : [quantity]), ...(assertShapes === true ? ['assert-shapes'] : []), ...(selfTest === true ? ['self-test'] : [])];
/** Words that say nothing here are passed over. */
export function wishesOf(words: readonly string[]): CodeWishes {
  const quantity = QUANTITIES.find((each) => words.includes(each));
  return { ...(quantity === undefined ? {} : { quantity }), ...(words.includes('assert-shapes') ? { assertShapes: true } : {}), ...(words.includes('self-test') ? { selfTest: true } : {}) };
}
