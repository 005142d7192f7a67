/**
 * NumPy expressions → trees of this language: `0.5*np.sum((X @ w - y)**2)`.
 *
 * `*` and `/` work entry by entry there, and one-dimensional arrays are neither rows nor columns: which product is meant follows from the
 * rank of the operands. A name of which nothing is known is a matrix when it is written with a capital, else a vector.
 */
import { binary, call, name, negate, number, transposed } from '../build';
import type { BinaryOperator, Tree } from '../tree';
import { MAX_DEPTH, reading, Unreadable, type Rank, type RankOf, type Reading } from './reading';

interface Value { readonly tree: Tree; readonly rank: Rank }
/** The arguments of a call, those by keyword apart. */
interface Arguments { readonly given: readonly Value[]; readonly named: ReadonlyMap<string, string> }

const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|('[^']*'|"[^"]*")|(\*\*|[-+*/@()[\],.=:]))/uy;

interface Token { readonly kind: 'number' | 'name' | 'text' | 'symbol' | 'end'; readonly text: string }

function tokens(source: string): readonly Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = source.trim();
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Unreadable(`'${text.charAt(at).trim() || text.slice(at).trim().charAt(0)}' is not understood.`);
    const [, digits, word, quoted, symbol] = match;
    found.push(digits !== undefined ? { kind: 'number', text: digits } : word !== undefined ? { kind: 'name', text: word } : quoted !== undefined ? { kind: 'text', text: quoted.slice(1, -1) } : { kind: 'symbol', text: symbol ?? '' });
  }
  return found;
}

const one = (f: (x: Value, args: Arguments) => Value) => (args: Arguments, what: string): Value => {
  const [x] = args.given;
  if (x === undefined) throw new Unreadable(`${what} needs an argument.`);
  return f(x, args);
};
const two = (f: (x: Value, y: Value) => Value) => (args: Arguments, what: string): Value => {
  const [x, y] = args.given;
  if (x === undefined || y === undefined) throw new Unreadable(`${what} needs two arguments.`);
  return f(x, y);
};

const same = (callee: string) => one((x) => ({ tree: call(callee, x.tree), rank: x.rank }));
const toScalar = (callee: string) => one((x) => ({ tree: call(callee, x.tree), rank: 'scalar' }));
const toMatrix = (callee: string) => one((x) => ({ tree: call(callee, x.tree), rank: 'matrix' }));

/** A reduction of all entries, or along one axis of a matrix. */
const reduction = (all: string, columns: string, rows: string) => one((x, { named }) => {
  const axis = named.get('axis');
  if (axis === undefined || axis === 'None' || x.rank !== 'matrix') return { tree: call(all, x.tree), rank: 'scalar' };
  if (axis === '0') return { tree: transposed(call(columns, x.tree)), rank: 'vector' };
  if (axis === '1' || axis === '-1') return { tree: call(rows, x.tree), rank: 'vector' };
  throw new Unreadable(`axis=${axis} has no counterpart.`);
});

const NORMS: Readonly<Record<string, string>> = { None: 'norm', 1: 'norm1', 2: 'norm2', fro: 'normF', nuc: 'nuc', inf: 'norminf' };
const norm = one((x, { given, named }) => {
  if (named.has('axis')) throw new Unreadable('norm with an axis has no counterpart.');
  const [, second] = given;
  const order = named.get('ord') ?? (second?.tree.kind === 'number' ? second.tree.text : second?.tree.kind === 'name' ? second.tree.name : second === undefined ? 'None' : '?');
  const callee = x.rank === 'matrix' && order === '2' ? 'spec' : x.rank === 'matrix' && (order === '1' || order === 'inf') ? undefined : NORMS[order];
  if (callee === undefined) throw new Unreadable(`norm with ord=${order} has no counterpart.`);
  return { tree: call(callee, x.tree), rank: 'scalar' };
});

function product(x: Value, y: Value): Value {
  if (x.rank === 'scalar' || y.rank === 'scalar') return { tree: binary('*', x.tree, y.tree), rank: x.rank === 'scalar' ? y.rank : x.rank };
  if (x.rank === 'vector' && y.rank === 'vector') return { tree: binary('*', transposed(x.tree), y.tree), rank: 'scalar' };
  // A one-dimensional array on the left is a row; the result is one-dimensional, a column here.
  if (x.rank === 'vector') return { tree: binary('*', turned(y.tree), x.tree), rank: 'vector' };
  return { tree: binary('*', x.tree, y.tree), rank: y.rank };
}

const turned = (tree: Tree): Tree => (tree.kind === 'transpose' ? tree.operand : transposed(tree));
const larger = (x: Value, y: Value): Rank => (x.rank === 'matrix' || y.rank === 'matrix' ? 'matrix' : x.rank === 'vector' || y.rank === 'vector' ? 'vector' : 'scalar');

