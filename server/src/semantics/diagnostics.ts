/** Every message of this room, one constructor each, so that the wording lives in one place. */
import { functionNamed, signatures } from '../operators/signatures';
import { adjectives, type Property } from '../shapes/adjectives';
import { ONE, type Dimension } from '../shapes/dimension';
import { isColumn, isRow, isScalar, isSquare, SCALAR, showShape, transposedShape, type Shape } from '../shapes/shape';
import { binary, call as called, name as named, transposed } from '../syntax/build';
import { printTree } from '../syntax/print';
import type { CallNode, NameNode, QueryNode, Span, Tree } from '../syntax/tree';
import type { Diagnostic, DiagnosticCode, Fix } from './meaning';
import { describePattern, type ParameterPattern, type ShapePattern, type SignaturePattern } from './signatures';
import { nearest } from './spelling';
import { columns, describeShape, listed, placeOf, quote, replacementFor, rows, sourceOf, type Facts, type Side } from './wording';

type BinaryTree = Extract<Tree, { kind: 'binary' }>;

interface Extra { readonly related?: Diagnostic['related']; readonly fixes?: readonly (Fix | undefined)[] }

function diagnostic(severity: Diagnostic['severity'], code: DiagnosticCode, message: string, span: Span, { related = [], fixes = [] }: Extra = {}): Diagnostic {
  return { severity, code, message, span, related, fixes: fixes.filter((fix): fix is Fix => fix !== undefined) };
}

const error = (code: DiagnosticCode, message: string, span: Span, extra?: Extra): Diagnostic => diagnostic('error', code, message, span, extra);

const lengthOf = ({ start, end }: Span): number => end - start;
const replace = (title: string, span: Span, replacement: string): Fix => ({ title, span, replacement });

/** Whether a quote written directly behind the text of a tree transposes all of it. */
const isAtomic = (tree: Tree): boolean => tree.kind === 'name' || tree.kind === 'call' || tree.kind === 'index' || tree.kind === 'block';

/** `node` with one operand transposed: a quote inserted, or removed, or the expression written anew. */
function transposeFix(node: BinaryTree, side: 'left' | 'right', why?: string): Fix | undefined {
  const operand = node[side];
  const flipped = operand.kind === 'transpose' ? operand.operand : transposed(operand);
  const whole = replacementFor(binary(node.operator, side === 'left' ? flipped : node.left, side === 'right' ? flipped : node.right), lengthOf(node.span));
  if (whole === undefined) return undefined;
  const title = `Use ${whole}${why === undefined ? '' : ` (${why})`}`;
  if (isAtomic(operand)) return replace(title, { start: operand.span.end, end: operand.span.end }, "'");
  return operand.kind === 'transpose' ? replace(title, operand.span, printTree(operand.operand)) : replace(title, node.span, whole);
}

function operatorFix(node: BinaryTree, operator: BinaryTree['operator'], why: string): Fix | undefined {
  const whole = replacementFor(binary(operator, node.left, node.right), lengthOf(node.span));
  return whole === undefined ? undefined : replace(`Use ${whole} (${why})`, node.operatorSpan, operator);
}

const wholeFix = (node: Tree, tree: Tree, why: string): Fix | undefined => {
  const whole = replacementFor(tree, lengthOf(node.span));
  return whole === undefined ? undefined : replace(`Use ${whole} (${why})`, node.span, whole);
};

function places(facts: Facts, ...sides: readonly (readonly [Tree, Side])[]): Diagnostic['related'] {
  const found = sides.flatMap(([tree, side]) => placeOf(sourceOf(tree, side, facts), facts));
  return found.filter((place, i) => found.findIndex((other) => other.span.start === place.span.start && other.message === place.message) === i);
}

// ---- operators

