/**
 * LaTeX formulas → trees of this language: `\tfrac12\|Xw-y\|_2^2`.
 *
 * Letters side by side are a product. A name in front of a bracket is a function only when it is written as one (`\log(x)`,
 * `\operatorname{tr}(X)`, `\sigma(u)`); `X(Xw - y)` is a product.
 */
import { binary, call, name, negate, number, transposed } from '../build';
import type { Tree } from '../tree';
import { MAX_DEPTH, reading, Unreadable, type Reading } from './reading';

/** Commands and words that are functions. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  log: 'log', ln: 'log', exp: 'exp', sin: 'sin', cos: 'cos', tan: 'tan', arcsin: 'asin', arccos: 'acos', arctan: 'atan', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', det: 'det', max: 'max', min: 'min',
  tr: 'tr', trace: 'tr', Tr: 'tr', diag: 'diag', Diag: 'diag', vec: 'vec', sign: 'sign', sgn: 'sign', softmax: 'softmax', sigmoid: 'sigmoid', relu: 'relu', ReLU: 'relu', logsumexp: 'logsumexp', logdet: 'logdet',
  sum: 'sum', mean: 'mean', rank: 'rank', softplus: 'softplus', erf: 'erf', sym: 'sym', skew: 'skew', expm: 'expm', logm: 'logm', inv: 'inv', pinv: 'pinv', abs: 'abs', norm: 'norm',
};
const GREEK = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(' ');
const LETTERS: ReadonlyMap<string, string> = new Map([
  ...GREEK.map((word, i) => [word, [...'αβγδεζηθικλμνξοπρστυφχψω'][i] ?? word] as const),
  ...'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'.split(' ').map((word, i) => [word, [...'ΓΔΘΛΞΠΣΥΦΨΩ'][i] ?? word] as const),
  ['varepsilon', 'ϵ'], ['varphi', 'ϕ'], ['vartheta', 'ϑ'], ['ell', 'ell'],
]);
/** Commands that only say how a letter looks. */
const STYLES: ReadonlySet<string> = new Set(['mathbf', 'boldsymbol', 'bm', 'mathit', 'mathsf', 'vec', 'mathcal', 'mathbb', 'pmb', 'symbf']);
/** Commands whose argument is a word. */
const WORDS: ReadonlySet<string> = new Set(['operatorname', 'mathrm', 'text', 'textrm', 'mathop', 'operatorname*']);
const ACCENTS: Readonly<Record<string, string>> = { hat: 'hat', tilde: 'tilde', bar: 'bar', widehat: 'hat', widetilde: 'tilde', overline: 'bar' };
/** Space, size and style: nothing to read. */
const NOTHING: ReadonlySet<string> = new Set(['left', 'right', 'bigl', 'bigr', 'Bigl', 'Bigr', 'big', 'Big', 'bigg', 'Bigg', 'biggl', 'biggr', 'displaystyle', 'textstyle', 'limits', 'nolimits', 'quad', 'qquad', ',', ';', '!', ':', ' ']);
const OPERATORS: Readonly<Record<string, '*' | '.*' | './'>> = { cdot: '*', times: '*', ast: '*', odot: '.*', circ: '.*', oslash: './' };
const TRANSPOSES: ReadonlySet<string> = new Set(['\\top', '\\intercal', '\\mathsf T', 'T', '\\mathrm T', '\\prime']);

/** The opposite: the minus stands in front of the first factor, where a writer puts it. */
const negated = (tree: Tree): Tree => (tree.kind === 'binary' && ['*', '/', '.*', './'].includes(tree.operator) ? { ...tree, left: negated(tree.left) } : negate(tree));

interface Token { readonly kind: 'command' | 'letter' | 'number' | 'symbol' | 'end'; readonly text: string }
const END: Token = { kind: 'end', text: 'the end' };
const TOKEN = /\s*(?:\\([a-zA-Z]+\*?|[^a-zA-Z])|(\d+(?:\.\d+)?|\.\d+)|([\p{L}])|([^\s]))/uy;

