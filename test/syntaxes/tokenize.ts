/** The committed grammars, run by the engine that the editor uses, over stubs of host grammars. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const folder = new URL('../../syntaxes/', import.meta.url);
const committed: Readonly<Record<string, string>> = {
  'source.mcalc': 'mcalc.tmLanguage.json',
  'mcalc.injection': 'mcalc.injection.tmLanguage.json',
  'mcalc.comment.injection': 'mcalc.comment.tmLanguage.json',
  'mcalc.markdown.injection': 'mcalc.markdown.tmLanguage.json',
};

const comment = (name: string, begin: string, end: string): unknown => ({ name, begin, end, beginCaptures: { 0: { name: 'punctuation.definition.comment' } } });
/** As little of each host as it takes to show that its comments end where they end. */
const stubs: Readonly<Record<string, unknown>> = {
  'source.python': { patterns: [comment('comment.line.number-sign.python', '(^[ \\t]+)?(?=#)', '(?!\\G)'), comment('string.quoted.docstring.multi.python', '"""', '"""'), { name: 'string.quoted.single.python', match: '\'[^\']*\'' }, { name: 'keyword.python', match: '\\b(?:def|return)\\b' }] },
  'source.cpp': { patterns: [comment('comment.line.double-slash.cpp', '//', '$'), comment('comment.block.cpp', '/\\*', '\\*/'), { name: 'string.quoted.double.cpp', match: '"[^"]*"' }, { name: 'keyword.cpp', match: '\\b(?:int|return)\\b' }] },
  'source.matlab': { patterns: [comment('comment.line.percentage.matlab', '%', '$')] },
  'source.lua': { patterns: [{ name: 'comment.line.double-dash.lua', match: '--.*$' }] },
  'source.fortran.fixed': { patterns: [{ name: 'comment.line.fortran', match: '^[cC*].*$' }, { name: 'comment.line.fortran', match: '!.*$' }] },
  'text.tex.latex': { patterns: [{ name: 'comment.line.percentage.tex', match: '(?<!\\\\)%.*$' }] },
  'text.html.markdown': { patterns: [{ name: 'markup.fenced_code.block.markdown', begin: '^\\s*(`{3,})(\\w*).*$', end: '^\\s*\\1\\s*$' }, comment('comment.block.html', '<!--', '-->')] },
};

const wasm = loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));

const registry = new Registry({
  onigLib: wasm.then(() => ({ createOnigScanner, createOnigString })),
  loadGrammar: async (scopeName) => {
    const file = committed[scopeName];
    if (file !== undefined) return parseRawGrammar(readFileSync(new URL(file, folder), 'utf8'), file);
    const stub = stubs[scopeName];
    return stub === undefined ? null : parseRawGrammar(JSON.stringify({ scopeName, ...stub }), `${scopeName}.json`);
  },
  getInjections: (scopeName) => (scopeName === 'source.mcalc' ? [] : Object.keys(committed).filter((name) => name.endsWith('injection'))),
});

async function grammarOf(scopeName: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar for ${scopeName}`);
  return grammar;
}

/** Every piece of text with the innermost scope it is in, a line per line; `¬` before what is not mcalc. White space is left out. */
export async function scopes(text: string, scopeName = 'source.mcalc'): Promise<readonly string[]> {
  const grammar = await grammarOf(scopeName);
  let state = INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes: stack }) => {
      const piece = line.slice(startIndex, endIndex).trim();
      const inner = stack.at(-1)?.replace(/\.mcalc$/, '') ?? '';
      const within = scopeName === 'source.mcalc' || stack.some((name) => name.startsWith('meta.embedded.'));
      return piece === '' ? [] : [`${within ? '' : '¬'}${piece}‹${inner}›`];
    }).join(' ');
  });
}
