/** textDocument/completion and completionItem/resolve: what can stand at the cursor. */
import type { Edit } from '../../../protocol/position';
import { functionNamed, signatures, type FunctionName } from '../operators/signatures';
import type { Binding } from '../semantics/meaning';
import { resultForms } from '../semantics/resultForms';
import { adjectives, type Property } from '../shapes/adjectives';
import { lex, type Token } from '../syntax/lex';
import { queryWords } from '../syntax/statements';
import type { QueryWord, ResultForm } from '../syntax/tree';
import { contextOf, isQueryWord, type Context } from './completionContext';
import type { Analysis } from '../service/analysis';
import { shapeUnicode } from '../typeset/unicode';
import { functionParts, readable } from './explanation';
import { line, written, type Part, type Style } from './markup';
import { MODELS } from './models';
import { SYMBOLS } from './symbolNames';

export type CompletionKind = 'variable' | 'definition' | 'dimension' | 'function' | 'keyword' | 'type' | 'adjective' | 'snippet' | 'character';

/** What the documentation is made of when it is asked for. */
export type CompletionKey = { readonly of: 'function'; readonly name: FunctionName } | { readonly of: 'adjective'; readonly word: Property } | { readonly of: 'model'; readonly label: string };

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  readonly edit: Edit;
  /** The new text has places to fill in. */
  readonly snippet: boolean;
  readonly filter: string | undefined;
  /** Items stand in the order of this text. */
  readonly sort: string;
  readonly key: CompletionKey | undefined;
}

type Plain = Pick<Completion, 'label' | 'kind'> & Partial<Pick<Completion, 'detail' | 'filter' | 'key'>> & { readonly text?: string; readonly fill?: string; /** Smaller stands higher. */ readonly rank?: number };

const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_₀-₉]*$/u;

/** `trigger`: the character that was typed, where it and no word asks. */
export function completion(analysis: Analysis, offset: number, snippets: boolean, trigger?: string): readonly Completion[] {
  const at = analysis.toVirtual(offset);
  const block = at === undefined ? undefined : analysis.embedded.blockAt(at);
  if (at === undefined || block === undefined) return [];
  const before = analysis.embedded.text.slice(block.virtual.start, at);
  const named = /\\([a-zA-Z]*)$/.exec(before);
  // After an operand the backslash solves: `A\b` must not turn into a letter.
  if (named !== null && !/[\p{L}\p{M}\p{Nd}_₀-₉)\]'ᵀ]\\[a-zA-Z]*$/u.test(before)) return finish(analysis, at, named[0].length, charactersNamed(), snippets);
  if (trigger === '\\') return [];
  const word = WORD.exec(before)?.[0] ?? '';
  const head = before.slice(0, before.length - word.length);
  if (/\d$/.test(head) && word !== '') return [];
  if (isComment(head)) return [];
  const tokens = statementTokens(head);
  const context = contextOf(tokens);
  // A bracket or a colon that was just typed asks for shapes only.
  if (trigger !== undefined && context !== 'type' && context !== 'set' && context !== 'dimension') return [];
  return finish(analysis, at, word.length, itemsFor(context, analysis, at, block.virtual.start + (tokens[0]?.start ?? head.length), tokens), snippets);
}

/** Whether the end of a text stands in a comment. */
const isComment = (head: string): boolean => { const last = lex(head).comments.at(-1); return last !== undefined && last.end === head.length && head.length > 0; };

/** The tokens of the statement that is being written, up to the cursor. */
function statementTokens(head: string): readonly Token[] {
  const { tokens } = lex(head);
  let depth = 0;
  let start = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'symbol' && /^[([]$/.test(token.text)) depth++;
    else if (token.kind === 'symbol' && /^[)\]]$/.test(token.text)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (token.kind === 'newline' || token.text === ';') && !continues(tokens[i - 1])) start = i + 1;
  }
  return tokens.slice(start).filter(({ kind }) => kind !== 'newline' && kind !== 'end');
}