/** An operator that works entry by entry: a scalar needs no dot. */
function entrywise(plain: BinaryOperator, dotted: BinaryOperator, x: Value, y: Value): Value {
  const scaled = plain === '*' ? x.rank === 'scalar' || y.rank === 'scalar' : y.rank === 'scalar' && (plain === '/' || x.rank === 'scalar');
  return { tree: binary(scaled ? plain : dotted, x.tree, y.tree), rank: larger(x, y) };
}

const sized = (callee: string) => ({ given }: Arguments): Value => ({ tree: call(callee, ...given.map(({ tree }) => tree)), rank: given.length > 1 || callee === 'eye' ? 'matrix' : 'vector' });

/** Functions by the last part of their name: `np.linalg.inv`, `torch.linalg.inv`, `inv`. */
const functions: Readonly<Record<string, (args: Arguments, what: string) => Value>> = {
  sum: reduction('sum', 'colsum', 'rowsum'), mean: reduction('mean', 'colmean', 'rowmean'), prod: toScalar('prod'), norm,
  exp: same('exp'), log: same('log'), log1p: same('log1p'), expm1: same('expm1'), sqrt: same('sqrt'), abs: same('abs'), absolute: same('abs'), fabs: same('abs'), sign: same('sign'),
  sin: same('sin'), cos: same('cos'), tan: same('tan'), arcsin: same('asin'), arccos: same('acos'), arctan: same('atan'), sinh: same('sinh'), cosh: same('cosh'), tanh: same('tanh'),
  expit: same('sigmoid'), sigmoid: same('sigmoid'), softplus: same('softplus'), relu: same('relu'), erf: same('erf'), softmax: same('softmax'), log_softmax: same('logsoftmax'), logsumexp: toScalar('logsumexp'),
  square: one((x) => entrywise('^', '.^', x, { tree: number(2), rank: 'scalar' })), negative: one((x) => ({ tree: negate(x.tree), rank: x.rank })), reciprocal: one((x) => entrywise('/', './', { tree: number(1), rank: 'scalar' }, x)),
  maximum: two((x, y) => ({ tree: call('max', x.tree, y.tree), rank: larger(x, y) })), minimum: two((x, y) => ({ tree: call('min', x.tree, y.tree), rank: larger(x, y) })),
  max: toScalar('max'), amax: toScalar('max'), min: toScalar('min'), amin: toScalar('min'),
  multiply: two((x, y) => entrywise('*', '.*', x, y)), divide: two((x, y) => entrywise('/', './', x, y)), power: two((x, y) => entrywise('^', '.^', x, y)), add: two((x, y) => ({ tree: binary('+', x.tree, y.tree), rank: larger(x, y) })), subtract: two((x, y) => ({ tree: binary('-', x.tree, y.tree), rank: larger(x, y) })),
  dot: two(product), matmul: two(product), vdot: two(product), inner: two(product), outer: two((x, y) => ({ tree: call('outer', x.tree, y.tree), rank: 'matrix' })), kron: two((x, y) => ({ tree: call('kron', x.tree, y.tree), rank: 'matrix' })),
  cross: two((x, y) => ({ tree: call('cross', x.tree, y.tree), rank: 'vector' })), arctan2: two((x, y) => ({ tree: call('atan2', x.tree, y.tree), rank: larger(x, y) })),
  inv: toMatrix('inv'), pinv: toMatrix('pinv'), det: toScalar('det'), logdet: toScalar('logdet'), trace: toScalar('tr'), cholesky: toMatrix('chol'), expm: toMatrix('expm'), logm: toMatrix('logm'), sqrtm: toMatrix('sqrtm'),
  eigvalsh: one((x) => ({ tree: call('eigvals', x.tree), rank: 'vector' })), tril: toMatrix('tril'), triu: toMatrix('triu'),
  solve: two((x, y) => ({ tree: binary('\\', x.tree, y.tree), rank: y.rank })), matrix_power: two((x, y) => ({ tree: binary('^', x.tree, y.tree), rank: 'matrix' })),
  diag: one((x) => (x.rank === 'matrix' ? { tree: call('diagonal', x.tree), rank: 'vector' } : { tree: call('diag', x.tree), rank: 'matrix' })), diagonal: one((x) => ({ tree: call('diagonal', x.tree), rank: 'vector' })),
  transpose: one((x) => transposeOf(x)), eye: sized('eye'), identity: sized('eye'), ones: sized('ones'), zeros: sized('zeros'),
};

const transposeOf = (x: Value): Value => (x.rank === 'matrix' ? { tree: turned(x.tree), rank: 'matrix' } : x);

