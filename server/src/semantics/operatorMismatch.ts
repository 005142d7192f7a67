/** Operands that do not fit together, in the reader's words. */
import type { Dimension } from '../shapes/dimension';
import { isColumn, isRow, isScalar, isSquare, SCALAR, showShape, transposedShape, type Shape } from '../shapes/shape';
import { binary, call as called, name as named, transposed } from '../syntax/build';
import type { Tree } from '../syntax/tree';
import type { Diagnostic, Fix } from './meaning';
import { columns, describeShape, quote, replacementFor, rows, type Facts } from './wording';
import { diagnostic, error, lengthOf, replace, transposeFix, operatorFix, wholeFix, places } from './diagnostic';

type BinaryTree = Extract<Tree, { kind: 'binary' }>;

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
