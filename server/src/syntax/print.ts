/**
 * Tree → mcalc text, the inverse of the parser: as few brackets as the reader needs, spaces around a binary `+` and `-` and nowhere else
 * (`X'*(X*w - y)`). Works over an explicit stack, so depth is no limit.
 *
 * Brackets beyond what the grammar asks for stand in four places, where a reader could stumble: between elementwise and matrix products, which bind
 * alike (`(A.*B)*x`, `(a*b').*C`; a numeric coefficient needs none: `-2*x.*y`), around a right operand that begins with a minus (`a*(-b)`), around a
 * power that is transposed (`(X^2)'`) and around the base of a power that is itself a power (`(a^b)^c`).
 */
import { binaryLevels, levels } from './frames';
import type { BinaryOperator, Tree } from './tree';

/** A tree to print where the text around it asks for at least this level; `last`: nothing that binds more tightly than `+` follows. */
interface Place { readonly tree: Tree; readonly level: number; readonly last: boolean; readonly unsigned?: boolean }
type Piece = string | Place;

const ATOM = 7;

export function printTree(tree: Tree): string {
  const text: string[] = [];
  const stack: Piece[] = [{ tree, level: 0, last: true }];
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    if (typeof piece === 'string') text.push(piece);
    else {
      const bracketed = needsBrackets(piece);
      const pieces = piecesOf(piece.tree, bracketed || piece.last);
      if (bracketed) stack.push(')');
      for (let i = pieces.length - 1; i >= 0; i--) { const part = pieces[i]; if (part !== undefined) stack.push(part); }
      if (bracketed) stack.push('(');
    }
  }
  return text.join('');
}

function needsBrackets({ tree, level, last, unsigned }: Place): boolean {
  if (levelOf(tree) < level) return tree.kind !== 'sumOver' || level > levels.sign || !last;
  return unsigned === true && startsWithMinus(tree);
}

/** How tightly the outermost construct of a tree binds. */
function levelOf(tree: Tree): number {
  switch (tree.kind) {
    case 'number': return tree.text.startsWith('-') ? levels.sign : tree.text.includes('/') ? levels.product : ATOM;
    case 'name': case 'call': case 'index': case 'block': case 'missing': return ATOM;
    case 'negate': return levels.sign;
    case 'transpose': return levels.postfix;
    case 'binary': return binaryLevels[tree.operator];
    case 'sumOver': return levels.sumOver;
    case 'where': return 0;
  }
}

/** Whether the text of a tree begins with a minus. */
function startsWithMinus(tree: Tree): boolean {
  let left = tree;
  for (;;) {
    if (left.kind === 'negate' || (left.kind === 'number' && left.text.startsWith('-'))) return true;
    if (left.kind !== 'binary') return false;
    // A power brackets a base with a sign.
    if (left.operator === '^' || left.operator === '.^') return false;
    if (levelOf(left.left) < binaryLevels[left.operator]) return false;
    left = left.left;
  }
}

function piecesOf(tree: Tree, last: boolean): readonly Piece[] {
  switch (tree.kind) {
    case 'number': return [tree.text];
    case 'name': return [tree.name];
    case 'missing': return ['?'];
    case 'negate': return ['-', { tree: tree.operand, level: levels.sign, last, unsigned: true }];
    case 'transpose': return [{ tree: tree.operand, level: isPower(tree.operand) ? ATOM : levels.postfix, last: false }, "'"];
    case 'binary': return binaryPieces(tree.operator, tree.left, tree.right, last);
    case 'call': return [tree.callee, tree.elementwise === true ? '.(' : '(', ...separated(tree.arguments), ')'];
    case 'index': return [{ tree: tree.object, level: ATOM, last: false }, '[', ...separated(tree.indices), ']'];
    case 'block': return ['[', ...tree.rows.flatMap((row, i): readonly Piece[] => (i === 0 ? separated(row) : ['; ', ...separated(row)])), ']'];
    case 'sumOver': return ['sum(', tree.index.name, ' = ', whole(tree.from), '..', whole(tree.to), ') ', { tree: tree.body, level: levels.sumOver, last, unsigned: true }];
    case 'where': return [whole(tree.body), ...tree.bindings.flatMap(({ name, value }, i): readonly Piece[] => [i === 0 ? ' where ' : ', ', name.name, ' = ', whole(value)])];
  }
}

function binaryPieces(operator: BinaryOperator, left: Tree, right: Tree, last: boolean): readonly Piece[] {
  const level = binaryLevels[operator];
  switch (operator) {
    case '+': case '-':
      return [{ tree: left, level, last: true }, ` ${operator} `, { tree: right, level: levels.sumOver, last, unsigned: true }];
    case '*': case '/': case '\\': case '.*': case './':
      return [{ tree: left, level: mixes(operator, left) ? ATOM : level, last: false }, operator, { tree: right, level: levels.sign, last, unsigned: true }];
    case '^': case '.^':
      return [{ tree: left, level: isPower(left) ? ATOM : level, last: false }, operator, right.kind === 'negate' ? signedExponent(right.operand) : { tree: right, level: ATOM, last: false }];
  }
}

const isElementwise = (operator: BinaryOperator): boolean => operator === '.*' || operator === './';

/** Whether an elementwise product stands to the left of a matrix product or the other way round. */
function mixes(operator: BinaryOperator, left: Tree): boolean {
  if (left.kind !== 'binary' || binaryLevels[left.operator] !== levels.product) return false;
  return isElementwise(operator) ? !isElementwise(left.operator) && !isNumeric(left.left) : operator === '*' && isElementwise(left.operator);
}

/** A number or a fraction of numbers, with a sign or without. */
const isNumeric = (tree: Tree): boolean => tree.kind === 'number' || (tree.kind === 'negate' && isNumeric(tree.operand)) || (tree.kind === 'binary' && tree.operator === '/' && tree.left.kind === 'number' && tree.right.kind === 'number');

/** `x^-1`, `x^-n`: the sign of an exponent needs no brackets when what follows is an atom. */
function signedExponent(operand: Tree): Place {
  const exponent: Tree = { kind: 'negate', operand, span: operand.span };
  return { tree: exponent, level: levelOf(operand) === ATOM ? levels.sign : ATOM, last: false };
}

const isPower = (tree: Tree): boolean => tree.kind === 'binary' && (tree.operator === '^' || tree.operator === '.^');

/** Inside brackets, or up to a comma. */
const whole = (tree: Tree): Place => ({ tree, level: levels.sum, last: true });

const separated = (parts: readonly (Tree | 'all')[]): readonly Piece[] => parts.flatMap((part, i): readonly Piece[] => {
  const piece = part === 'all' ? ':' : whole(part);
  return i === 0 ? [piece] : [', ', piece];
});
