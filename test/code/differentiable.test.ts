/**
 * Functions with their own derivatives: `torch.autograd.Function` by torch's own check and against what torch derives from the plain value;
 * `jax.custom_vjp` against the same numbers.
 */
import { expect, test } from 'vitest';
import type { GeneratedCode, TargetName } from '../../server/src/codegen/request';
import { analysed } from '../service/setup';
import { RUNS } from './programs';

interface Row { readonly text: string; /** The arguments in Python, by their names. */ readonly at: Readonly<Record<string, string>>; readonly wrt: readonly string[] }

const normal = (...shape: readonly number[]): string => `rng.standard_normal((${shape.map((n) => `${String(n)},`).join('')}))`;
const definite = (n: number): string => `(lambda a: a @ a.T + np.eye(${String(n)}))(${normal(n, n)})`;

const rows: readonly Row[] = [
  { text: 'X : matrix(n, d); y : sign vector(n); w : vector(d); t : positive scalar\nf = sum(log(1 + exp(-y.*(X*w)))) + t/2*norm2(w)^2\ngradient f wrt w', at: { y: `np.sign(${normal(4)})`, X: normal(4, 3), w: normal(3), t: '0.7' }, wrt: ['w'] },
  { text: 'A : matrix(m, n); U : matrix(m, k); V : matrix(n, k)\nf = normF(A - U*V\')^2\ngradient f wrt U, V', at: { A: normal(4, 3), U: normal(4, 2), V: normal(3, 2) }, wrt: ['U', 'V'] },
  { text: 'X : matrix(n, d); w : vector(d)\njacobian tanh(X*w) wrt w', at: { X: normal(4, 3), w: normal(3) }, wrt: ['w'] },
  { text: 'A : matrix(m, n); B : matrix(k, p); X : matrix(n, k)\njacobian A*X*B wrt X', at: { A: normal(4, 3), X: normal(3, 2), B: normal(2, 5) }, wrt: ['X'] },
  { text: 'P : posdef(n); x : vector(n)\nf = x\'*inv(P)*x + logdet(P)\ngradient f wrt x', at: { P: definite(3), x: normal(3) }, wrt: ['x'] },
  { text: 'x : vector(n)\nf = n*norm2(x)^3\ngradient f wrt x', at: { x: normal(4) }, wrt: ['x'] },
  { text: 't : scalar; x : vector(n)\nf = exp(t)*norm2(x)^2\ngradient f wrt t, x', at: { t: '0.3', x: normal(4) }, wrt: ['t', 'x'] },
  { text: 'X : matrix(n, d); W : matrix(d, k); v : vector(k); y : vector(n)\nf = 1/2*norm2(tanh(X*W)*v - y)^2\ngradient f wrt W, v', at: { X: normal(4, 3), W: normal(3, 2), v: normal(2), y: normal(4) }, wrt: ['W', 'v'] },
];

async function codeOf({ text }: Row, target: TargetName, quantity?: 'value'): Promise<GeneratedCode> {
  const analysis = analysed(text);
  const outcome = await analysis.code(analysis.queries[0]?.answers[0] ?? expect.fail('no answer'), target, quantity === undefined ? {} : { quantity });
  return outcome.ok ? { ...outcome.code, target: 'numpy' } : expect.fail(outcome.reason);
}

/** Both functions in one scope, the one under test as `tested`, and the arguments of either. */
const both = ({ at, wrt }: Row, tested: GeneratedCode, plain: GeneratedCode, body: string): string => [
  'import sys', 'import numpy as np', 'rng = np.random.default_rng(0)',
  `scopes = [{}, {}]\nfor scope, source in zip(scopes, [${JSON.stringify(tested.source)}, ${JSON.stringify(plain.source)}]):\n    exec(source, scope)`,
  `tested, plain = scopes[0][${JSON.stringify(tested.name)}], scopes[1][${JSON.stringify(plain.name)}]`,
  `given = {${Object.entries(at).map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`,
  `order, wrt = ${JSON.stringify(tested.inputs)}, ${JSON.stringify(wrt)}`, `assert order == ${JSON.stringify(plain.inputs)}`, body,
].join('\n');

