import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDocument } from '../../server/src/syntax/format';
import { parseDocument } from '../../server/src/syntax/parse';
import { printTree } from '../../server/src/syntax/print';
import { printStatement } from '../../server/src/syntax/printStatement';
import { show } from './show';
import { anyTree } from './trees';

const shown = (text: string): string => parseDocument(text).statements.map(show).join('\n');

describe('formatting', () => {
  test.each([
    ['X:matrix( n,d )', 'X : matrix(n, d)'],
    ['a,b:vector(n)', 'a, b : vector(n)'],
    ['X∈R^( n × d )', 'X ∈ R^(n×d)'],
    ['P ∈ S ++ ^ n', 'P ∈ S++^n'],
    ['X  in  R^(n,d)', 'X in R^(n, d)'],
    ['X ∈ ℝⁿˣᵈ', 'X ∈ ℝⁿˣᵈ'],
    ['g:vector(n)->scalar', 'g : vector(n) -> scalar'],
    ['h:(vector(n),scalar)->scalar', 'h : (vector(n), scalar) -> scalar'],
    ['f = ∇²₁₂h( x,y )*x-∇₁h(x,y)', 'f = ∇²₁₂h(x, y)*x - ∇₁h(x, y)'],
    ['S :  symmetric   matrix(n,n)', 'S : symmetric matrix(n, n)'],
    ['f=1/2 * norm2( X*w-y ) ^ 2', 'f = 1/2*norm2(X*w - y)^2'],
    ['f( w , b )=w+b', 'f(w, b) = w + b'],
    ['f = - x + ( - y )', 'f = -x + (-y)'],
    ['f = x ^ - 1', 'f = x^-1'],
    ['f = a*-b', 'f = a*-b'],
    ['f = a- -b', 'f = a - -b'],
    ['f = 1 ./ x .* y', 'f = 1./x.*y'],
    ['f = A⊙B ⊘ C', 'f = A ⊙ B ⊘ C'],
    ['f = A⊗B', 'f = A ⊗ B'],
    ['f = ‖ x+y ‖ ² + || x-y ||_2', 'f = ‖x + y‖² + ||x - y||_2'],
    ['f = | x - | y | |', 'f = |x - |y||'],
    ['f = < a,b >*c', 'f = <a, b>*c'],
    ['f = X[ i,: ]', 'f = X[i, :]'],
    ['f = [ a   b;c  -d ]', 'f = [a b; c -d]'],
    ['f = [a,b ;c,d]', 'f = [a, b; c, d]'],
    ["f = [a' |b|]", "f = [a' |b|]"],
    ['f = sum( i=1 .. N )x[i]', 'f = sum(i = 1..N) x[i]'],
    ['f = φ.( x )', 'f = φ.(x)'],
    ["f = s'*s where s=A*x,t=3", "f = s'*s where s = A*x, t = 3"],
    ['gradient   f   wrt  w,b', 'gradient f wrt w, b'],
    ['gradient(f)wrt w', 'gradient (f) wrt w'],
    ['∇f wrt w', '∇f wrt w'],
    ['∇_w f', '∇_w f'],
    ['hvp f wrt x along-v', 'hvp f wrt x along -v'],
    ['taylor f wrt w order  2', 'taylor f wrt w order 2'],
    ['hessian  f wrt X   as  vec', 'hessian f wrt X as vec'],
    ['jacobian  r layout  denominator  as index', 'jacobian r layout denominator as index'],
    ["check gradient f wrt w==X'*w", "check gradient f wrt w == X'*w"],
    ['check -a==b', 'check -a == b'],
    ["inner w : <u,v>=u'*M*v", "inner w: <u, v> = u'*M*v"],
    ['a = 1 ;b=2;', 'a = 1; b = 2;'],
    ['f=a  ;  \ng=b', 'f = a;\ng = b'],
    ['f=((a))', 'f = ((a))'],
    ['  f=a   \n\n\n  # note   \ng=b  # why  \n', '  f = a\n\n\n  # note\ng = b  # why\n'],
    ['f=a*  # half  \n    b+\n  c', 'f = a*  # half\n    b +\n  c'],
    ['f=a#note', 'f = a #note'],
    ['f=[a,b\n   c,d]', 'f = [a, b\n   c, d]'],
    ['f=a  +  * b\ng=c', 'f=a  +  * b\ng = c'],
    ['rule  d(g(x))=  3*dx', 'rule d(g(x)) = 3*dx'],
    ['implicit  A*x==b   solve x', 'implicit A*x == b solve x'],
    ['implicit gradient f wrt w==0  solve w', 'implicit gradient f wrt w == 0 solve w'],
    ['implicit (A+B)*x==b solve x', 'implicit (A + B)*x == b solve x'],
    ['some   prose', 'some   prose'],
    ['f=a\r\ng=b  \r\n', 'f = a\r\ng = b\r\n'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(formatDocument(text)).toBe(expected);
  });

  const corpus = readFileSync(new URL('../fixtures/corpus-expressions.txt', import.meta.url), 'utf8').trim().split('\n');
  const document = corpus.map((text, i) => `f${i}=${text}`).join('\n');

  test('keeps what the corpus says, and is done after once', () => {
    const once = formatDocument(document);
    expect(shown(once)).toBe(shown(document));
    expect(formatDocument(once)).toBe(once);
  });

  test('agrees with the printer on the spacing of any tree', () => {
    fc.assert(fc.property(anyTree, (tree) => {
      const text = `f = ${printTree(tree)}`;
      expect(formatDocument(text)).toBe(text);
    }), { numRuns: 300 });
  });

  test('any text: the same statements, and done after once', () => {
    const soup = fc.array(fc.constantFrom('x', 'f = ', 'sum', '(', ')', '[', ']', ',', ';', ' : ', '=', "'", '+', '-', '*', './', '^', '<', '>', '|', '||', '‖', ' ', '  ', '\n', '1', '..', '²', ' wrt ', ' where ', 'check ', 'gradient ', '# c\n', 'sum(i = ', 'R'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(soup, (text) => {
      const once = formatDocument(text);
      expect(shown(once)).toBe(shown(text));
      expect(parseDocument(once).errors.length).toBe(parseDocument(text).errors.length);
      expect(formatDocument(once)).toBe(once);
    }), { numRuns: 3000 });
  });
});

describe('printing statements', () => {
  test.each([
    'a, b : positive vector(n)', 'λ : scalar', 'S : symmetric matrix(n, n)', 'g : vector(n), scalar -> matrix(n, n)', 'f = x + y', 'f(w, b) = w + b', "gradient tr(X'*A*X) wrt X", 'gradient f wrt w, b unstructured',
    'taylor f wrt w order 2', 'derivative f wrt x order 3 as index', 'jacobian r wrt w layout denominator', 'hessian f wrt X as bilinear', 'hvp f wrt x along v', 'check gradient f wrt w == x', 'check tr(A*B) == tr(B*A)', 'layout numerator', "inner w: <u, v> = u'*M*v", "f = s'*s where s = A*x, t = 3",
  ])('%s stays as it is', (text) => {
    const [statement] = parseDocument(text).statements;
    expect(statement === undefined ? undefined : printStatement(statement)).toBe(text);
  });
});
