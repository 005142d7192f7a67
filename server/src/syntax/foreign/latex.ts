/**
 * LaTeX formulas → trees of this language: `\tfrac12\|Xw-y\|_2^2`.
 *
 * Letters side by side are a product. A name in front of a bracket is a function only when it is written as one (`\log(x)`,
 * `\operatorname{tr}(X)`, `\sigma(u)`, `f(x)`); `X(Xw - y)` is a product. What has no counterpart is refused, never left out.
 */
import { binary, call, name, negate, number, transposed } from '../build';
import type { Tree } from '../tree';
import { END, MATRICES, sides, tokens, type Token } from './latexTokens';
import { ACCENTS, FUNCTION_LETTERS, FUNCTIONS, LETTERS, NORMS, OPERATIONS, OPERATORS, STYLES, TRANSPOSES, WORDS } from './latexWords';
import { isMatrix, type RankOf } from './rank';
import { MAX_DEPTH, reading, Unreadable, type Head, type Reading } from './reading';

/** The expression that a formula means, and the name it is given where it is a definition. `rankOf`: whether a bar around a name is a determinant. */
export const fromLatex = (text: string, rankOf: RankOf = () => undefined): Reading => reading(() => {
  const { left, right } = sides(tokens(text));
  const around: Around = { running: new Set(), rankOf, isHead: false };
  const tree = read([...right], around, 0);
  return { tree, head: left === undefined ? undefined : headOf(read([...left], { ...around, isHead: true }, 0)) };
});

interface Around {
  /** The indices of the sums around, which make entries of subscripts. */
  readonly running: Set<string>;
  readonly rankOf: RankOf;
  /** On the left of an equals sign every letter before a bracket is a function: `L(w, b) = …`. */
  readonly isHead: boolean;
}

/** `f` or `f(w)`. */
function headOf(tree: Tree): Head {
  if (tree.kind === 'name') return { name: tree.name, parameters: [] };
  if (tree.kind === 'call' && tree.arguments.every(({ kind }) => kind === 'name')) return { name: tree.callee, parameters: tree.arguments.flatMap((each) => (each.kind === 'name' ? [each.name] : [])) };
  throw new Unreadable('The left side of the equation is no name: select one side.');
}

/** The opposite: the minus stands in front of the first factor, where a writer puts it. */
const negated = (tree: Tree): Tree => (tree.kind === 'binary' && ['*', '/', '.*', './'].includes(tree.operator) ? { ...tree, left: negated(tree.left) } : negate(tree));

