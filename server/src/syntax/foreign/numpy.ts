/**
 * NumPy expressions → trees of this language: `0.5*np.sum((X @ w - y)**2)`; PyTorch and JAX spell theirs much the same.
 *
 * A name of which nothing is known is a matrix when it is written with a capital, a scalar when it is a Greek letter or its name, else a vector.
 */
import { binary, call, name, negate, number, transposed } from '../build';
import type { Tree } from '../tree';
import { entrywise, larger, product, scalar, transposeOf, type Value } from './arrays';
import { ATTRIBUTES, BUILTINS, CONSTANTS, functions, MODULES, OWNERS, type Arguments } from './numpyFunctions';
import { defined, END, tokens, type Token } from './numpyTokens';
import { rankByConvention, type RankOf, type SidesOf } from './rank';
import { MAX_DEPTH, reading, Unreadable, type Reading } from './reading';

/** The expression that a text of NumPy (or what spells like it) means. `sidesOf`: the dimensions of a name, for `X.shape[0]` and `len(y)`. */
export function fromNumpy(text: string, rankOf: RankOf = () => undefined, sidesOf: SidesOf = () => undefined): Reading {
  return reading(() => {
    const { head, body: list } = defined(tokens(text));
    let at = 0;
    let depth = 0;
    const peek = (): Token => list[at] ?? END;
    const sees = (symbol: string): boolean => peek().kind === 'symbol' && peek().text === symbol;
    const takes = (symbol: string): boolean => { const seen = sees(symbol); if (seen) at++; return seen; };
    const expect = (symbol: string): void => { if (!takes(symbol)) throw new Unreadable(`'${symbol}' is missing before ${peek().kind === 'end' ? 'the end' : `'${peek().text}'`}.`); };

    const sum = (): Value => {
      if (++depth > MAX_DEPTH) throw new Unreadable('The expression is nested too deep.');
      let left = term();
      for (;;) {
        const operator = takes('+') ? '+' : takes('-') ? '-' : undefined;
        if (operator === undefined) { depth--; return left; }
        const right = term();
        left = { tree: binary(operator, left.tree, right.tree), rank: larger(left, right) };
      }
    };
    const term = (): Value => {
      let left = factor();
      for (;;) {
        if (takes('@')) left = product(left, factor());
        else if (takes('*')) left = entrywise('*', '.*', left, factor());
        else if (takes('/')) left = entrywise('/', './', left, factor());
        else return left;
      }
    };
    const factor = (): Value => {
      let negative = false;
      // Signs in a row take no stack.
      while (sees('-') || sees('+')) { if (sees('-')) negative = !negative; at++; }
      const value = power();
      return negative ? { tree: negate(value.tree), rank: value.rank } : value;
    };
    const power = (): Value => {
      const base = postfix();
      if (!takes('**')) return base;
      const exponent = factor();
      return entrywise('^', '.^', base, exponent);
    };
    const postfix = (): Value => {
      let value = atom();
      for (;;) {
        if (takes('[')) {
          const indices: (Tree | 'all')[] = [];
          do indices.push(takes(':') ? 'all' : entryAt(sum().tree)); while (takes(','));
          expect(']');
          // `np.linalg.slogdet(X)[1]`.
          if (isSlogdet(value)) { value = scalar(call('logdet', ...value.tree.arguments)); continue; }
          const free = indices.filter((index) => index === 'all').length + (value.rank === 'matrix' && indices.length === 1 ? 1 : 0);
          const full = value.rank === 'matrix' && indices.length === 1 ? [...indices, 'all' as const] : indices;
          const entry: Tree = { kind: 'index', object: value.tree, indices: full.map(fromZero), span: value.tree.span };
          // A row of a matrix is one-dimensional: a column here.
          value = free === 1 && full[1] === 'all' ? { tree: transposed(entry), rank: 'vector', row: entry } : { tree: entry, rank: free === 0 ? 'scalar' : free === 1 ? 'vector' : 'matrix' };
        } else if (takes('.')) {
          const word = peek();
          at++;
          if (word.text === 'T' || word.text === 'mT' || word.text === 'H') value = transposeOf(value);
          else if (word.text === 'shape') value = sideOf(value, placeInBrackets(), '.shape');
          else if (word.text === 'size' && !sees('(')) value = sideOf(value, value.rank === 'vector' ? 0 : undefined, '.size');
          else if (word.text === 'logabsdet' && isSlogdet(value)) value = scalar(call('logdet', ...value.tree.arguments));
          else value = applied(word.text, args([value]), `.${word.text}`);
        } else return value;
      }
    };
    /** `[0]` behind a shape. */
    const placeInBrackets = (): number => {
      expect('[');
      const sign = takes('-') ? -1 : 1;
      const token = peek();
      at++;
      if (token.kind !== 'number') throw new Unreadable('Of a shape one number is read, as in X.shape[0].');
      expect(']');
      return sign * Number(token.text);
    };
    /** A dimension of an array, by the name that the file gives it. */
    const sideOf = ({ tree }: Value, place: number | undefined, what: string): Value => {
      const side = tree.kind === 'name' && place !== undefined ? sidesOf(tree.name)?.at(place) : undefined;
      if (side === undefined) throw new Unreadable(`What ${what} is here is not known: write the name of the dimension.`);
      return scalar(side);
    };
    const args = (before: readonly Value[]): Arguments => {
      const given = [...before];
      const named = new Map<string, string>();
      const texts: string[] = [];
      if (!takes('(')) throw new Unreadable(`'(' is missing before '${peek().text}'.`);
      while (!takes(')')) {
        const [word, equals] = [peek(), list[at + 1]];
        if (word.kind === 'name' && equals?.text === '=') { at += 2; named.set(word.text, keyword()); }
        else if (word.kind === 'text') { texts.push(word.text); at++; }
        // The shape of `np.ones((m, n))` is a tuple, the arrays of `np.hstack([A, B])` are a list.
        else if ((sees('(') && isTuple()) || sees('[')) {
          const closer = sees('(') ? ')' : ']';
          at++;
          do given.push(sum()); while (takes(',') && !sees(closer));
          expect(closer);
        } else given.push(sum());
        if (!sees(')')) expect(',');
      }
      return { given, named, texts };
    };
    /** The value of a keyword as it is written: `axis=-1`, `ord='fro'`, `ord=np.inf`. */
    const keyword = (): string => {
      let written = '';
      let level = 0;
      for (; peek().kind !== 'end' && (level > 0 || (!sees(',') && !sees(')'))); at++) {
        if (sees('(') || sees('[')) level++;
        else if (sees(')') || sees(']')) level--;
        written += peek().text;
      }
      return written.replace(/^(?:np|numpy|math|jnp|torch)\./, '');
    };
    const isTuple = (): boolean => {
      let level = 0;
      for (let i = at; i < list.length; i++) {
        const { text: symbol, kind } = list[i] ?? { text: '', kind: 'end' };
        if (kind !== 'symbol') continue;
        if (symbol === '(' || symbol === '[') level++;
        else if (symbol === ')' || symbol === ']') { level--; if (level === 0) return false; }
        else if (symbol === ',' && level === 1) return true;
      }
      return false;
    };
    const applied = (word: string, given: Arguments, what: string): Value => {
      const known = Object.hasOwn(functions, word) ? functions[word] : undefined;
      if (known === undefined) throw new Unreadable(`${what} has no counterpart in the language.`);
      return known(given, what);
    };
    const atom = (): Value => {
      const token = peek();
      at++;
      if (token.kind === 'number') return scalar(number(Number(token.text), token.text.replace(/\.$/, '')));
      if (token.kind === 'symbol' && token.text === '(') { const inside = sum(); expect(')'); return inside; }
      if (token.kind !== 'name') throw new Unreadable(`An operand is expected before ${token.kind === 'end' ? 'the end' : `'${token.text}'`}.`);
      let word = token.text;
      let what = word;
      // What an object owns goes by its own name: `self.w`.
      while (OWNERS.has(word) && rankOf(word) === undefined && sees('.') && list[at + 1]?.kind === 'name' && !ATTRIBUTES.has(list[at + 1]?.text ?? '') && list[at + 2]?.text !== '(') { at++; word = peek().text; what = word; at++; }
      if (word === 'len' && takes('(')) { const of = sum(); expect(')'); return sideOf(of, 0, 'len'); }
      const builtin = word === token.text && sees('(') && Object.hasOwn(BUILTINS, word) ? BUILTINS[word] : undefined;
      if (builtin !== undefined) { const given = args([]); return given.given.length === 2 ? builtin(given, what) : applied(word, given, what); }
      const own = word;
      while (MODULES.has(word) && sees('.')) { at++; word = peek().text; what += `.${word}`; at++; }
      const constant = word !== own && Object.hasOwn(CONSTANTS, word) ? CONSTANTS[word] : undefined;
      if (constant !== undefined) return scalar(constant);
      if (sees('(')) return applied(word, args([]), what);
      if (word !== own) throw new Unreadable(`${what} has no counterpart in the language.`);
      return { tree: name(word), rank: rankOf(word) ?? rankByConvention(word) };
    };

    const value = sum();
    if (peek().kind !== 'end') throw new Unreadable(`'${peek().text}' was not expected.`);
    if (isSlogdet(value)) throw new Unreadable('slogdet gives a sign and a logarithm: take one of them.');
    return { tree: value.tree, head };
  });
}

const isSlogdet = (value: Value): value is Value & { readonly tree: Extract<Tree, { kind: 'call' }> } => value.tree.kind === 'call' && value.tree.callee === 'slogdet';

/** An index as it can be read: those from the end, and new axes, have no counterpart. */
function entryAt(index: Tree): Tree {
  if (index.kind === 'negate') throw new Unreadable('An index from the end has no counterpart.');
  if (index.kind === 'name' && (index.name === 'None' || index.name === 'newaxis')) throw new Unreadable('A new axis has no counterpart: which product is meant?');
  return index;
}

/** Entries are counted from zero there, from one here. */
const fromZero = (index: Tree | 'all'): Tree | 'all' => (index !== 'all' && index.kind === 'number' ? number(index.value + 1) : index);
