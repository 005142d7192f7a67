/** The tokens of one statement → its node. */
import { readWithBindings } from './bindings';
import type { Cursor } from './cursor';
import { describe, type Token } from './lex';
import { missing, nameNode } from './nodes';
import { readExpression, NO_STOPS, type Stops } from './parseExpression';
import { readType } from './parseType';
import { formWords, queryWords } from './statements';
import { postorder, type ManifoldNode, type NameNode, type QueryNode, type QueryWord, type Span, type Statement, type Tree } from './tree';

const clauseWords = ['wrt', 'unstructured', 'order', 'along', 'layout', 'as'] as const;
const queryStops: Stops = { words: new Set(['where', ...clauseWords]), symbols: new Set(['==']) };
const equationStops: Stops = { words: new Set(['where', 'solve']), symbols: new Set(['==']) };
const claimStops: Stops = { words: new Set(['where']), symbols: new Set(['==']) };

/** What can follow a name that is not used as a word of the language: `check = 3`, `order : scalar`. */
const namesUse = new Set(['=', ':', '∈', ',']);

export function readStatement(cursor: Cursor): Statement {
  const first = cursor.peek();
  const statement = readForm(cursor, first);
  const rest = cursor.peek();
  if (rest.kind !== 'end') {
    if (statement.kind !== 'unreadable' && cursor.errors.length === 0) cursor.report(`${describe(rest)} was not expected here; a statement ends with its line or with ';'.`, rest);
    while (cursor.peek().kind !== 'end') cursor.next();
  }
  return { ...(cursor.errors.length > 0 ? guarded(statement) : statement), span: { start: first.start, end: cursor.end() } };
}

/**
 * A statement with a syntax error must not be answered as if what was read were what is meant (`f = a == b` is not `f = a`): its expression
 * gets a missing term where it has no missing part yet.
 */
function guarded(statement: Statement): Statement {
  switch (statement.kind) {
    case 'definition': case 'inner': case 'rule': return { ...statement, value: incomplete(statement.value) };
    case 'query': return { ...statement, of: incomplete(statement.of) };
    case 'claim': case 'implicit': return { ...statement, right: incomplete(statement.right) };
    case 'declaration': case 'layout': case 'manifold': case 'unreadable': return statement;
  }
}

function incomplete(tree: Tree): Tree {
  if (postorder(tree).some(({ kind }) => kind === 'missing')) return tree;
  if (tree.kind === 'where') return { ...tree, body: incomplete(tree.body) };
  const { end } = tree.span;
  return { kind: 'binary', operator: '+', left: tree, right: missing(end), span: tree.span, operatorSpan: { start: end, end } };
}

function readForm(cursor: Cursor, first: Token): Statement {
  const span = { start: first.start, end: first.end };
  if (cursor.sees('∇') && !isOfDerivative(cursor.peek(1))) return readQuery(cursor, 'gradient');
  if (first.kind !== 'name') return unreadable(cursor, first);
  if (first.text !== '' && !isNameUse(cursor)) {
    const word = Object.hasOwn(queryWords, first.text) ? queryWords[first.text] : undefined;
    if (word !== undefined) return readQuery(cursor, word);
    if (first.text === 'check') return readClaim(cursor);
    if (first.text === 'layout') return readLayout(cursor);
    if (first.text === 'inner') return readInner(cursor);
    if (first.text === 'implicit') return readImplicit(cursor);
    if (first.text === 'rule') return readRule(cursor);
  }
  if (cursor.seesWord('on', 1) && cursor.peek(2).kind === 'name') {
    const variable = nameNode(cursor.next());
    cursor.next();
    return { kind: 'manifold', variable, manifold: readManifold(cursor), span };
  }
  if (cursor.sees('=', 1)) {
    const name = nameNode(cursor.next());
    cursor.next();
    return { kind: 'definition', name, value: readWithBindings(cursor), span };
  }
  if (cursor.peek(1).text === ':=') {
    const name = nameNode(cursor.next());
    const token = cursor.next();
    cursor.report(`A definition is written with '=', as in '${name.name} = …'.`, token);
    return { kind: 'definition', name, value: readWithBindings(cursor), span };
  }
  const parameters = readParameters(cursor);
  if (parameters !== undefined) {
    const name = nameNode(first);
    return { kind: 'definition', name, parameters, value: readWithBindings(cursor), span };
  }
  return readDeclaration(cursor, first);
}