/** Two operands that do not fit together; nothing where a mistake further inside, reported there, is the reason. */
export function operandMismatch(node: BinaryTree, clash: 'operands' | 'result', facts: Facts): Diagnostic | undefined {
  const left = facts.shapeOf(node.left);
  const right = facts.shapeOf(node.right);
  const whole = quote(node, 'This expression');
  if (left === undefined || right === undefined) return undefined;
  const [l, r] = [quote(node.left, 'the left side'), quote(node.right, 'the right side')];
  if (clash === 'result') {
    return error('shape-mismatch', `${whole}: ${l} is ${describeShape(left)} and ${r} is ${describeShape(right)}, which does not give the shape that is needed here.`, node.span,
      { related: places(facts, [node.left, 'rows'], [node.right, 'cols']) });
  }
  switch (node.operator) {
    case '*': return productMismatch(node, left, right, facts);
    case '+': case '-': case '.*': case './': case '.^': return entrywiseMismatch(node, left, right, facts);
    case '/': return quotientMismatch(node, left, right, facts);
    case '\\': return solveMismatch(node, left, right, facts);
    case '^': return powerMismatch(node, left, right, facts);
  }
}

/** For an undeclared name whose shape is a matter of its spelling: the declaration that makes it fit. */
function declareFix(tree: Tree, shape: Shape, facts: Facts): Fix | undefined {
  const cell = facts.cellOf(tree);
  if (cell?.kind !== 'variable' || cell.origin !== 'inferred') return undefined;
  const at = facts.statementStart(cell.span.start);
  const type = isScalar(shape) ? 'scalar' : isColumn(shape) ? `vector(${shape.rows.key})` : `matrix(${shape.rows.key}, ${shape.cols.key})`;
  return replace(`Declare ${cell.name} : ${type}`, { start: at, end: at }, `${cell.name} : ${type}; `);
}

function productMismatch(node: BinaryTree, left: Shape, right: Shape, facts: Facts): Diagnostic {
  const [l, r] = [quote(node.left, 'the left side'), quote(node.right, 'the right side')];
  const whole = quote(node, 'This product');
  if (isColumn(left) && isColumn(right)) {
    const alike = left === right || facts.isFree(left.rows) || facts.isFree(right.rows);
    return error('ambiguous-product', `${whole} multiplies two column vectors: ${l} is ${showShape(left)} and ${r} is ${showShape(right)}. ${alike ? 'The inner product, the outer product or the product entry by entry can be meant.' : 'The outer product may be meant.'}`, node.operatorSpan, {
      related: places(facts, [node.left, 'rows'], [node.right, 'rows']),
      fixes: [
        alike ? transposeFix(node, 'left', 'the inner product') : undefined,
        transposeFix(node, 'right', 'the outer product'),
        alike ? operatorFix(node, '.*', 'entry by entry') : undefined,
        ...[node.left, node.right].map((side) => declareFix(side, SCALAR, facts)),
      ],
    });
  }
  const fits = (a: Shape, b: Shape): boolean => a.cols === b.rows;
  return error('shape-mismatch', `${whole}: ${l} is ${showShape(left)}, so ${r} needs ${rows(left.cols.key)}; it has ${right.rows.key}.`, node.operatorSpan, {
    related: places(facts, [node.left, 'cols'], [node.right, 'rows']),
    fixes: [
      fits(transposedShape(left), right) ? transposeFix(node, 'left') : undefined,
      fits(left, transposedShape(right)) ? transposeFix(node, 'right') : undefined,
      left === right ? operatorFix(node, '.*', 'entry by entry') : undefined,
      fits(right, left) ? wholeFix(node, binary('*', node.right, node.left), 'the other order') : undefined,
    ],
  });
}

/** A vector added to a matrix, written out: to every row, or to every column. */
function spreadFixes(node: BinaryTree, matrix: Shape, vector: Shape, facts: Facts): readonly (Fix | undefined)[] {
  if ((node.operator !== '+' && node.operator !== '-') || !isColumn(vector) || isColumn(matrix) || isRow(matrix)) return [];
  const ones = (size: Dimension): Tree => called('ones', named(size.key));
  const use = (tree: Tree, why: string): Fix | undefined => {
    const whole = replacementFor(binary(node.operator, node.left, tree), lengthOf(node.span));
    return whole === undefined ? undefined : replace(`Use ${whole} (${why})`, node.span, whole);
  };
  const free = facts.isFree(vector.rows);
  return [
    free || vector.rows === matrix.cols ? use(binary('*', ones(matrix.rows), transposed(node.right)), 'added to every row') : undefined,
    free || vector.rows === matrix.rows ? use(binary('*', node.right, transposed(ones(matrix.cols))), 'added to every column') : undefined,
  ];
}

