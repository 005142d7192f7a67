/**
 * Tokens → expression tree, as a state machine over an explicit stack (operator precedence): nesting 10,000 deep is safe and the work is
 * linear in the length. Reads to the first token that cannot go on the expression; whether that token may stand there is the caller's affair.
 */
import { normSubscripts } from './characters';
import type { Cursor } from './cursor';
import { binaryLevels, isBinaryOperator, isFrame, levels, type Frame, type Waiting } from './frames';
import { describe, unknownMessage, type Token } from './lex';
import { meaningless, messages, notClosed, operandMissing, operatorMissing } from './messages';
import { bracketed, missing, nameNode, operand, raised, spanOf, transposeOf } from './nodes';
import { Stacks } from './stacks';
import type { Tree } from './tree';

/** Words and symbols that end an expression outside brackets. */
export interface Stops { readonly words: ReadonlySet<string>; readonly symbols: ReadonlySet<string> }

/** Outside statements an expression ends only where it cannot go on. */
export const NO_STOPS: Stops = { words: new Set(['where']), symbols: new Set() };

/** An expression without `where`. */
export function readExpression(cursor: Cursor, stops: Stops = NO_STOPS): Tree {
  return new Machine(cursor, stops).run();
}

class Machine {
  readonly #cursor: Cursor;
  readonly #stops: Stops;
  readonly #stacks = new Stacks();
  #done = false;
  /** The rest of the statement was passed over: brackets still open are no further error. */
  #abandoned = false;

