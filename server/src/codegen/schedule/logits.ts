/** Cross-entropies on logits: with log(1 + exp(u)) and log(1 + exp(−u)) both there, the second is the first minus u, and what they multiply collapses. */
import { expand } from '../../algebra/expand';
import { postorderOf, type Expr } from '../../algebra/expression';
import { substitute } from '../../algebra/rewrite';
import { apply } from '../../algebra/construct/apply';
import { negate, subtract, sum } from '../../algebra/construct/sum';

/** A term is multiplied out to at most this many. */
const TERMS = 16;
/** Terms of more tree weight are left as they are. */
const WEIGHT = 600;

/** `-y.*log(σ(u)) - (1 - y).*log(1 - σ(u))` as `softplus(u) - y.*u`: the form that is written by hand, with one function evaluated instead of two. */
export function logitsCollapsed(root: Expr): Expr {
  const met = new Set<Expr>();
  for (const node of postorderOf(root)) if (node.op === 'apply' && node.name === 'softplus' && node.args[0] !== undefined) met.add(node.args[0]);
  if (met.size < 2) return root;
  const kept = new Set<Expr>();
  const by = new Map<Expr, Expr>();
  for (const u of met) {
    const opposite = negate(u);
    if (!met.has(opposite) || kept.has(u)) continue;
    const [plain, mirrored] = u.weight <= opposite.weight ? [u, opposite] : [opposite, u];
    kept.add(plain).add(mirrored);
    by.set(apply('softplus', [mirrored]), subtract(apply('softplus', [plain]), plain));
  }
  if (by.size === 0) return root;
  return root.op === 'sum' ? sum(root.terms.map(({ coefficient, expr }) => ({ coefficient, expr: collapsed(expr, by) })), root.shape) : collapsed(root, by);
}

/** Only what holds one of the two is multiplied out. */
function collapsed(e: Expr, by: ReadonlyMap<Expr, Expr>): Expr {
  const replaced = substitute(e, by);
  return replaced === e || replaced.weight > WEIGHT ? replaced : expand(replaced, TERMS) ?? replaced;
}
