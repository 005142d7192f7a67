/**
 * What a reader is told about a function or an operator: what it is, its differential, when that holds, and where it is published.
 *
 * Functions that stay nodes of their own have this in their rule. The others, and the operators, are written with sums, products,
 * powers and traces, where the differential is the operator itself; their words stand here.
 */
import type { BinaryOperator } from '../syntax/tree';
import type { PrimitiveName } from '../algebra/expression';
import type { FunctionName } from './signatures';
import { sources, type OperatorRule, type Source } from './operator';
import { rules } from './rules';

export type Explanation = Pick<OperatorRule, 'rule' | 'summary' | 'statement' | 'source' | 'conditions' | 'note'>;

type WrittenOut = Exclude<FunctionName, PrimitiveName>;
type Operator = BinaryOperator | "'" | '-u';

const explain = (rule: string, summary: string, statement: string, work: Source['work'], place: string, conditions: readonly string[] = [], note?: string): Explanation =>
  ({ rule, summary, statement, source: { work, place }, conditions, ...(note === undefined ? {} : { note }) });

const writtenOut: Readonly<Record<WrittenOut, Explanation>> = {
  inv:        explain('inverse',            'the inverse of a square matrix',                     'd inv(X) = -inv(X)*dX*inv(X)',                        'cookbook', '(40)', ['#1 invertible']),
  solve:      explain('inverse',            'solve(A, b) is A\\b, the solution x of A*x = b',     'd (A\\b) = A\\(db - dA*(A\\b))',                      'cookbook', '(37), (40)', ['#1 invertible']),
  tr:         explain('linearity',          'the trace: the sum of the diagonal',                 'd tr(X) = tr(dX)',                                    'cookbook', '(36)'),
  transpose:  explain('linearity',          "the transpose, X'",                                  "d X' = dX'",                                          'cookbook', '(44)'),
  sum:        explain('linearity',          'the sum of all entries',                             'd sum(X) = sum(dX)',                                  'parr',     '4.4'),
  mean:       explain('linearity',          'the mean of all entries',                            'd mean(X) = mean(dX)',                                'parr',     '4.4'),
  rowsum:     explain('linearity',          'the sum of every row, as a column',                  'd rowsum(X) = rowsum(dX)',                            'mit',      '2.2'),
  colsum:     explain('linearity',          'the sum of every column, as a row',                  'd colsum(X) = colsum(dX)',                            'mit',      '2.2'),
  rowmean:    explain('linearity',          'the mean of every row, as a column',                 'd rowmean(X) = rowmean(dX)',                          'mit',      '2.2'),
  colmean:    explain('linearity',          'the mean of every column, as a row',                 'd colmean(X) = colmean(dX)',                          'mit',      '2.2'),
  norm:       explain('norm',               'the Euclidean norm of a vector, the Frobenius norm of a matrix', 'd norm(x) = x\'*dx/norm(x)',              'cookbook', '(129)', ['#1 ≠ 0']),
  norm2:      explain('norm',               'the Euclidean norm of a vector, the Frobenius norm of a matrix', 'd norm2(x)^2 = 2*x\'*dx, d norm2(x) = x\'*dx/norm2(x)', 'cookbook', '(129), (131)', ['#1 ≠ 0 (not needed for norm2(#1)^2)']),
  normF:      explain('norm',               'the Frobenius norm: the root of the sum of squared entries', "d normF(X)^2 = 2*tr(X'*dX)",                  'cookbook', '(132)', ['#1 ≠ 0 (not needed for normF(#1)^2)']),
  norm1:      explain('norm',               'the sum of absolute values of all entries',          "d norm1(x) = sign(x)'*dx",                            'parr',     '4.4', ['#1 ≠ 0 in every entry'], 'where an entry is 0 the subgradient sign(0) = 0 is used'),
  norminf:    explain('norm',               'the largest absolute value of an entry',             'd norminf(x) = sign(x_k)*dx_k at the largest entry k', 'parr',    '4.4', ['the largest absolute value is taken once']),
  rownorm:    explain('norm',               'the Euclidean norm of every row, as a column',       'd rownorm(X) = rowsum(X.*dX)./rownorm(X)',            'cookbook', '(129)', ['#1 has no zero row']),
  dot:        explain('product rule',       'the inner product: the sum of products of entries',  'd dot(x, y) = dot(dx, y) + dot(x, dy)',               'cookbook', '(37)'),
  outer:      explain('product rule',       "the outer product x*y'",                             "d (x*y') = dx*y' + x*dy'",                            'cookbook', '(37)'),
  hadamard:   explain('product rule',       'the product entry by entry, X.*Y',                   'd (X.*Y) = dX.*Y + X.*dY',                            'cookbook', '(38)'),
  sym:        explain('linearity',          "the symmetric part (X + X')/2",                      'd sym(X) = sym(dX)',                                  'mit',      '2.2'),
  skew:       explain('linearity',          "the skew-symmetric part (X - X')/2",                 'd skew(X) = skew(dX)',                                'mit',      '2.2'),
  sqrt:       explain('chain rule, entry by entry', 'the square root of every entry',             'd sqrt(u) = du./(2*sqrt(u))',                         'parr',     '4.5', ['#1 > 0']),
  log1p:      explain('chain rule, entry by entry', 'log(1 + u) of every entry',                  'd log1p(u) = du./(1 + u)',                            'parr',     '4.5', ['#1 > -1']),
  expm1:      explain('chain rule, entry by entry', 'exp(u) - 1 of every entry',                  'd expm1(u) = exp(u).*du',                             'parr',     '4.5'),
  logsoftmax: explain('log-sum-exp',        'u - logsumexp(u): the logarithm of softmax(u)',      "d logsoftmax(u) = du - softmax(u)'*du",               'mit',      'softmax'),
  eye:        explain('constant',           'the identity matrix',                                'd eye(n) = 0',                                        'mit',      '2.2'),
  ones:       explain('constant',           'a vector or matrix of ones',                         'd ones(n) = 0',                                       'mit',      '2.2'),
  zeros:      explain('constant',           'a vector or matrix of zeros',                        'd zeros(n) = 0',                                      'mit',      '2.2'),
};

