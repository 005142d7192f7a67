/**
 * Tokens → expression tree, as a state machine over an explicit stack (operator precedence): nesting 10,000 deep is safe and the work is
 * linear in the length. Reads to the first token that cannot go on the expression; whether that token may stand there is the caller's affair.
 */
import { normSubscripts } from './characters';
import type { Cursor } from './cursor';
import { binaryLevels, isBinaryOperator, isFrame, levels, type Entry, type Frame, type Operand, type Waiting } from './frames';
import { describe, unknownMessage, type Token } from './lex';
import { meaningless, messages, notClosed, operandMissing, operatorMissing } from './messages';
import { binaryOf, bracketed, missing, nameNode, operand, raised, signed, spanOf, sumOf, transposeOf } from './nodes';
import type { NameNode, Tree } from './tree';

/** Words and symbols that end an expression outside brackets. */
export interface Stops { readonly words: ReadonlySet<string>; readonly symbols: ReadonlySet<string> }

export const NO_STOPS: Stops = { words: new Set(['where']), symbols: new Set() };

/** An expression without `where`. */
export function readExpression(cursor: Cursor, stops: Stops = NO_STOPS): Tree {
  const machine = new Machine(cursor, stops);
  return machine.run();
}

/** An expression and the names of shared parts that may follow it: `body where s = …, t = …`. */
export function readWithBindings(cursor: Cursor, stops: Stops = NO_STOPS): Tree {
  const start = cursor.peek().start;
  const body = readExpression(cursor, stops);
  if (!cursor.seesWord('where')) return body;
  const where = cursor.next();
  const bindings: { name: NameNode; value: Tree }[] = [];
  do {
    const token = cursor.peek();
    if (token.kind !== 'name' || !cursor.sees('=', 1)) {
      cursor.report(`After ${bindings.length === 0 ? "'where'" : "','"} a shared part is expected, as in 'where s = A*x'; found ${describe(token)}.`, token.kind === 'end' ? where : token);
      break;
    }
    cursor.next();
    cursor.next();
    bindings.push({ name: nameNode(token), value: readExpression(cursor, stops) });
  } while (cursor.takes(','));
  return bindings.length === 0 ? body : { kind: 'where', body, bindings, span: { start, end: cursor.end() } };
}

class Machine {
  readonly #cursor: Cursor;
  readonly #stops: Stops;
  readonly #operands: Operand[] = [];
  readonly #entries: Entry[] = [];
  readonly #frames: Frame[] = [];
  /** How many open brackets wait for each closing one: decides at once whether a closing bracket has a partner. */
  readonly #open = new Map<string, number>();
  #operandExpected = true;
  #done = false;
  /** The rest of the statement was passed over: brackets still open are no further error. */
  #abandoned = false;

