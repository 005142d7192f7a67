import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseDocument, parseExpression } from '../../server/src/syntax/parse';
import { show } from './show';

describe('errors in the words of the reader', () => {
  // text, what is read all the same (with a missing term, so that nothing answers it), ⟦what is underlined⟧ and the message
  test.each<[string, string, readonly string[]]>([
    ['f = tr(A*(B + C', '<define> f = tr(A*(B + C)) + ?', [`⟦(⟧ '(' is not closed; ')' is missing.`]],
    ['f = X*w -', '<define> f = X*w - ?', [`⟦-⟧ The right side of '-' is missing: an expression is expected, but the end of the statement was found.`]],
    ['f = X*', '<define> f = X*?', [`⟦*⟧ The right side of '*' is missing: an expression is expected, but the end of the statement was found.`]],
    ['f = *X', '<define> f = ?*X', [`⟦*⟧ An expression is expected, but '*' was found.`]],
    ['f = (a + b', '<define> f = a + b + ?', [`⟦(⟧ '(' is not closed; ')' is missing.`]],
    ['f = a + b)', '<define> f = a + b + ?', [`⟦)⟧ ')' was not expected here; a statement ends with its line or with ';'.`]],
    ['f = 2x', '<define> f = 2*x + ?', [`⟦x⟧ An operator is missing before 'x'; write '2*x' for a product.`]],
    ['f = 2(x + y)', '<define> f = 2*(x + y) + ?', [`⟦(⟧ An operator is missing before '('; write '2*(…)' for a product.`]],
    ['f = x y', '<define> f = x*y + ?', [`⟦y⟧ An operator is missing before 'y'; write 'x*y' for a product.`]],
    ['f = [a b', '<define> f = [a, b] + ?', [`⟦[⟧ '[' is not closed; ']' is missing.`]],
    ['f = f(a,)', '<define> f = f(a, ?)', [`⟦)⟧ An expression is expected after ',', but ')' was found.`]],
    ['f = f(,a)', '<define> f = f(?, a)', [`⟦,⟧ An expression is expected after '(', but ',' was found.`]],
    ['f = x[1:3]', '<define> f = x[1*3] + ?', [`⟦:⟧ ':' alone means all of them, as in 'X[i, :]'; ranges are not in the language yet.`]],
    [`f = x '`, `<define> f = x' + ?`, [`⟦'⟧ A quote transposes what stands directly before it; remove the space before the quote.`]],
    ['f = a < b', '<define> f = a*dot(b) + ?', [`⟦<⟧ '<' opens an inner product and needs an operator before it; comparisons are not in the language.`]],
    ['f = A @ B', '<define> f = A*B + ?', [`⟦@⟧ '@' is no part of the language; write '*' for the matrix product.`]],
    ['f = x ** 2', '<define> f = x^2 + ?', [`⟦**⟧ '**' is no part of the language; write '^'.`]],
    ['f = a == b', '<define> f = a + ?', [`⟦==⟧ '==' was not expected here; a statement ends with its line or with ';'.`]],
    ['f := 3', '<define> f = 3 + ?', [`⟦:=⟧ A definition is written with '=', as in 'f = …'.`]],
    ['tr(X)', '<unreadable>', [`⟦tr⟧ This is no statement: a declaration is 'X : matrix(m, n)', a definition 'f = …', a query 'gradient f wrt w', a claim 'check f == g'.`]],
    ['X*w = 3', '<unreadable>', [`⟦X⟧ Only a name can be defined, as in 'f = …' or 'f(w) = …'; found 'X'.`]],
    ['X*w == 3', '<unreadable>', [`⟦X⟧ An equality is checked with 'check', as in 'check f == g'.`]],
    ['w', '<unreadable>', [`⟦w⟧ 'w' alone says nothing; declare it ('w : vector(n)'), define it ('w = …') or ask for a derivative ('gradient w wrt w').`]],
    ['+ x', '<unreadable>', [`⟦+⟧ A statement cannot begin with '+'; to continue the line before, end that line with the operator or open a bracket.`]],
    ['gradient wrt w', '<gradient> ? wrt w', [`⟦gradient⟧ 'gradient' needs a function or an expression, as in 'gradient f wrt w'.`]],
    ['gradient f wrt', '<gradient> f + ?', [`⟦wrt⟧ After 'wrt' the name of a variable is expected; found the end of the statement.`]],
    ['gradient f wrt w,', '<gradient> f + ? wrt w', [`⟦wrt⟧ After ',' the name of a variable is expected; found the end of the statement.`]],
    ['gradient f wrt 3', '<gradient> f + ?', [`⟦3⟧ After 'wrt' the name of a variable is expected; found '3'.`]],
    ['gradient', '<gradient> ?', [`⟦gradient⟧ 'gradient' needs a function or an expression, as in 'gradient f wrt w'.`]],
    ['gradient f w', '<gradient> f*w + ?', [`⟦w⟧ An operator is missing before 'w'; write 'f*w' for a product, or 'wrt w' for the variable.`]],
    ['jacobian f as rows', '<jacobian> f + ?', ["⟦rows⟧ 'as' is followed by a form of the answer: index, kronecker (or vec), operator, bilinear, vech or ambient; found 'rows'."]],
    ['jacobian f layout', '<jacobian> f + ?', ["⟦layout⟧ 'layout' is followed by its name, as in 'layout numerator'; found the end of the statement."]],
    ['taylor f order x', '<taylor> f + ?', [`⟦x⟧ 'order' is followed by a whole number from 1 on, as in 'order 2'; found 'x'.`]],
    ['check f', '<check> f == ?', [`⟦check⟧ A claim needs '==' and a right side, as in 'check gradient f wrt w == X'*w'; found the end of the statement.`]],
    ['check f = g', '<check> f == g + ?', [`⟦=⟧ A claim compares with '==', as in 'check f == g'; a single '=' defines.`]],
    ['check f == g == h', '<check> f == g + ?', [`⟦==⟧ A claim has one '=='; write a claim for each equality.`]],
    ['check gradient f wrt w', '<check> <gradient> f wrt w == ?', [`⟦check⟧ A claim needs '==' and a right side, as in 'check gradient f wrt w == X'*w'; found the end of the statement.`]],
    ['layout 3', '<unreadable>', [`⟦layout⟧ 'layout' is followed by its name, as in 'layout numerator'.`]],
    ['inner w: (u, v) = 3', '<unreadable>', [`⟦(⟧ An inner product is declared as in 'inner w: <u, v> = u'*M*v'; found '(' where '<' is expected.`]],
    ['X : matrix(n)', '<declare> X : matrix(n, n)', [`⟦matrix(n)⟧ A matrix has two dimensions, as in 'matrix(m, n)'; found 1; a square one is 'matrix(n, n)'.`]],
    ['X : matrix', '<declare> X : matrix(?, ?)', [`⟦matrix⟧ A matrix has two dimensions, as in 'matrix(m, n)'; found 0.`]],
    ['x : vector', '<declare> x : vector(?)', [`⟦vector⟧ A vector has one dimension, as in 'vector(n)'; found 0.`]],
    ['x : vector(n, m)', '<declare> x : vector(n)', [`⟦vector(n, m)⟧ A vector has one dimension, as in 'vector(n)'; found 2; two dimensions make a 'matrix(m, n)'.`]],
    ['x : positive', '<unreadable>', [`⟦positive⟧ 'positive' says what it is like but not its shape; write 'positive scalar', 'positive vector(n)' or 'positive matrix(m, n)'.`]],
    ['x : symmetric', '<unreadable>', [`⟦symmetric⟧ 'symmetric' says what it is like but not its shape; write 'symmetric matrix(n, n)'.`]],
    ['x : positive(n)', '<unreadable>', [`⟦positive⟧ 'positive' alone has no shape; write 'positive vector(n)' or 'positive matrix(m, n)'.`]],
    ['x : tensor(n)', '<unreadable>', [`⟦tensor⟧ 'tensor(…)' is no shape; write scalar, vector(n) or matrix(m, n).`]],
    ['x : tensor', '<unreadable>', [`⟦tensor⟧ 'tensor' is no shape; write scalar, vector(n) or matrix(m, n).`]],
    ['x : n×d', '<unreadable>', [`⟦n⟧ 'n' is no shape; write scalar, vector(n) or matrix(m, n).`]],
    ['x :', '<unreadable>', ['⟦:⟧ A shape is expected: scalar, vector(n) or matrix(m, n); found the end of the statement.']],
    ['λ : scalar(n)', '<declare> λ : scalar', [`⟦scalar(n)⟧ A scalar has no dimensions, as in 'scalar'; found 1.`]],
    ['X : matrix(n, d', '<declare> X : matrix(n, d)', [`⟦(⟧ '(' is not closed; ')' is missing.`]],
    ['X : matrix(', '<declare> X : matrix(?, ?)', [`⟦(⟧ An expression is expected, but the end of the statement was found.`]],
    ['X : matrix(n', '<declare> X : matrix(n, n)', [`⟦(⟧ '(' is not closed; ')' is missing.`]],
    ['X : matrix(n,', '<declare> X : matrix(n, ?)', [`⟦,⟧ An expression is expected, but the end of the statement was found.`]],
    ['check', '<check> ? == ?', [`⟦check⟧ A claim needs '==' and a right side, as in 'check gradient f wrt w == X'*w'; found the end of the statement.`]],
    ['check gradient f wrt', '<check> <gradient> f == ?', [`⟦wrt⟧ After 'wrt' the name of a variable is expected; found the end of the statement.`]],
    ['f = tr(A*(B +', '<define> f = tr(A*(B + ?))', [`⟦+⟧ The right side of '+' is missing: an expression is expected, but the end of the statement was found.`]],
    ['λ', '<unreadable>', [`⟦λ⟧ 'λ' alone says nothing; declare it ('λ : scalar'), define it ('λ = …') or ask for a derivative ('gradient λ wrt w').`]],
    ['X', '<unreadable>', [`⟦X⟧ 'X' alone says nothing; declare it ('X : matrix(m, n)'), define it ('X = …') or ask for a derivative ('gradient X wrt w').`]],
    ['x : vector(n) = 3', '<declare> x : vector(n)', [`⟦=⟧ '=' was not expected here; a statement ends with its line or with ';'.`]],
    ['S ∈ S', '<declare> S : symmetric matrix(?, ?)', [`⟦S⟧ A set of symmetric matrices has one dimension, as in 'S^n'.`]],
    ['this is some text', '<unreadable>', [`⟦this⟧ This is no statement: a declaration is 'X : matrix(m, n)', a definition 'f = …', a query 'gradient f wrt w', a claim 'check f == g'.`]],
    ['a', '<unreadable>', [`⟦a⟧ 'a' alone says nothing; declare it ('a : vector(n)'), define it ('a = …') or ask for a derivative ('gradient a wrt w').`]],
    ['b', '<unreadable>', [`⟦b⟧ 'b' alone says nothing; declare it ('b : vector(n)'), define it ('b = …') or ask for a derivative ('gradient b wrt w').`]],
    ['f = ‖x', '<define> f = norm(x) + ?', [`⟦‖⟧ '‖' is not closed; a second '‖' is missing.`]],
    ['f = |x', '<define> f = abs(x) + ?', [`⟦|⟧ '|' is not closed; a second '|' is missing.`]],
    ['f = ||x|', '<define> f = norm(x) + ?', [`⟦|⟧ The norm that '||' opens ends with '||'; found a single '|'.`]],
    ['f = <a, b', '<define> f = dot(a, b) + ?', [`⟦<⟧ '<' is not closed; '>' is missing.`]],
    ['f = <a>', '<define> f = dot(a) + ?', [`⟦<a>⟧ An inner product has two sides, as in '<a, b>'; this one has 1.`]],
    ['f = <a, b, c>', '<define> f = dot(a, b, c) + ?', [`⟦<a, b, c>⟧ An inner product has two sides, as in '<a, b>'; this one has 3.`]],
    ['f = sum(i = 1) x', '<define> f = sum(i = ?..1) x', [`⟦sum(i = 1)⟧ A sum needs both ends of its range, as in 'sum(i = 1..N)'.`]],
    ['f = sum(i = 1..N)', '<define> f = sum(i = 1..N) ?', [`⟦)⟧ A sum needs a term, as in 'sum(i = 1..N) x[i]', but the end of the statement was found.`]],
    ['f = (a, b)', '<define> f = b + ?', [`⟦,⟧ A comma separates the arguments of a function; inside '(' … ')' it has no meaning.`]],
    ['f = (s where s = 3)', '<define> f = s + ?', [`⟦where⟧ 'where' names shared parts at the end of a whole expression; here a bracket is still open.`]],
    ['f = s where\nf = s where s', '<define> f = s + ? where f = s', [`⟦where⟧ 'where' was not expected here; a statement ends with its line or with ';'.`]],
    ['f = a $ b', '<define> f = a*b + ?', [`⟦$⟧ '$' is no part of the language.`]],
    ['f = f(x = 3)', '<define> f = f(x*3) + ?', [`⟦=⟧ '=' has no meaning inside '(' … ')'.`]],
    ['f = "abc"', '<define> f = abc + ?', [`⟦"⟧ '"' is no part of the language; write a quote (') for a transpose.`, `⟦"⟧ '"' is no part of the language; write a quote (') for a transpose.`]],
    ['f = ∂x', '<define> f = x + ?', [`⟦∂⟧ '∂' is no part of the language; write 'differential f'.`]],
    ['f = x.y', '<define> f = x*y + ?', [`⟦.⟧ '.' is no part of the language.`]],
    ['f = (', '<define> f = ?', [`⟦(⟧ An expression is expected after '(', but the end of the statement was found.`]],
    ['f = )', '<define> f = ?', [`⟦)⟧ An expression is expected, but ')' was found.`]],
    ['f = a ]', '<define> f = a + ?', [`⟦]⟧ ']' was not expected here; a statement ends with its line or with ';'.`]],
    ['f = {a}', '<define> f = a + ?', [`⟦{⟧ '{' is no part of the language; write '('.`, `⟦}⟧ '}' is no part of the language; write ')'.`]],
    ['f = x₂ + ‖x‖₃', '<define> f = x₂ + norm(x) + ?', [`⟦₃⟧ The subscript '₃' belongs to a name or a norm.`]],
    ['f = ½x', '<define> f = x + ?', [`⟦½⟧ '½' is no part of the language; write '1/2*'.`]],
    ['∇²f', '<unreadable>', [`⟦∇⟧ '∇²' and '∇₁' begin the name of a derivative, as in 'x'*∇₁h(x, y)'; a query begins with its word, as in 'hessian f wrt w'.`]],
    ['∇₁h(x, y)', '<unreadable>', [`⟦∇⟧ '∇²' and '∇₁' begin the name of a derivative, as in 'x'*∇₁h(x, y)'; a query begins with its word, as in 'hessian f wrt w'.`]],
    ['f = ∇', '<define> f = ?', [`⟦∇⟧ An expression is expected, but '∇' was found.`]],
    ['1/2*x = 3', '<unreadable>', [`⟦1⟧ Only a name can be defined, as in 'f = …' or 'f(w) = …'; found '1'.`]],
  ])('%s', (text, read, messages) => {
    const { statements, errors } = parseDocument(text);
    expect(statements.map(show).join(' ¶ ')).toBe(read);
    expect(errors.map(({ message, span }) => `⟦${text.slice(span.start, span.end)}⟧ ${message}`)).toEqual(messages);
  });
});

