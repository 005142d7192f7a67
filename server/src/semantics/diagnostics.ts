/**
 * Every message of this room, one constructor each, so that the wording lives in one place: declarations, definitions, queries and options
 * here, what does not fit in an expression in the files beside.
 */
import { adjectives, isProperty, type Property } from '../shapes/adjectives';
import { isScalar, showShape, type Shape } from '../shapes/shape';
import type { NameNode, QueryNode, ResultForm, RuleNode, Span, Tree } from '../syntax/tree';
import type { Diagnostic } from './meaning';
import { nearest } from './spelling';
import { describeShape, listed, quote, type Facts } from './wording';
import { diagnostic, error, replace } from './diagnostic';

export { argumentCount, argumentMismatch, calledVariable, calledWithoutParameters, elementwiseOfSquare, noSuchDerivative, notADimension, notElementwise, parameterMismatch, unknownFunction } from './callMismatch';
export { blockMismatch, boundMismatch, indexCount, indexRange, indexShape } from './entryMismatch';
export { operandMismatch, scalarAddedToSquare } from './operatorMismatch';

export function unknownAdjective(word: string, span: Span): Diagnostic {
  const suggestion = nearest(word, Object.keys(adjectives));
  return error('unknown-adjective', `'${word}' is no property of a matrix or vector.${suggestion === undefined ? '' : ` Was ${suggestion} meant?`}`, span, { fixes: [suggestion === undefined ? undefined : replace(`Use ${suggestion}`, span, suggestion)] });
}

export const notSquare = (adjective: Property, shape: Shape, names: readonly NameNode[], span: Span): Diagnostic =>
  error('shape-mismatch', `${adjective} needs a square matrix; ${listed(names.map(({ name }) => name), 'and')} ${names.length === 1 ? 'is' : 'are'} ${describeShape(shape)}.`, span);

const MANIFOLDS = Object.keys(adjectives).filter((word) => isProperty(word) && adjectives[word].manifold);

export function unknownManifold(word: string, span: Span): Diagnostic {
  const suggestion = nearest(word, MANIFOLDS);
  return error('unknown-adjective', `'${word}' is no manifold of the language; a variable can be on ${listed(MANIFOLDS)}.`, span, { fixes: [suggestion === undefined ? undefined : replace(`Use ${suggestion}`, span, suggestion)] });
}

export const manifoldInFront = (manifold: Property, span: Span): Diagnostic =>
  error('unknown-adjective', `${manifold} is said behind the shape, as in '${manifold === 'sphere' ? 'x : vector(n)' : 'Q : matrix(n, p)'} on ${manifold}'.`, span);

export const noSuchManifold = (manifold: Property, shape: Shape, span: Span): Diagnostic =>
  error('shape-mismatch', isScalar(shape) ? `A scalar is on no ${manifold}: only vectors and matrices are.` : `On ${manifold} a matrix has orthonormal columns, at most as many as rows; this one is ${showShape(shape)}.`, span);

export const badDimension = (tree: Tree): Diagnostic =>
  error('unsupported', `${quote(tree, 'This')} is no dimension. A dimension is a whole number, a name, or made of these with +, - and *.`, tree.span);

// ---- definitions

export const cyclicDefinition = (name: string, use: Span, definition: Span): Diagnostic =>
  error('cyclic-definition', `${name} is used in its own definition.`, use, { related: [{ message: `The definition of ${name}.`, span: definition }] });

/** A name above its own definition or declaration: there it is a variable of its own. */
export const usedBefore = (node: NameNode, below: Span, what: 'declared' | 'defined'): Diagnostic =>
  diagnostic('warning', 'unknown-name', `${node.name} is ${what} below; up here it is an undeclared variable of its own.`, node.span, { related: [{ message: `${node.name} is ${what} here.`, span: below }] });

/** A variable with the name of a dimension: a result that needs the dimension cannot be written. */
export const dimensionShadowed = (name: string, shape: Shape, place: Span, dimension: Span): Diagnostic =>
  diagnostic('warning', 'ambiguous-name', `${name} is ${describeShape(shape)} here, and a dimension elsewhere: in a formula ${name} is this one, and a result that needs the dimension cannot be written. Give one of them another name.`, place, { related: [{ message: `${name} is a dimension here.`, span: dimension }] });

// ---- queries and options

