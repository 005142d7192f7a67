/**
 * Sine and cosine of a matrix by its exponential, which more libraries have: exp([0 A; -A 0]) = [cos(A) sin(A); -sin(A) cos(A)]. Their
 * derivatives are blocks of the derivative of the exponential. Source: Higham, Functions of Matrices (2008), 12.1.
 */
import { apply } from '../../algebra/construct/apply';
import { identity, zero } from '../../algebra/construct/leaf';
import { product } from '../../algebra/construct/product';
import { negate } from '../../algebra/construct/sum';
import type { Expr } from '../../algebra/expression';

export type Trigonometric = 'sinm' | 'cosm';

/** The function of a matrix; with a direction, its Fréchet derivative. */
export function byExponential(name: Trigonometric, of: Expr, direction?: Expr): Expr {
  const none = zero(of.shape), one = identity(of.shape.rows);
  const beside = (a: Expr, b: Expr): Expr => apply('hcat', [a, b]);
  const below = (a: Expr, b: Expr): Expr => apply('vcat', [a, b]);
  const turned = (a: Expr): Expr => below(beside(none, a), beside(negate(a), none));
  const blocks = direction === undefined ? apply('expm', [turned(of)]) : apply('frechet', [turned(of), turned(direction)], { inner: 'expm' });
  return product([beside(one, none), blocks, name === 'sinm' ? below(none, one) : below(one, none)]);
}
