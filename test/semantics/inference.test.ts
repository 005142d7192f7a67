/** Text in, shapes out: `name : shape`, with `inferred` where nothing declares the name. */
import { describe, expect, test } from 'vitest';
import { problemsIn, shapesIn } from './render';

interface Row { readonly title: string; readonly text: string; readonly shapes: string }

/** One line per name, so that a row stays readable. */
const lines = (text: string): string[] => text.trim().split('\n').map((line) => line.trim());
const check = ({ text, shapes }: Row): void => {
  expect(shapesIn(lines(text).join('\n')).split('\n').map((line) => line.replace(' inferred', '~')).join('; ')).toBe(lines(shapes).join(' '));
  expect(problemsIn(lines(text).join('\n'))).not.toMatch(/^error/mu);
};

/** `~` behind a shape: inferred. */
describe('everyday losses without a declaration', () => {
  const rows: readonly Row[] = [
    { title: 'least squares',            text: 'f = 1/2*norm2(X*w - y)^2',                                                   shapes: 'f : scalar; X : n×m~; w : m×1~; y : n×1~' },
    { title: 'ridge, Latin weight',      text: 'f = 1/2*norm2(X*w - y)^2 + l*norm2(w)^2\ngradient f wrt w',                  shapes: 'f : scalar; X : n×m~; w : m×1~; y : n×1~; l : scalar~' },
    { title: 'ridge, Greek weight',      text: 'f = norm2(X*w - y)^2/N + λ*norm2(w)^2',                                      shapes: 'f : scalar; X : n×m~; w : m×1~; y : n×1~; N : scalar~; λ : scalar~' },
    { title: 'logistic',                 text: 'f = sum(log(1 + exp(-y.*(X*w)))) + lam/2*w\'*w',                             shapes: 'f : scalar; y : n×1~; X : n×m~; w : m×1~; lam : scalar~' },
    { title: 'logistic, one sample',     text: 'f = log(1 + exp(-y*(w\'*x + b)))\ngradient f',                               shapes: 'f : scalar; y : scalar~; w : n×1~; x : n×1~; b : scalar~' },
    { title: 'logistic, over samples',   text: 'f = sum(i = 1..N) log(1 + exp(-y[i]*x[i]\'*w))',                             shapes: 'f : scalar; y : N×1~; x : N×n~; w : n×1~' },
    { title: 'regression over samples',  text: 'f = sum(i = 1..N) (y[i] - w\'*x[i] - b)^2\ngradient f wrt w, b',             shapes: 'f : scalar; y : N×1~; w : n×1~; x : N×n~; b : scalar~' },
    { title: 'k-means',                  text: 'f = sum(i = 1..N) norm2(x[i] - c)^2',                                        shapes: 'f : scalar; x : N×n~; c : n×1~' },
    { title: 'hinge',                    text: 'f = sum(max(0, 1 - y.*(X*w))) + C*norm2(w)^2\ngradient f wrt w',             shapes: 'f : scalar; y : n×1~; X : n×m~; w : m×1~; C : scalar~' },
    { title: 'softmax regression',       text: 'p = softmax(W*x + b)\nf = -y\'*log(p)',                                      shapes: 'p : n×1; W : n×m~; x : m×1~; b : n×1~; f : scalar; y : n×1~' },
    { title: 'two layers',               text: 'z = W2*relu(W1*x + b1) + b2\nf = logsumexp(z) - y\'*z',                      shapes: 'z : n×1; W2 : n×m~; W1 : m×k~; x : k×1~; b1 : m×1~; b2 : n×1~; f : scalar; y : n×1~' },
    { title: 'softmax of rows',          text: 'P = rowsoftmax(X*W)\nf = -sum(Y.*log(P))',                                   shapes: 'P : n×m; X : n×k~; W : k×m~; f : scalar; Y : n×m~' },
    { title: 'matrix factorisation',     text: 'f = normF(X - U*V\')^2 + lambda*(normF(U)^2 + normF(V)^2)',                  shapes: 'f : scalar; X : n×m~; U : n×k~; V : m×k~; lambda : scalar~' },
    { title: 'Gaussian log-likelihood',  text: 'f = -1/2*logdet(S) - 1/2*(x - mu)\'*inv(S)*(x - mu)',                        shapes: 'f : scalar; S : n×n~; x : n×1~; mu : n×1~' },
    { title: 'Mahalanobis, Greek',       text: 'f = (x - μ)\'*Σ^-1*(x - μ)',                                                 shapes: 'f : scalar; x : n×1~; μ : n×1~; Σ : n×n~' },
    { title: 'quadratic',                text: 'f = 1/2*x\'*Q*x + c\'*x',                                                    shapes: 'f : scalar; x : n×1~; Q : n×n~; c : n×1~' },
    { title: 'Laplacian',                text: 'f = tr(X\'*L*X) + mu*normF(X - Y)^2',                                        shapes: 'f : scalar; X : n×m~; L : n×n~; mu : scalar~; Y : n×m~' },
    { title: 'Gaussian process',         text: 'K = exp(-gamma*D)\nf = y\'*inv(K + sigma^2*eye(n))*y',                       shapes: 'K : n×n; gamma : scalar~; D : n×n~; f : scalar; y : n×1~; sigma : scalar~' },
    { title: 'log-barrier',              text: 'f = c\'*x - t*sum(log(b - A*x))\ngradient f wrt x',                          shapes: 'f : scalar; c : n×1~; x : n×1~; t : scalar~; b : m×1~; A : m×n~' },
    { title: 'recurrent cell',           text: 'h = tanh(W*x + U*h0 + b)\nf = v\'*h',                                        shapes: 'h : n×1; W : n×m~; x : m×1~; U : n×k~; h0 : k×1~; b : n×1~; f : scalar; v : n×1~' },
    { title: 'attention',                text: 'A = rowsoftmax(Q*K\'/sqrt(d))*V\nd : scalar',                                shapes: 'A : n×m; Q : n×k~; K : p×k~; d : scalar~; V : p×m~; d : scalar' },
    { title: 'norm and inner product',   text: 'f = ||A*x - b||^2 + <c, x>',                                                 shapes: 'f : scalar; A : n×m~; x : m×1~; b : n×1~; c : m×1~' },
    { title: 'matrixcalculus.org ones',  text: 'f = log(vector(1)\'*exp(x))',                                                shapes: 'f : scalar; x : n×1~' },
    { title: 'Kronecker',                text: 'f = kron(A, B)*vec(C)\ng = vec(B*C*A\')\ncheck f == g',                       shapes: 'f : m*n×1; A : n×k~; B : m×p~; C : p×k~; g : m*n×1' },
    { title: 'blocks',                   text: 'f = [A b; b\' 1]*z',                                                         shapes: 'f : n+1×1; A : n×n~; b : n×1~; z : n+1×1~' },
  ];
  test.each(rows)('$title', check);
});

