import { describe, expect, test } from 'vitest';
import { parseDocument, parseExpression } from '../../server/src/syntax/parse';
import { nodeAround, nodeAt, pathAt, statementAt } from '../../server/src/syntax/positions';

/** A text with its cursor `¦` taken out. */
const cursor = (marked: string): { text: string; offset: number } => ({ text: marked.replace('¦', ''), offset: marked.indexOf('¦') });

describe('the node at a cursor', () => {
  // text with the cursor, the innermost node, then outwards
  test.each([
    ['¦X', ['X']],
    ['X¦', ['X']],
    ["X'*(X*¦w - y)", ['w', 'X*w', 'X*w - y', "X'*(X*w - y)"]],
    ["X'*(X¦*w - y)", ['X', 'X*w', 'X*w - y', "X'*(X*w - y)"]],
    ["X'¦*(X*w - y)", ["X'", "X'*(X*w - y)"]],
    ["X'*¦(X*w - y)", ["X'*(X*w - y)"]],
    ['lo¦g(x)', ['log(x)']],
    ['log(x¦)', ['x', 'log(x)']],
    ['f(a, ¦b)', ['b', 'f(a, b)']],
    ['‖x¦ - y‖²', ['x', 'x - y', '‖x - y‖', '‖x - y‖²']],
    ['sum(¦i = 1..N) x[i]', ['i', 'sum(i = 1..N) x[i]']],
    ['s + 1 where ¦s = A*x', ['s', 's + 1 where s = A*x']],
    ['[A, ¦B; C, D]', ['B', '[A, B; C, D]']],
  ])('%s', (marked, path) => {
    const { text, offset } = cursor(marked);
    const { tree } = parseExpression(text);
    expect(pathAt(tree, offset).map(({ span }) => text.slice(span.start, span.end)).toReversed()).toEqual(path);
    const innermost = nodeAt(tree, offset);
    expect(text.slice(innermost.span.start, innermost.span.end)).toBe(path[0]);
  });
});

describe('in statements', () => {
  const kinds = (marked: string): string => {
    const { text, offset } = cursor(marked);
    const statement = statementAt(parseDocument(text), offset);
    return statement === undefined ? 'none' : pathAt(statement, offset).map((node) => ('form' in node ? node.form : node.kind)).join(' > ');
  };
  test.each([
    ['¦X : matrix(n, d)', 'declaration > name'],
    ['X : mat¦rix(n, d)', 'declaration > matrix'],
    ['X : matrix(n, 2*¦d)', 'declaration > matrix > binary > name'],
    ['g : vector(¦n) -> scalar', 'declaration > function > vector > name'],
    ['f(¦w) = w', 'definition > name'],
    ['f(w) = ¦w', 'definition > name'],
    ['gradient f wrt w, ¦b', 'query > name'],
    ['hvp f wrt x along 2*¦v', 'query > binary > name'],
    ['check gradient ¦f wrt w == w', 'claim > query > name'],
    ['layout ¦numerator', 'layout > name'],
    ["inner w: <u, v> = u'*¦M*v", 'inner > binary > binary > name'],
    ['f = a\n¦\ng = b', 'none'],
    ['f = a¦; g = b', 'definition > name'],
    ['f = a; ¦g = b', 'definition > name'],
    ['rule ¦d(g(x)) = 3', 'rule'],
  ])('%s', (marked, expected) => {
    expect(kinds(marked)).toBe(expected);
  });
});

test.each([
  ['a + ⟦b*c⟧', 'b*c'],
  ['a + b⟦*⟧c', 'b*c'],
  ['⟦a + b⟧*c', 'a + b*c'],
  ['(⟦a + b⟧)*c', 'a + b'],
  ['f(⟦a⟧, b)', 'a'],
  ['f(⟦a, b⟧)', 'f(a, b)'],
])('the node around the selection of %s', (marked, expected) => {
  const text = marked.replace(/[⟦⟧]/gu, '');
  const { span } = nodeAround(parseExpression(text).tree, marked.indexOf('⟦'), marked.indexOf('⟧') - 1);
  expect(text.slice(span.start, span.end)).toBe(expected);
});