export function notScalar(query: QueryNode, shape: Shape): Diagnostic {
  const of = quote(query.of, 'this expression');
  const fits = query.word === 'gradient' || query.word === 'hessian';
  return error('not-scalar', `${query.word} needs a scalar; ${of} is ${showShape(shape)}.${fits ? ` Its derivative is the Jacobian: jacobian ${of}${query.wrt.length === 0 ? '' : ` wrt ${query.wrt.map(({ name }) => name).join(', ')}`}.` : ''}`, query.of.span,
    { fixes: [fits ? replace('Ask for the jacobian', query.wordSpan, 'jacobian') : undefined] });
}

/** `gradient f wrt x along v`. */
export const directionMeansNothing = ({ word, wordSpan }: QueryNode, along: Tree): Diagnostic =>
  error('unsupported', `A direction belongs to jvp, vjp and hvp; ${word} has none. The derivative along a direction is jvp … along ….`, along.span, { fixes: [replace('Ask for the derivative along it', wordSpan, 'jvp')] });

/** `gradient f wrt x order 2`. */
export const orderMeansNothing = ({ word, wordSpan, span }: QueryNode): Diagnostic =>
  error('unsupported', `An order belongs to derivative and to taylor; ${word} has none.`, span, { fixes: [replace('Ask for the derivative of this order', wordSpan, 'derivative'), replace('Ask for the expansion up to this order', wordSpan, 'taylor')] });

/** `jacobian F wrt X as bilinear`. */
export function impossibleForm({ word }: QueryNode, { form, span }: NonNullable<QueryNode['as']>, forms: readonly ResultForm[]): Diagnostic {
  const instead = form === 'bilinear' ? ' A bilinear form is that of a second derivative: hessian … as bilinear.' : '';
  return error('unsupported', `The answer to ${word} has no ${form} form; it can be written as ${listed(forms, 'or')}.${instead}`, span, { fixes: forms.map((other) => replace(`Write it as ${other}`, span, other)) });
}

export function notAVariable(node: NameNode, what: 'definition' | 'dimension' | 'function' | 'index', made: readonly string[], place: Span): Diagnostic {
  const is = { definition: 'is a definition', dimension: 'is a dimension', function: 'is a function', index: 'is an index' }[what];
  const hint = made.length === 0 ? '' : `; differentiate with respect to ${listed(made)}, which it is made of`;
  return error('not-a-variable', `${node.name} ${is}, not a variable${hint}.`, node.span, {
    related: [{ message: `${node.name} ${is}.`, span: place }],
    fixes: made.map((name) => replace(`Differentiate with respect to ${name}`, node.span, name)),
  });
}

export const nothingToDifferentiate = (query: QueryNode): Diagnostic =>
  error('not-a-variable', `${quote(query.of, 'This expression')} contains no variable to differentiate with respect to.`, query.of.span);

/** A name of `wrt` that occurs nowhere. */
export function unknownVariable(node: NameNode, query: QueryNode, candidates: readonly string[], declaration: string): Diagnostic {
  const suggestion = nearest(node.name, candidates) ?? candidates.find((name) => name.toLowerCase() === node.name.toLowerCase());
  return error('unknown-name', `${node.name} is not declared and does not occur in ${quote(query.of, 'this expression')}.${suggestion === undefined ? '' : ` Was ${suggestion} meant?`}`, node.span, {
    fixes: [
      suggestion === undefined ? undefined : replace(`Use ${suggestion}`, node.span, suggestion),
      replace(`Declare ${declaration}`, { start: query.span.start, end: query.span.start }, `${declaration}; `),
    ],
  });
}

/** `gradient g wrt x` where nothing says what `g` is. */
export const undefinedFunction = (node: NameNode, candidates: readonly string[], below: Span | undefined): Diagnostic => {
  const suggestion = below === undefined ? nearest(node.name, candidates) : undefined;
  return error('unknown-name', below === undefined ? `${node.name} is not defined.${suggestion === undefined ? '' : ` Was ${suggestion} meant?`}` : `${node.name} is defined below; a definition can be used after its line.`, node.span, {
    related: below === undefined ? [] : [{ message: `${node.name} is defined here.`, span: below }],
    fixes: [suggestion === undefined ? undefined : replace(`Use ${suggestion}`, node.span, suggestion)],
  });
};

