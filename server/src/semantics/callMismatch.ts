/** Calls that do not fit: arguments, their number, functions that do not exist. */
import { functionNamed, signatures } from '../operators/signatures';
import { ONE } from '../shapes/dimension';
import { isColumn, isRow, isSquare, SCALAR, transposedShape, type Shape } from '../shapes/shape';
import { binary, name as named, transposed } from '../syntax/build';
import { derivativeName, slotsOf, type NamedDerivative } from '../syntax/derivativeNames';
import type { CallNode, Span, Tree } from '../syntax/tree';
import type { Callable } from './infer';
import type { Diagnostic, Fix } from './meaning';
import { describePattern, type ParameterPattern, type ShapePattern, type SignaturePattern } from './signatures';
import { nearest } from './spelling';
import { describeShape, listed, quote, replacementFor, type Facts } from './wording';
import { diagnostic, error, lengthOf, replace, places } from './diagnostic';

const matrixFunctions: Readonly<Record<string, string>> = { exp: 'expm', log: 'logm', sqrt: 'sqrtm' };

/** An elementwise function of a square matrix whose name a reader could take for the matrix function. */
export function elementwiseOfSquare(node: CallNode): Diagnostic | undefined {
  const name = functionNamed(node.callee);
  const other = name === undefined ? undefined : matrixFunctions[name];
  if (name === undefined || other === undefined) return undefined;
  const what = { expm: 'exponential', logm: 'logarithm', sqrtm: 'square root' }[other] ?? 'function';
  return diagnostic('hint', 'elementwise-function', `${node.callee} works on each entry. The matrix ${what} is ${other}.`, node.calleeSpan, { fixes: [replace(`Use ${other}`, node.calleeSpan, other)] });
}

/** Functions that take a vector, and what they are called row by row or on a matrix. */
const forMatrices: Readonly<Record<string, string>> = { softmax: 'rowsoftmax', logsumexp: 'rowlogsumexp', diag: 'diagonal' };

/** Functions for arguments that are not square. */
const forRectangles: Readonly<Record<string, string>> = { inv: 'pinv' };

/** Whether a shape is of the kind that a parameter wants, taken alone. */
function isOfKind(shape: Shape, pattern: ShapePattern): boolean {
  return (pattern.rows !== pattern.cols || isSquare(shape)) && (pattern.cols !== ONE || isColumn(shape)) && (pattern.rows !== ONE || isRow(shape));
}

/** An argument transposed. It stands between brackets or commas, so its text can be replaced whole. */
function turnedFix(argument: Tree): Fix | undefined {
  const turned = replacementFor(argument.kind === 'transpose' ? argument.operand : transposed(argument), lengthOf(argument.span));
  return turned === undefined ? undefined : replace(`Use ${turned}`, argument.span, turned);
}

/** An argument that does not fit its parameter, or does not fit beside the other arguments. */
export function argumentMismatch(node: CallNode, position: number, pattern: SignaturePattern, wanted: Shape, facts: Facts): Diagnostic | undefined {
  const parameter = pattern.parameters[position];
  const argument = node.arguments[position];
  const shape = argument === undefined ? undefined : facts.shapeOf(argument);
  if (argument === undefined || shape === undefined || parameter?.kind !== 'shape') return undefined;
  const text = quote(argument, node.arguments.length === 1 ? 'the argument' : `argument ${position + 1}`);
  const needed = facts.settled(wanted);
  const others = node.arguments.flatMap((other, i) => {
    const otherShape = i === position || pattern.parameters[i]?.kind !== 'shape' ? undefined : facts.shapeOf(other);
    return otherShape === undefined ? [] : [`${quote(other, `argument ${i + 1}`)}, which is ${describeShape(otherShape)},`];
  });
  const alone = !isOfKind(shape, parameter.shape);
  const message = alone
    ? `${node.callee} needs ${describePattern(parameter.shape)}; ${text} is ${describeShape(shape)}.`
    : `${node.callee}: ${others.length === 0 ? '' : `beside ${listed(others, 'and')} `}${text} needs to be ${describeShape(needed)}; it is ${describeShape(shape)}.`;
  const name = functionNamed(node.callee) ?? '';
  const instead = node.arguments.length > 1 || isColumn(shape) || isRow(shape) ? undefined : isSquare(shape) ? forMatrices[name] : (name === 'diag' ? undefined : forMatrices[name]) ?? forRectangles[name];
  const turnable = alone ? parameter.shape.cols === ONE && isRow(shape) : transposedShape(shape) === needed;
  return error('shape-mismatch', message, argument.span, {
    related: places(facts, [argument, 'rows']),
    fixes: [
      instead === undefined ? undefined : replace(`Use ${instead}`, node.calleeSpan, instead),
      turnable ? turnedFix(argument) : undefined,
    ],
  });
}

export function parameterMismatch(node: CallNode, position: number, wanted: Shape, facts: Facts): Diagnostic | undefined {
  const argument = node.arguments[position];
  const shape = argument === undefined ? undefined : facts.shapeOf(argument);
  if (argument === undefined || shape === undefined) return undefined;
  const needed = facts.settled(wanted);
  const text = quote(argument, `argument ${position + 1}`);
  return error('shape-mismatch', node.elementwise === true
    ? `${node.callee}.(…) takes entries that stand at the same place, and so arrays of one shape; ${text} is ${describeShape(shape)} beside ${describeShape(needed)}.`
    : `${node.callee}: ${text} is ${describeShape(shape)}, but the parameter is ${describeShape(needed)}.`, argument.span,
    { related: places(facts, [argument, 'rows']), fixes: [transposedShape(shape) === needed ? turnedFix(argument) : undefined] });
}