  constructor(cursor: Cursor, stops: Stops) { this.#cursor = cursor; this.#stops = stops; }

  run(): Tree {
    while (!this.#done) {
      if (this.#operandExpected) this.#readOperand();
      else this.#readOperator();
    }
    const unclosed = this.#frames.at(-1);
    if (unclosed !== undefined && !this.#abandoned) this.#reportUnclosed(unclosed);
    while (this.#frames.length > 0) this.#close(this.#cursor.end());
    this.#reduce(levels.sum);
    return this.#pop().tree;
  }

  // ---- where an operand is expected

  #readOperand(): void {
    const cursor = this.#cursor;
    const token = cursor.peek();
    const frame = this.#frames.at(-1);
    switch (token.kind) {
      case 'number':
        cursor.next();
        return this.#push(operand({ kind: 'number', text: token.text, value: Number(token.text), span: spanOf(token) }, token));
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
      return this.#openFrame({ kind: 'sumHeader', opener, closer: ')', start: token.start, index, from: undefined });
    }
    if (called || (cursor.sees('.(') && !cursor.peek().spaced)) {
      const opener = cursor.next();
      return this.#openFrame({ kind: 'call', opener, closer: ')', callee: token, elementwise: opener.text === '.(', parts: [] });
    }
    this.#push(operand(nameNode(token), token));
  }

  #readOpening(token: Token, frame: Frame | undefined): boolean {
    const cursor = this.#cursor;
    switch (token.text) {
      case '(': cursor.next(); this.#openFrame({ kind: 'group', opener: token, closer: ')' }); return true;
      case '[': cursor.next(); this.#openFrame({ kind: 'block', opener: token, closer: ']', rows: [], row: [] }); return true;
      case '<': cursor.next(); this.#openFrame({ kind: 'angle', opener: token, closer: '>', parts: [] }); return true;
      case '‖': cursor.next(); this.#openFrame({ kind: 'bars', opener: token, closer: '‖' }); return true;
      case '|': {
        cursor.next();
        if (!this.#doubled()) { this.#openFrame({ kind: 'bars', opener: token, closer: '|' }); return true; }
        const second = cursor.next();
        this.#openFrame({ kind: 'bars', opener: { ...token, text: '||', end: second.end }, closer: '||' });
        return true;
      }
      case '+': case '-': {
        cursor.next();
        const before = this.#entries.at(-1);
        const inExponent = before !== undefined && !isFrame(before) && before.level >= levels.postfix;
        this.#entries.push({ kind: 'sign', sign: token.text, level: inExponent ? levels.exponentSign : levels.sign, span: spanOf(token) });
        return true;
      }
      case '∇': {
        const name = cursor.peek(1);
        if (name.kind !== 'name' || name.spaced) return false;
        cursor.next();
        cursor.next();
        this.#readName({ ...name, text: `∇${name.text}`, start: token.start, spaced: token.spaced });
        return true;
      }
      case ')':
        if (frame?.kind !== 'call' || frame.parts.length > 0 || this.#entries.at(-1) !== frame) return false;
        cursor.next();
        this.#finish(frame, token.end);
        return true;
      case ']':
        if (frame?.kind !== 'block' || frame.row.length > 0 || this.#entries.at(-1) !== frame) return false;
        cursor.next();
        this.#finish(frame, token.end);
        return true;
      case ':':
        if (frame?.kind !== 'index' || this.#entries.at(-1) !== frame) return false;
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
    const before = this.#entries.at(-1);
    const onOperator = before !== undefined && !isFrame(before) && before.kind !== 'sumOver';
    this.#cursor.report(operandMissing(token, before, frame), onOperator ? before.span : token);
    this.#push(operand(missing(token.start), { start: token.start, end: token.start }));
    // A token that can never follow an operand would be reported a second time.
    if (token.kind === 'symbol' && (token.text === '∇' || (frame !== undefined && ['=', '==', ':', '∈', '->'].includes(token.text)))) this.#cursor.next();
  }

  // ---- where an operator is expected

  #readOperator(): void {
    const cursor = this.#cursor;
    const token = cursor.peek();
    const frame = this.#frames.at(-1);
    switch (token.kind) {
      case 'end': this.#done = true; return;
      case 'newline':
        if (frame?.kind === 'block') { cursor.next(); this.#endElement(frame); this.#endRow(frame); return; }
        cursor.next();
        return;
      case 'superscript': cursor.next(); this.#reduce(levels.postfix); this.#push(raised(this.#pop(), token)); return;
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
      if (separates) { this.#endElement(frame); this.#operandExpected = true; return; }
      cursor.next();
      this.#binary(text, token);
      return;
    }
    switch (text) {
      case "'":
        if (token.spaced) cursor.report(messages.spacedQuote, token);
        cursor.next();
        this.#reduce(levels.postfix);
        return this.#push(transposeOf(this.#pop(), token));
      case '[':
        if (frame?.kind === 'block' && token.spaced) return this.#adjacent(token, frame);
        return this.#openFrame({ kind: 'index', opener: cursor.next(), closer: ']', object: this.#pop(), parts: [] });
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
          this.#reduce(levels.sum);
          frame.from = this.#pop().tree;
          this.#operandExpected = true;
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
    this.#reduce(level);
    this.#entries.push({ kind: 'binary', operator, level, span: spanOf(token) });
    this.#operandExpected = true;
  }

  /** Two operands side by side: elements of a row, the end of the expression, or a forgotten operator (read as `*`). */
  #adjacent(token: Token, frame: Frame | undefined): void {
    if (frame?.kind === 'block' && token.spaced) { this.#endElement(frame); this.#operandExpected = true; return; }
    if (frame === undefined && token.kind === 'name' && this.#stops.words.has(token.text)) { this.#done = true; return; }
    if (token.text === 'where') {
      this.#cursor.report(messages.whereInside, token);
      this.#abandoned = true;
      while (this.#cursor.peek().kind !== 'end') this.#cursor.next();
      return;
    }
    this.#cursor.report(operatorMissing(this.#operands.at(-1)?.tree, token, frame === undefined && this.#stops.words.has('wrt')), token);
    this.#binary('*', { ...token, end: token.start });
  }

  // ---- brackets

  #inBlock(): boolean { return this.#frames.at(-1)?.kind === 'block'; }

  /** Whether a bar directly follows the bar just taken. */
  #doubled(): boolean { const second = this.#cursor.peek(); return this.#cursor.sees('|') && second.start === this.#cursor.end(); }

  #openFrame(frame: Frame): void {
    this.#frames.push(frame);
    this.#entries.push(frame);
    this.#open.set(frame.closer, (this.#open.get(frame.closer) ?? 0) + 1);
    this.#operandExpected = true;
  }

  #comma(token: Token, frame: Frame | undefined): void {
    if (frame === undefined) { this.#done = true; return; }
    switch (frame.kind) {
      case 'call': case 'index': case 'angle':
        this.#cursor.next();
        this.#reduce(levels.sum);
        frame.parts.push(this.#pop().tree);
        this.#operandExpected = true;
        return;
      case 'block':
        this.#cursor.next();
        this.#endElement(frame);
        this.#operandExpected = true;
        if (this.#cursor.peek().kind === 'newline') this.#cursor.next();
        return;
      case 'group': case 'bars': case 'sumHeader':
        this.#cursor.report(meaningless(token, frame), token);
        this.#cursor.next();
        this.#reduce(levels.sum);
        this.#pop();
        this.#operandExpected = true;
        return;
    }
  }

  #endElement(frame: Extract<Frame, { kind: 'block' }>): void {
    this.#reduce(levels.sum);
    frame.row.push(this.#pop().tree);
  }

  #endRow(frame: Extract<Frame, { kind: 'block' }>): void {
    if (frame.row.length > 0) frame.rows.push(frame.row);
    frame.row = [];
    this.#operandExpected = true;
    while (this.#cursor.peek().kind === 'newline') this.#cursor.next();
    const closing = this.#cursor.peek();
    if (this.#cursor.takes(']')) this.#finish(frame, closing.end);
  }

  #closing(token: Token, closer: Frame['closer']): void {
    if ((this.#open.get(closer) ?? 0) === 0) {
      if (this.#frames.length === 0) { this.#done = true; return; }
      this.#cursor.report(`${describe(token)} closes no bracket.`, token);
      this.#cursor.next();
      return;
    }
    for (let frame = this.#frames.at(-1); frame !== undefined && frame.closer !== closer; frame = this.#frames.at(-1)) {
      this.#reportUnclosed(frame);
      this.#close(token.start);
    }
    this.#cursor.next();
    const frame = this.#frames.at(-1);
    if (frame !== undefined) this.#finishClosing(frame, token.end);
  }

  #reportUnclosed(frame: Frame): void {
    this.#cursor.report(notClosed(frame), frame.opener);
  }

  /** Closes the innermost bracket at `end`, whatever is open in it. */
  #close(end: number): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined) this.#finishClosing(frame, end, true);
  }

  /** The last part of a bracket is complete. */
  #finishClosing(frame: Frame, end: number, forced = false): void {
    this.#reduce(levels.sum);
    switch (frame.kind) {
      case 'group': return this.#finish(frame, end);
      case 'call': case 'index': case 'angle': frame.parts.push(this.#pop().tree); return this.#finish(frame, end);
      case 'block': frame.row.push(this.#pop().tree); return this.#finish(frame, end);
      case 'bars': return this.#finish(frame, end);
      case 'sumHeader': this.#finish(frame, end); if (forced) this.#push(operand(missing(end), { start: end, end })); return;
    }
  }

  /** Takes a bracket from the stack and makes its node. */
  #finish(frame: Frame, end: number): void {
    this.#frames.pop();
    this.#entries.pop();
    this.#open.set(frame.closer, (this.#open.get(frame.closer) ?? 1) - 1);
    switch (frame.kind) {
      case 'group': return this.#push(operand(this.#pop().tree, { start: frame.opener.start, end }));
      case 'sumHeader': return this.#finishHeader(frame, end);
      case 'angle': case 'call': case 'index': case 'block': case 'bars': {
        if (frame.kind === 'angle' && frame.parts.length !== 2) this.#cursor.report(`An inner product has two sides, as in '<a, b>'; this one has ${frame.parts.length}.`, { start: frame.opener.start, end });
        const callee = frame.kind === 'bars' && frame.closer !== '|' ? this.#normSubscript() : 'abs';
        return this.#push(bracketed(frame, Math.max(end, this.#cursor.end()), () => this.#pop().tree, callee));
      }
    }
  }

  /** After `sum(i = 1..N)` its term is expected. */
  #finishHeader(frame: Extract<Frame, { kind: 'sumHeader' }>, end: number): void {
    const to = this.#pop().tree;
    if (frame.from === undefined) this.#cursor.report(messages.sumRange, { start: frame.start, end });
    this.#entries.push({ kind: 'sumOver', level: levels.sumOver, index: frame.index, from: frame.from ?? missing(frame.index.span.end), to, start: frame.start });
    this.#operandExpected = true;
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

  // ---- the stacks

  #push(made: Operand): void { this.#operands.push(made); this.#operandExpected = false; }

  #pop(): Operand {
    const at = this.#cursor.peek().start;
    return this.#operands.pop() ?? operand(missing(at), { start: at, end: at });
  }

  /** Builds the nodes of all waiting operators down to the innermost bracket that bind at least as tightly as `level`. */
  #reduce(level: number): void {
    for (let top = this.#entries.at(-1); top !== undefined && !isFrame(top) && top.level >= level; top = this.#entries.at(-1)) {
      this.#entries.pop();
      const right = this.#pop();
      switch (top.kind) {
        case 'sign': this.#push(signed(top, right)); break;
        case 'sumOver': this.#push(sumOf(top, right)); break;
        case 'binary': this.#push(binaryOf(top, this.#pop(), right)); break;
      }
    }
  }
}