const continues = (last: Token | undefined): boolean => last?.kind === 'symbol' && /^(?:[-+*/\\^=,:]|\.[*/^]|==|->)$/.test(last.text);

/** `start` is where the statement that is being written begins. */
function itemsFor(context: Context, analysis: Analysis, at: number, start: number, tokens: readonly Token[]): readonly Plain[] {
  switch (context) {
    case 'statement': return [...statements(), ...names(analysis, at, start), ...MODELS.map(({ label, summary, body }): Plain => ({ label, kind: 'snippet', detail: summary, fill: body, text: body, key: { of: 'model', label }, rank: 8 }))];
    case 'expression': return [...names(analysis, at, start), ...functions()];
    case 'type': return types();
    case 'set': return [...sets(), ...types()];
    case 'manifold': return MANIFOLDS;
    case 'afterType': return [{ label: 'on', kind: 'keyword', detail: 'on a manifold', text: 'on ', rank: 0 }];
    case 'equation': return ['==', 'solve'].filter((word) => !tokens.some(({ text }) => text === word)).slice(0, 1).map((label) => ({ label, kind: 'keyword', text: `${label} ` }));
    case 'dimension': return dimensions(analysis);
    case 'variable': return variables(analysis, at, start, tokens);
    case 'layout': return ['variable', 'numerator', 'denominator'].map((label) => ({ label, kind: 'keyword' }));
    case 'form': return formsFor(tokens);
    case 'afterQuery': return [...new Set(['wrt', ...clausesFor(tokens), 'unstructured', 'layout', 'as', ...tokens[0]?.text === 'check' ? ['=='] : []])].filter((word) => !tokens.some(({ kind, text }) => kind === 'name' && text === word)).map((label, i) => ({ label, kind: 'keyword', text: `${label} `, rank: i }));
    case 'name': return [];
  }
}

const FORM_DETAILS: Readonly<Record<ResultForm, string>> = {
  index:     'entry by entry, with explicit sums',
  kronecker: 'in vec coordinates: d vec(F) = K vec(dX)',
  operator:  'as a linear map of a change of the variable',
  bilinear:  'as a bilinear form of two changes of the variable',
  vech:      'by each free entry of a symmetric, triangular or diagonal variable once',
};

/** The clauses that only some queries have. */
const CLAUSES: { readonly [Word in QueryWord]?: readonly string[] } = { derivative: ['order'], taylor: ['order'], jvp: ['along'], vjp: ['along'], hvp: ['along'] };
const wordIn = (tokens: readonly Token[]): QueryWord | undefined => tokens.map(({ text }) => (Object.hasOwn(queryWords, text) ? queryWords[text] : undefined)).find((known) => known !== undefined);
const clausesFor = (tokens: readonly Token[]): readonly string[] => { const word = wordIn(tokens); return word === undefined ? [] : CLAUSES[word] ?? []; };

/** The forms that the answer to the query being written has. */
function formsFor(tokens: readonly Token[]): readonly Plain[] {
  const word = wordIn(tokens);
  return (word === undefined ? [] : resultForms[word]).map((label, i) => ({ label, kind: 'keyword', detail: FORM_DETAILS[label], rank: i }));
}

const keyword = (label: string, detail: string, fill: string): Plain => ({ label, kind: 'keyword', detail, fill, text: `${label} `, rank: 2 });