/** Where libraries keep their functions; `np.pi` is a number. */
const MODULES: ReadonlySet<string> = new Set(['np', 'numpy', 'jnp', 'jax', 'torch', 'scipy', 'sp', 'math', 'linalg', 'special', 'functional', 'F', 'nn', 'la', 'lax']);

/** The expression that a text of NumPy (or what spells like it) means. */
export function fromNumpy(text: string, rankOf: RankOf = () => undefined): Reading {
  return reading(() => {
    const list = tokens(text);
    let at = 0;
    let depth = 0;
    const peek = (): Token => list[at] ?? { kind: 'end', text: 'the end' };
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
          do indices.push(takes(':') ? 'all' : sum().tree); while (takes(','));
          expect(']');
          // `np.linalg.slogdet(X)[1]`.
          if (value.tree.kind === 'call' && value.tree.callee === 'slogdet') { value = { tree: call('logdet', ...value.tree.arguments), rank: 'scalar' }; continue; }
          const free = indices.filter((index) => index === 'all').length + (value.rank === 'matrix' && indices.length === 1 ? 1 : 0);
          const full = value.rank === 'matrix' && indices.length === 1 ? [...indices, 'all' as const] : indices;
          const entry: Tree = { kind: 'index', object: value.tree, indices: full.map(fromZero), span: value.tree.span };
          // A row of a matrix is one-dimensional: a column here.
          value = { tree: free === 1 && full[1] === 'all' ? transposed(entry) : entry, rank: free === 0 ? 'scalar' : free === 1 ? 'vector' : 'matrix' };
        } else if (takes('.')) {
          const word = peek();
          at++;
          if (word.text === 'T' || word.text === 'mT') value = transposeOf(value);
          else value = applied(word.text, args([value]), `.${word.text}`);
        } else return value;
      }
    };
    const args = (before: readonly Value[]): Arguments => {
      const given = [...before];
      const named = new Map<string, string>();
      if (!takes('(')) throw new Unreadable(`'(' is missing before '${peek().text}'.`);
      while (!takes(')')) {
        const [word, equals] = [peek(), list[at + 1]];
        if (word.kind === 'name' && equals?.text === '=') {
          at += 2;
          let text = '';
          while (peek().kind !== 'end' && !sees(',') && !sees(')')) { text = peek().text === '-' ? '-' : text === '-' ? `-${peek().text}` : peek().text; at++; }
          named.set(word.text, text);
        } else if (word.kind === 'text') { named.set('ord', word.text); at++; }
        // The shape of `np.ones((m, n))` is a tuple.
        else if (sees('(') && isTuple()) { at++; do given.push(sum()); while (takes(',') && !sees(')')); expect(')'); }
        else given.push(sum());
        if (!sees(')')) expect(',');
      }
      return { given, named };
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
      if (word === 'slogdet') return { tree: call('slogdet', ...given.given.map(({ tree }) => tree)), rank: 'scalar' };
      const known = Object.hasOwn(functions, word) ? functions[word] : undefined;
      if (known === undefined) throw new Unreadable(`${what} has no counterpart in the language.`);
      return known(given, what);
    };
    const atom = (): Value => {
      const token = peek();
      at++;
      if (token.kind === 'number') return { tree: number(Number(token.text), token.text), rank: 'scalar' };
      if (token.kind === 'symbol' && token.text === '(') { const inside = sum(); expect(')'); return inside; }
      if (token.kind !== 'name') throw new Unreadable(`An operand is expected before ${token.kind === 'end' ? 'the end' : `'${token.text}'`}.`);
      let word = token.text;
      let what = word;
      while (MODULES.has(word) && sees('.')) { at++; word = peek().text; what += `.${word}`; at++; }
      if (word !== token.text && word === 'pi') return { tree: name('pi'), rank: 'scalar' };
      if (word !== token.text && word === 'e') return { tree: call('exp', number(1)), rank: 'scalar' };
      if (word !== token.text && word === 'inf') return { tree: name('inf'), rank: 'scalar' };
      if (sees('(')) return applied(word, args([]), what);
      if (word !== token.text) throw new Unreadable(`${what} has no counterpart in the language.`);
      return { tree: name(word), rank: rankOf(word) ?? (/^\p{Lu}/u.test(word) ? 'matrix' : 'vector') };
    };

    const { tree } = sum();
    if (peek().kind !== 'end') throw new Unreadable(`'${peek().text}' was not expected.`);
    return tree;
  });
}

/** Entries are counted from zero there, from one here. */
const fromZero = (index: Tree | 'all'): Tree | 'all' => (index !== 'all' && index.kind === 'number' ? number(index.value + 1) : index);