/** All programs in one process: what each says, line by line, and what went wrong. */
const run = (sources: readonly string[]): readonly (readonly string[])[] => {
  const attempts = sources.map((source) => ({ code: { source: `${source}\n${WATCHED}`, imports: [], body: '', name: 'watched' }, run: 'watched' }));
  return (RUNS.numpy?.(attempts) ?? '').split('end of attempt\n').map((said) => said.split('\n').filter((line) => line !== ''));
};
const WATCHED = `
import traceback
def watched():
    try:
        attempt()
    except Exception:
        traceback.print_exc(file=sys.stdout)
    print("end of attempt")
`;

const TORCH = `
import torch
def tensors():
    return {name: torch.tensor(value, dtype=torch.float64, requires_grad=name in wrt) for name, value in given.items()}
def gradients(function, weights):
    at = tensors()
    value = function(*[at[name] for name in order])
    return value, torch.autograd.grad((value * weights).sum(), [at[name] for name in wrt])
def attempt():
    at = tensors()
    assert torch.autograd.gradcheck(lambda *moved: tested(*[{**at, **dict(zip(wrt, moved))}[name] for name in order]), [at[name] for name in wrt])
    weights = torch.tensor(rng.standard_normal(tuple(plain(*[at[name] for name in order]).shape)))
    (value, ours), (expected, theirs) = gradients(tested, weights), gradients(plain, weights)
    assert torch.allclose(value, expected) and all(torch.allclose(a, b) for a, b in zip(ours, theirs))
    others = [name for name in order if name not in wrt]
    for name in others[:1]:
        at[name].requires_grad_(True)
        try:
            tested(*[at[each] for each in order])
        except NotImplementedError as problem:
            print(problem)
    at = tensors()
    (first,) = torch.autograd.grad((tested(*[at[name] for name in order]) * weights).sum(), [at[wrt[0]]], create_graph=True)
    try:
        torch.autograd.grad(first.sum(), [at[wrt[0]]])
    except RuntimeError:
        print("once")
    print("agree")
`;

const JAX = `
import jax
import torch
def attempt():
    at = {name: (value if isinstance(value, float) else jax.numpy.asarray(value)) for name, value in given.items()}
    leaves = {name: torch.tensor(value, dtype=torch.float64, requires_grad=name in wrt) for name, value in given.items()}
    expected = plain(*[leaves[name] for name in order])
    weights = rng.standard_normal(tuple(expected.shape))
    theirs = torch.autograd.grad((expected * torch.tensor(weights)).sum(), [leaves[name] for name in wrt])
    assert np.allclose(tested(*[at[name] for name in order]), expected.detach().numpy())
    value, pull = tested.vjp(*[at[name] for name in order])
    ours = dict(zip(order, pull(weights)))
    assert np.allclose(value, expected.detach().numpy())
    for name, gradient in zip(wrt, theirs):
        assert np.shape(ours[name]) == tuple(gradient.shape) and np.allclose(ours[name], gradient.numpy()), name
    assert all(np.all(np.isnan(ours[name])) and np.shape(ours[name]) == np.shape(given[name]) for name in order if name not in wrt)
    print("agree")
`;

const programs = await Promise.all(([{ target: 'pytorch_autograd', body: TORCH }, { target: 'jax_custom_vjp', body: JAX }] as const).flatMap(({ target, body }) =>
  rows.map(async (row) => ({ target, row, source: both(row, await codeOf(row, target), await codeOf(row, 'pytorch', 'value'), body) }))));
const said = run(programs.map(({ source }) => source));

test.each(programs.map(({ target, row }, i) => ({ target, row, text: row.text, said: said[i] })))('$target: $text', ({ target, row, said: lines }) => {
  const refusals = Object.keys(row.at).length > row.wrt.length ? [expect.stringMatching(/is differentiated with respect to .* only$/)] : [];
  expect(lines).toEqual(target === 'pytorch_autograd' ? [...refusals, 'once', 'agree'] : ['agree']);
});

test('what is no function with a first derivative is refused', async () => {
  for (const text of ['x : vector(n)\nhessian norm2(x)^4 wrt x', 'x : vector(n)\ntaylor sum(exp(x)) wrt x']) {
    const analysis = analysed(text);
    expect(await analysis.code(analysis.queries[0]?.answers[0] ?? expect.fail('no answer'), 'pytorch_autograd')).toMatchObject({ ok: false });
  }
});
