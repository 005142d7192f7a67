/**
 * From surface trees to programs. Names are resolved here, once; what is called with arguments is put in place; a sum over an index becomes
 * a block of instructions that runs for each of its values, and what does not depend on the index stays outside. Iterative: depth 10,000 is safe.
 */
import type { Tree } from '../syntax/tree';
import { newAssembly, nth } from './compile/assembly';
import type { Names } from './compile/names';
import { createPlans, type Plan, type Root } from './compile/plan';
import { nodePlanner } from './compile/planNode';
import type { Scope } from './compile/scope';
import { BeyondLimit, NotEvaluable } from './matrix';
import type { Program } from './program';

/**
 * Nodes a tree may have. A node costs about 0.2 µs an evaluation at the small sizes drawn, and a verdict takes some fifty: this many
 * are a fifth of a second.
 */
export const MAX_NODES = 20_000;

/** @throws NotEvaluable for a name that stands for nothing, a missing operand, a cycle, or too large a tree. */
export function compile(roots: readonly Root[], names: Names): Program {
  const assembly = newAssembly();
  const assumed = new Set<string>();
  const differentials: { readonly slot: number; readonly of: Root }[] = [];
  const plan = nodePlanner({ names, assembly, plans: createPlans(assembly), differentials, assumed });
  const done = new Map<Scope, Map<Tree, number | 'entered'>>();

  const statesOf = (scope: Scope): Map<Tree, number | 'entered'> => {
    const seen = done.get(scope);
    if (seen !== undefined) return seen;
    const made = new Map<Tree, number | 'entered'>();
    done.set(scope, made);
    return made;
  };

  let count = 0;
  const build = (of: readonly Root[]): readonly number[] => {
    const tasks: (Root | (() => void))[] = of.toReversed();
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      if (typeof task === 'function') { task(); continue; }
      const { tree, scope } = task, states = statesOf(scope), state = states.get(tree);
      if (state === 'entered') throw new NotEvaluable(`${tree.kind === 'name' ? tree.name : 'a definition'} refers to itself`);
      if (state !== undefined) continue;
      if (++count > MAX_NODES) throw new BeyondLimit(`more than ${MAX_NODES} nodes are too many for a numerical check`);
      states.set(tree, 'entered');
      const planned = plan(tree, scope);
      tasks.push(() => { states.set(tree, planned.finish(slotsOf(planned.needs))); });
      for (let i = planned.needs.length - 1; i >= 0; i--) { const need = planned.needs[i]; if (need !== undefined) tasks.push(need); }
    }
    return slotsOf(of);
  };

  function slotsOf(needs: Plan['needs']): readonly number[] {
    const slots: number[] = [];
    for (const need of needs) if (typeof need !== 'function') { const slot = statesOf(need.scope).get(need.tree); slots.push(typeof slot === 'number' ? slot : -1); }
    return slots;
  }

  const rootSlots = build(roots), met = differentials.length, inside = build(differentials.map((differential) => differential.of));
  if (differentials.length > met) throw new NotEvaluable('d(…) inside d(…)');
  return {
    size: assembly.size(), constants: assembly.constants, leaves: assembly.leaves, assumed: [...assumed], roots: rootSlots, instructions: assembly.outermost.instructions,
    differentials: differentials.map(({ slot }, i) => ({ slot, of: nth(inside, i) })),
  };
}
