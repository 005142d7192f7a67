/** What a name means where it stands: a local name, what is declared or defined before it, a dimension, or a variable that nothing declares. */
import { functionNamed } from '../../operators/signatures';
import { closure } from '../../shapes/adjectives';
import { add, fixed, named, type Dimension } from '../../shapes/dimension';
import { SCALAR, type Shape } from '../../shapes/shape';
import { derivativeNamed } from '../../syntax/derivativeNames';
import type { CallNode, NameNode, Span, Tree } from '../../syntax/tree';
import { derivativeCallable } from '../derivatives';
import * as say from '../diagnostics';
import type { Surroundings } from '../infer';
import type { Diagnostic } from '../meaning';
import type { Occurrences } from '../occurrences';
import type { Cell, Scope, VariableCell } from '../scope';
import type { History } from '../settled';
import type { Unifier } from '../unify';
import { BOUND, DECLARED, INDEX, USED, type FileFacts } from './fileFacts';
import type { Findings } from './findings';

/** Names that stand for a number unless the file says otherwise. They are bound to nothing. */
export const CONSTANTS: ReadonlySet<string> = new Set(['pi', 'π']);

const termOfCell = (cell: Cell): Shape => {
  switch (cell.kind) {
    case 'variable': case 'definition': return cell.term;
    case 'dimension': case 'index': return SCALAR;
    case 'function': return cell.result;
  }
};

export interface Names extends Omit<Surroundings, 'misfit' | 'visited'> {
  /** What a name means; a variable is inferred where it means nothing. */
  cellFor(node: NameNode): Cell;
  /** Where what a name means was introduced. */
  placeOf(cell: Cell): Span;
  /** What to say of a call that means nothing. */
  unknownFunction(node: CallNode): Diagnostic;
  /** Reads the value of a definition: its own name in there is an error. */
  defining<T>(definition: NameNode, read: () => T): T;
  /** Reads a claim about a differential: `dX` in there is a change of `X`. */
  aboutDifferentials<T>(read: () => T): T;
}

export interface NamesOf {
  readonly u: Unifier;
  readonly scope: Scope;
  readonly occurrences: Occurrences;
  readonly facts: FileFacts;
  readonly findings: Findings;
  readonly history: History;
}

