/** Errors in expressions in the words of the reader: what was found, what was expected, what would mend it. */
import { isFrame, type Entry, type Frame } from './frames';
import { describe, type Token } from './lex';
import type { Tree } from './tree';

/** `before` is what waits for the operand, `frame` the innermost open bracket. */
export function operandMissing(found: Token, before: Entry | undefined, frame: Frame | undefined): string {
  if (before === undefined || isFrame(before)) {
    const place = frame === undefined ? '' : hasParts(frame) ? " after ','" : ` after ${describe(frame.opener)}`;
    return `An expression is expected${place}, but ${describe(found)} was found.`;
  }
  if (before.kind === 'sumOver') return `A sum needs a term, as in 'sum(i = 1..N) x[i]', but ${describe(found)} was found.`;
  return `The right side of '${before.kind === 'sign' ? before.sign : before.operator}' is missing: an expression is expected, but ${describe(found)} was found.`;
}

function hasParts(frame: Frame): boolean {
  switch (frame.kind) {
    case 'call': case 'index': case 'angle': return frame.parts.length > 0;
    case 'block': return frame.row.length > 0;
    case 'group': case 'bars': case 'sumHeader': return false;
  }
}

/** Two operands side by side. */
export function operatorMissing(left: Tree | undefined, found: Token, inQuery: boolean): string {
  if (found.text === '<') return "'<' opens an inner product and needs an operator before it; comparisons are not in the language.";
  const before = left?.kind === 'number' ? left.text : left?.kind === 'name' ? left.name : undefined;
  const after = found.kind === 'symbol' ? '(…)' : found.text;
  const product = before === undefined ? "'*' for a product" : `'${before}*${after}' for a product`;
  return `An operator is missing before ${describe(found)}; write ${product}${inQuery && found.kind === 'name' ? `, or 'wrt ${found.text}' for the variable` : ''}.`;
}

export function notClosed(frame: Frame): string {
  return frame.kind === 'bars' ? `${describe(frame.opener)} is not closed; a second '${frame.closer}' is missing.` : `${describe(frame.opener)} is not closed; '${frame.closer}' is missing.`;
}

/** A symbol that has no meaning inside a bracket. */
export function meaningless(found: Token, frame: Frame): string {
  if (frame.kind === 'index' && found.text === ':') return "':' alone means all of them, as in 'X[i, :]'; ranges are not in the language yet.";
  if (found.text === ',') return `A comma separates the arguments of a function; inside ${describe(frame.opener)} … '${frame.closer}' it has no meaning.`;
  return `${describe(found)} has no meaning inside ${describe(frame.opener)} … '${frame.closer}'.`;
}

export const messages = {
  whereInside: "'where' names shared parts at the end of a whole expression; here a bracket is still open.",
  spacedQuote: 'A quote transposes what stands directly before it; remove the space before the quote.',
  semicolon: "';' separates the rows of a matrix, as in '[a, b; c, d]'; here it has no meaning.",
  normEnd: "The norm that '||' opens ends with '||'; found a single '|'.",
  sumRange: "A sum needs both ends of its range, as in 'sum(i = 1..N)'.",
} as const;
