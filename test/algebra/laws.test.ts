/** Every law against its example: it applies, it gives the right side, it is the first that does, and the two sides have one value. */
import { describe, expect, test } from 'vitest';
import { inArena, newArena } from '../../server/src/algebra/arena';
import type { Expr } from '../../server/src/algebra/expression';
import { allLaws, lawsOf, type Law } from '../../server/src/algebra/laws/table';
import { verifyEquality } from '../../server/src/numeric/equality';
import { settingAt } from '../../server/src/numeric/setting';
import { functionNamed, type FunctionName } from '../../server/src/operators/signatures';
import { dimensionOf } from '../../server/src/semantics/dimensionOf';
import type { Meaning } from '../../server/src/semantics/meaning';
import type { Dimension } from '../../server/src/shapes/dimension';
import type { Tree } from '../../server/src/syntax/tree';
import { declarationsOf, expressed, sidesOf, type Sides } from './express';

const laws = allLaws();

interface Application { readonly args: readonly Expr[]; readonly attributes: { readonly inner?: FunctionName; readonly dimensions?: readonly Dimension[] } }

/** What the law is given where the left side of its example is a call of its head; undefined where it is written otherwise. */
function applicationOf(law: Law, tree: Tree, meaning: Meaning): Application | undefined {
  if (tree.kind !== 'call' || functionNamed(tree.callee) !== law.head) return undefined;
  const [first, ...rest] = tree.arguments;
  const inner = law.head === 'frechet' && first?.kind === 'name' ? functionNamed(first.name) : undefined;
  if (inner !== undefined) return { args: rest.map((argument) => expressed(argument, meaning)), attributes: { inner } };
  const all = tree.arguments.map((argument) => expressed(argument, meaning));
  const sized = law.head === 'comm' ? 0 : law.head === 'unvec' ? 1 : all.length;
  const dimensions = all.slice(sized).map((e) => dimensionOf(e)).filter((d) => d !== undefined);
  return { args: all.slice(0, sized), attributes: dimensions.length === 0 ? {} : { dimensions } };
}

test('names are unique', () => {
  const names = laws.map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

test('every law has an example of its own', () => {
  const examples = laws.map(({ example: [left] }) => left);
  expect(examples.filter((left, i) => examples.indexOf(left) !== i)).toEqual([]);
  expect(laws.filter(({ example: [left, right] }) => left === right || left.trim() === '' || right.trim() === '').map(({ name }) => name)).toEqual([]);
});

describe.each(laws)('$head: $name', (law) => {
  const [left, right] = law.example;
  const sides = (): Sides => sidesOf(declarationsOf(law.given), left, right);

  test(`${left} becomes ${right}`, () => {
    const { meaning, left: leftTree, right: rightTree } = sides();
    inArena(newArena(), () => {
      const application = applicationOf(law, leftTree, meaning);
      if (application === undefined) throw new Error(`the example of a law of ${law.head} is a call of it`);
      const rewritten = law.rewrite(application.args, application.attributes);
      expect(rewritten, 'the law applies').toBeDefined();
      expect(lawsOf(law.head).find((each) => each.rewrite(application.args, application.attributes) !== undefined)?.name, 'no earlier law takes the example').toBe(law.name);
      expect(rewritten, 'the law gives the right side').toBe(expressed(rightTree, meaning));
      expect(expressed(leftTree, meaning), 'so does the constructor').toBe(rewritten);
    });
  });

  test('both sides have one value', () => {
    const { meaning, left: leftTree, right: rightTree, end } = sides();
    expect(verifyEquality({ left: leftTree, right: rightTree, setting: settingAt(meaning, end), seed: 1 })).toMatchObject({ verdict: 'pass' });
  });
});