function entrywiseMismatch(node: BinaryTree, left: Shape, right: Shape, facts: Facts): Diagnostic {
  const [l, r] = [quote(node.left, 'the left side'), quote(node.right, 'the right side')];
  const turned = left === transposedShape(right);
  return error('shape-mismatch', `${quote(node, 'This expression')}: ${l} is ${describeShape(left)} and ${r} is ${describeShape(right)}; '${node.operator}' needs equal shapes, or a scalar on one side.`, node.operatorSpan, {
    related: left.rows === right.rows ? places(facts, [node.left, 'cols'], [node.right, 'cols']) : places(facts, [node.left, 'rows'], [node.right, 'rows']),
    fixes: [
      turned ? transposeFix(node, 'right') : undefined,
      turned ? transposeFix(node, 'left') : undefined,
      ...spreadFixes(node, left, right, facts),
      ...([[node.left, right], [node.right, left]] as const).flatMap(([side, other]) => [declareFix(side, other, facts), declareFix(side, SCALAR, facts)]),
    ],
  });
}

function quotientMismatch(node: BinaryTree, left: Shape, right: Shape, facts: Facts): Diagnostic {
  const [l, r] = [quote(node.left, 'the left side'), quote(node.right, 'the right side')];
  const whole = quote(node, 'This division');
  const elementwise = left === right || isScalar(left) ? operatorFix(node, './', 'entry by entry') : undefined;
  if (isScalar(left)) {
    const inverse = called('inv', node.right);
    return error('shape-mismatch', `${whole}: a scalar cannot be divided by ${r}, which is ${showShape(right)}.`, node.operatorSpan, {
      related: places(facts, [node.right, 'rows']),
      fixes: [elementwise, isSquare(right) ? wholeFix(node, node.left.kind === 'number' && node.left.value === 1 ? inverse : binary('*', node.left, inverse), 'the inverse') : undefined],
    });
  }
  const need = isSquare(right) ? `${l} has ${columns(left.cols.key)}, so ${r} needs to be ${left.cols.key}×${left.cols.key}; it is ${showShape(right)}` : `${r} is ${showShape(right)}; only a scalar or a square matrix can divide`;
  return error('shape-mismatch', `${whole}: ${need}.`, node.operatorSpan, { related: places(facts, [node.left, 'cols'], [node.right, 'rows']), fixes: [elementwise] });
}

function solveMismatch(node: BinaryTree, left: Shape, right: Shape, facts: Facts): Diagnostic {
  const [l, r] = [quote(node.left, 'the left side'), quote(node.right, 'the right side')];
  const need = isSquare(left) ? `${l} is ${showShape(left)}, so ${r} needs ${rows(left.cols.key)}; it has ${right.rows.key}` : `${l} is ${showShape(left)}; '\\' solves a linear system and needs a square matrix on its left`;
  return error('shape-mismatch', `${quote(node, 'This solve')}: ${need}.`, node.operatorSpan, {
    related: places(facts, [node.left, 'cols'], [node.right, 'rows']),
    fixes: [
      left.rows === right.rows && !isSquare(left) ? wholeFix(node, binary('*', called('pinv', node.left), node.right), 'least squares') : undefined,
      left === right ? operatorFix(node, './', 'entry by entry') : undefined,
    ],
  });
}

function powerMismatch(node: BinaryTree, left: Shape, right: Shape, facts: Facts): Diagnostic {
  const base = quote(node.left, 'the base');
  if (!isScalar(right)) {
    return error('shape-mismatch', `${quote(node, 'This power')}: the exponent ${quote(node.right, '')} is ${showShape(right)}; '^' needs a scalar exponent.`, node.operatorSpan,
      { related: places(facts, [node.right, 'rows']), fixes: [left === right || isScalar(left) ? operatorFix(node, '.^', 'entry by entry') : undefined] });
  }
  const square = node.right.kind === 'number' && node.right.value === 2;
  return error('shape-mismatch', `${quote(node, 'This power')}: ${base} is ${showShape(left)}; '^' needs a scalar or a square matrix.`, node.operatorSpan, {
    related: places(facts, [node.left, 'rows']),
    fixes: [operatorFix(node, '.^', 'entry by entry'), square && isColumn(left) ? wholeFix(node, binary('*', transposed(node.left), node.left), 'the inner product') : undefined],
  });
}