export const directionMismatch = (along: Tree, wanted: Shape, what: string, facts: Facts): Diagnostic => {
  const shape = facts.shapeOf(along);
  return error('shape-mismatch', `The direction ${quote(along, '')} is ${shape === undefined ? 'of another shape' : describeShape(shape)}; ${what} is ${describeShape(wanted)}.`, along.span);
};

export const unknownLayout = (node: NameNode): Diagnostic => error('unsupported', `There is no layout '${node.name}'; the layouts are variable (the gradient has the shape of its variable), numerator and denominator.`, node.span, {
  fixes: ['variable', 'numerator', 'denominator'].map((word) => replace(`Use ${word}`, node.span, word)),
});

// ---- equations and rules

/** `arguments_`: how many the function takes; undefined where the name is none. */
export const ruleOfWhat = (node: NameNode, arguments_: number | undefined): Diagnostic => error('unsupported', arguments_ === undefined
  ? `A rule is for a function that has no formula; declare ${node.name}, as in '${node.name} : vector(n) -> vector(m)'.`
  : `A rule is for a function of one argument; ${node.name} has ${arguments_}.`, node.span);

export const ruleTwice = (node: NameNode, first: NameNode): Diagnostic => error('unsupported', `${node.name} has a rule already.`, node.span, { related: [{ message: `The rule of ${first.name}.`, span: first.span }] });

export const ruleShape = (node: RuleNode, shape: Shape, wanted: Shape): Diagnostic =>
  error('shape-mismatch', `The differential of ${node.function.name} has the shape of its value: ${quote(node.value, 'this')} is ${describeShape(shape)}, ${node.function.name}(${node.parameter.name}) is ${describeShape(wanted)}.`, node.value.span);

export const ruleWithoutChange = (node: RuleNode): Diagnostic =>
  error('not-a-variable', `The rule does not say how ${node.function.name} moves: d${node.parameter.name}, the change of ${node.parameter.name}, does not occur in it.`, node.value.span);


export const solvedTwice = (unknown: NameNode, first: NameNode): Diagnostic =>
  error('unsupported', `${unknown.name} is solved for twice; one equation gives it its value.`, unknown.span, { related: [{ message: `${first.name} is solved for here.`, span: first.span }] });

export const solvedInCircle = (unknown: NameNode): Diagnostic =>
  error('cyclic-definition', `The equation of ${unknown.name} needs an unknown whose own equation needs ${unknown.name}; solve for both at once, stacked in one vector.`, unknown.span);

export const notStationary = (query: QueryNode, unknown: NameNode): Diagnostic =>
  error('unsupported', `Of the derivatives only a gradient with respect to ${unknown.name} can be an equation, as in 'implicit gradient L wrt ${unknown.name} == 0 solve ${unknown.name}'.`, query.span);

export const sidesDiffer = (left: Tree, right: Tree, a: Shape, b: Shape): Diagnostic =>
  error('shape-mismatch', `The sides of an equation have one shape: ${quote(left, 'the left side')} is ${describeShape(a)}, ${quote(right, 'the right side')} is ${describeShape(b)}.`, { start: left.span.start, end: right.span.end });

export const unknownOnManifold = (unknown: NameNode, manifold: Property): Diagnostic =>
  error('unsupported', `${unknown.name} is ${adjectives[manifold].manifold ? `on ${manifold}` : manifold}, a curved set; equations are solved for free variables only.`, unknown.span);

export const notInEquation = (unknown: NameNode): Diagnostic => error('not-a-variable', `${unknown.name} does not occur in the equation that is solved for it.`, unknown.span);

export const equationCount = (left: Tree, unknown: NameNode, equation: Shape, x: Shape): Diagnostic =>
  error('shape-mismatch', `There must be as many equations as unknowns: ${quote(left, 'the left side')} is ${describeShape(equation)}, ${unknown.name} is ${describeShape(x)}.`, left.span);

export const innerNotScalar = (value: Tree, shape: Shape): Diagnostic => error('not-scalar', `An inner product is a scalar; ${quote(value, 'this')} is ${showShape(shape)}.`, value.span);

export const notAnswered = (what: string, span: Span): Diagnostic => error('unsupported', `${what.charAt(0).toUpperCase()}${what.slice(1)} is not answered yet.`, span);

export const syntaxError = (message: string, span: Span): Diagnostic => error('syntax', message, span);