/** Whether the first token is meant as a name although it is a word of the language: `order = 2`, `check(x) = …`. */
function isNameUse(cursor: Cursor): boolean {
  const second = cursor.peek(1);
  return (second.kind === 'symbol' && namesUse.has(second.text)) || cursor.seesWord('in', 1) || second.text === ':=' || parameterCount(cursor) > 0;
}

/** How many names stand in `f(a, b) =`; 0 where the tokens are nothing of the kind. */
function parameterCount(cursor: Cursor): number {
  if (!cursor.sees('(', 1)) return 0;
  let at = 2;
  let count = 1;
  for (; cursor.peek(at).kind === 'name' && cursor.sees(',', at + 1); at += 2) count++;
  return cursor.peek(at).kind === 'name' && cursor.sees(')', at + 1) && cursor.sees('=', at + 2) ? count : 0;
}

/** Takes `f(a, b) =`. */
function readParameters(cursor: Cursor): readonly NameNode[] | undefined {
  const count = parameterCount(cursor);
  if (count === 0) return undefined;
  cursor.next();
  cursor.next();
  const names: NameNode[] = [];
  for (let i = 0; i < count; i++) { names.push(nameNode(cursor.next())); cursor.next(); }
  cursor.next();
  return names;
}

function readDeclaration(cursor: Cursor, first: Token): Statement {
  const names: NameNode[] = [];
  let ahead = 0;
  while (cursor.peek(ahead).kind === 'name' && cursor.sees(',', ahead + 1)) ahead += 2;
  const separator = cursor.peek(ahead + 1);
  const declares = cursor.peek(ahead).kind === 'name' && ((separator.kind === 'symbol' && (separator.text === ':' || separator.text === '∈')) || cursor.seesWord('in', ahead + 1));
  if (!declares) return unreadable(cursor, first);
  for (let i = 0; i <= ahead; i++) { const token = cursor.next(); if (i % 2 === 0) names.push(nameNode(token)); }
  cursor.next();
  const type = readType(cursor);
  const span = { start: first.start, end: cursor.end() };
  if (type === undefined) return { kind: 'unreadable', span };
  if (!cursor.seesWord('on')) return { kind: 'declaration', names, type, span };
  const on = cursor.next();
  if (cursor.peek().kind !== 'name') return unreadable(cursor, on, `After 'on' the name of a space is expected, as in 'x : vector(n) on sphere'; found ${describe(cursor.peek())}.`);
  if (type.form === 'function') return unreadable(cursor, on, "A function is on no manifold; only a variable is, as in 'x : vector(n) on sphere'.");
  return { kind: 'declaration', names, type: { ...type, manifold: readManifold(cursor), span: { start: type.span.start, end: cursor.end() } }, span };
}

function readManifold(cursor: Cursor): ManifoldNode {
  const { text: word, start, end } = cursor.next();
  return { word, span: { start, end } };
}

// ---- queries and claims