describe('never throws, always gives a tree', () => {
  const soup = fc.array(fc.constantFrom('x', 'sum', '(', ')', '[', ']', ',', ';', ':', '=', '==', "'", '+', '-', '*', './', '^', '<', '>', '|', '‖', ' ', '\n', '1', '.5', '..', '.T', '.(', '∇', '²', '⁻¹', 'ᵀ', '₂', 'wrt', ' where ', 'check ', 'gradient ', 'in', '∈', 'R', '->', '#', '@', '{', '\u{1d54a}', '\ud800', 'sum(i = ', 'matrix(', 'inner '), { maxLength: 40 }).map((parts) => parts.join(''));
  test('documents', () => {
    fc.assert(fc.property(fc.oneof(soup, fc.string({ unit: 'grapheme' })), (text) => {
      const { statements, errors } = parseDocument(text);
      let end = 0;
      for (const { span } of statements) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeGreaterThan(span.start);
        end = span.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
      for (const { span, message } of errors) {
        expect(message).not.toBe('');
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      for (const statement of statements) {
        if (statement.kind === 'unreadable') expect(errors.some(({ span }) => span.start >= statement.span.start && span.end <= statement.span.end)).toBe(true);
      }
    }), { numRuns: 3000 });
  });

  test('a missing operand is always reported', () => {
    fc.assert(fc.property(soup, (text) => {
      const { tree, errors } = parseExpression(text);
      if (JSON.stringify(tree).includes('"missing"')) expect(errors).not.toEqual([]);
    }), { numRuns: 2000 });
  });
});