export function createNames({ u, scope, occurrences, facts, findings, history }: NamesOf): Names {
  let defining: NameNode | undefined;
  let ofDifferentials = false;
  const differentialNames: string[] = [];

  function dimensionCell(node: NameNode): Dimension {
    const isDeclared = facts.knows(node.name, DECLARED);
    const cell = scope.useDimension(node.name, node.span, () => {
      const known = isDeclared ? history.dimensions.get(node.name) : undefined;
      const dimension = isDeclared ? named(node.name) : u.fresh();
      u.presumeMany(dimension);
      return known ?? { kind: 'dimension', name: node.name, dimension };
    });
    scope.resolveName(node, cell);
    return cell.dimension;
  }

  function dimension(node: NameNode): Dimension | undefined {
    const cell = scope.find(node.name);
    // `n = 5` defines the dimension n.
    if (cell?.kind === 'definition' && cell.value.kind === 'number' && Number.isInteger(cell.value.value)) {
      scope.resolveName(node, cell);
      return fixed(cell.value.value);
    }
    return cell === undefined || cell.kind === 'dimension' || facts.knows(node.name, DECLARED) ? dimensionCell(node) : undefined;
  }

  function inferredCell(node: NameNode): VariableCell {
    const known = scope.inferred(node.name);
    if (known !== undefined) return known;
    // A free index, as in `x[i]`, is a number that nobody differentiates by.
    const index = facts.knows(node.name, INDEX);
    const cell: VariableCell = { kind: 'variable', name: node.name, term: index ? SCALAR : u.freshShape(), properties: closure(index ? ['integer', 'constant'] : []), origin: 'inferred', span: node.span };
    scope.addInferred(cell);
    const below = facts.knows(node.name, BOUND) ? occurrences.firstBinding.get(node.name) : undefined;
    if (below !== undefined) findings.report(() => say.usedBefore(node, below.span, below.what));
    return cell;
  }

  /** `dX` in a claim about a differential: a change of `X`, of its shape. */
  function differentialCell(node: NameNode): VariableCell | undefined {
    if (!ofDifferentials || !/^d./u.test(node.name)) return undefined;
    // dX2 is a change of X, unless there is an X2.
    const [own, unnumbered] = [node.name.slice(1), node.name.slice(1).replace(/_?\d+$/u, '')];
    const base = scope.find(own) ?? scope.inferred(own) ?? scope.find(unnumbered) ?? scope.inferred(unnumbered);
    if (base?.kind !== 'variable') return undefined;
    const cell: VariableCell = { kind: 'variable', name: node.name, term: base.term, properties: new Set(), origin: 'inferred', span: node.span };
    scope.enter(cell, node.span);
    differentialNames.push(node.name);
    return cell;
  }

  function cellFor(node: NameNode): Cell {
    return scope.find(node.name) ?? differentialCell(node) ?? inferredCell(node);
  }

  function name(node: NameNode): Shape {
    const isDimension = scope.find(node.name) === undefined && facts.knows(node.name, DECLARED | USED);
    if (isDimension) { dimensionCell(node); return SCALAR; }
    if (CONSTANTS.has(node.name) && scope.find(node.name) === undefined) return SCALAR;
    if (defining !== undefined && node.name === defining.name && scope.find(node.name) === undefined) {
      const definition = defining;
      findings.report(() => say.cyclicDefinition(node.name, node.span, definition.span), node);
      return u.freshShape();
    }
    const cell = cellFor(node);
    scope.resolveName(node, cell);
    return termOfCell(cell);
  }

  /** How far an index goes: the bound of a sum, a dimension, or one of these and a whole number more or less. */
  function reach(index: Tree): Dimension | undefined {
    if (index.kind === 'name') {
      const cell = scope.find(index.name) ?? scope.dimension(index.name);
      return cell?.kind === 'index' ? cell.last : cell?.kind === 'dimension' ? cell.dimension : undefined;
    }
    if (index.kind !== 'binary' || index.left.kind !== 'name' || index.right.kind !== 'number' || !Number.isInteger(index.right.value) || (index.operator !== '+' && index.operator !== '-')) return undefined;
    const base = reach(index.left);
    return base === undefined ? undefined : add(base, fixed(index.operator === '+' ? index.right.value : -index.right.value));
  }

  function callable(node: CallNode): ReturnType<Surroundings['callable']> {
    const cell = scope.find(node.callee);
    if (cell?.kind === 'function' || (cell?.kind === 'definition' && cell.parameters.length > 0)) {
      scope.resolveCall(node, cell);
      return cell.kind === 'function' ? cell : { parameters: cell.parameters.map((parameter) => termOfCell(scope.cellOf(parameter) ?? cell)), result: cell.term };
    }
    if (functionNamed(node.callee) !== undefined) return 'language';
    const derivative = derivativeNamed(node.callee);
    const of = derivative === undefined || cell !== undefined ? undefined : scope.find(derivative.of);
    const callable = derivative === undefined || of?.kind !== 'function' ? undefined : derivativeCallable(derivative, of);
    if (of?.kind !== 'function' || callable === undefined) return 'none';
    scope.resolveCall(node, of);
    return callable;
  }

  function unknownFunction(node: CallNode): Diagnostic {
    const cell = scope.find(node.callee) ?? scope.inferred(node.callee);
    if (defining !== undefined && defining.name === node.callee) return say.cyclicDefinition(node.callee, node.calleeSpan, defining.span);
    if (cell?.kind === 'definition') return say.calledWithoutParameters(node);
    if (cell !== undefined || scope.dimension(node.callee) !== undefined) return say.calledVariable(node);
    const derivative = derivativeNamed(node.callee);
    const of = derivative === undefined ? undefined : scope.find(derivative.of);
    if (derivative !== undefined && of?.kind === 'function') return say.noSuchDerivative(node, derivative, of);
    const below = occurrences.firstBinding.get(node.callee);
    return say.unknownFunction(node, scope.cells().flatMap((each) => (each.kind === 'function' || each.kind === 'definition' ? [each.name] : [])), below?.span);
  }

  return {
    name, dimension, callable, reach, cellFor, unknownFunction,
    transposesWith: (node) => scope.find(node.name) === undefined && !facts.knows(node.name, DECLARED | USED),
    enterIndex: (node, last) => {
      const cell: Cell = { kind: 'index', name: node.index.name, from: node.from, to: node.to, last, span: node.index.span };
      scope.enter(cell, node.span);
      scope.resolveName(node.index, cell);
    },
    enterPart: (node, value, term, within) => {
      const cell: Cell = { kind: 'definition', name: node.name, value, parameters: [], term, span: node.span };
      scope.enter(cell, within.span);
      scope.resolveName(node, cell);
    },
    leave: (local) => { scope.leave(local); },
    placeOf: (cell) => (cell.kind === 'dimension' ? scope.introducedAt(cell) : cell.span),
    defining: (definition, read) => {
      defining = definition;
      const found = read();
      defining = undefined;
      return found;
    },
    aboutDifferentials: (read) => {
      ofDifferentials = true;
      const found = read();
      ofDifferentials = false;
      for (const local of differentialNames.splice(0)) scope.leave(local);
      return found;
    },
  };
}