export function argumentCount(node: CallNode, wanted: readonly number[]): Diagnostic {
  const counts = listed([...new Set(wanted)].sort((a, b) => a - b).map(String));
  const found = node.arguments.length;
  return error('argument-count', `${node.callee} takes ${counts} argument${counts === '1' ? '' : 's'}; ${found === 0 ? 'none was' : found === 1 ? 'one was' : `${found} were`} given.`, node.span);
}

/** A definition without a parameter list that is called. */
export function calledWithoutParameters(node: CallNode): Diagnostic {
  return error('argument-count', `${node.callee} is defined without parameters: write ${node.callee}, or define it as ${node.callee}(${node.arguments.map((argument) => (argument.kind === 'name' ? argument.name : '…')).join(', ')}) = ….`, node.span,
    { fixes: [replace(`Use ${node.callee}`, node.span, node.callee)] });
}

/** A variable with a bracket behind it: a forgotten `*`. */
export function calledVariable(node: CallNode): Diagnostic {
  const [only, ...others] = node.arguments;
  const product = only === undefined || others.length > 0 ? undefined : replacementFor(binary('*', named(node.callee), only), lengthOf(node.span));
  return error('unknown-function', `${node.callee} is a variable, not a function.${product === undefined ? '' : ` A product is written ${product}.`}`, node.calleeSpan,
    { fixes: [product === undefined ? undefined : replace(`Use ${product}`, node.span, product)] });
}

const everyFunction: readonly string[] = Object.keys(signatures);

/** Names of functions in other notations. */
const foreignFunctions: Readonly<Record<string, string>> = {
  norm_2: 'norm2', norm_1: 'norm1', frobenius: 'normF', fro: 'normF', logdeterminant: 'logdet', determinant: 'det', slogdet: 'logdet', inverse: 'inv', pseudoinverse: 'pinv', logistic: 'sigmoid', sigm: 'sigmoid', lse: 'logsumexp',
  I: 'eye', identity: 'eye', Id: 'eye', relu6: 'relu', nuclear: 'nuc', trans: 'transpose', tp: 'transpose', average: 'mean', concat: 'vcat', vstack: 'vcat', hstack: 'hcat', cholesky: 'chol', arctan2: 'atan2', sgn: 'sign', heaviside: 'step',
};

export function unknownFunction(node: CallNode, defined: readonly string[], definedBelow: Span | undefined): Diagnostic {
  if (definedBelow !== undefined) return error('unknown-function', `${node.callee} is defined below; a definition can be used after its line.`, node.calleeSpan, { related: [{ message: `${node.callee} is defined here.`, span: definedBelow }] });
  const suggestion = Object.hasOwn(foreignFunctions, node.callee) ? foreignFunctions[node.callee] : nearest(node.callee, [...defined, ...everyFunction]);
  return error('unknown-function', `There is no function ${node.callee}.${suggestion === undefined ? '' : ` Was ${suggestion} meant?`}`, node.calleeSpan, { fixes: [suggestion === undefined ? undefined : replace(`Use ${suggestion}`, node.calleeSpan, suggestion)] });
}

/** `∇F` of a function with vector values, `∇h` and `∇₃h` of a function of two arguments. */
export function noSuchDerivative(node: CallNode, derivative: NamedDerivative, { parameters: { length: count }, result }: Callable): Diagnostic {
  const { of } = derivative;
  const order = derivative.order === 'gradient' && result !== SCALAR ? 'jacobian' : derivative.order;
  const slots = slotsOf(derivative);
  const beyond = slots.find((slot) => slot >= count);
  if (beyond !== undefined) return error('unknown-function', `${of} has ${count === 1 ? 'one argument' : `${count} arguments`}; ${node.callee} would be a derivative in argument ${beyond + 1}.`, node.calleeSpan);
  if (derivative.slots === undefined && count > 1) {
    const names = (order === 'hessian' ? [[0, 0], [0, 1]] : [[0], [1]]).map((each) => derivativeName({ order, slots: each }, of, count));
    return error('unknown-function', `${of} has ${count} arguments, and ${order === 'hessian' ? 'a second derivative in each two' : 'a derivative in each'}: ${listed(names, 'and')}${order === 'hessian' || count > 2 ? ', for instance' : ''}.`, node.calleeSpan);
  }
  const jacobian = derivativeName({ order: 'jacobian', slots }, of, count);
  return error('unknown-function', `${node.callee} would be the gradient of a function with scalar values; ${of} has more entries. Its derivative is the Jacobian, ${jacobian}.`, node.calleeSpan, { fixes: [replace(`Use the Jacobian ${jacobian}`, node.calleeSpan, jacobian)] });
}

export function notElementwise(node: CallNode): Diagnostic {
  const wanted = node.arguments.length === 1 ? 'a scalar' : 'scalars';
  return error('shape-mismatch', `${node.callee}.(…) applies a scalar function to every entry; ${node.callee} is not a function of ${wanted} to a scalar.`, node.calleeSpan);
}

export function notADimension(node: CallNode, position: number, parameter: ParameterPattern | undefined): Diagnostic {
  const argument = node.arguments[position];
  const text = argument === undefined ? '' : quote(argument, 'this');
  if (parameter?.kind === 'function') return error('unknown-function', `${node.callee} needs the name of a function such as expm here, not ${text}.`, (argument ?? node).span);
  return error('shape-mismatch', `${node.callee} needs a dimension here, such as n, 2*n or 3; ${text} is no dimension.`, (argument ?? node).span);
}