function readQuery(cursor: Cursor, word: QueryWord): QueryNode {
  const token = cursor.next();
  const wordSpan: Span = { start: token.start, end: token.end };
  const wrt: NameNode[] = [];
  // ∇_w f
  const subscript = cursor.peek();
  if (token.text === '∇' && subscript.kind === 'name' && !subscript.spaced && /^_./u.test(subscript.text)) {
    cursor.next();
    wrt.push({ kind: 'name', name: subscript.text.slice(1), span: { start: subscript.start + 1, end: subscript.end } });
  }
  const of = readQueried(cursor, token);
  let unstructured = false;
  let order: number | undefined;
  let along: Tree | undefined;
  let layout: NameNode | undefined;
  let form: QueryNode['as'];
  for (let clause = clauseAt(cursor); clause !== undefined; clause = clauseAt(cursor)) {
    const at = cursor.next();
    switch (clause) {
      case 'wrt': wrt.push(...readWrt(cursor, at)); break;
      case 'unstructured': unstructured = true; break;
      case 'order': order = readOrder(cursor, at) ?? order; break;
      case 'along': along = readExpression(cursor, queryStops); break;
      case 'layout': layout = readLayoutName(cursor, at) ?? layout; break;
      case 'as': {
        const read = readResultForm(cursor, at);
        if (read === 'ambient') unstructured = true; else form = read ?? form;
        break;
      }
    }
  }
  return { kind: 'query', word, wordSpan, of, wrt, unstructured, ...(order === undefined ? {} : { order }), ...(along === undefined ? {} : { along }), ...(layout === undefined ? {} : { layout }), ...(form === undefined ? {} : { as: form }), span: { start: token.start, end: cursor.end() } };
}

function clauseAt(cursor: Cursor): (typeof clauseWords)[number] | undefined {
  return clauseWords.find((word) => cursor.seesWord(word));
}

function readQueried(cursor: Cursor, word: Token): Tree {
  const token = cursor.peek();
  if (token.kind === 'end' || (token.kind === 'name' && token.text === 'wrt') || cursor.sees('==')) {
    cursor.report(`'${word.text}' needs a function or an expression, as in '${word.text === '∇' ? 'gradient' : word.text} f wrt w'.`, word);
    return missing(word.end);
  }
  return readWithBindings(cursor, queryStops);
}

function readWrt(cursor: Cursor, wrt: Token): readonly NameNode[] {
  const names: NameNode[] = [];
  do {
    const token = cursor.peek();
    if (token.kind !== 'name') {
      const message = `After ${names.length === 0 ? "'wrt'" : "','"} the name of a variable is expected; found ${describe(token)}.`;
      if (token.kind === 'end') cursor.reportEnd(message, wrt); else cursor.report(message, token);
      return names;
    }
    names.push(nameNode(cursor.next()));
  } while (cursor.takes(','));
  return names;
}

function readOrder(cursor: Cursor, word: Token): number | undefined {
  const token = cursor.peek();
  if (token.kind === 'number') {
    cursor.next();
    const order = Number(token.text);
    if (Number.isInteger(order) && order >= 1) return order;
  }
  cursor.report(`'order' is followed by a whole number from 1 on, as in 'order 2'; found ${describe(token)}.`, token.kind === 'end' ? word : token);
  return undefined;
}

function readLayoutName(cursor: Cursor, word: Token): NameNode | undefined {
  const token = cursor.peek();
  if (token.kind === 'name') return nameNode(cursor.next());
  cursor.report(`'layout' is followed by its name, as in 'layout numerator'; found ${describe(token)}.`, token.kind === 'end' ? word : token);
  return undefined;
}

/** `index`, `kronecker`, … behind `as`; `as ambient` is another word for `unstructured`. */
function readResultForm(cursor: Cursor, word: Token): QueryNode['as'] | 'ambient' {
  const token = cursor.peek();
  if (cursor.seesWord('ambient')) { cursor.next(); return 'ambient'; }
  const form = token.kind === 'name' && Object.hasOwn(formWords, token.text) ? formWords[token.text] : undefined;
  if (form === undefined) {
    cursor.report(`'as' is followed by a form of the answer: index, kronecker (or vec), operator, bilinear, vech or ambient; found ${describe(token)}.`, token.kind === 'end' ? word : token);
    if (token.kind === 'name') cursor.next();
    return undefined;
  }
  cursor.next();
  return { form, span: { start: token.start, end: token.end } };
}

