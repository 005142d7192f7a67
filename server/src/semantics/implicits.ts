/** Equations that make a variable a function of others: which hold together, and what is wrong with the others. */
import { adjectives } from '../shapes/adjectives';
import { multiply } from '../shapes/dimension';
import { isScalar } from '../shapes/shape';
import { binary } from '../syntax/build';
import type { ImplicitNode, Tree } from '../syntax/tree';
import * as say from './diagnostics';
import type { Diagnostic } from './meaning';
import { variablesOf } from './dependence';
import type { Reading } from './reading';
import { isZero } from './reading/binding';
import type { VariableCell } from './scope';
import type { Facts } from './wording';

/** An equation as read: `equation` is zero, or its gradient by the unknown is. */
export interface Equation {
  readonly node: ImplicitNode;
  readonly cell: VariableCell;
  readonly equation: Tree;
  readonly isGradient: boolean;
  /** What else stands in it. */
  readonly others: readonly VariableCell[];
}

export interface Equations {
  readonly of: ReadonlyMap<VariableCell, Equation>;
  /** Unknowns of which no equation can be used: nothing that depends on them has a derivative. */
  readonly broken: ReadonlySet<VariableCell>;
}

export function equationsOf(reading: Reading, facts: Facts, mistaken: ReadonlySet<Tree>, report: (diagnostic: Diagnostic) => void): Equations {
  const of = new Map<VariableCell, Equation>();
  const broken = new Set<VariableCell>();
  for (const { node, cell } of reading.implicits) {
    const earlier = of.get(cell);
    const diagnostic = earlier === undefined ? problemOf(node, cell, reading, facts, mistaken) : say.solvedTwice(node.unknown, earlier.node.unknown);
    if (diagnostic !== undefined) {
      if (diagnostic !== 'elsewhere') report(diagnostic);
      broken.add(cell);
      continue;
    }
    const isGradient = node.left.kind === 'query';
    const side = node.left.kind === 'query' ? node.left.of : node.left;
    const equation = isGradient || isZero(node.right) ? side : binary('-', side, node.right);
    of.set(cell, { node, cell, equation, isGradient, others: variablesOf(equation, reading).filter((each) => each !== cell) });
  }
  for (const cell of circular(of)) {
    const node = of.get(cell)?.node;
    if (node !== undefined) report(say.solvedInCircle(node.unknown));
    broken.add(cell);
  }
  return { of, broken };
}

/** `elsewhere`: a mistake in the sides, of which the reader has been told. */
function problemOf({ left, right, unknown }: ImplicitNode, cell: VariableCell, reading: Reading, facts: Facts, mistaken: ReadonlySet<Tree>): Diagnostic | 'elsewhere' | undefined {
  const x = facts.settled(cell.term);
  const manifold = [...cell.properties, ...reading.manifolds.get(cell) ?? []].find((property) => adjectives[property].manifold || property === 'orthogonal');
  if (manifold !== undefined) return say.unknownOnManifold(unknown, manifold);
  if (left.kind === 'query') {
    const isBy = left.wrt.length === 0 || (left.wrt.length === 1 && left.wrt.every((each) => reading.scope.cellOf(each) === cell));
    if (left.word !== 'gradient' || !isBy || !isZero(right)) return say.notStationary(left, unknown);
    const shape = facts.shapeOf(left.of);
    if (mistaken.has(left.of) || shape === undefined) return 'elsewhere';
    return isScalar(shape) ? undefined : say.notScalar(left, shape);
  }
  if (mistaken.has(left) || mistaken.has(right)) return 'elsewhere';
  const a = facts.shapeOf(left);
  const b = isZero(right) ? a : facts.shapeOf(right);
  if (a === undefined || b === undefined) return 'elsewhere';
  if (a !== b) return say.sidesDiffer(left, right, a, b);
  if (!variablesOf(left, reading).includes(cell) && !variablesOf(right, reading).includes(cell)) return say.notInEquation(unknown);
  return multiply(a.rows, a.cols) === multiply(x.rows, x.cols) ? undefined : say.equationCount(left, unknown, a, x);
}

/** The unknowns that need themselves through other equations. Iterative: equations may follow each other in a long chain. */
function circular(of: ReadonlyMap<VariableCell, Equation>): readonly VariableCell[] {
  const state = new Map<VariableCell, 'open' | 'done'>();
  const found: VariableCell[] = [];
  for (const start of of.keys()) {
    const stack: { readonly cell: VariableCell; at: number }[] = state.has(start) ? [] : [{ cell: start, at: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      state.set(top.cell, 'open');
      const next = of.get(top.cell)?.others[top.at++];
      if (next === undefined) { state.set(top.cell, 'done'); stack.pop(); continue; }
      if (!of.has(next)) continue;
      if (state.get(next) === 'open') found.push(next);
      else if (!state.has(next)) stack.push({ cell: next, at: 0 });
    }
  }
  return found;
}
