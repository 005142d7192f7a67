/** Names never collide: with the target's keywords and modules, with dimensions, with temporaries, with the function's own name. */
import { describe, expect, test } from 'vitest';
import { TARGET_NAMES } from '../../server/src/codegen/request';
import { emit } from './emit';

/** The fixtures: each is a variable of one function. */
const NAMES = ['t', 'h', 'f', 'g', 'lambda', 'np', 'I', 'e', 'T_0', 'function'];
const TEXT = `${NAMES.map((name) => `${name} : vector(n)`).join('\n')}\nend : scalar\nresidual, M, v, n_, gradient, value : vector(n)\nA : matrix(n, n)\n`;
const SUM = [...NAMES, 'residual', 'M', 'v', 'n_', 'gradient', 'value'].map((name, i) => `${String(i + 1)}*${name}'*exp(${name})`).join(' + ');

/** What is renamed where: keywords and modules of the target. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  numpy: { lambda: 'lambda_', np: 'np_' }, pytorch: { lambda: 'lambda_' }, jax: { lambda: 'lambda_' },
  octave: { I: 'I_', e: 'e_', function: 'function_', end: 'end_' }, matlab: { I: 'I_', e: 'e_', function: 'function_', end: 'end_' }, julia: { I: 'I_', function: 'function_', end: 'end_' }, r: { t: 't_', function: 'function_' }, eigen: { I: 'I_' },
};

describe.each(TARGET_NAMES)('%s', (target) => {
  test('fixtures as variables', () => {
    const [one] = emit(`${TEXT}gradient ${SUM} + end*norm2(A*t - h)^2 + n wrt t`, target, { asValueAndGradient: true });
    if (one === undefined || typeof one === 'string' || !one.outcome.ok) throw new Error(JSON.stringify(one));
    const { parameters, inputs, name } = one.outcome.code;
    expect(new Set(parameters).size).toBe(parameters.length);
    expect(parameters).not.toContain(name);
    expect(inputs).toEqual([...NAMES, 'end', 'residual', 'M', 'v', 'n_', 'gradient', 'value', 'A']);
    const renamed = Object.fromEntries(parameters.flatMap((parameter, i) => (inputs[i] === parameter ? [] : [[inputs[i], parameter]])));
    if (RENAMED[target] !== undefined) expect(renamed).toEqual(RENAMED[target]);
  });
});
