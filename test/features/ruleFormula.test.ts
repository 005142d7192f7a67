import { expect, test } from 'vitest';
import { ruleFormula } from '../../server/src/features/ruleFormula';

test.each([
  ['a function',                        'd logdet(X) = tr(inv(X)*dX)',                      'd log |det X| = tr(X⁻¹ dX)'],
  ['brackets that are written',         'd (X.*Y) = dX.*Y + X.*dY',                         'd(X ⊙ Y) = dX ⊙ Y + X ⊙ dY'],
  ['brackets that an operator needs',   'd kron(A, B) = kron(dA, B) + kron(A, dB)',         'd(A ⊗ B) = dA ⊗ B + A ⊗ dB'],
  ['a name',                            'dP = P.*dS',                                       'dP = P ⊙ dS'],
  ['two equations',                     'd(x^k) = k*x^(k - 1)*dx, d(X^2) = dX*X + X*dX',    'd(xᵏ) = kx^(k − 1) dx, d(X²) = dX X + X dX'],
  ['an equation that names a part',     'd softmax(u) = s.*du, s = softmax(u)',             'd softmax(u) = s ⊙ du, s = softmax(u)'],
  ['words',                             'd spec(X) = u\'*dX*v for the leading vectors',     undefined],
  ['names that the language has not',   'd λᵢ = qᵢ\'*dS*qᵢ',                                undefined],
  ['no equation',                       'constant',                                         undefined],
])('%s', (_, statement, expected) => { expect(ruleFormula(statement)?.text).toBe(expected); });
