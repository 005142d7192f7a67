/** What papers say of the signs of functions: the equations hold, and Typst can set the words. */
import { expect, test } from 'vitest';
import { meanings } from '../../server/src/papers/signs';
import { analysed } from '../service/setup';
import { complaints } from '../typeset/compileTypst';

const told = Object.entries(meanings).flatMap(([name, words]) => (words === undefined ? [] : [{ name, words }]));
const equations = told.flatMap(({ name, words }) => [...words.matchAll(/`([^`]+)` = `([^`]+)`/g)].map(([, left = '', right = '']) => ({ name, left, right })));

test.each(equations)('$left = $right', async ({ name, left, right }) => {
  const matrix = name === 'comm' ? 'matrix(m, n)' : 'matrix(n, n)';
  const analysis = analysed(`t : scalar; x : vector(n); A : ${matrix}; S : symmetric(n)\ncheck ${left} == ${right}`);
  expect(analysis.quickDiagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect((await analysis.claims[0]?.check())?.verdict.verdict).toBe('pass');
});

/** A result in which the sign stands, for one function of each kind of sign. */
test.each([
  ['sigmoid',  'x : vector(n)\ngradient sum(sigmoid(x)) wrt x',              /\$sigma\(t\) = 1\/\(1 \+ exp\(-t\)\)\$\./],
  ['step',     'x : vector(n)\ngradient sum(relu(x)) wrt x',                 /\$op\("step"\)\(t\)\$ is 1 where \$t > 0\$ and 0 elsewhere\./],
  ['comm',     "X : matrix(m, n)\njacobian X' wrt X",                        /\$K_\(m, n\)\$ is the commutation matrix, \$K_\(m, n\) op\("vec"\)\(A\) = op\("vec"\)\(A\^top\)\$\./],
  ['eigmax',   'A : symmetric(n)\nf = eigmax(A)\ngradient f wrt A',           /\$lambda_max \(A\)\$ is the largest eigenvalue of \$A\$/],
  ['frechet',  'A, B : matrix(n, n)\ngradient tr(B*expm(A)) wrt A',           /is the Fréchet derivative of \$f\$ at \$A\$ in the direction \$E\$\./],
  ['nothing',  'X : matrix(n, n)\ngradient tr(X) wrt X',                      /where \$X in RR\^\(n times n\)\$\.\n$/],
])('%s', async (_, text, words) => {
  const analysis = analysed(text);
  const paper = await analysis.paper(analysis.queries[0] ?? expect.fail('no query'), 'typst');
  expect(paper.ok ? paper.source : paper.reason).toMatch(words);
  expect(paper.ok ? complaints(paper.source) : []).toEqual([]);
});