function readClaim(cursor: Cursor): Statement {
  const check = cursor.next();
  const span = { start: check.start, end: check.end };
  const left = cursor.peek().kind === 'end' ? missing(cursor.end()) : readAsked(cursor, claimStops);
  const sign = cursor.peek();
  if (cursor.takes('=')) cursor.report("A claim compares with '==', as in 'check f == g'; a single '=' defines.", sign);
  else if (!cursor.takes('==')) {
    const message = `A claim needs '==' and a right side, as in 'check gradient f wrt w == X'*w'; found ${describe(sign)}.`;
    if (sign.kind !== 'end') cursor.report(message, sign);
    // A left side with an error in it is still being written.
    else if (cursor.errors.length === 0) cursor.reportEnd(message, check);
    return { kind: 'claim', left, right: missing(cursor.end()), span };
  }
  const right = readWithBindings(cursor, NO_STOPS);
  if (cursor.sees('==')) cursor.report("A claim has one '=='; write a claim for each equality.", cursor.peek());
  return { kind: 'claim', left, right, span };
}

/** A side that may be a query. */
function readAsked(cursor: Cursor, stops: Stops): Tree | QueryNode {
  const first = cursor.peek();
  const word = first.kind === 'name' && Object.hasOwn(queryWords, first.text) && isQueryHere(cursor) ? queryWords[first.text] : cursor.sees('∇') && !isOfDerivative(cursor.peek(1)) ? 'gradient' : undefined;
  return word === undefined ? readExpression(cursor, stops) : readQuery(cursor, word);
}

/** `∇²g(x)`, `∇₁h(x, y)`: not a query, but a derivative by name. */
const isOfDerivative = (second: Token): boolean => !second.spaced && (second.text === '²' || second.kind === 'subscript');

/** In a claim a query word may also be a variable: `check hessian + 1 == …`. */
function isQueryHere(cursor: Cursor): boolean {
  const second = cursor.peek(1);
  return second.kind === 'name' || second.kind === 'number' || (second.kind === 'symbol' && ['(', '<', '|', '‖', '[', '∇', '==', "-"].includes(second.text));
}

// ---- options, equations and rules

function readLayout(cursor: Cursor): Statement {
  const word = cursor.next();
  const token = cursor.peek();
  if (token.kind !== 'name') return unreadable(cursor, word, "'layout' is followed by its name, as in 'layout numerator'.");
  return { kind: 'layout', layout: nameNode(cursor.next()), span: { start: word.start, end: cursor.end() } };
}

/** The names in a statement of a fixed form, in which `name` stands for any name; `stated` says the form where something else stands. */
function readPattern(cursor: Cursor, word: Token, pattern: readonly string[], stated: string): readonly NameNode[] | Statement {
  const names: NameNode[] = [];
  for (const part of pattern) {
    const token = cursor.peek();
    const isName = part === 'name';
    if (isName ? token.kind !== 'name' : !cursor.sees(part) && !cursor.seesWord(part)) {
      return unreadable(cursor, token.kind === 'end' ? word : token, `${stated}; found ${describe(token)}${isName ? ' where a name' : ` where '${part}'`} is expected.`);
    }
    cursor.next();
    if (isName) names.push(nameNode(token));
  }
  return names;
}

function readInner(cursor: Cursor): Statement {
  const word = cursor.next();
  const names = readPattern(cursor, word, ['name', ':', '<', 'name', ',', 'name', '>', '='], "An inner product is declared as in 'inner w: <u, v> = u'*M*v'");
  if ('kind' in names) return names;
  const [variable, left, right] = names;
  if (variable === undefined || left === undefined || right === undefined) return unreadable(cursor, word);
  return { kind: 'inner', variable, left, right, value: readWithBindings(cursor), span: { start: word.start, end: cursor.end() } };
}

