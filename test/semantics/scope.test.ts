/** What names mean, and where. `¦` marks the place that is asked about. */
import { describe, expect, test } from 'vitest';
import { postorder, type NameNode, type Tree } from '../../server/src/syntax/tree';
import type { Meaning } from '../../server/src/semantics/meaning';
import { shapeOfExpression } from '../../server/src/semantics/shapeOfExpression';
import { showShape } from '../../server/src/shapes/shape';
import { parseExpression } from '../../server/src/syntax/parse';
import { meaningOf, showBinding } from './render';

const trees = (meaning: Meaning): readonly Tree[] => meaning.statements.flatMap((statement) => {
  switch (statement.kind) {
    case 'definition': return [statement.value, ...statement.parameters ?? []];
    case 'query': return [statement.of, ...statement.wrt];
    case 'claim': return statement.left.kind === 'query' ? [statement.left.of, statement.right] : [statement.left, statement.right];
    default: return [];
  }
});

/** The binding of the name at the mark. */
function bindingAt(marked: string): string {
  const offset = marked.indexOf('¦');
  const meaning = meaningOf(marked.replace('¦', ''));
  const node = trees(meaning).flatMap((tree) => postorder(tree)).find((each): each is NameNode => each.kind === 'name' && each.span.start === offset);
  const binding = node && meaning.bindingOf(node);
  return binding === undefined ? 'nothing' : showBinding(binding);
}

describe('names', () => {
  test.each([
    ['a declaration',                        'x : vector(n)\nf = ¦x',                                          'x : n×1'],
    ['the later of two',                     'x : vector(n)\nx : vector(m)\nf = ¦x',                           'x : m×1'],
    ['the earlier, before the later',        'x : vector(n)\nf = ¦x\nx : vector(m)',                           'x : n×1'],
    ['what was defined keeps its meaning',   "x : vector(n)\nf = x'*¦x\nx : scalar\ng = f*x",                  'x : n×1'],
    ['a definition',                         'x : vector(n)\nr = 2*x\nf = ¦r',                                 'r : n×1'],
    ['a definition of the same name',        'x : vector(n)\nx = 2*¦x',                                        'x : n×1'],
    ['before anything: its own variable',    'f = ¦r\nr = 2',                                                  'r : n×1 inferred'],
    ['a dimension',                          'x : vector(n)\nf = 1/¦n*sum(x)',                                 'n = n'],
    ['a dimension hidden by a variable',     'x : vector(n)\nn : scalar\nf = ¦n*x',                            'n : scalar'],
    ['an index',                             'x : vector(n)\nf = sum(i = 1..n) x[¦i]',                         'i index'],
    ['an index hides a variable',            'i : vector(n)\nf = sum(i = 1..n) ¦i',                            'i index'],
    ['and only within its sum',              'i : vector(n)\nf = (sum(i = 1..n) i) + ¦i',                      'i : n×1'],
    ['a shared part',                        'f = ¦s*s where s = 2',                                           's : scalar'],
    ['a parameter is an ordinary name',      'w : vector(d)\nf(w) = ¦w',                                       'w : d×1'],
    ['a parameter hides a definition',       "r = 3\nf(r) = ¦r'*r",                                            'r : n×1 inferred'],
    ['the T of a transpose',                 'X : matrix(n, d)\nf = X^¦T',                                     'nothing'],
    ['a T that is declared',                 'X : matrix(n, n)\nT : scalar\nf = X^¦T',                         'T : scalar'],
    ['the name of a function',               'X : matrix(n, n)\nf = frechet(¦expm, X, X)',                     'nothing'],
    ['a number by its name',                 'f = 2*¦pi',                                                      'nothing'],
    ['a number by its name, hidden',         'pi : vector(n)\nf = 2*¦pi',                                      'pi : n×1'],
  ])('%s', (_, text, expected) => { expect(bindingAt(text)).toBe(expected); });

  test('an inferred name is one variable in the whole file', () => {
    const meaning = meaningOf("f = w'*w\ng = sum(w)");
    expect(meaning.bindings.filter(({ name }) => name === 'w')).toHaveLength(1);
  });

  test('calls of functions of the file', () => {
    const meaning = meaningOf("f(w) = w'*w\ng = f(w)\nφ : scalar -> scalar\nh = φ(3) + exp(1)");
    const calls = trees(meaning).flatMap((tree) => postorder(tree)).filter((tree) => tree.kind === 'call');
    expect(calls.map((call) => meaning.calleeOf(call)?.name)).toEqual(['f', 'φ', undefined]);
  });

  test.each([
    ['x : vector(n)\n¦x : vector(m)\n',             'x', 'x : m×1'],
    ['x : vector(n)¦\nx : vector(m)\n',             'x', 'x : n×1'],
    ['f = y\n¦',                                    'y', 'y : n×1 inferred'],
    ['x : vector(n)\nf = 2*x¦',                     'f', 'f : n×1'],
    ['¦x : vector(n)',                              'n', 'n = n'],
    ['f = norm2(X*w)¦',                             'n', 'n = n'],
    ['x : vector(n)\nf = sum(i = 1..n) x[i¦]',      'i', 'i index'],
    ['x : vector(n)\nf = sum(i = 1..n) x[i]\n¦',    'i', 'nothing'],
  ])('%s: what %s means there', (marked, name, expected) => {
    const binding = meaningOf(marked.replace('¦', '')).lookup(name, marked.indexOf('¦'));
    expect(binding === undefined ? 'nothing' : showBinding(binding)).toBe(expected);
  });

  test('every node of every statement has a shape', () => {
    const meaning = meaningOf("X : matrix(n, d); y : vector(n)\nf(w) = sum(i = 1..n) (X[i,:]*w - y[i])^2 + logdet(eye(n) + X*X^T) where s = 2\ngradient f wrt w\ncheck differential f wrt w == 2*(X*w - y)'*X*dw");
    for (const tree of trees(meaning)) for (const node of postorder(tree)) expect(meaning.shapeOf(node), JSON.stringify(node)).toBeDefined();
  });
});

describe('the shape of an expression that is not in the file', () => {
  const text = "X : matrix(n, d); w : vector(d); y : vector(n)\nr = X*w - y\nh(w) = w'*w\ng : vector(n) -> scalar\nφ : vector(d) -> vector(n)\nf = norm2(r)^2 + sum(Z*v)\n";
  const meaning = meaningOf(text);
  test.each([
    ["2*X'*(X*w - y)",         'd×1'],
    ["X'*r",                   'd×1'],
    ['dX*w + X*dw',            'n×1'],
    ["d(X*w - y)",             'n×1'],
    ['∇g(r)',                  'n×1'],
    ['Dφ(w)',                  'n×d'],
    ['h(2*w)',                 'scalar'],
    ["s'*s where s = X*w",     'scalar'],
    ['eye(d) + X^T*X',         'd×d'],
    ["Z'*ones(m)",             'k×1'],
    ['sum(i = 1..n) X[i,:]*w', 'scalar'],
    ["X*r",                    'none'],
    ['unheard_of',             'none'],
    ['unheard_of*X',           'none'],
    ['pi*X',                   'n×d'],
  ])('%s: %s', (expression, expected) => {
    const shape = shapeOfExpression(parseExpression(expression).tree, meaning, text.length);
    expect(shape === undefined ? 'none' : showShape(shape)).toBe(expected);
  });
});
