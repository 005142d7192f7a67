/** Names never collide: with the target's keywords and modules, with dimensions, with temporaries, with the function's own name. */
import { describe, expect, test } from 'vitest';
import { TARGET_NAMES, type TargetName } from '../../server/src/codegen/request';
import type { Code } from '../../server/src/service/analysis';
import { isDifferentiable } from '../../server/src/service/targets';
import { analysed } from '../service/setup';

interface Language {
  /** What the fixtures are called there, where it is something else. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Its keywords, and what its code refers to by name: from the reference of the language. */
  readonly words: string;
  /** Whether upper and lower case are one. */
  readonly ignoresCase?: true;
}

const PYTHON = 'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield range sum len float int print abs';
const ECMA = 'await break case catch class const continue debugger default delete do else enum export extends false finally implements interface package private protected public for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield Math Matrix arguments eval undefined NaN Infinity';
const MATLAB = 'break case catch classdef continue else elseif end for function global if otherwise parfor persistent return spmd switch try while i j e pi eps Inf NaN I exp log sum eye size trace diag inv chol abs sqrt max min';
const EIGEN = 'alignas alignof and and_eq asm auto bitand bitor bool break case catch char class compl const constexpr const_cast continue decltype default delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast return short signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq Eigen std';

const languages: Readonly<Record<TargetName, Language>> = {
  numpy:            { renamed: { lambda: 'lambda_', np: 'np_' }, words: `${PYTHON} np linalg expit erf` },
  pytorch:          { renamed: { lambda: 'lambda_' }, words: `${PYTHON} torch` },
  pytorch_autograd: { renamed: { lambda: 'lambda_' }, words: `${PYTHON} torch ctx` },
  jax:              { renamed: { lambda: 'lambda_' }, words: `${PYTHON} jax jnp jsl` },
  jax_custom_vjp:   { renamed: { lambda: 'lambda_' }, words: `${PYTHON} jax jnp jsl residuals` },
  javascript:       { renamed: { function: 'function_' }, words: ECMA },
  typescript:       { renamed: { function: 'function_' }, words: ECMA },
  fortran:          { renamed: { function: 'function_', end: 'end_' }, words: 'allocatable allocate call character contains deallocate do else elseif end endif function if implicit in inout integer intent interface kind logical module none only out parameter program real result return subroutine then use where while dot_product matmul transpose sum exp log sqrt size abs', ignoresCase: true },
  nalgebra:         { renamed: {}, words: 'as break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait true type unsafe use where while async await abstract become box do final macro override priv typeof unsized virtual yield try f64 usize DMatrix DVector' },
  matlab:           { renamed: { I: 'I_', e: 'e_', function: 'function_', end: 'end_' }, words: MATLAB },
  octave:           { renamed: { I: 'I_', e: 'e_', function: 'function_', end: 'end_' }, words: `${MATLAB} endfunction endif endwhile endfor unwind_protect do until` },
  eigen:            { renamed: { I: 'I_' }, words: EIGEN },
  julia:            { renamed: { I: 'I_', function: 'function_', end: 'end_' }, words: 'baremodule begin break catch const continue do else elseif end export false finally for function global if import let local macro module quote return struct true try using while in isa where I dot tr logdet exp log sum abs sqrt zeros ones size' },
  r:                { renamed: { t: 't_', function: 'function_' }, words: 'if else repeat while function for in next break TRUE FALSE NULL Inf NaN NA t c T F sum exp log crossprod solve diag nrow ncol length' },
};

/** The fixtures: each is a variable of one function. */
const NAMES = ['t', 'h', 'f', 'g', 'lambda', 'np', 'I', 'e', 'T_0', 'function'];
const TEMPORARIES = ['residual', 'M', 'v', 'n_', 'gradient', 'value'];
const TEXT = `${[...NAMES, ...TEMPORARIES].map((name) => `${name} : vector(n)`).join('\n')}\nend : scalar\nA : matrix(n, n)\n`;
const SUM = [...NAMES, ...TEMPORARIES].map((name, i) => `${String(i + 1)}*${name}'*exp(${name})`).join(' + ');

async function codeOf(text: string, target: TargetName): Promise<Code> {
  const analysis = analysed(text);
  const outcome = await analysis.code(analysis.queries[0]?.answers[0] ?? expect.fail('no answer'), target, isDifferentiable(target) ? {} : { quantity: 'value-and-gradient' });
  return outcome.ok ? outcome.code : expect.fail(outcome.reason);
}

describe.each(TARGET_NAMES)('%s', (target) => {
  const { renamed, words, ignoresCase } = languages[target];

  test('fixtures as variables', async () => {
    const { parameters, inputs, name } = await codeOf(`${TEXT}gradient ${SUM} + end*norm2(A*t - h)^2 + n wrt t`, target);
    expect(new Set(parameters).size).toBe(parameters.length);
    expect(parameters).not.toContain(name);
    expect(inputs.toSorted()).toEqual([...NAMES, ...TEMPORARIES, 'end', 'A'].toSorted());
    expect(Object.fromEntries(parameters.flatMap((parameter, i) => (inputs[i] === parameter ? [] : [[inputs[i], parameter]])))).toEqual(renamed);
  });

  test('keywords and modules as variables', async () => {
    const taken = new Set(words.split(' '));
    const writable = [...taken].filter((word) => analysed(`${word} : scalar\ngradient ${word}^2 wrt ${word}`).queries[0]?.answers[0]?.outcome.ok === true);
    expect(writable.length).toBeGreaterThan(5);
    for (let at = 0; at < writable.length; at += 20) {
      const some = writable.slice(at, at + 20);
      const { parameters, name } = await codeOf(`${some.map((word) => `${word} : scalar`).join('\n')}\ngradient ${some.map((word, i) => `${word}^${String(i + 3)}`).join(' + ')} wrt ${some[0] ?? ''}`, target);
      const [seen, forbidden] = ignoresCase === true ? [[...parameters, name].map((word) => word.toLowerCase()), new Set([...taken].map((word) => word.toLowerCase()))] : [[...parameters, name], taken];
      expect(seen.filter((word) => forbidden.has(word))).toEqual([]);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  // Where the target has other uses for a name, a little differently.
  test('values are called as the reader calls them', async () => {
    const called = [...Object.keys(renamed).filter((name) => name !== 'I'), 'hidden'];
    const { body } = await codeOf(`A : matrix(n, n)\nx : vector(n)\n${called.map((name, i) => `${name} = tanh(A*${called[i - 1] ?? 'x'})`).join('\n')}\nloss = norm2(hidden)^2\ngradient loss wrt x`, target);
    // (The comment has their formulas in mcalc.)
    for (const name of called) expect(body).toMatch(new RegExp(`(?<![\\w.])${renamed[name] ?? name} *(<-|=) *(?! |tanh\\(A\\*)`));
  });
});