/** `implicit left == right solve x`. */
function readImplicit(cursor: Cursor): Statement {
  const word = cursor.next();
  const example = "as in 'implicit A*x == b solve x'";
  const left = readAsked(cursor, equationStops);
  const sign = cursor.peek();
  if (cursor.takes('=')) cursor.report("An equation is written with '=='; a single '=' defines.", sign);
  else if (!cursor.takes('==')) return unreadable(cursor, sign.kind === 'end' ? word : sign, `An equation needs '==' and a right side, ${example}; found ${describe(sign)}.`);
  const right = readExpression(cursor, equationStops);
  const solve = cursor.peek();
  if (!cursor.seesWord('solve')) return unreadable(cursor, solve.kind === 'end' ? word : solve, `What the equation is solved for is named behind it, ${example}; found ${describe(solve)}.`);
  cursor.next();
  const unknown = cursor.peek();
  if (unknown.kind !== 'name') return unreadable(cursor, unknown.kind === 'end' ? solve : unknown, `After 'solve' the name of the unknown is expected, ${example}; found ${describe(unknown)}.`);
  return { kind: 'implicit', left, right, unknown: nameNode(cursor.next()), span: { start: word.start, end: cursor.end() } };
}

/** `rule d(g(x)) = value`. */
function readRule(cursor: Cursor): Statement {
  const word = cursor.next();
  const names = readPattern(cursor, word, ['d', '(', 'name', '(', 'name', ')', ')', '='], "A rule is written as in 'rule d(g(x)) = J(x)*dx'");
  if ('kind' in names) return names;
  const [of, parameter] = names;
  if (of === undefined || parameter === undefined) return unreadable(cursor, word);
  return { kind: 'rule', function: of, parameter, value: readWithBindings(cursor), span: { start: word.start, end: cursor.end() } };
}

// ---- what is no statement

function unreadable(cursor: Cursor, at: Token, message = explain(cursor, at)): Statement {
  cursor.report(message, at);
  while (cursor.peek().kind !== 'end') cursor.next();
  return { kind: 'unreadable', span: { start: at.start, end: cursor.end() } };
}

function explain(cursor: Cursor, first: Token): string {
  const tokens: Token[] = [];
  for (let i = 0, token = cursor.peek(); token.kind !== 'end'; token = cursor.peek(++i)) tokens.push(token);
  const has = (text: string): boolean => tokens.some((token) => token.kind === 'symbol' && token.text === text);
  if (first.kind === 'symbol' && ['+', '*', '/', '.*', './', '^'].includes(first.text)) return `A statement cannot begin with ${describe(first)}; to continue the line before, end that line with the operator or open a bracket.`;
  if (tokens.some((token) => token.kind === 'name' && token.text === 'wrt')) return `A query begins with its word, as in 'gradient f wrt w'; found ${describe(first)}.`;
  if (first.text === '∇') return "'∇²' and '∇₁' begin the name of a derivative, as in 'x'*∇₁h(x, y)'; a query begins with its word, as in 'hessian f wrt w'.";
  if (has('==')) return "An equality is checked with 'check', as in 'check f == g'.";
  if (has('=')) return `Only a name can be defined, as in 'f = …' or 'f(w) = …'; found ${describe(first)}.`;
  if (tokens.length === 1 && first.kind === 'name') return `'${first.text}' alone says nothing; declare it ('${first.text} : ${likelyShape(first.text)}'), define it ('${first.text} = …') or ask for a derivative ('gradient ${first.text} wrt w').`;
  if (first.kind === 'unknown') return `${describe(first)} begins no statement.`;
  return "This is no statement: a declaration is 'X : matrix(m, n)', a definition 'f = …', a query 'gradient f wrt w', a claim 'check f == g'.";
}

/** The shape that a name is declared with as a rule: capitals are matrices, Greek letters numbers. */
const likelyShape = (name: string): string => (/^\p{Script=Greek}/u.test(name) ? 'scalar' : /^\p{Lu}/u.test(name) ? 'matrix(m, n)' : 'vector(n)');