const statements = (): readonly Plain[] => [
  keyword('gradient',     'the gradient of a scalar function, in the shape of its variable', 'gradient ${1:f} wrt ${2:x}'),
  keyword('jacobian',     'the Jacobian, one row per output',                                'jacobian ${1:f} wrt ${2:x}'),
  keyword('hessian',      'the second derivative of a scalar function',                      'hessian ${1:f} wrt ${2:x}'),
  keyword('differential', 'the differential, linear in dx',                                  'differential ${1:f}'),
  keyword('derivative',   'a derivative of any order',                                       'derivative ${1:f} wrt ${2:x} order ${3:3}'),
  keyword('taylor',       'the Taylor expansion',                                            'taylor ${1:f} wrt ${2:x} order ${3:2}'),
  keyword('jvp',          'the Jacobian times a vector',                                     'jvp ${1:f} wrt ${2:x} along ${3:v}'),
  keyword('vjp',          'a vector times the Jacobian',                                     'vjp ${1:f} wrt ${2:x} along ${3:v}'),
  keyword('hvp',          'the Hessian times a vector',                                      'hvp ${1:f} wrt ${2:x} along ${3:v}'),
  keyword('check',        'a claim that is verified',                                        'check gradient ${1:f} wrt ${2:x} == ${3:g}'),
  keyword('implicit',     'an unknown that an equation defines',                             'implicit ${1:A*x} == ${2:b} solve ${3:x}'),
  keyword('layout',       'the layout of derivatives from here on',                          'layout ${1|variable,numerator,denominator|}'),
  keyword('inner',        'the inner product of a variable',                                 "inner ${1:w}: <u, v> = u'*${2:M}*v"),
];

/** The names that are bound before the cursor, and those that are used without a declaration. */
function names({ meaning }: Analysis, at: number, start: number): readonly Plain[] {
  const seen = new Set<string>();
  const items: Plain[] = [];
  for (const binding of meaning.bindings.toReversed()) {
    if (seen.has(binding.name) || binding.kind === 'index') continue;
    if (binding.span.end >= at && !(binding.kind === 'variable' && binding.origin === 'inferred' && binding.span.start > at)) continue;
    // A definition is not used in itself.
    if (binding.kind === 'definition' && binding.span.start >= start) continue;
    seen.add(binding.name);
    items.push(nameItem(binding));
  }
  return items;
}

function nameItem(binding: Binding): Plain {
  const label = binding.name;
  switch (binding.kind) {
    case 'variable': return { label, kind: 'variable', detail: shapeUnicode(binding.shape), rank: 0 };
    case 'definition': return { label, kind: 'definition', detail: binding.shape === undefined ? 'definition' : shapeUnicode(binding.shape), rank: 0 };
    case 'function': return { label, kind: 'function', detail: `→ ${shapeUnicode(binding.result)}`, fill: `${label}($0)`, text: label, rank: 0 };
    case 'dimension': return { label, kind: 'dimension', detail: 'dimension', rank: 3 };
    case 'index': return { label, kind: 'variable', detail: 'index', rank: 0 };
  }
}

const functions = (): readonly Plain[] => Object.keys(signatures).flatMap((key): readonly Plain[] => {
  const name = functionNamed(key);
  if (name === undefined) return [];
  const [first = ''] = signatures[name].signatures;
  return [{ label: name, kind: 'function', detail: readable(first), fill: `${name}($0)`, text: name, key: { of: 'function', name }, rank: 5 }];
});

const types = (): readonly Plain[] => [
  { label: 'matrix', kind: 'type', detail: 'rows and columns', fill: 'matrix(${1:n}, ${2:d})', text: 'matrix', rank: 0 },
  { label: 'vector', kind: 'type', detail: 'a column', fill: 'vector(${1:n})', text: 'vector', rank: 0 },
  { label: 'scalar', kind: 'type', detail: 'a number', rank: 0 },
  ...Object.entries(adjectives).filter(([, { manifold }]) => !manifold).map(([label, { meaning }]): Plain => ({ label, kind: 'adjective', detail: meaning, text: `${label} `, rank: 4, ...(isAdjective(label) ? { key: { of: 'adjective', word: label } } : {}) })),
];
function isAdjective(word: string): word is Property { return Object.hasOwn(adjectives, word); }

