/**
 * JAX as a function with its own derivative: `jax.custom_vjp`. A cotangent that nothing is known of is not a number, so that whoever asks
 * for it sees that it is missing.
 */
import { inWords, parameterLines, tupleShapes } from './documentation';
import { docstring, pythonIdentifier, returning, tupleOf, unpacked } from './python';
import { jax } from './jax';
import { indented } from './infix';
import type { DifferentiableModel, Target } from './target';

const forwardOf = (name: string): string => `${name}_forward`;
const backwardOf = (name: string): string => `${name}_backward`;

function write(model: DifferentiableModel): string {
  const { name, parameters, dimensions, cotangent, forward, value, kept, backward, gradients, comment, moved } = model;
  const args = parameters.map((parameter) => parameter.name).join(', ');
  const unknown = parameters.filter((parameter, i) => gradients[i] === undefined && parameter.kind !== 'integer').map((parameter) => parameter.name);
  const residuals = [...new Set([...kept.map((each) => each.name), ...unknown])];
  const words = unknown.length === 0 ? [] : ['', `Only the derivative with respect to ${inWords(moved)} is known: a cotangent of ${inWords(unknown)} is not a number.`];
  const cotangents = parameters.map((parameter, i) => gradients[i] ?? (parameter.kind === 'integer' ? 'None' : `jnp.full_like(${parameter.name}, jnp.nan)`));
  return [
    '@jax.custom_vjp', `def ${name}(${args}):`,
    ...indented([...docstring([comment.summary, ...words, '', ...parameterLines(comment, parameters, tupleShapes)]), `return ${forwardOf(name)}(${args})[0]`], '    '), '', '',
    `def ${forwardOf(name)}(${args}):`,
    ...indented([...dimensions.flatMap(({ lines }) => lines), ...forward.flatMap(({ lines }) => lines), ...returning([value, tupleOf(residuals)])], '    '), '', '',
    `def ${backwardOf(name)}(residuals, ${cotangent}):`,
    ...indented([...(residuals.length === 0 ? [] : [`${unpacked(residuals)} = residuals`]), ...backward.flatMap(({ lines }) => lines), ...returning(cotangents.length === 1 ? [tupleOf(cotangents)] : cotangents)], '    '), '', '',
    `${name}.defvjp(${forwardOf(name)}, ${backwardOf(name)})`,
  ].join('\n');
}

const RESERVED = new Set([...jax.reserved, 'residuals']);

export const jaxCustomVjp: Target = {
  ...jax, reserved: RESERVED, identifier: (name) => pythonIdentifier(name, RESERVED), differentiable: { cotangent: 'cotangent', companions: (name) => [forwardOf(name), backwardOf(name)], write },
};
