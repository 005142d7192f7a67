/** How a side of a matrix is made of others: the rows of vec(X) of rows and columns, those of [A; B] of rows of A and rows of B. */
import { ELEMENTWISE } from '../../../algebra/construct/apply';
import type { Expr } from '../../../algebra/expression';
import { ONE, type Dimension } from '../../../shapes/dimension';

/** What counts the entries along a side: indices, the fastest first, or one for each of two blocks. */
export type Side =
  | { readonly is: 'indices'; readonly sizes: readonly Dimension[] }
  | { readonly is: 'blocks'; readonly sizes: readonly [Dimension, Dimension] };
type Which = 'rows' | 'cols';

const turned = (which: Which): Which => (which === 'rows' ? 'cols' : 'rows');

/** The finer one of two ways to count the same side. */
export const finer = (a: Side, b: Side): Side => (a.is === 'indices' && (b.is === 'blocks' ? a.sizes.length < 2 : b.sizes.length > a.sizes.length) ? b : a);

/** Goes as deep as the operands that a side is made of. */
export function sideOf(e: Expr, which: Which): Side {
  const plain: Side = { is: 'indices', sizes: e.shape[which] === ONE ? [] : [e.shape[which]] };
  if (e.shape[which] === ONE) return plain;
  const finest = (parts: readonly (Expr | undefined)[], of: Which = which): Side => parts.reduce<Side>((best, part) => (part === undefined ? best : finer(best, sideOf(part, of))), plain);
  const together = (...sides: readonly Side[]): Side => (sides.every((side) => side.is === 'indices') ? { is: 'indices', sizes: sides.flatMap((side) => side.sizes) } : plain);
  switch (e.op) {
    case 'transpose': return sideOf(e.of, turned(which));
    case 'product': return finest([which === 'rows' ? e.factors[0] : e.factors.at(-1)]);
    case 'sum': return finest(e.terms.map(({ expr }) => expr));
    case 'hadamard': return finest(e.factors);
    case 'scale': case 'indexedSum': return sideOf(e.body, which);
    case 'power': return sideOf(e.base, which);
    case 'unknown': return e.entrywise ? finest(e.args) : plain;
    case 'apply': {
      const [a, b] = e.args;
      if (ELEMENTWISE.has(e.name)) return finest(e.args.filter((arg) => arg.shape === e.shape));
      switch (e.name) {
        case 'vec': return a === undefined ? plain : together(sideOf(a, 'rows'), sideOf(a, 'cols'));
        case 'kron': return a === undefined || b === undefined ? plain : together(sideOf(b, which), sideOf(a, which));
        case 'comm': { const [m, n] = e.dimensions ?? []; return m === undefined || n === undefined ? plain : { is: 'indices', sizes: (which === 'rows' ? [n, m] : [m, n]).filter((size) => size !== ONE) }; }
        case 'diag': return finest([a], 'rows');
        case 'hcat': return a === undefined || b === undefined ? plain : which === 'cols' ? { is: 'blocks', sizes: [a.shape.cols, b.shape.cols] } : finest([a, b]);
        case 'vcat': return a === undefined || b === undefined ? plain : which === 'rows' ? { is: 'blocks', sizes: [a.shape.rows, b.shape.rows] } : finest([a, b]);
        case 'blkdiag': return a === undefined || b === undefined ? plain : { is: 'blocks', sizes: [a.shape[which], b.shape[which]] };
        default: return plain;
      }
    }
    case 'number': case 'dimension': case 'symbol': case 'identity': case 'ones': case 'zero': case 'trace': case 'matrixPower': return plain;
  }
}
