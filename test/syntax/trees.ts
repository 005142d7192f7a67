/** Random surface trees, and trees without their spans, for the tests of the syntax. */
import fc from 'fast-check';
import { binary, call, name, negate, number, transposed } from '../../server/src/syntax/build';
import { NOWHERE, type BinaryOperator, type Tree } from '../../server/src/syntax/tree';

const names = fc.constantFrom('x', 'y', 'w', 'X', 'A', 'λ', 'w_1', 'dX', 'sum', 'T', 'e', 'where1', '∇g', '∇₁h', '∇²₁₂h', 'D₂F', 'x̂', 'α₁');
const functions = fc.constantFrom('tr', 'sigmoid', 'norm2', 'kron', 'sum', 'f', 'σ');
const operators = fc.constantFrom<BinaryOperator>('+', '-', '*', '/', '\\', '.*', './', '^', '.^');
const numbers = fc.constantFrom('0', '1', '2', '10', '0.5', '.5', '1e-3', '2.5E+10', '1e5').map((text) => number(Number(text), text));

/** Trees that the printer can write; a `where` only at the top. */
export const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    { weight: 2, arbitrary: names.map(name) },
    { weight: 1, arbitrary: numbers },
    { weight: 2, arbitrary: tie('tree').map(negate) },
    { weight: 2, arbitrary: tie('tree').map(transposed) },
    { weight: 8, arbitrary: fc.tuple(operators, tie('tree'), tie('tree')).map(([operator, left, right]) => binary(operator, left, right)) },
    { weight: 2, arbitrary: fc.tuple(functions, fc.array(tie('tree'), { maxLength: 3 })).map(([f, args]) => call(f, ...args)) },
    { weight: 1, arbitrary: fc.tuple(functions, fc.array(tie('tree'), { minLength: 1, maxLength: 2 })).map(([callee, args]): Tree => ({ kind: 'call', callee, calleeSpan: NOWHERE, arguments: args, span: NOWHERE, elementwise: true })) },
    { weight: 1, arbitrary: fc.tuple(tie('tree'), fc.array(fc.oneof(fc.constant('all' as const), tie('tree')), { minLength: 1, maxLength: 2 })).map(([object, indices]): Tree => ({ kind: 'index', object, indices, span: NOWHERE })) },
    { weight: 1, arbitrary: fc.array(fc.array(tie('tree'), { minLength: 1, maxLength: 2 }), { maxLength: 2 }).map((rows): Tree => ({ kind: 'block', rows, span: NOWHERE })) },
    { weight: 1, arbitrary: fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([from, to, body]): Tree => ({ kind: 'sumOver', index: { kind: 'name', name: 'i', span: NOWHERE }, from, to, body, span: NOWHERE })) },
  ),
})).tree;

export const anyTreeWithBindings: fc.Arbitrary<Tree> = fc.oneof(
  anyTree,
  fc.tuple(anyTree, fc.array(fc.tuple(fc.constantFrom('s', 't', 'λ'), anyTree), { minLength: 1, maxLength: 2 })).map(([body, bindings]): Tree => ({
    kind: 'where', body, bindings: bindings.map(([text, value]) => ({ name: { kind: 'name', name: text, span: NOWHERE }, value })), span: NOWHERE,
  })),
);

/** A tree as plain data without spans, for comparison. */
export function bare(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(bare);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).filter(([key]) => !/span$/iu.test(key)).map(([key, value]) => [key, bare(value)]));
}