/** `level`: how deep in braces these tokens stand. */
function read(list: Token[], around: Around, level: number): Tree {
  const { running, rankOf, isHead } = around;
  let at = 0;
  let depth = level;
  const deeper = (): void => { if (++depth > MAX_DEPTH) throw new Unreadable('The formula is nested too deep.'); };
  const peek = (ahead = 0): Token => list[at + ahead] ?? END;
  const sees = (symbol: string): boolean => peek().kind === 'symbol' && peek().text === symbol;
  const seesCommand = (command: string): boolean => peek().kind === 'command' && peek().text === command;
  const takes = (symbol: string): boolean => { const seen = sees(symbol); if (seen) at++; return seen; };
  const takesCommand = (...commands: readonly string[]): boolean => { const seen = peek().kind === 'command' && commands.includes(peek().text); if (seen) at++; return seen; };
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
      // The inner product of two matrices.
      else if (takes(':')) left = call('dot', left, factor());
      else if (!startsFactor()) return left;
      else left = binary('*', left, factor());
    }
  };
  /** What cannot begin a factor ends the product. A bar ends the one that it closes. */
  const bars: string[] = [];
  const startsFactor = (): boolean => {
    const { kind, text: shown } = peek();
    if (kind === 'end') return false;
    if (kind === 'symbol') return shown === '(' || shown === '[' || shown === '{' || (shown === '|' && bars.at(-1) !== '|');
    if (kind === 'command') return !['rVert', 'rvert', 'rangle', '}', 'end', '\\', 'rbrack', 'rbrace'].includes(shown) && !((shown === '|' || shown === 'Vert') && bars.at(-1) === '‖') && !((shown === 'vert' || shown === 'mid') && bars.at(-1) === '|');
    return true;
  };

  const factor = (): Tree => { deeper(); const tree = scripts(base()); depth--; return tree; };
  /** Subscripts and superscripts behind a factor. A subscript belongs to the factor also where it is written second: `x^2_i`. */
  const scripts = (of: Tree): Tree => {
    let tree = of;
    for (;;) {
      const powers: (readonly Token[] | "'")[] = [];
      let below: readonly Token[] | undefined;
      for (;;) {
        if (sees('_') && below === undefined) { at++; below = group(); }
        else if (takes("'")) powers.push("'");
        else if (takes('^')) powers.push(group());
        else break;
      }
      if (below === undefined && powers.length === 0) return tree;
      if (below !== undefined) tree = subscripted(tree, below);
      for (const power of powers) tree = power === "'" ? transposed(tree) : raised(tree, power);
    }
  };
  const raised = (tree: Tree, exponent: readonly Token[]): Tree => {
    const shown = exponent.map(({ kind, text: word }) => (kind === 'command' ? `\\${word}` : word)).join('').replace(/[{}\s]|\\(?:math(?:sf|rm|bf|it)|text)/g, '');
    // In real numbers the Hermitian transpose is the transpose.
    if (TRANSPOSES.has(shown) && rankOf(shown) === undefined) return transposed(tree);
    if (shown === '-1') return call('inv', tree);
    if (/^-(?:\\top|T|\\intercal)$/.test(shown)) return transposed(call('inv', tree));
    if (shown === '\\dagger' || shown === '+') return call('pinv', tree);
    if (/^[([]\w+[)\]]$/.test(shown)) {
      const [, index] = exponent;
      if (tree.kind === 'name' && index !== undefined && running.has(index.text)) return { kind: 'index', object: tree, indices: [name(index.text)], span: tree.span };
      throw new Unreadable('A superscript in brackets counts samples: write it as a subscript.');
    }
    if (/\\(?:ast|star)|\*/.test(shown)) throw new Unreadable('A star as a superscript has no counterpart.');
    if (tree.kind === 'name' && tree.name === 'e' && rankOf('e') === undefined) return call('exp', inside(exponent));
    const power = inside(exponent);
    const half = isMatrix(tree, rankOf) ? valueOf(power) : undefined;
    return half === 0.5 ? call('sqrtm', tree) : half === -0.5 ? call('inv', call('sqrtm', tree)) : binary('^', tree, power);
  };
  /** What a number or a fraction of numbers is. */
  const valueOf = (power: Tree): number | undefined => {
    if (power.kind === 'number') return power.value;
    const [left, right] = power.kind === 'negate' ? [valueOf(power.operand), -1] : power.kind === 'binary' && power.operator === '/' ? [valueOf(power.left), valueOf(power.right)] : [];
    return left === undefined || right === undefined ? undefined : left / right;
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
    let open = 1;
    while (open > 0) {
      if (peek().kind === 'end') throw new Unreadable("'}' is missing.");
      if (sees('{')) open++;
      else if (sees('}')) open--;
      at++;
    }
    return list.slice(from, at - 1);
  };
  /** The expression that some tokens make, read in their place. */
  const inside = (part: readonly Token[]): Tree => read([...part], around, depth + 1);
  const wordOf = (part: readonly Token[]): string => part.map(({ kind, text: word }) => (kind === 'command' ? (STYLES.has(word) || WORDS.has(word) ? '' : LETTERS.get(word) ?? `\\${word}`) : /[{}]/.test(word) ? '' : word)).join('');

  const subscripted = (tree: Tree, part: readonly Token[]): Tree => {
    const words = part.filter(({ text: word }) => word !== ',' && word !== '{' && word !== '}');
    const isIndex = words.length > 0 && words.some(({ text: word }) => running.has(word)) && words.every(({ text: word, kind }) => running.has(word) || kind === 'number');
    if (isIndex) return { kind: 'index', object: tree, indices: words.map(({ kind, text: word }) => (kind === 'number' ? number(Number(word)) : name(word))), span: tree.span };
    const slice = tree.kind === 'name' ? sliceOf(part) : undefined;
    if (slice !== undefined) return { kind: 'index', object: tree, indices: slice, span: tree.span };
    const word = wordOf(part).replace(/,/g, '');
    if (tree.kind === 'name' && /^[\p{L}\p{N}]+$/u.test(word)) return tree.name === '1' ? call('ones', inside(part)) : tree.name === 'I' ? call('eye', inside(part)) : name(`${tree.name}_${word}`);
    if (tree.kind === 'call' && tree.callee === 'norm') {
      const callee = NORMS[word];
      if (callee !== undefined) return call(callee, ...tree.arguments);
    }
    if (tree.kind === 'call' && tree.callee === 'dot' && (word === 'F' || word === '2')) return tree;
    throw new Unreadable(`The subscript ${word === '' ? '' : `'${word}' `}of an expression has no counterpart.`);
  };

  /** `X_{:,j}`, `X_{i,:}`: a column or a row. */
  const sliceOf = (part: readonly Token[]): readonly (Tree | 'all')[] | undefined => {
    const [first, comma, second, ...rest] = part;
    if (first === undefined || second === undefined || comma?.text !== ',' || rest.length > 0 || (first.text === ':') === (second.text === ':')) return undefined;
    return [first, second].map((token) => (token.text === ':' ? 'all' : inside([token])));
  };

  const base = (): Tree => {
    const token = peek();
    at++;
    switch (token.kind) {
      case 'number': return number(Number(token.text), token.text);
      case 'letter': return named(token.text);
      case 'end': throw new Unreadable('The formula ends where a term is expected.');
      case 'symbol': {
        const closer = token.text === '(' ? ')' : token.text === '[' ? ']' : token.text === '{' ? '}' : token.text === '|' ? '|' : undefined;
        if (closer !== undefined) { const tree = enclosed(closer, sum); expect(closer); return closer === '|' ? bar(tree) : tree; }
        if (token.text === '-') return negate(factor());
        throw new Unreadable(`'${token.text}' is not understood.`);
      }
      case 'command': return command(token.text);
    }
  };
  const enclosed = <T>(closer: string, part: () => T): T => { bars.push(closer); const found = part(); bars.pop(); return found; };
  /** A name, or a function of this name that is applied: `f(x)`. */
  const named = (spelled: string): Tree => (sees('(') && (isHead || (FUNCTION_LETTERS.has(spelled) && rankOf(spelled) === undefined)) ? call(spelled, ...bracketed()) : name(spelled));
  /** Bars around a matrix are its determinant. */
  const bar = (tree: Tree): Tree => call(isMatrix(tree, rankOf) ? 'det' : 'abs', tree);
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
    const tree = enclosed(mark, sum);
    if (takesCommand(...closers)) return wrap(tree);
    throw new Unreadable(`The bar is not closed before ${show(peek())}.`);
  };
  const command = (word: string): Tree => {
    switch (word) {
      case 'frac': case 'tfrac': case 'dfrac': case 'cfrac': { const top = digitOrGroup(); return binary('/', top, digitOrGroup()); }
      case 'sqrt': return root();
      case '|': case 'Vert': case 'lVert': return closedBy(['|', 'Vert', 'rVert'], '‖', (tree) => call('norm', tree));
      case 'lvert': case 'vert': return closedBy(['rvert', 'vert'], '|', bar);
      case 'langle': { const [left, right] = enclosed('⟩', () => { const first = sum(); expect(','); return [first, sum()] as const; }); if (!takesCommand('rangle')) throw new Unreadable('⟩ is missing.'); return call('dot', left, right); }
      case '{': case 'lbrace': { const tree = enclosed('\\}', sum); if (!takesCommand('}', 'rbrace')) throw new Unreadable('\\} is missing.'); return tree; }
      case 'sum': return summation();
      case 'begin': return matrix();
      // What stands under a brace is a remark.
      case 'underbrace': case 'overbrace': { const tree = inside(group()); if (takes('_') || takes('^')) group(); return tree; }
    }
    const accent = ACCENTS[word];
    if (accent !== undefined) return name(`${wordOf(group())}_${accent}`);
    if (WORDS.has(word)) return spelledOut(wordOf(group()), word.startsWith('operatorname'));
    if (STYLES.has(word) && (sees('{') || peek().kind !== 'end')) return styled(word);
    const letter = LETTERS.get(word);
    if (letter === 'σ' && sees('(') && rankOf('σ') === undefined) return applied('sigmoid');
    if (letter !== undefined) return letter === 'π' ? name('pi') : named(letter);
    const callee = FUNCTIONS[word];
    if (callee !== undefined) return applied(callee);
    throw new Unreadable(`\\${word} has no counterpart in the language.`);
  };
  const root = (): Tree => {
    if (!takes('[')) return call('sqrt', inside(group()));
    const order = enclosed(']', sum);
    expect(']');
    return binary('.^', inside(group()), binary('/', number(1), order));
  };
  /** `\operatorname{tr}`, `\mathrm{loss}`. */
  const spelledOut = (spelled: string, isFunction: boolean): Tree => {
    const callee = Object.hasOwn(FUNCTIONS, spelled) ? FUNCTIONS[spelled] : undefined;
    if (callee !== undefined) return applied(callee);
    if (spelled === 'd') throw new Unreadable('A differential has no counterpart inside an expression.');
    // A word in front of a bracket is a function, and no name that is multiplied, unless the file has such a name.
    const isApplied = spelled.length > 1 && sees('(') && rankOf(spelled) === undefined;
    if (isApplied && isHead) return named(spelled);
    if (isFunction || isApplied || !/^\p{L}[\p{L}\p{N}]*$/u.test(spelled)) throw new Unreadable(`'${spelled}' has no counterpart in the language.`);
    return name(spelled);
  };
  const styled = (style: string): Tree => {
    const spelled = wordOf(group());
    const operation = style === 'mathbb' ? OPERATIONS[spelled] : undefined;
    if (operation !== undefined) throw new Unreadable(`${operation} has no counterpart in the language.`);
    const isSized = sees('_') && (spelled === '1' || spelled === 'I');
    if (spelled === '1' && !isSized) throw new Unreadable('The length of a vector of ones is not known here: write ones(n).');
    if (!isSized && !/^[\p{L}\p{N}]+$/u.test(spelled)) throw new Unreadable(`'${spelled}' has no counterpart in the language.`);
    return named(spelled);
  };
  /** A function with its argument, in brackets or not: `\log\det X`, `\tanh^2 u`, `\max\{0, x\}`. */
  const applied = (callee: string): Tree => {
    if (sees('_')) throw new Unreadable(`${callee} over what is below it has no counterpart: select what stands behind it.`);
    const exponent = takes('^') ? group() : undefined;
    const arguments_ = sees('(') || sees('[') || seesCommand('{') ? bracketed() : [factor()];
    const [only] = arguments_;
    const isOne = arguments_.length === 1 && only !== undefined;
    const value = callee === 'log' && isOne && only.kind === 'call' && only.callee === 'det' ? call('logdet', ...only.arguments)
      : callee === 'diag' && isOne && isMatrix(only, rankOf) ? call('diagonal', only) : call(callee, ...arguments_);
    return exponent === undefined ? value : binary('^', value, inside(exponent));
  };
  const bracketed = (): readonly Tree[] => {
    const closer = sees('(') ? ')' : sees('[') ? ']' : '\\}';
    at++;
    const found = enclosed(closer, () => { const parts = [sum()]; while (takes(',')) parts.push(sum()); return parts; });
    if (closer !== '\\}') expect(closer);
    else if (!takesCommand('}')) throw new Unreadable('\\} is missing.');
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
    const isNew = !running.has(index.text);
    running.add(index.text);
    const body = term();
    if (isNew) running.delete(index.text);
    const span = body.span;
    return { kind: 'sumOver', index: { kind: 'name', name: index.text, span }, from: inside(from), to, body, span };
  };
  /** `\begin{bmatrix} a & b \\ c & d \end{bmatrix}` */
  const matrix = (): Tree => {
    const environment = wordOf(group());
    if (!MATRICES.has(environment)) throw new Unreadable(`The environment ${environment} has no counterpart.`);
    const rows: Tree[][] = [[]];
    while (!takesCommand('end')) {
      if (peek().kind === 'end') throw new Unreadable(`\\end{${environment}} is missing.`);
      if (takesCommand('\\')) rows.push([]);
      else if (!takes('&')) rows.at(-1)?.push(enclosed('matrix', sum));
    }
    group();
    const filled = rows.filter((row) => row.length > 0);
    const [first] = filled;
    if (first === undefined) throw new Unreadable('The matrix is empty.');
    return { kind: 'block', rows: filled, span: first[0]?.span ?? name('').span };
  };

  const tree = sum();
  if (peek().kind !== 'end') throw new Unreadable(`${show(peek())} was not expected.`);
  return tree;
}

