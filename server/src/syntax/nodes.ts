/** What the expression parser makes of its parts: the nodes of operators, superscripts and brackets, with their spans. */
import { superscripts } from './characters';
import type { Frame, Operand, Waiting } from './frames';
import type { Token } from './lex';
import type { NameNode, Span, Tree } from './tree';

export const spanOf = ({ start, end }: Span): Span => ({ start, end });
export const nameNode = (token: Token): NameNode => ({ kind: 'name', name: token.text, span: spanOf(token) });
export const missing = (at: number): Tree => ({ kind: 'missing', span: { start: at, end: at } });
export const operand = (tree: Tree, { start, end }: Span): Operand => ({ tree, start, end });
/** An operand that takes exactly the span of its node. */
const exactly = (tree: Tree): Operand => operand(tree, tree.span);

/** A name or a number that stands where only an atom can, such as an exponent or a dimension. */
export function atom(text: string, token: Token): Tree {
  return /^\d/u.test(text) ? { kind: 'number', text, value: Number(text), span: spanOf(token) } : nameNode({ ...token, text });
}

/** What a superscript says in ASCII: `⁻¹` is `-1`. */
export const plainSuperscript = (token: Token): string => [...token.text].map((character) => superscripts[character] ?? character).join('');

export function signed(sign: Extract<Waiting, { kind: 'sign' }>, right: Operand): Operand {
  const span = { start: sign.span.start, end: right.end };
  return sign.sign === '+' ? operand(right.tree, span) : exactly({ kind: 'negate', operand: right.tree, span });
}

export function binaryOf({ operator, span: operatorSpan }: Extract<Waiting, { kind: 'binary' }>, left: Operand, right: Operand): Operand {
  const span = { start: left.start, end: right.end };
  return exactly(operator === '⊗'
    ? { kind: 'call', callee: 'kron', calleeSpan: operatorSpan, arguments: [left.tree, right.tree], span }
    : { kind: 'binary', operator, left: left.tree, right: right.tree, span, operatorSpan });
}

export function sumOf({ index, from, to, start }: Extract<Waiting, { kind: 'sumOver' }>, body: Operand): Operand {
  return exactly({ kind: 'sumOver', index, from, to, body: body.tree, span: { start, end: body.end } });
}

export function transposeOf(of: Operand, quote: Span): Operand {
  return exactly({ kind: 'transpose', operand: of.tree, span: { start: of.start, end: quote.end } });
}

/** `X⁻¹`, `X⁻ᵀ`, `x²`, `Xⁿ`. */
export function raised(base: Operand, token: Token): Operand {
  const operatorSpan = spanOf(token);
  const span = { start: base.start, end: token.end };
  const exponent = plainSuperscript(token);
  if (exponent === '-1' || exponent === '-ᵀ') {
    const inverse = exactly({ kind: 'call', callee: 'inv', calleeSpan: operatorSpan, arguments: [base.tree], span });
    return exponent === '-1' ? inverse : transposeOf(inverse, token);
  }
  const negative = exponent.startsWith('-');
  const size = atom(negative ? exponent.slice(1) : exponent, token);
  return exactly({ kind: 'binary', operator: '^', left: base.tree, right: negative ? { kind: 'negate', operand: size, span: operatorSpan } : size, span, operatorSpan });
}

/** A bracket that makes a node of its parts (all but plain brackets and the head of a sum); `inside` and `callee` are what stands between bars and what they mean. */
export function bracketed(frame: Exclude<Frame, { kind: 'group' | 'sumHeader' }>, end: number, inside: () => Tree, callee: string): Operand {
  switch (frame.kind) {
    case 'call': {
      const { callee: { text }, elementwise, parts } = frame;
      return exactly({ kind: 'call', callee: text, calleeSpan: spanOf(frame.callee), arguments: parts, span: { start: frame.callee.start, end }, ...(elementwise ? { elementwise } : {}) });
    }
    case 'index': return exactly({ kind: 'index', object: frame.object.tree, indices: frame.parts, span: { start: frame.object.start, end } });
    case 'block': return exactly({ kind: 'block', rows: frame.row.length > 0 ? [...frame.rows, frame.row] : frame.rows, span: { start: frame.opener.start, end } });
    case 'angle': return exactly({ kind: 'call', callee: 'dot', calleeSpan: spanOf(frame.opener), arguments: frame.parts, span: { start: frame.opener.start, end } });
    case 'bars': return exactly({ kind: 'call', callee, calleeSpan: spanOf(frame.opener), arguments: [inside()], span: { start: frame.opener.start, end } });
  }
}