const operators: Readonly<Record<Operator, Explanation>> = {
  '+':  explain('sum rule',                   'the sum; a scalar is added to every entry',        'd(X + Y) = dX + dY',                                  'cookbook', '(35)'),
  '-':  explain('sum rule',                   'the difference; a scalar is taken from every entry', 'd(X - Y) = dX - dY',                                'cookbook', '(35)'),
  '-u': explain('linearity',                  'the negative',                                     'd(-X) = -dX',                                         'cookbook', '(34)'),
  '*':  explain('product rule',               'the matrix product, or a scalar times an array',   'd(X*Y) = dX*Y + X*dY',                                'cookbook', '(37)'),
  '/':  explain('quotient rule',              'division by a scalar; A/B is A*inv(B)',            'd(X/c) = dX/c - X*dc/c^2',                            'parr',     '2', ['the divisor is not 0, or is invertible']),
  '\\': explain('inverse',                    'A\\b is the solution x of A*x = b',                'd(A\\b) = A\\(db - dA*(A\\b))',                       'cookbook', '(37), (40)', ['the matrix on the left is invertible']),
  '.*': explain('product rule',               'the product entry by entry',                       'd(X.*Y) = dX.*Y + X.*dY',                             'cookbook', '(38)'),
  './': explain('quotient rule',              'the quotient entry by entry',                      'd(X./Y) = dX./Y - X.*dY./Y.^2',                       'parr',     '4.2', ['no entry of the divisor is 0']),
  '^':  explain('power rule',                 'the power of a scalar or of a square matrix',      'd(x^k) = k*x^(k - 1)*dx, d(X^2) = dX*X + X*dX',       'cookbook', '(37)'),
  '.^': explain('power rule',                 'the power of every entry',                         'd(x.^k) = k*x.^(k - 1).*dx',                          'parr',     '4.2'),
  "'":  explain('linearity',                  'the transpose',                                    "d(X') = dX'",                                         'cookbook', '(44)'),
};

const isWrittenOut = (name: FunctionName): name is WrittenOut => Object.hasOwn(writtenOut, name);

export const explainFunction = (name: FunctionName): Explanation => (isWrittenOut(name) ? writtenOut[name] : rules[name]);

/** Of an operator as the language spells it; a sign is `-` with one operand. */
export function explainOperator(operator: string, unary = false): Explanation | undefined {
  const key = unary && operator === '-' ? '-u' : operator;
  return Object.hasOwn(operators, key) ? operators[key as Operator] : undefined;
}

/** The title and address of a source. */
export const published = ({ work, place }: Source): { readonly title: string; readonly url: string } => ({ title: `${sources[work].title}, ${place}`, url: sources[work].url });

