/** How messages speak of expressions and shapes, and where they point. */
import type { Dimension } from '../shapes/dimension';
import { isScalar, showShape, type Shape } from '../shapes/shape';
import { printTree } from '../syntax/print';
import type { Span, Tree } from '../syntax/tree';
import type { Cell, VariableCell } from './scope';

/** What a message needs to know of a file that has been understood. */
export interface Facts {
  shapeOf(tree: Tree): Shape | undefined;
  /** The shape in an unknown's place once everything is solved. */
  settled(shape: Shape): Shape;
  cellOf(tree: Tree): Cell | undefined;
  /** The expressions that gave an inferred variable its shape; none where its spelling did. */
  reasonsFor(cell: VariableCell): readonly Tree[];
  /** Whether a dimension was found by inference and tied to nothing that is declared. */
  isFree(dimension: Dimension): boolean;
  /** Where the statement around an offset begins. */
  statementStart(offset: number): number;
}

/** Expressions longer than this are spoken of, not quoted. */
const LONGEST_QUOTE = 40;
/** Replacements longer than this are not offered: nobody can see at a glance what they change. */
const LONGEST_REPLACEMENT = 200;

const lengthOf = ({ start, end }: Span): number => end - start;

/** The expression in the reader's words, or `otherwise` where it is too long to quote. */
export const quote = (tree: Tree, otherwise: string): string => (lengthOf(tree.span) <= LONGEST_QUOTE ? printTree(tree) : otherwise);

/** The text of an expression that is small enough to be written in place of another. */
export const replacementFor = (tree: Tree, length: number): string | undefined => (length <= LONGEST_REPLACEMENT ? printTree(tree) : undefined);

/** "a scalar", "n×d". */
export const describeShape = (shape: Shape): string => (isScalar(shape) ? 'a scalar' : showShape(shape));

/** "1 row", "n rows". */
export const rows = (count: string): string => `${count} row${count === '1' ? '' : 's'}`;
export const columns = (count: string): string => `${count} column${count === '1' ? '' : 's'}`;
export const listed = (items: readonly string[], last = 'or'): string => (items.length <= 1 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`);

export type Side = 'rows' | 'cols';
const other = (side: Side): Side => (side === 'rows' ? 'cols' : 'rows');

/** The name whose shape gives an expression its number of rows or columns; undefined where it comes from no single name. */
export function sourceOf(tree: Tree, side: Side, facts: Facts): { readonly cell: Cell; readonly name: string } | undefined {
  let at = tree;
  let which = side;
  for (;;) {
    switch (at.kind) {
      case 'name': { const cell = facts.cellOf(at); return cell === undefined ? undefined : { cell, name: at.name }; }
      case 'negate': at = at.operand; break;
      case 'transpose': at = at.operand; which = other(which); break;
      case 'sumOver': case 'where': at = at.body; break;
      case 'binary': {
        const left = facts.shapeOf(at.left);
        const right = facts.shapeOf(at.right);
        if (at.operator === '\\') { if (which === 'cols') at = at.right; else { at = at.left; which = 'cols'; } break; }
        if (at.operator === '*' && left !== undefined && right !== undefined && !isScalar(left) && !isScalar(right)) at = which === 'rows' ? at.left : at.right;
        else if (at.operator === '^' || at.operator === '/' || (left !== undefined && !isScalar(left))) at = at.left;
        else at = at.right;
        break;
      }
      case 'call': {
        const [only, ...more] = at.arguments;
        if (only === undefined || more.length > 0 || facts.shapeOf(only) !== facts.shapeOf(at)) return undefined;
        at = only;
        break;
      }
      case 'number': case 'index': case 'block': case 'missing': return undefined;
    }
  }
}

/** Where a name got its shape, as the second place of a conflict. */
export function placeOf(source: { readonly cell: Cell; readonly name: string } | undefined, facts: Facts): readonly { readonly message: string; readonly span: Span }[] {
  if (source === undefined) return [];
  const { cell, name } = source;
  switch (cell.kind) {
    case 'variable': {
      const shape = describeShape(facts.settled(cell.term));
      if (cell.origin === 'declared') return [{ message: `${name} is declared as ${shape} here.`, span: cell.span }];
      const reasons = facts.reasonsFor(cell);
      if (reasons.length === 0) return [{ message: `${name} is not declared; its spelling and its uses make it ${shape}. It is first used here.`, span: cell.span }];
      return reasons.map((reason) => ({ message: `${name} is not declared; ${quote(reason, 'its use here')} makes it ${shape}.`, span: reason.span }));
    }
    case 'definition': return [{ message: `${name} is ${describeShape(facts.settled(cell.term))} by its definition here.`, span: cell.span }];
    case 'dimension': case 'function': case 'index': return [];
  }
}
