/** The self-tests that code brings along: they pass where the code is right, and fail where it is not. */
import { describe, expect, test } from 'vitest';
import type { Quantity } from '../../protocol/requests';
import type { GeneratedCode, TargetName } from '../../server/src/codegen/request';
import { analysed } from '../service/setup';
import { RUNS, type Program } from './programs';

interface Row { readonly text: string; readonly quantity?: Quantity; /** Constructs that languages lack. */ readonly lacking?: readonly TargetName[] }

const rows: readonly Row[] = [
  { text: 'X : matrix(n, d); y : sign vector(n); w : vector(d); λ : positive scalar\ngradient sum(log(1 + exp(-y.*(X*w)))) + λ/2*norm2(w)^2 wrt w' },
  { text: 'X : matrix(n, d); y : binary vector(n); w : vector(d)\nhessian -sum(y.*log(sigmoid(X*w)) + (1 - y).*log(1 - sigmoid(X*w))) wrt w' },
  { text: 'X : matrix(n, d); w : vector(d)\ngradient sum(exp(sin(X*w))) wrt w', quantity: 'hvp' },
  { text: 'X : matrix(n, d); w : vector(d)\ngradient sum(exp(sin(X*w))) wrt w', quantity: 'jvp' },
  { text: 'X : matrix(n, d); w : vector(d)\ngradient sum(exp(sin(X*w))) wrt w', quantity: 'jacobian' },
  { text: 'X : matrix(n, d); W : matrix(d, k); Y : onehot matrix(n, k)\ngradient sum(rowlogsumexp(X*W)) - tr(Y\'*X*W) wrt W' },
  { text: 'A : matrix(m, n); U : matrix(m, k); V : matrix(n, k)\ngradient normF(A - U*V\')^2 wrt U, V', quantity: 'value-and-gradient' },
  { text: 'A : symmetric matrix(n, n); S : symmetric matrix(n, n)\ngradient tr(S*A*S) wrt S' },
  { text: 'A : symmetric matrix(n, n); S : symmetric matrix(n, n)\ngradient tr(S*A*S)^2 wrt S', quantity: 'hvp' },
  { text: 'S, C : posdef(n)\ngradient 1/2*logdet(S) + 1/2*tr(inv(S)*C) wrt S unstructured' },
  { text: 'A : matrix(n, m); x : positive vector(m)\ngradient -logdet(A*diag(x)*A\') wrt x' },
  { text: 'A : matrix(m, n); B : matrix(k, p); X : matrix(n, k)\njacobian A*X*B wrt X' },
  { text: 'X : matrix(n, d); w : vector(d)\njacobian sigmoid(X*w) wrt w', quantity: 'vjp' },
  { text: 'X : matrix(n, d); w : vector(d); t : scalar\njacobian exp(t*(X*w)) wrt t' },
  { text: 'X : matrix(n, n); A : matrix(n, k)\ndifferential X*A*A\'*X wrt X' },
  { text: 'x : vector(n); y : vector(n)\nvjp x.*y wrt x along sin(y)' },
  { text: 'x : unitinterval vector(n); p : probability vector(n)\ngradient p\'*log(x) wrt x' },
  { text: 'L : invertible lower matrix(n, n); b : vector(n)\ngradient norm2(inv(L)*b)^2 wrt L' },
  { text: 'A : symmetric matrix(n, n); x : vector(n) on sphere\ngradient x\'*A*x wrt x' },
  { text: 'A : matrix(n, n); Q : orthogonal(n)\ngradient tr(A*Q) wrt Q' },
  { text: 'A : matrix(n, n); k : positive integer scalar; X : matrix(n, n)\ngradient tr(A*X^k) wrt X' },
  { text: 'x : vector(3); y : vector(3); A : matrix(3, 3)\ngradient (A*cross(x, y))\'*x wrt x' },
  { text: 't : scalar; x : vector(n)\nhessian exp(t)*norm2(x)^2 + n*t^3 wrt t' },
];

async function codesFor(target: TargetName): Promise<readonly { readonly row: Row; readonly outcome: Awaited<ReturnType<typeof codeFor>> }[]> {
  const made = [];
  for (const [i, row] of rows.entries()) made.push({ row, outcome: await codeFor(row, target, `f_${String(i)}`) });
  return made;
}

function codeFor({ text, quantity }: Row, target: TargetName, name: string): ReturnType<ReturnType<typeof analysed>['code']> {
  const analysis = analysed(text);
  const answer = analysis.queries[0]?.answers[0] ?? expect.fail(text);
  return analysis.code(answer, target, { name, assertShapes: true, selfTest: true, ...(quantity === undefined ? {} : { quantity }) });
}

const verdictsIn = (printed: string): ReadonlyMap<string, string> => new Map([...printed.matchAll(/^check_(\w+): (\w+), largest relative error (\S+) at (\d) of \d points$/gm)].map(([, name = '', verdict = '', error = '', points = '']) => [name, `${verdict} ${Number(error) < 1e-4 ? 'right' : 'wrong'} ${points === '0' ? 'nowhere' : 'somewhere'}`]));

/** The code with a wrong number in its gradient. */
const spoilt = (code: GeneratedCode): GeneratedCode => ({ ...code, source: spoil(code.source), body: spoil(code.body) });
const spoil = (text: string): string => text.replaceAll(/\b2((?:\.0)?(?:_dp)? \* x)\b|mul\(x, 2\)/g, (_, rest: string | undefined) => (rest === undefined ? 'mul(x, 3)' : `3${rest}`));
const SPOILT: Row = { text: 'x : vector(n)\ngradient sum(x.*x) wrt x' };

describe.each(Object.entries(RUNS).map(([target, run]) => ({ target: target as TargetName, run })))('$target', ({ target, run }) => {
  test('passes where the code is right', async () => {
    const made = await codesFor(target);
    const lacking = made.flatMap(({ row, outcome }) => (outcome.ok ? [] : [`${row.text}: ${outcome.reason}`]));
    expect(lacking.filter((reason) => !/has no \w+ code yet$/.test(reason))).toEqual([]);
    const programs = made.flatMap(({ outcome }): readonly Program[] => (outcome.ok ? [{ code: outcome.code, run: `check_${outcome.code.name}` }] : []));
    expect(programs.length).toBeGreaterThan(rows.length - 3);
    const verdicts = verdictsIn(run(programs));
    expect(programs.map(({ code }, i) => `${rows[i]?.text ?? ''}: ${verdicts.get(code.name) ?? 'nothing'}`)).toEqual(programs.map((_, i) => `${rows[i]?.text ?? ''}: pass right somewhere`));
  });

  test('fails where it is not', async () => {
    const outcome = await codeFor(SPOILT, target, 'spoilt');
    const code = spoilt(outcome.ok ? { ...outcome.code, target } : expect.fail(outcome.reason));
    expect(code.source).not.toBe(outcome.ok ? outcome.code.source : '');
    expect([...verdictsIn(run([{ code, run: 'check_spoilt' }])).values()]).toEqual(['fail wrong somewhere']);
  });
});
