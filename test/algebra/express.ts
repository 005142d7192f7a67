/** Expressions from text, in one arena: for tests of what is made of expressions. */
import { inArena, newArena } from '../../server/src/algebra/arena';
import type { Expr } from '../../server/src/algebra/expression';
import { notate } from '../../server/src/presentation/present';
import { express } from '../../server/src/semantics/express';
import type { Meaning } from '../../server/src/semantics/meaning';
import { understand } from '../../server/src/semantics/understand';
import { verifyEquality } from '../../server/src/numeric/equality';
import { settingAt } from '../../server/src/numeric/setting';
import type { Verdict } from '../../server/src/calculus/result';
import { showShape } from '../../server/src/shapes/shape';
import { parseDocument } from '../../server/src/syntax/parse';
import type { Tree } from '../../server/src/syntax/tree';

/** `x, y : vector(n), t : scalar` as lines of a document. */
export function declarationsOf(list: string): string {
  const lines: string[] = [];
  let depth = 0, start = 0, declared = false;
  for (let i = 0; i <= list.length; i++) {
    const c = list[i];
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (c === ':') declared = true;
    if (c === undefined || (c === ',' && depth === 0 && declared)) { lines.push(list.slice(start, i).trim()); start = i + 1; declared = false; }
  }
  return lines.filter((line) => line !== '').join('\n');
}

export interface Sides { readonly meaning: Meaning; readonly left: Tree; readonly right: Tree; readonly end: number }

/** The two sides of `check left == right` behind declarations. */
export function sidesOf(declarations: string, left: string, right: string): Sides {
  const text = `${declarations}\ncheck ${left} == ${right}`;
  const meaning = understand(parseDocument(text));
  const wrong = meaning.diagnostics.filter(({ severity }) => severity === 'error');
  const node = meaning.claims[0]?.node;
  if (wrong.length > 0 || node === undefined || node.left.kind === 'query') throw new Error(`${text}\n${wrong.map(({ message }) => message).join('\n')}`);
  return { meaning, left: node.left, right: node.right, end: text.length };
}

/** The expression of a tree in the current arena. */
export function expressed(tree: Tree, meaning: Meaning): Expr {
  const made = express(tree, meaning);
  if ('message' in made) throw new Error(made.message);
  return made.expr;
}

/** A scope of declarations in which expressions are made from text, and their values compared. */
export function workbench(declarations: string) {
  const meaningOf = (text: string): { readonly meaning: Meaning; readonly tree: Tree } => {
    const { meaning, left } = sidesOf(declarations, text, text);
    return { meaning, tree: left };
  };
  const arena = newArena();
  const inside = <T>(work: () => T): T => inArena(arena, work);
  const offset = declarations.length + 1;
  return {
    arena, inside,
    expr: (text: string): Expr => { const { meaning, tree } = meaningOf(text); return inside(() => expressed(tree, meaning)); },
    shapeOf: (text: string): string => { const { meaning, tree } = meaningOf(text); const of = meaning.shapeOf(tree); return of === undefined ? 'unknown' : showShape(of); },
    treeOf: (text: string): Tree => meaningOf(text).tree,
    /** Whether an expression has the value of the text it came from. */
    sameValue: (text: string, e: Expr): Verdict => {
      const { meaning, tree } = meaningOf(text);
      return verifyEquality({ left: tree, right: inside(() => notate(e)), setting: settingAt(meaning, offset), seed: 1 });
    },
    /** Whether two expressions have one value. */
    equalValues: (a: Expr, b: Expr): Verdict => verifyEquality({ left: inside(() => notate(a)), right: inside(() => notate(b)), setting: settingAt(meaningOf('1').meaning, offset), seed: 1 }),
  };
}