describe('choices', () => {
  const rows: readonly Row[] = [
    { title: 'an outer product stays one',              text: "f = c*x'*x",                                         shapes: 'f : n×1; c : n×1~; x : m×1~' },
    { title: 'unless a scalar is asked for',            text: "f = c*x'*x\ngradient f wrt x",                       shapes: 'f : scalar; c : scalar~; x : n×1~' },
    { title: 'a capital that scales',                   text: 'x : vector(n)\nf = norm2(x)^2 + C*norm1(x)\ngradient f', shapes: 'x : n×1; f : scalar; C : scalar~' },
    { title: 'a divisor is a scalar',                   text: 'x : vector(n)\nf = x/s + x./t',                      shapes: 'x : n×1; f : n×1; s : scalar~; t : n×1~' },
    { title: 'an exponent is a scalar',                 text: 'f = x.^p',                                           shapes: 'f : n×1; x : n×1~; p : scalar~' },
    { title: 'a square of a lower-case name',           text: 'f = x^2 + 3*x',                                      shapes: 'f : scalar; x : scalar~' },
    { title: 'terms are alike',                         text: "z = b + w'*x",                                       shapes: 'z : scalar; b : scalar~; w : n×1~; x : n×1~' },
    { title: 'a matrix by its use',                     text: 'f = logdet(a)',                                      shapes: 'f : scalar; a : n×n~' },
    { title: 'labels in a capital',                     text: 'f = normF(Y - X*w)^2',                               shapes: 'f : scalar; Y : n×1~; X : n×m~; w : m×1~' },
    { title: 'a dimension is a scalar',                 text: 'X : matrix(n, d)\nf = 1/n*sum(X)',                   shapes: 'X : n×d; f : scalar' },
    { title: 'also above its declaration',              text: 'f = 1/n*sum(x) + logdet(eye(n))\nX : matrix(n, n)',  shapes: 'f : scalar; x : m×1~; X : n×n' },
    { title: 'n = 5 is a dimension',                    text: 'n = 5\nx : vector(n)\ny : vector(2*n+1)',            shapes: 'n : scalar; x : 5×1; y : 11×1' },
    { title: 'an undeclared dimension is unified',      text: 'K : matrix(d, d)\nf = logdet(K + eye(n))',           shapes: 'K : d×d; f : scalar; n = d' },
    { title: 'names that are taken are not invented',   text: 'n : scalar\nf = n*x',                                shapes: 'n : scalar; f : m×1; x : m×1~' },
    { title: 'one variable in all blocks',              text: 'X : matrix(n, d)\nf = X*w\ng = w\'*w',               shapes: 'X : n×d; f : n×1; w : d×1~; g : scalar' },
    { title: 'max with a number',                       text: 'x : vector(n)\nf = max(0, x)\ng = min(x, x)\nh = max(x)', shapes: 'x : n×1; f : n×1; g : n×1; h : scalar' },
    { title: 'a function of parameters',                text: 'X : matrix(n, d)\ny : vector(n)\nf(w) = norm2(X*w - y)^2\nv : vector(d)\ng = f(2*v)', shapes: 'X : n×d; y : n×1; f(w) : scalar; w : d×1~; v : d×1; g : scalar' },
    { title: 'only the shapes of a function',           text: 'g : vector(n), scalar -> vector(m)\nx : vector(n)\nf = g(2*x, 1)\nφ : scalar -> scalar\nh = φ.(x)', shapes: 'g : n×1, scalar -> m×1; x : n×1; f : m×1; φ : scalar -> scalar; h : n×1' },
    { title: 'shared parts',                            text: 'f = t + t where s = A*x, t = s\'*s',                 shapes: 'f : scalar; A : n×m~; x : m×1~; s : n×1; t : scalar' },
    { title: 'T transposes',                            text: 'X : matrix(n, d)\nf = X^T*X',                        shapes: 'X : n×d; f : d×d' },
    { title: 'unless a T is bound',                     text: 'X : matrix(n, n)\nT : scalar\nf = X^T',              shapes: 'X : n×n; T : scalar; f : n×n' },
    { title: 'rows, columns and entries',               text: 'X : matrix(n, d)\na = X[1,:]\nb = X[:,2]\nc = X[i]\ne = X[i,j]\ny : vector(n)\ng = y[1]', shapes: 'X : n×d; a : 1×d; b : n×1; c : d×1; i : scalar~ integer constant; e : scalar; j : scalar~ integer constant; y : n×1; g : scalar' },
    { title: 'neighbours',                              text: 'f = sum(i = 1..n-1) (x[i+1] - x[i])^2',              shapes: 'f : scalar; x : n×1~' },
    { title: 'pi is a number',                          text: 'x : vector(n)\nf = 2*pi*x',                          shapes: 'x : n×1; f : n×1' },
    { title: 'a row times a column is a scalar',        text: "x, y : vector(n)\nA : matrix(n, n)\nf = x'*y*A",     shapes: 'x : n×1; y : n×1; f : n×n; A : n×n' },
    { title: 'division by a matrix',                    text: 'A : matrix(m, n)\nB : matrix(n, n)\nf = A/B\ng = B\\A\'', shapes: 'A : m×n; B : n×n; f : m×n; g : n×m' },
    { title: 'unvec',                                   text: 'v : vector(m*n)\nf = unvec(v, m, n)\ng = unvec(u, 2, 3)', shapes: 'v : m*n×1; f : m×n; g : 2×3; u : 6×1~' },
    { title: 'matrix and vector of ones by context',    text: 'X : matrix(m, n)\nf = X + matrix(1)\ng = X*vector(1)', shapes: 'X : m×n; f : m×n; g : m×1' },
  ];
  // Bindings are in the order of the file, so the names of a line may be in another order than they are written here.
  test.each(rows)('$title', ({ text, shapes }) => {
    const sorted = (parts: readonly string[]): string => [...parts].sort().join('; ');
    expect(sorted(shapesIn(text).split('\n').map((line) => line.replace(' inferred', '~')))).toBe(sorted(shapes.split('; ')));
    expect(problemsIn(text)).not.toMatch(/^error/mu);
  });
});

test('one mistake gives one report, and what does not depend on it is shaped', () => {
  const text = 'X : matrix(n, d)\nw : vector(n)\nr = X*w\nf = norm2(r)^2 + w\'*w\ng = r + w\nh = w\'*w';
  expect(shapesIn(text)).toBe('X : n×d\nw : n×1\nr : ?\nf : scalar\ng : ?\nh : scalar');
  expect(problemsIn(text).match(/^(?:error|warning)/gmu)).toEqual(['error']);
});
