/**
 * PyTorch as a function with its own derivative: a `torch.autograd.Function`, which keeps what its backward reads of what its forward has
 * worked out. A second derivative through it would miss what was kept, so torch is told to refuse one.
 */
import { inWords, parameterLines, tupleShapes } from './documentation';
import { docstring, pythonIdentifier, returning, tupleOf, unpacked } from './python';
import { pytorch } from './pytorch';
import { indented } from './infix';
import type { DifferentiableModel, Target } from './target';

const className = (name: string): string => `${name.split('_').map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join('')}Function`;

function write(model: DifferentiableModel): string {
  const { name, parameters, comment } = model;
  const args = parameters.map((parameter) => parameter.name).join(', ');
  return [
    `class ${className(name)}(torch.autograd.Function):`,
    ...indented([
      '@staticmethod', `def forward(ctx, ${args}):`, ...indented(forwardLines(model), '    '), '',
      '@staticmethod', '@torch.autograd.function.once_differentiable', `def backward(ctx, ${model.cotangent}):`, ...indented(backwardLines(model), '    '),
    ], '    '), '', '',
    `def ${name}(${args}):`,
    ...indented([...docstring([comment.summary, '', ...parameterLines(comment, parameters, tupleShapes)]), `return ${className(name)}.apply(${args})`], '    '),
  ].join('\n');
}

function forwardLines(model: DifferentiableModel): readonly string[] {
  const { dimensions, forward, value } = model;
  const { arrays, others } = keptOf(model);
  return [
    ...refusal(model), ...dimensions.flatMap(({ lines }) => lines), ...forward.flatMap(({ lines }) => lines),
    ...(arrays.length === 0 ? [] : [`ctx.save_for_backward(${arrays.join(', ')})`]), ...others.map((each) => `ctx.${each} = ${each}`), `return ${value}`,
  ];
}

function backwardLines(model: DifferentiableModel): readonly string[] {
  const { backward, gradients } = model;
  const { arrays, others } = keptOf(model);
  return [
    ...(arrays.length === 0 ? [] : [`${unpacked(arrays)} = ctx.saved_tensors`]), ...others.map((each) => `${each} = ctx.${each}`),
    ...backward.flatMap(({ lines }) => lines), ...returning(gradients.map((gradient) => gradient ?? 'None')),
  ];
}

const keptOf = ({ kept }: DifferentiableModel): { readonly arrays: readonly string[]; readonly others: readonly string[] } => ({
  arrays: kept.filter(({ isArray }) => isArray).map(({ name }) => name), others: kept.filter(({ isArray }) => !isArray).map(({ name }) => name),
});

/** A gradient that is not worked out must not look like a zero. */
function refusal({ name, parameters, gradients, moved }: DifferentiableModel): readonly string[] {
  const unknown = gradients.flatMap((gradient, i) => (gradient === undefined && parameters[i]?.kind !== 'integer' ? [String(i)] : []));
  if (unknown.length === 0) return [];
  const isAsked = unknown.length === 1 ? `ctx.needs_input_grad[${unknown.join('')}]` : `any(ctx.needs_input_grad[i] for i in ${tupleOf(unknown)})`;
  return [`if ${isAsked}:`, `    raise NotImplementedError("${name} is differentiated with respect to ${inWords(moved)} only")`];
}

const RESERVED = new Set([...pytorch.reserved, 'ctx']);

export const pytorchAutograd: Target = {
  ...pytorch, reserved: RESERVED, identifier: (name) => pythonIdentifier(name, RESERVED), differentiable: { cotangent: 'grad_output', companions: (name) => [className(name)], write },
};