/** After `∈`: the sets that papers write. */
const sets = (): readonly Plain[] => [
  { label: 'R^n',     kind: 'type', detail: 'a column',                     fill: 'R^${1:n}',          text: 'R^n',     rank: 0 },
  { label: 'R^(n×d)', kind: 'type', detail: 'rows and columns',             fill: 'R^(${1:n}×${2:d})', text: 'R^(n×d)', rank: 0 },
  { label: 'R',       kind: 'type', detail: 'a number',                     rank: 0 },
  { label: 'S^n',     kind: 'type', detail: 'symmetric matrices',           fill: 'S^${1:n}',          text: 'S^n',     rank: 0 },
  { label: 'S++^n',   kind: 'type', detail: 'positive definite matrices',   fill: 'S++^${1:n}',        text: 'S++^n',   rank: 0 },
];

const MANIFOLDS: readonly Plain[] = Object.entries(adjectives).filter(([, { manifold }]) => manifold).map(([label, { meaning }]) => ({ label, kind: 'type', detail: meaning, ...(isAdjective(label) ? { key: { of: 'adjective', word: label } } : {}) }));

const dimensions = ({ meaning }: Analysis): readonly Plain[] =>
  [...new Set(meaning.bindings.filter(({ kind }) => kind === 'dimension').map(({ name }) => name))].map((label) => ({ label, kind: 'dimension', detail: 'dimension' }));

/** After `wrt`: the variables of the function first. */
function variables(analysis: Analysis, at: number, start: number, tokens: readonly Token[]): readonly Plain[] {
  const word = tokens.findIndex(isQueryWord);
  const of = tokens[word + 1];
  const binding = word >= 0 && of?.kind === 'name' ? analysis.meaning.lookup(of.text, at) : undefined;
  const own = binding?.kind === 'definition' ? new Set(analysis.answersOf(binding)?.query.wrt.map(({ name }) => name)) : undefined;
  return names(analysis, at, start).filter(({ kind }) => kind === 'variable').map((item) => ({ ...item, rank: own?.has(item.label) === true ? 0 : 3 }));
}

const charactersNamed = (): readonly Plain[] => SYMBOLS.map(([name, character]) => ({ label: `\\${name}`, kind: 'character', detail: character, text: character, filter: `\\${name}` }));

function finish(analysis: Analysis, at: number, length: number, items: readonly Plain[], snippets: boolean): readonly Completion[] {
  const range = analysis.rangeOf({ start: at - length, end: at });
  return items.map(({ label, kind, detail = '', filter, key, text = label, fill, rank = 5 }) => ({
    label, kind, detail, filter, key,
    snippet: snippets && fill !== undefined,
    edit: { range, newText: analysis.embedded.hostText(at, snippets && fill !== undefined ? fill : kind === 'snippet' ? text.replace(/\$\{\d+:([^}]*)\}|\$\d/g, '$1') : text) },
    sort: `${rank} ${label}`,
  }));
}

// ---- resolve

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The documentation of an item, from what it carries; undefined where it has none. */
export function completionDocumentation(key: unknown, style: Style): string | undefined {
  if (!isObject(key)) return undefined;
  const parts = partsOf(key);
  return parts === undefined ? undefined : written(parts, style);
}

function partsOf(key: Readonly<Record<string, unknown>>): readonly Part[] | undefined {
  switch (key['of']) {
    case 'function': { const name = typeof key['name'] === 'string' ? functionNamed(key['name']) : undefined; return name === undefined ? undefined : functionParts(name); }
    case 'adjective': { const { word } = key; return typeof word === 'string' && isAdjective(word) ? [line(adjectives[word].meaning)] : undefined; }
    case 'model': { const model = MODELS.find(({ label }) => label === key['label']); return model === undefined ? undefined : [line(model.summary), { kind: 'code', languageId: 'mcalc', source: model.body.replace(/\$\{\d+:([^}]*)\}|\$\d/g, '$1') }]; }
    default: return undefined;
  }
}

