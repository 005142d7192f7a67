/** From cells, which are solved for, to bindings, which are known. */
import { closure } from '../shapes/adjectives';
import { SCALAR, type Shape } from '../shapes/shape';
import type { Binding, Definition, UninterpretedFunction, Variable } from './meaning';
import type { Reading } from './reading';
import type { Cell, DefinitionCell, FunctionCell, VariableCell } from './scope';
import type { Facts } from './wording';
import type { History } from './settled';

/** The shape a name has in an expression. */
export const shapeOfBinding = (binding: Binding): Shape | undefined => {
  switch (binding.kind) {
    case 'variable': case 'definition': return binding.shape;
    case 'dimension': case 'index': return SCALAR;
    case 'function': return binding.result;
  }
};

export interface Bindings {
  readonly any: (cell: Cell) => Binding;
  readonly variable: (cell: VariableCell) => Variable;
  readonly callee: (cell: DefinitionCell | FunctionCell) => Definition | UninterpretedFunction;
}

/** Cells as bindings with solved shapes; one binding for each cell, and for one of a settled statement the same in every version. */
export function createBindings({ unifier, scope, manifolds }: Pick<Reading, 'unifier' | 'scope' | 'manifolds'>, facts: Facts, history: History): Bindings {
  /** Kept in `settled` where the cell's meaning holds in later versions. */
  const keep = <C extends Cell, B extends Binding>(make: (cell: C) => B, settled: WeakMap<C, B>, isSettled: (cell: C) => boolean): ((cell: C) => B) => {
    const made = new Map<C, B>();
    return (cell) => {
      const lasts = isSettled(cell);
      const known = lasts ? settled.get(cell) : made.get(cell);
      if (known !== undefined) return known;
      const binding = make(cell);
      (lasts ? settled : made).set(cell, binding);
      return binding;
    };
  };
  const { bindings: known } = history;
  const isSettled = (cell: Cell): boolean => history.cells.has(cell);
  const variable = keep((cell: VariableCell): Variable => {
    const { name, term, origin, span } = cell;
    const restricted = manifolds.get(cell);
    const properties = restricted === undefined ? cell.properties : closure([...cell.properties, ...restricted]);
    const reasons = facts.reasonsFor(cell);
    return { kind: 'variable', name, shape: facts.settled(term), properties, origin, span, ...(reasons.length === 0 ? {} : { reasons }) };
  }, known.variables, (cell) => isSettled(cell) && !manifolds.has(cell));
  const definition = keep(({ name, value, parameters, span }: DefinitionCell): Definition => ({ kind: 'definition', name, value, parameters, shape: facts.shapeOf(value), span }), known.definitions, isSettled);
  const uninterpreted = keep(({ name, type, parameters, result, span }: FunctionCell): UninterpretedFunction => ({ kind: 'function', name, type, parameters: parameters.map((each) => facts.settled(each)), result: facts.settled(result), span }), known.functions, isSettled);
  const others = keep((cell: Extract<Cell, { kind: 'dimension' | 'index' }>): Binding => (cell.kind === 'dimension'
    ? { kind: 'dimension', name: cell.name, dimension: unifier.resolve(cell.dimension), span: scope.introducedAt(cell) }
    : { kind: 'index', name: cell.name, from: cell.from, to: cell.to, span: cell.span }), new WeakMap(), () => false);
  return {
    variable,
    callee: (cell) => (cell.kind === 'definition' ? definition(cell) : uninterpreted(cell)),
    any: (cell) => {
      switch (cell.kind) {
        case 'variable': return variable(cell);
        case 'definition': return definition(cell);
        case 'function': return uninterpreted(cell);
        case 'dimension': case 'index': return others(cell);
      }
    },
  };
}