/** A scalar added to a square matrix: allowed, but often `eye(n)` was meant. */
export function scalarAddedToSquare(node: BinaryTree, scalar: Tree, size: Dimension): Diagnostic {
  const text = quote(scalar, 'the scalar');
  const identity = called('eye', named(size.key));
  const spread = scalar.kind === 'number' && scalar.value === 1 ? identity : binary('*', scalar, identity);
  const replacement = scalar.kind === 'binary' && (scalar.operator === '+' || scalar.operator === '-') ? undefined : replacementFor(spread, lengthOf(scalar.span));
  return diagnostic('hint', 'broadcast-scalar', `This adds ${text} to every entry. Was ${text === '1' ? '' : `${text}*`}eye(${size.key}) meant?`, node.span,
    { fixes: [replacement === undefined ? undefined : replace(`Use ${replacement}`, scalar.span, replacement)] });
}

// ---- functions

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
  return error('shape-mismatch', `${node.callee}: ${quote(argument, `argument ${position + 1}`)} is ${describeShape(shape)}, but the parameter is ${describeShape(needed)}.`, argument.span,
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

export const notElementwise = (node: CallNode): Diagnostic =>
  error('shape-mismatch', `${node.callee}.(…) applies a scalar function to every entry; ${node.callee} is not a function of a scalar to a scalar.`, node.calleeSpan);

export function notADimension(node: CallNode, position: number, parameter: ParameterPattern | undefined): Diagnostic {
  const argument = node.arguments[position];
  const text = argument === undefined ? '' : quote(argument, 'this');
  if (parameter?.kind === 'function') return error('unknown-function', `${node.callee} needs the name of a function such as expm here, not ${text}.`, (argument ?? node).span);
  return error('shape-mismatch', `${node.callee} needs a dimension here, such as n, 2*n or 3; ${text} is no dimension.`, (argument ?? node).span);
}

// ---- entries, sums and blocks

export function indexCount(node: Extract<Tree, { kind: 'index' }>, facts: Facts): Diagnostic {
  const shape = facts.shapeOf(node.object);
  const object = quote(node.object, 'this');
  if (shape !== undefined && isScalar(shape)) return error('shape-mismatch', `${object} is a scalar and has no entries.`, node.span, { related: places(facts, [node.object, 'rows']) });
  return error('argument-count', `${object} takes one index (an entry of a vector, a row of a matrix) or two (row, column); ${node.indices.length} were given.`, node.span);
}

export function indexRange(node: Extract<Tree, { kind: 'index' }>, position: number, size: Dimension, reach: Dimension, facts: Facts): Diagnostic {
  const index = node.indices[position];
  const text = index === undefined || index === 'all' ? 'the index' : quote(index, 'the index');
  const shape = facts.shapeOf(node.object);
  const what = node.indices.length === 2 ? (position === 0 ? rows(size.key) : columns(size.key)) : shape !== undefined && !isColumn(shape) && !isRow(shape) ? rows(size.key) : size.key === '1' ? '1 entry' : `${size.key} entries`;
  return error('shape-mismatch', `${quote(node.object, 'this')} has ${what}, but ${text}${text.replaceAll(' ', '') === reach.key ? ' is beyond that' : ` goes up to ${reach.key}`}.`, index === undefined || index === 'all' ? node.span : index.span,
    { related: places(facts, [node.object, position === 1 ? 'cols' : 'rows']) });
}

export function indexShape(node: Extract<Tree, { kind: 'index' }>, position: number, facts: Facts): Diagnostic {
  const index = node.indices[position];
  const shape = index === undefined || index === 'all' ? undefined : facts.shapeOf(index);
  return error('shape-mismatch', `An index is a whole number from 1 on, or the index of a sum${shape === undefined || isScalar(shape) ? '' : `, not ${showShape(shape)}`}.`, index === undefined || index === 'all' ? node.span : index.span);
}

export const boundMismatch = (bound: Tree): Diagnostic => error('shape-mismatch', 'A bound of a sum is a whole number or a dimension.', bound.span);

export function blockMismatch(node: Extract<Tree, { kind: 'block' }>, row: number, block: number | undefined, facts: Facts): Diagnostic {
  const blocks = node.rows[row] ?? [];
  if (block === undefined) {
    const widths = node.rows.slice(0, row + 1).filter((_, i) => i === 0 || i === row).map((each) => each.map((tree) => facts.shapeOf(tree)?.cols.key ?? '?').join(' + '));
    const start = blocks[0]?.span.start ?? node.span.start;
    return error('shape-mismatch', `Row ${row + 1} of this matrix is ${widths[1] ?? '?'} wide; the first row is ${widths[0] ?? '?'} wide.`, { start, end: blocks.at(-1)?.span.end ?? node.span.end });
  }
  const [first] = blocks;
  const here = blocks[block];
  const [a, b] = [first === undefined ? undefined : facts.shapeOf(first), here === undefined ? undefined : facts.shapeOf(here)];
  return error('shape-mismatch', `Blocks side by side need equally many rows: ${first === undefined ? '' : quote(first, 'the first block')} has ${a?.rows.key ?? '?'} and ${here === undefined ? '' : quote(here, 'this block')} has ${b?.rows.key ?? '?'}.`, (here ?? node).span,
    { related: [...(first === undefined ? [] : places(facts, [first, 'rows'])), ...(here === undefined ? [] : places(facts, [here, 'rows']))] });
}

// ---- declarations

export function unknownAdjective(word: string, span: Span): Diagnostic {
  const suggestion = nearest(word, Object.keys(adjectives));
  return error('unknown-adjective', `'${word}' is no property of a matrix or vector.${suggestion === undefined ? '' : ` Was ${suggestion} meant?`}`, span, { fixes: [suggestion === undefined ? undefined : replace(`Use ${suggestion}`, span, suggestion)] });
}

export const notSquare = (adjective: Property, shape: Shape, names: readonly NameNode[], span: Span): Diagnostic =>
  error('shape-mismatch', `${adjective} needs a square matrix; ${listed(names.map(({ name }) => name), 'and')} ${names.length === 1 ? 'is' : 'are'} ${describeShape(shape)}.`, span);

export const badDimension = (tree: Tree): Diagnostic =>
  error('unsupported', `${quote(tree, 'This')} is no dimension. A dimension is a whole number, a name, or made of these with +, - and *.`, tree.span);

// ---- definitions

export const cyclicDefinition = (name: string, use: Span, definition: Span): Diagnostic =>
  error('cyclic-definition', `${name} is used in its own definition.`, use, { related: [{ message: `The definition of ${name}.`, span: definition }] });

/** A name above its own definition or declaration: there it is a variable of its own. */
export const usedBefore = (node: NameNode, below: Span, what: 'declared' | 'defined'): Diagnostic =>
  diagnostic('warning', 'unknown-name', `${node.name} is ${what} below; up here it is an undeclared variable of its own.`, node.span, { related: [{ message: `${node.name} is ${what} here.`, span: below }] });

// ---- queries and options

export function notScalar(query: QueryNode, shape: Shape): Diagnostic {
  const of = quote(query.of, 'this expression');
  const fits = query.word === 'gradient' || query.word === 'hessian';
  return error('not-scalar', `${query.word} needs a scalar; ${of} is ${showShape(shape)}.${fits ? ` Its derivative is the Jacobian: jacobian ${of}${query.wrt.length === 0 ? '' : ` wrt ${query.wrt.map(({ name }) => name).join(', ')}`}.` : ''}`, query.of.span,
    { fixes: [fits ? replace('Ask for the jacobian', query.wordSpan, 'jacobian') : undefined] });
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

export const innerNotScalar = (value: Tree, shape: Shape): Diagnostic => error('not-scalar', `An inner product is a scalar; ${quote(value, 'this')} is ${showShape(shape)}.`, value.span);

export const notAnswered = (what: string, span: Span): Diagnostic => error('unsupported', `${what.charAt(0).toUpperCase()}${what.slice(1)} is not answered yet.`, span);

export const syntaxError = (message: string, span: Span): Diagnostic => error('syntax', message, span);
