/** How a transpose meets each function that can be matrix-valued: it goes `through` to the arguments, leaves the value `symmetric`, or a law of its own. */
import type { ApplyExpr, Expr, PrimitiveName } from '../expression';
import { apply } from './apply';
import { transpose } from './transpose';

type TransposeLaw = 'through' | 'symmetric' | ((e: ApplyExpr) => Expr);

const renamed = (name: PrimitiveName): TransposeLaw => (e) => apply(name, e.args.map(transpose), e);

export const transposeLaws: { readonly [Name in PrimitiveName]?: TransposeLaw } = {
  pinv: 'through', adj: 'through', kron: 'through', expm: 'through', logm: 'through', sqrtm: 'through', sinm: 'through', cosm: 'through', frechet: 'through', blkdiag: 'through',
  diag: 'symmetric',
  tril: renamed('triu'), triu: renamed('tril'), hcat: renamed('vcat'), vcat: renamed('hcat'),
  exp: 'through', log: 'through', abs: 'through', sign: 'through', sin: 'through', cos: 'through', tan: 'through', asin: 'through', acos: 'through', atan: 'through',
  sinh: 'through', cosh: 'through', tanh: 'through', atan2: 'through', sigmoid: 'through', softplus: 'through', relu: 'through', gelu: 'through', silu: 'through', erf: 'through',
  step: 'through', max: 'through', min: 'through', argmax: 'through',
  comm: (e) => apply('comm', [], { dimensions: (e.dimensions ?? []).toReversed() }),
};
