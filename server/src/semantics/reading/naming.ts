/** Names for dimensions that nothing in a file says more about. */
import { named } from '../../shapes/dimension';
import type { Shape } from '../../shapes/shape';
import type { Span, Tree } from '../../syntax/tree';
import { unknownsOf } from '../equation';
import type { Binding } from '../meaning';
import type { Occurrences } from '../occurrences';
import type { DefinitionCell, Scope, VariableCell } from '../scope';
import { isKnownShape } from '../settled';
import { dimensionNames } from '../spelling';
import type { Unifier } from '../unify';

/** Gives the unknowns that are left readable names: the reader's own where a dimension was used by name, else n, m, k, … in order of appearance; gives back the latter. */
export function nameUnknowns(u: Unifier, scope: Scope, terms: ReadonlyMap<Tree, Shape>, occurrences: Occurrences): ReadonlyMap<string, Binding> {
  const invented = new Map<string, Binding>();
  const cells = scope.cells();
  for (const cell of cells) {
    if (cell.kind !== 'dimension') continue;
    const dimension = u.resolve(cell.dimension);
    const [unknown] = unknownsOf(dimension);
    if (unknown === dimension.key) u.name(unknown, named(cell.name));
  }
  const names = dimensionNames({ has: (name) => occurrences.words.has(name) });
  const nameAll = (term: Shape, span: Span): void => {
    for (const side of [term.rows, term.cols]) for (const unknown of unknownsOf(u.resolve(side))) {
      const name = names.next().value;
      u.name(unknown, named(name));
      invented.set(name, { kind: 'dimension', name, dimension: named(name), span });
    }
  };
  const ordered = cells.filter((cell): cell is VariableCell | DefinitionCell => (cell.kind === 'variable' || cell.kind === 'definition') && !isKnownShape(cell.term)).sort((a, b) => a.span.start - b.span.start);
  for (const { term, span } of ordered) nameAll(term, span);
  for (const [tree, term] of terms) nameAll(term, tree.span);
  u.run();
  return invented;
}