  constructor(cursor: Cursor, stops: Stops) { this.#cursor = cursor; this.#stops = stops; }

  run(): Tree {
    while (!this.#done) {
      if (this.#stacks.operandExpected) this.#readOperand();
      else this.#readOperator();
    }
    const unclosed = this.#stacks.frame;
    if (unclosed !== undefined && !this.#abandoned) this.#reportUnclosed(unclosed);
    while (this.#stacks.frame !== undefined) this.#close(this.#cursor.end());
    return this.#stacks.complete().tree;
  }

  // ---- where an operand is expected

  #readOperand(): void {
    const cursor = this.#cursor;
    const token = cursor.peek();
    const frame = this.#stacks.frame;
    switch (token.kind) {
      case 'number':
        cursor.next();
        return this.#stacks.push(operand({ kind: 'number', text: token.text, value: Number(token.text), span: spanOf(token) }, token));
      case 'name':
        if (frame === undefined && this.#stops.words.has(token.text) && (token.text === 'wrt' || token.text === 'where')) break;
        return this.#readName(cursor.next());
      case 'newline':
        cursor.next();
        return;
      case 'unknown':
        cursor.next();
        cursor.report(unknownMessage(token), token);
        return;
      case 'symbol':
        if (this.#readOpening(token, frame)) return;
        break;
      case 'superscript': case 'subscript': case 'end':
        break;
    }
    this.#operandMissing(token, frame);
  }

  #readName(token: Token): void {
    const cursor = this.#cursor;
    const called = cursor.sees('(') && !(this.#inBlock() && cursor.peek().spaced);
    if (called && token.text === 'sum' && cursor.peek(1).kind === 'name' && cursor.sees('=', 2)) {
      const opener = cursor.next();
      const index = nameNode(cursor.next());
      cursor.next();
      return this.#stacks.open({ kind: 'sumHeader', opener, closer: ')', start: token.start, index, from: undefined });
    }
    if (called || (cursor.sees('.(') && !cursor.peek().spaced)) {
      const opener = cursor.next();
      return this.#stacks.open({ kind: 'call', opener, closer: ')', callee: token, elementwise: opener.text === '.(', parts: [] });
    }
    this.#stacks.push(operand(nameNode(token), token));
  }

  #readOpening(token: Token, frame: Frame | undefined): boolean {
    const cursor = this.#cursor;
    switch (token.text) {
      case '(': cursor.next(); this.#stacks.open({ kind: 'group', opener: token, closer: ')' }); return true;
      case '[': cursor.next(); this.#stacks.open({ kind: 'block', opener: token, closer: ']', rows: [], row: [] }); return true;
      case '<': cursor.next(); this.#stacks.open({ kind: 'angle', opener: token, closer: '>', parts: [] }); return true;
      case '‖': cursor.next(); this.#stacks.open({ kind: 'bars', opener: token, closer: '‖' }); return true;
      case '|': {
        cursor.next();
        if (!this.#doubled()) { this.#stacks.open({ kind: 'bars', opener: token, closer: '|' }); return true; }
        const second = cursor.next();
        this.#stacks.open({ kind: 'bars', opener: { ...token, text: '||', end: second.end }, closer: '||' });
        return true;
      }
      case '+': case '-': {
        cursor.next();
        const before = this.#stacks.top;
        const inExponent = before !== undefined && !isFrame(before) && before.level >= levels.postfix;
        this.#stacks.wait({ kind: 'sign', sign: token.text, level: inExponent ? levels.exponentSign : levels.sign, span: spanOf(token) });
        return true;
      }
      case '∇': {
        // ∇²₁₂h: what stands before the name belongs to it.
        const marks = [cursor.peek(1), cursor.peek(2)].filter((mark, i, both) => !mark.spaced && (i === 0 ? mark.text === '²' || mark.kind === 'subscript' : mark.kind === 'subscript' && both[0]?.text === '²'));
        const name = cursor.peek(1 + marks.length);
        if (name.kind !== 'name' || name.spaced) return false;
        for (let i = 0; i < 2 + marks.length; i++) cursor.next();
        this.#readName({ ...name, text: `∇${marks.map(({ text }) => text).join('')}${name.text}`, start: token.start, spaced: token.spaced });
        return true;
      }
      case ')':
        if (frame?.kind !== 'call' || frame.parts.length > 0 || this.#stacks.top !== frame) return false;
        cursor.next();
        this.#finish(frame, token.end);
        return true;
      case ']':
        if (frame?.kind !== 'block' || frame.row.length > 0 || this.#stacks.top !== frame) return false;
        cursor.next();
        this.#finish(frame, token.end);
        return true;
      case ':':
        if (frame?.kind !== 'index' || this.#stacks.top !== frame) return false;
        cursor.next();
        return this.#readAll(frame, token);
      default: return false;
    }
  }

  /** `:` as an index. */
  #readAll(frame: Extract<Frame, { kind: 'index' }>, colon: Token): boolean {
    const cursor = this.#cursor;
    frame.parts.push('all');
    if (cursor.takes(',')) return true;
    if (!cursor.sees(']')) {
      cursor.report("':' as an index means all of them, as in 'X[i, :]'; ranges are not in the language yet.", colon);
      while (!cursor.sees(']') && cursor.peek().kind !== 'end') cursor.next();
    }
    const closing = cursor.peek();
    if (cursor.takes(']')) this.#finish(frame, closing.end);
    else { this.#reportUnclosed(frame); this.#finish(frame, cursor.end()); }
    return true;
  }

  #operandMissing(token: Token, frame: Frame | undefined): void {
    const before = this.#stacks.top;
    const onOperator = before !== undefined && !isFrame(before) && before.kind !== 'sumOver';
    const [message, span] = [operandMissing(token, before, frame), onOperator ? before.span : token];
    if (token.kind === 'end') this.#cursor.reportEnd(message, span); else this.#cursor.report(message, span);
    this.#stacks.push(operand(missing(token.start), { start: token.start, end: token.start }));
    // A token that can never follow an operand would be reported a second time.
    if (token.kind === 'symbol' && (token.text === '∇' || (frame !== undefined && ['=', '==', ':', '∈', '->'].includes(token.text)))) this.#cursor.next();
  }

  // ---- where an operator is expected

  #readOperator(): void {
    const cursor = this.#cursor;
    const token = cursor.peek();
    const frame = this.#stacks.frame;
    switch (token.kind) {
      case 'end': this.#done = true; return;
      case 'newline':
        if (frame?.kind === 'block') { cursor.next(); this.#endElement(frame); this.#endRow(frame); return; }
        cursor.next();
        return;
      case 'superscript': cursor.next(); this.#stacks.reduce(levels.postfix); this.#stacks.push(raised(this.#stacks.pop(), token)); return;
      case 'unknown':
        cursor.next();
        cursor.report(unknownMessage(token), token);
        // Read on as if an operator stood there, so that what follows is not reported too.
        if (token.text === '**') this.#binary('^', token);
        else if (['name', 'number'].includes(cursor.peek().kind)) this.#binary('*', token);
        return;
      case 'number': case 'name': this.#adjacent(token, frame); return;
      case 'subscript': cursor.next(); cursor.report(`The subscript ${describe(token)} belongs to a name or a norm.`, token); return;
      case 'symbol': this.#readSymbol(token, frame); return;
    }
  }

  #readSymbol(token: Token, frame: Frame | undefined): void {
    const cursor = this.#cursor;
    if (frame === undefined && this.#stops.symbols.has(token.text)) { this.#done = true; return; }
    const text = token.text === '×' ? '*' : token.text;
    if (isBinaryOperator(text) || text === '⊗') {
      const separates = frame?.kind === 'block' && (text === '+' || text === '-') && token.spaced && !cursor.peek(1).spaced;
      if (separates) { this.#endElement(frame); this.#stacks.operandExpected = true; return; }
      cursor.next();
      this.#binary(text, token);
      return;
    }
    switch (text) {
      case "'":
        if (token.spaced) cursor.report(messages.spacedQuote, token);
        cursor.next();
        this.#stacks.reduce(levels.postfix);
        return this.#stacks.push(transposeOf(this.#stacks.pop(), token));
      case '[':
        if (frame?.kind === 'block' && token.spaced) return this.#adjacent(token, frame);
        return this.#stacks.open({ kind: 'index', opener: cursor.next(), closer: ']', object: this.#stacks.pop(), parts: [] });
      case ',': return this.#comma(token, frame);
      case ';':
        if (frame?.kind === 'block') { cursor.next(); this.#endElement(frame); this.#endRow(frame); return; }
        cursor.report(messages.semicolon, token);
        cursor.next();
        return;
      case ')': case ']': case '>': return this.#closing(token, text);
      case '‖': return frame?.kind === 'bars' && frame.closer === '‖' ? this.#closing(token, '‖') : this.#adjacent(token, frame);
      case '|':
        if (frame?.kind !== 'bars' || frame.closer === '‖') return this.#adjacent(token, frame);
        if (frame.closer === '|') return this.#closing(token, '|');
        cursor.next();
        if (this.#doubled()) return this.#closing(cursor.peek(), '||');
        cursor.report(messages.normEnd, token);
        return this.#finishClosing(frame, token.end);
      case '..':
        if (frame?.kind === 'sumHeader' && frame.from === undefined) {
          cursor.next();
          frame.from = this.#stacks.complete().tree;
          this.#stacks.operandExpected = true;
          return;
        }
        break;
      case '(': case '<': case '∇': return this.#adjacent(token, frame);
      default: break;
    }
    if (frame === undefined) { this.#done = true; return; }
    cursor.report(meaningless(token, frame), token);
    cursor.next();
    // Read on as if an operator stood there, so that what follows is not reported too.
    this.#binary('*', token);
  }

  #binary(operator: Extract<Waiting, { kind: 'binary' }>['operator'], token: Token): void {
    const level = operator === '⊗' ? levels.product : binaryLevels[operator];
    this.#stacks.reduce(level);
    this.#stacks.wait({ kind: 'binary', operator, level, span: spanOf(token) });
  }

  /** Two operands side by side: elements of a row, the end of the expression, or a forgotten operator (read as `*`). */
  #adjacent(token: Token, frame: Frame | undefined): void {
    if (frame?.kind === 'block' && token.spaced) { this.#endElement(frame); this.#stacks.operandExpected = true; return; }
    if (frame === undefined && token.kind === 'name' && this.#stops.words.has(token.text)) { this.#done = true; return; }
    if (token.text === 'where') {
      this.#cursor.report(messages.whereInside, token);
      this.#abandoned = true;
      while (this.#cursor.peek().kind !== 'end') this.#cursor.next();
      return;
    }
    this.#cursor.report(operatorMissing(this.#stacks.last?.tree, token, frame === undefined && this.#stops.words.has('wrt')), token);
    this.#binary('*', { ...token, end: token.start });
  }

  // ---- brackets

  #inBlock(): boolean { return this.#stacks.frame?.kind === 'block'; }

  /** Whether a bar directly follows the bar just taken. */
  #doubled(): boolean { const second = this.#cursor.peek(); return this.#cursor.sees('|') && second.start === this.#cursor.end(); }

  #comma(token: Token, frame: Frame | undefined): void {
    if (frame === undefined) { this.#done = true; return; }
    switch (frame.kind) {
      case 'call': case 'index': case 'angle':
        this.#cursor.next();
        frame.parts.push(this.#stacks.complete().tree);
        this.#stacks.operandExpected = true;
        return;
      case 'block':
        this.#cursor.next();
        this.#endElement(frame);
        this.#stacks.operandExpected = true;
        if (this.#cursor.peek().kind === 'newline') this.#cursor.next();
        return;
      case 'group': case 'bars': case 'sumHeader':
        this.#cursor.report(meaningless(token, frame), token);
        this.#cursor.next();
        this.#stacks.complete();
        this.#stacks.operandExpected = true;
        return;
    }
  }

  #endElement(frame: Extract<Frame, { kind: 'block' }>): void {
    frame.row.push(this.#stacks.complete().tree);
  }

  #endRow(frame: Extract<Frame, { kind: 'block' }>): void {
    if (frame.row.length > 0) frame.rows.push(frame.row);
    frame.row = [];
    this.#stacks.operandExpected = true;
    while (this.#cursor.peek().kind === 'newline') this.#cursor.next();
    const closing = this.#cursor.peek();
    if (this.#cursor.takes(']')) this.#finish(frame, closing.end);
  }

  #closing(token: Token, closer: Frame['closer']): void {
    if (!this.#stacks.waitsFor(closer)) {
      if (this.#stacks.frame === undefined) { this.#done = true; return; }
      this.#cursor.report(`${describe(token)} closes no bracket.`, token);
      this.#cursor.next();
      return;
    }
    for (let frame = this.#stacks.frame; frame !== undefined && frame.closer !== closer; frame = this.#stacks.frame) {
      this.#reportUnclosed(frame);
      this.#close(token.start);
    }
    this.#cursor.next();
    const frame = this.#stacks.frame;
    if (frame !== undefined) this.#finishClosing(frame, token.end);
  }

  #reportUnclosed(frame: Frame): void {
    if (this.#cursor.peek().kind === 'end') this.#cursor.reportEnd(notClosed(frame), frame.opener);
    else this.#cursor.report(notClosed(frame), frame.opener);
  }

  /** Closes the innermost bracket at `end`, whatever is open in it. */
  #close(end: number): void {
    const frame = this.#stacks.frame;
    if (frame !== undefined) this.#finishClosing(frame, end, true);
  }

  /** The last part of a bracket is complete. */
  #finishClosing(frame: Frame, end: number, forced = false): void {
    this.#stacks.reduce();
    switch (frame.kind) {
      case 'group': return this.#finish(frame, end);
      case 'call': case 'index': case 'angle': frame.parts.push(this.#stacks.pop().tree); return this.#finish(frame, end);
      case 'block': frame.row.push(this.#stacks.pop().tree); return this.#finish(frame, end);
      case 'bars': return this.#finish(frame, end);
      case 'sumHeader': this.#finish(frame, end); if (forced) this.#stacks.push(operand(missing(end), { start: end, end })); return;
    }
  }

  /** Takes a bracket from the stack and makes its node. */
  #finish(frame: Frame, end: number): void {
    this.#stacks.close();
    switch (frame.kind) {
      case 'group': return this.#stacks.push(operand(this.#stacks.pop().tree, { start: frame.opener.start, end }));
      case 'sumHeader': return this.#finishHeader(frame, end);
      case 'angle': case 'call': case 'index': case 'block': case 'bars': {
        if (frame.kind === 'angle' && frame.parts.length !== 2) this.#cursor.report(`An inner product has two sides, as in '<a, b>'; this one has ${frame.parts.length}.`, { start: frame.opener.start, end });
        const callee = frame.kind === 'bars' && frame.closer !== '|' ? this.#normSubscript() : 'abs';
        return this.#stacks.push(bracketed(frame, Math.max(end, this.#cursor.end()), () => this.#stacks.pop().tree, callee));
      }
    }
  }

  /** After `sum(i = 1..N)` its term is expected. */
  #finishHeader(frame: Extract<Frame, { kind: 'sumHeader' }>, end: number): void {
    const to = this.#stacks.pop().tree;
    if (frame.from === undefined) this.#cursor.report(messages.sumRange, { start: frame.start, end });
    this.#stacks.wait({ kind: 'sumOver', level: levels.sumOver, index: frame.index, from: frame.from ?? missing(frame.index.span.end), to, start: frame.start });
  }

  /** `‖x‖₂`, `||X||_F`, `‖X‖_*`: takes the subscript after a norm. */
  #normSubscript(): string {
    const cursor = this.#cursor;
    const token = cursor.peek();
    if (token.spaced || (token.kind !== 'name' && token.kind !== 'subscript')) return 'norm';
    const star = token.text === '_' && cursor.sees('*', 1) && !cursor.peek(1).spaced;
    const text = star ? '_*' : token.text;
    const callee = Object.hasOwn(normSubscripts, text) ? normSubscripts[text] : undefined;
    if (callee === undefined) return 'norm';
    cursor.next();
    if (star) cursor.next();
    return callee;
  }
}