function tokens(source: string): Token[] {
  const text = source.trim().replace(/^\$+|\$+$|^\\[[(]|\\[\])]$/g, '').replace(/&|\\\\/g, ' ').trim();
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const match = TOKEN.exec(text);
    if (match === null) return found;
    const [, command, digits, letter, symbol] = match;
    if (command !== undefined) { if (!NOTHING.has(command)) found.push({ kind: 'command', text: command }); }
    else if (digits !== undefined) found.push({ kind: 'number', text: digits });
    else if (letter !== undefined) found.push({ kind: 'letter', text: letter });
    else found.push({ kind: 'symbol', text: symbol ?? '' });
  }
}

/** The expression that a formula means. */
export const fromLatex = (text: string): Reading => reading(() => read(tokens(text), new Set(), 0));

/** `running`: the indices of the sums around, which make entries of subscripts. `level`: how deep in braces these tokens stand. */
function read(list: Token[], running: Set<string>, level: number): Tree {
  let at = 0;
  let depth = level;
  const deeper = (): void => { if (++depth > MAX_DEPTH) throw new Unreadable('The formula is nested too deep.'); };
  const peek = (ahead = 0): Token => list[at + ahead] ?? END;
  const sees = (symbol: string): boolean => peek().kind === 'symbol' && peek().text === symbol;
  const seesCommand = (command: string): boolean => peek().kind === 'command' && peek().text === command;
  const takes = (symbol: string): boolean => { const seen = sees(symbol); if (seen) at++; return seen; };
  const takesCommand = (command: string): boolean => { const seen = seesCommand(command); if (seen) at++; return seen; };
  const show = (token: Token): string => (token.kind === 'end' ? 'the end' : `'${token.kind === 'command' ? '\\' : ''}${token.text}'`);
  const expect = (symbol: string): void => { if (!takes(symbol)) throw new Unreadable(`'${symbol}' is missing before ${show(peek())}.`); };

  const sum = (): Tree => {
    deeper();
    let left = takes('-') ? negated(term()) : (takes('+'), term());
    for (;;) {
      if (takes('+')) left = binary('+', left, term());
      else if (takes('-')) left = binary('-', left, term());
      else { depth--; return left; }
    }
  };
  const term = (): Tree => {
    let left = factor();
    for (;;) {
      const operator = peek().kind === 'command' ? OPERATORS[peek().text] : sees('*') ? '*' : sees('/') ? '/' : undefined;
      if (operator !== undefined) { at++; left = binary(operator, left, factor()); }
      else if (takesCommand('otimes')) left = call('kron', left, factor());
      else if (takesCommand('mid') || !startsFactor()) return left;
      else left = binary('*', left, factor());
    }
  };
  /** What cannot begin a factor ends the product. A bar ends the one that it closes. */
  const bars: string[] = [];
  const startsFactor = (): boolean => {
    const { kind, text: shown } = peek();
    if (kind === 'end') return false;
    if (kind === 'symbol') return shown === '(' || shown === '[' || shown === '{' || (shown === '|' && bars.at(-1) !== '|');
    if (kind === 'command') return !['rVert', 'rvert', 'rangle', 'in', '}', 'to', 'quad', 'text', 'vert'].includes(shown) && !((shown === '|' || shown === 'Vert') && bars.at(-1) === '‖') && !(shown === 'text' && bars.length > 0);
    return true;
  };

  const factor = (): Tree => { deeper(); const tree = scripts(base()); depth--; return tree; };
  /** Subscripts and superscripts behind a factor. */
  const scripts = (of: Tree): Tree => {
    let tree = of;
    for (;;) {
      if (sees('_')) { at++; tree = subscripted(tree, group()); }
      else if (takes("'")) tree = transposed(tree);
      else if (takes('^')) {
        const tokensOf = group();
        const shown = tokensOf.map(({ kind, text: word }) => (kind === 'command' ? `\\${word}` : word)).join('').replace(/[{}\s]/g, '').replace(/\\(?:mathsf|mathrm|text)/g, '');
        if (TRANSPOSES.has(shown) || shown === '\\top') tree = transposed(tree);
        else if (shown === '-1') tree = call('inv', tree);
        else if (shown === '-\\top' || shown === '-T') tree = transposed(call('inv', tree));
        else if (shown === '\\dagger' || shown === '+') tree = call('pinv', tree);
        else if (tree.kind === 'name' && tree.name === 'e' && !running.has('e')) tree = call('exp', inside(tokensOf));
        else tree = binary('^', tree, inside(tokensOf));
      } else return tree;
    }
  };
  /** The tokens of `{…}`, or the one token that stands without. */
  const group = (): readonly Token[] => {
    if (!takes('{')) {
      const token = peek();
      if (token.kind === 'end') throw new Unreadable('Something is missing behind ^ or _.');
      at++;
      return WORDS.has(token.text) || STYLES.has(token.text) ? group() : [token];
    }
    const from = at;
    let level = 1;
    while (level > 0) {
      if (peek().kind === 'end') throw new Unreadable("'}' is missing.");
      if (sees('{')) level++;
      else if (sees('}')) level--;
      at++;
    }
    return list.slice(from, at - 1);
  };
  /** The expression that some tokens make, read in their place. */
  const inside = (part: readonly Token[]): Tree => read([...part], running, depth + 1);
  const wordOf = (part: readonly Token[]): string => part.map(({ kind, text: word }) => (kind === 'command' ? LETTERS.get(word) ?? '' : /[{}\\]/.test(word) ? '' : word)).join('');

  const subscripted = (tree: Tree, part: readonly Token[]): Tree => {
    const words = part.filter(({ text: word }) => word !== ',' && word !== '{' && word !== '}');
    const isIndex = words.length > 0 && words.every(({ text: word, kind }) => running.has(word) || (kind === 'number' && running.size > 0));
    if (isIndex) return { kind: 'index', object: tree, indices: words.map(({ kind, text: word }) => (kind === 'number' ? number(Number(word)) : name(word))), span: tree.span };
    const word = wordOf(part);
    if (tree.kind === 'name') return /^[\p{L}\p{N}]+$/u.test(word) ? name(`${tree.name}_${word}`) : tree;
    if (tree.kind === 'call' && tree.callee === 'norm') return call(({ 1: 'norm1', 2: 'norm2', F: 'normF', '∞': 'norminf', '*': 'nuc', '': part.some(({ text: shown }) => shown === 'infty') ? 'norminf' : 'norm' } as Readonly<Record<string, string>>)[word] ?? 'norm', ...tree.arguments);
    return tree;
  };

  const base = (): Tree => {
    const token = peek();
    at++;
    switch (token.kind) {
      case 'number': return number(Number(token.text), token.text);
      case 'letter': return name(token.text);
      case 'end': throw new Unreadable('The formula ends where a term is expected.');
      case 'symbol': {
        if (token.text === '(' || token.text === '[') { const closer = token.text === '(' ? ')' : ']'; bars.push(closer); const tree = sum(); bars.pop(); expect(closer); return tree; }
        if (token.text === '{') { bars.push('}'); const tree = sum(); bars.pop(); expect('}'); return tree; }
        if (token.text === '|') { bars.push('|'); const tree = sum(); bars.pop(); expect('|'); return call('abs', tree); }
        if (token.text === '-') return negate(factor());
        throw new Unreadable(`'${token.text}' is not understood.`);
      }
      case 'command': return command(token.text);
    }
  };
  const digitOrGroup = (): Tree => {
    // `\tfrac12`: digits side by side are arguments of their own.
    const token = peek();
    if (token.kind === 'number' && token.text.length > 1 && !token.text.includes('.')) {
      const [first = '', ...rest] = [...token.text];
      list.splice(at, 1, { kind: 'number', text: first }, { kind: 'number', text: rest.join('') });
    }
    return inside(group());
  };
  const closedBy = (closers: readonly string[], mark: string, wrap: (tree: Tree) => Tree): Tree => {
    bars.push(mark);
    const tree = sum();
    bars.pop();
    if (peek().kind === 'command' && closers.includes(peek().text)) { at++; return wrap(tree); }
    throw new Unreadable(`The bar is not closed before ${show(peek())}.`);
  };
  const command = (word: string): Tree => {
    if (word === 'frac' || word === 'tfrac' || word === 'dfrac') { const top = digitOrGroup(); return binary('/', top, digitOrGroup()); }
    if (word === 'sqrt') return call('sqrt', inside(group()));
    if (word === '|' || word === 'Vert' || word === 'lVert') return closedBy(['|', 'Vert', 'rVert'], '‖', (tree) => call('norm', tree));
    if (word === 'lvert' || word === 'vert') return closedBy(['rvert', 'vert'], '|', (tree) => call('abs', tree));
    if (word === 'langle') { bars.push('⟩'); const left = sum(); expect(','); const right = sum(); bars.pop(); if (!takesCommand('rangle')) throw new Unreadable('⟩ is missing.'); return call('dot', left, right); }
    if (word === '{') { bars.push('\\}'); const tree = sum(); bars.pop(); if (!takesCommand('}')) throw new Unreadable('\\} is missing.'); return tree; }
    if (word === 'sum') return summation();
    const accent = ACCENTS[word];
    if (accent !== undefined) return name(`${wordOf(group())}_${accent}`);
    if (WORDS.has(word)) { const spelled = wordOf(group()); return FUNCTIONS[spelled] === undefined ? name(spelled) : applied(FUNCTIONS[spelled] ?? spelled); }
    if (STYLES.has(word) && (sees('{') || peek().kind === 'letter' || peek().kind === 'command')) { const spelled = wordOf(group()); return spelled === '1' ? vectorOfOnes() : name(spelled); }
    const letter = LETTERS.get(word);
    if (letter === 'σ' && sees('(')) return applied('sigmoid');
    if (letter !== undefined) return letter === 'π' ? name('pi') : name(letter);
    const callee = FUNCTIONS[word];
    if (callee !== undefined) return applied(callee);
    throw new Unreadable(`\\${word} has no counterpart in the language.`);
  };
  const vectorOfOnes = (): never => { throw new Unreadable('The length of a vector of ones is not known here: write ones(n).'); };
  /** A function with its argument, in brackets or not: `\log\det X`, `\tanh^2 u`. */
  const applied = (callee: string): Tree => {
    const exponent = takes('^') ? group() : undefined;
    const arguments_ = sees('(') || sees('[') ? bracketed() : [factor()];
    const [only] = arguments_;
    const value = callee === 'log' && only?.kind === 'call' && only.callee === 'det' && arguments_.length === 1 ? call('logdet', ...only.arguments) : call(callee, ...arguments_);
    return exponent === undefined ? value : binary('^', value, inside(exponent));
  };
  const bracketed = (): readonly Tree[] => {
    const closer = sees('(') ? ')' : ']';
    at++;
    bars.push(closer);
    const found = [sum()];
    while (takes(',')) found.push(sum());
    bars.pop();
    expect(closer);
    return found;
  };
  /** `\sum_{i=1}^n x_i`: the index runs in what follows, up to the next plus or minus. */
  const summation = (): Tree => {
    if (!takes('_')) throw new Unreadable('A sum needs its index, as in \\sum_{i=1}^{n}.');
    const below = group();
    const [index, equals, ...from] = below;
    if (index?.kind !== 'letter' || equals?.text !== '=' || from.length === 0) throw new Unreadable('A sum needs its range, as in \\sum_{i=1}^{n}.');
    if (!takes('^')) throw new Unreadable('A sum needs its upper end, as in \\sum_{i=1}^{n}.');
    const to = inside(group());
    running.add(index.text);
    const body = term();
    running.delete(index.text);
    const span = body.span;
    return { kind: 'sumOver', index: { kind: 'name', name: index.text, span }, from: inside(from), to, body, span };
  };

  const tree = sum();
  if (peek().kind !== 'end') throw new Unreadable(`${show(peek())} was not expected.`);
  return tree;
}
