/**
 * The TextMate grammars in syntaxes/, generated from the vocabulary of the language, so that a new function or adjective is coloured too.
 * `node scripts/grammar.mjs` writes them; a test says when they are out of date.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ROOT, say } from './steps.mjs';

/** @typedef {{ name?: string, contentName?: string, match?: string, begin?: string, end?: string, while?: string, include?: string, captures?: Captures, beginCaptures?: Captures, endCaptures?: Captures, whileCaptures?: Captures, patterns?: Rule[] }} Rule */
/** @typedef {Record<string, { name?: string, patterns?: Rule[] }>} Captures */

/** What the grammars take from the engine's tables. @returns {Promise<{ functions: string[], adjectives: string[], queries: string[], forms: string[] }>} */
async function vocabulary() {
  const contents = `
    import { signatures } from './server/src/operators/signatures';
    import { adjectives } from './server/src/shapes/adjectives';
    import { formWords, queryWords } from './server/src/syntax/statements';
    export const words = {
      functions: Object.entries(signatures).flatMap(([name, row]) => [name, ...(row.synonyms ?? [])]),
      adjectives: Object.keys(adjectives),
      queries: Object.keys(queryWords),
      forms: Object.keys(formWords),
    };`;
  const bundle = await build({ stdin: { contents, resolveDir: ROOT, loader: 'ts' }, bundle: true, format: 'esm', write: false });
  const { words } = await import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0]?.contents ?? '').toString('base64')}`);
  return words;
}

/** Longest first, so that no word hides one it begins. @param {readonly string[]} words */
const anyOf = (words) => [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');

// Expressions of Oniguruma. A name is as in syntax/lex.ts: superscript letters (of the class Lm) end it.
const NAME = String.raw`(?:(?!\p{Lm})[\p{L}_])(?:(?!\p{Lm})[\p{L}\p{M}\p{Nd}_₀-₉])*`;
const NAMES = String.raw`${NAME}(?:\s*,\s*${NAME})*`;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺';
/** What ends a statement on its line, also where the comment around it ends. */
const STATEMENT_END = String.raw`(?=;|$|#|//|\*/|"""|'''|=#|-\})`;

/** @param {string} name @param {string} match @returns {Rule} */
const rule = (name, match) => ({ name: `${name}.mcalc`, match });
/** @param {string} name @returns {{ name: string }} */
const scope = (name) => ({ name: `${name}.mcalc` });
/** @param {string} name @returns {Rule} */
const include = (name) => ({ include: `#${name}` });

/** @param {Awaited<ReturnType<typeof vocabulary>>} words */
function language(words) {
  /** @type {Record<string, Rule>} */
  const repository = {
    comment: {
      patterns: [
        { ...rule('comment.line.number-sign', String.raw`(#)[^\r\n]*?(?=\*/|"""|'''|$)`), captures: { 1: scope('punctuation.definition.comment') } },
        { ...rule('comment.line.double-slash', String.raw`(//)[^\r\n]*?(?=\*/|"""|'''|$)`), captures: { 1: scope('punctuation.definition.comment') } },
      ],
    },
    option: {
      patterns: [
        {
          match: String.raw`\b(inner)\s+(${NAME})\s*(:)`,
          captures: { 1: scope('keyword.control.option'), 2: { patterns: [include('name')] }, 3: scope('punctuation.separator.declaration') },
        },
        { match: String.raw`\b(layout)\s+(${NAME})`, captures: { 1: scope('keyword.control.option'), 2: scope('constant.language.layout') } },
      ],
    },
    definition: {
      patterns: [
        {
          match: String.raw`(${NAME})\s*(\()(\s*${NAMES}\s*)(\))\s*(=)(?!=)`,
          captures: {
            1: scope('entity.name.function'), 2: scope('punctuation.section.parameters.begin'),
            3: { patterns: [{ name: 'variable.parameter.mcalc', match: NAME }, rule('punctuation.separator.comma', ',')] },
            4: scope('punctuation.section.parameters.end'), 5: scope('keyword.operator.assignment'),
          },
        },
        { match: String.raw`(${NAME})\s*(=)(?!=)`, captures: { 1: scope('entity.name.variable'), 2: scope('keyword.operator.assignment') } },
      ],
    },
    declaration: {
      name: 'meta.declaration.mcalc',
      // Not in brackets: `X[i, :]`, `A[1, i:j]`.
      begin: String.raw`(?<![\[(,\p{L}\p{Nd}_])(?<![\[(,] )(${NAMES})\s*(:(?!=)|∈|\bin\b)`,
      end: STATEMENT_END,
      beginCaptures: { 1: { patterns: [include('name'), rule('punctuation.separator.comma', ',')] }, 2: scope('punctuation.separator.declaration') },
      patterns: [
        rule('storage.type', String.raw`\b(?:scalar|vector|matrix)\b`),
        rule('storage.modifier', String.raw`\b(?:${anyOf(words.adjectives)})\b`),
        rule('storage.type.set', String.raw`(?:\b[RS]|[ℝ𝕊])(?:\+\+?|[₊]+)?(?=[\^ⁿᵐᵈ${SUPERSCRIPTS}\p{Lm}]|\s*${STATEMENT_END})`),
        rule('storage.type.function', '->|→'),
        { name: 'variable.other.dimension.mcalc', match: NAME },
        include('number'), include('operator'), include('punctuation'),
      ],
    },
    query: {
      patterns: [
        rule('keyword.control.query', String.raw`(?:\b(?:${anyOf(words.queries.filter((word) => word !== '∇'))})\b|∇)(?!\s*[=:,∈)])`),
        rule('keyword.control.claim', String.raw`\bcheck\b(?!\s*[=:,∈)])`),
        { match: String.raw`\b(as)\s+(${anyOf(words.forms)})\b`, captures: { 1: scope('keyword.other.clause'), 2: scope('constant.language.form') } },
        rule('keyword.other.clause', String.raw`\b(?:wrt|order|along|unstructured|where)\b(?!\s*[=:∈])`),
        rule('keyword.control.reserved', String.raw`\b(?:implicit|rule)\b(?=\s+\p{L})`),
      ],
    },
    call: {
      patterns: [
        rule('support.function', String.raw`\b(?:${anyOf(words.functions)})\b(?=\s*\.?\()`),
        { name: 'entity.name.function.call.mcalc', match: String.raw`${NAME}(?=\.?\()` },
      ],
    },
    number: {
      patterns: [
        rule('constant.numeric', String.raw`(?<![\p{L}_])(?:\d+(?:\.(?![*/^\\'.(\p{L}])\d*)?|\.\d+)(?:[eE][+-]?\d+)?`),
        rule('constant.numeric.exponent', String.raw`[${SUPERSCRIPTS}]+`),
      ],
    },
    operator: {
      patterns: [
        rule('keyword.operator.comparison', '=='),
        rule('keyword.operator.transpose', String.raw`(?<=[\p{L}\p{M}\p{Nd}_₀-₉)\]'′’${SUPERSCRIPTS}])['′’]|⁻?ᵀ|\^\s*⊤|\.T\b|(?<=\^)T\b`),
        rule('keyword.operator.arithmetic', String.raw`\.[*/^]|[-+*/\\^−∗·⋅∙×⊙∘⊘⊗]`),
        rule('keyword.operator.range', String.raw`\.\.`),
        rule('keyword.operator.norm', String.raw`‖|∥|\|\|?`),
        rule('keyword.operator.inner-product', '[<>⟨⟩]'),
        rule('keyword.operator.assignment', '='),
      ],
    },
    name: {
      patterns: [
        rule('constant.language', '∞'),
        // Where a theme tells constants, language variables and variables apart, so do matrices, scalars and vectors.
        { name: 'variable.other.constant.matrix.mcalc', match: String.raw`\p{Lu}(?:(?!\p{Lm})[\p{L}\p{M}\p{Nd}_₀-₉])*` },
        { name: 'variable.language.scalar.mcalc', match: String.raw`[\p{Greek}&&[\p{Ll}]](?:(?!\p{Lm})[\p{L}\p{M}\p{Nd}_₀-₉])*` },
        { name: 'variable.other.vector.mcalc', match: NAME },
      ],
    },
    punctuation: {
      patterns: [
        rule('punctuation.section.brackets', String.raw`\.?\(|[()\[\]]`), rule('punctuation.separator.comma', ','), rule('punctuation.terminator.statement', ';'),
        rule('punctuation.separator.colon', ':'),
      ],
    },
  };
  return {
    name: 'mcalc', scopeName: 'source.mcalc', fileTypes: ['mcalc'],
    patterns: ['comment', 'option', 'definition', 'declaration', 'query', 'call', 'number', 'operator', 'name', 'punctuation'].map(include),
    repository,
  };
}

const SOURCE = { include: 'source.mcalc' };
const MARKER = String.raw`(mcalc:)`;
/** Leaders of line comments in all host languages; together with the marker none is mistaken for an operator of another host. */
const LEADER = String.raw`(#[#:!']*|//[/!<]*|%+|---?|![!<>]*)`;

/**
 * Marked line comments, at the level of the host's code; the host's own rule for comments is not asked. The text is coloured as mcalc but stays
 * the host's language (`embeddedLanguages` in the manifest names fences only), so that toggling a comment still uses the host's leader.
 */
function lineComments() {
  return {
    name: 'mcalc in line comments', scopeName: 'mcalc.injection',
    injectionSelector: 'L:source - comment - string - source.mcalc, L:text.tex - comment - string',
    patterns: [
      {
        begin: String.raw`^([ \t]*)${LEADER}([ \t]*)${MARKER}`,
        // The same leader, and text that starts right of the marker; or nothing but the leader.
        while: String.raw`^\1(\2)(?=\3[ \t]+\S|[ \t]*$)(?!\3[ \t]+mcalc:)`,
        beginCaptures: { 2: scope('comment.line punctuation.definition.comment'), 4: scope('keyword.other.marker') },
        whileCaptures: { 1: scope('comment.line punctuation.definition.comment') },
        contentName: 'meta.embedded.line.mcalc', patterns: [SOURCE],
      },
      {
        // Column 1 of fixed-form Fortran.
        begin: String.raw`^([cC*])([ \t]+)${MARKER}`,
        while: String.raw`^(\1)(?=\2[ \t]+\S|[ \t]*$)`,
        beginCaptures: { 1: scope('comment.line punctuation.definition.comment'), 3: scope('keyword.other.marker') }, whileCaptures: { 1: scope('comment.line punctuation.definition.comment') },
        contentName: 'meta.embedded.line.mcalc', patterns: [SOURCE],
      },
      {
        // After code: the lines that go on hold nothing but the comment.
        // White space before the leader is taken too, as hosts do that would otherwise begin further left.
        begin: String.raw`(?<!\\)[ \t]*${LEADER}([ \t]*)${MARKER}`,
        while: String.raw`^[ \t]+(\1)(?=\2[ \t]+\S)(?!\2[ \t]+mcalc:)`,
        beginCaptures: { 1: scope('comment.line punctuation.definition.comment'), 3: scope('keyword.other.marker') },
        whileCaptures: { 1: scope('comment.line punctuation.definition.comment') },
        contentName: 'meta.embedded.line.mcalc', patterns: [SOURCE],
      },
    ],
  };
}

/** Closers of the hosts' comments and docstrings. */
const CLOSERS = String.raw`(?=\*/|"""|'''|=#|-\}|-->)`;
const STAR = { match: String.raw`^[ \t]*(\*)(?!/)`, captures: { 1: scope('comment.block punctuation.definition.comment') } };

/** Marked lines within comments that have an end, and within docstrings. */
function blockComments() {
  return {
    name: 'mcalc in block comments', scopeName: 'mcalc.comment.injection',
    injectionSelector: 'L:comment.block - source.mcalc, L:string.quoted.docstring - source.mcalc, L:string.docstring - source.mcalc',
    patterns: [
      {
        begin: String.raw`^([ \t]*\*?[ \t]*)${MARKER}`,
        end: String.raw`${CLOSERS}|^(?!\1[ \t]+\S|[ \t]*\*?[ \t]*$)`,
        beginCaptures: { 2: scope('keyword.other.marker') },
        contentName: 'meta.embedded.line.mcalc', patterns: [STAR, SOURCE],
      },
      {
        // On the opening line: prose under stars starts one column after the star, text of the block later; without stars it is indented.
        begin: String.raw`(?<=/\*|/\*\*|/\*!|"""|'''|#=|\{-|<!--)([ \t]*)${MARKER}`,
        end: String.raw`${CLOSERS}|^(?=[ \t]*\*[ \t]?[^\s*/]|[^\s*])`,
        beginCaptures: { 2: scope('keyword.other.marker') },
        contentName: 'meta.embedded.line.mcalc', patterns: [STAR, SOURCE],
      },
    ],
  };
}

/** Fences tagged `mcalc`, also in lists and block quotes. */
function fences() {
  return {
    name: 'mcalc in Markdown', scopeName: 'mcalc.markdown.injection',
    injectionSelector: 'L:text.html.markdown - markup.fenced_code.block.markdown, L:text.html.quarto - markup.fenced_code, L:text.html.rmarkdown - markup.fenced_code',
    patterns: [{
      name: 'markup.fenced_code.block.markdown',
      begin: '(^|\\G)(\\s*)(`{3,}|~{3,})[ \\t]*(\\{?[.#]?mcalc\\b[^`]*)$',
      end: String.raw`(^|\G)[ \t]*(\3)[ \t]*$`,
      beginCaptures: { 3: { name: 'punctuation.definition.markdown' }, 4: { name: 'fenced_code.block.language.markdown' } },
      endCaptures: { 2: { name: 'punctuation.definition.markdown' } },
      contentName: 'meta.embedded.block.mcalc', patterns: [SOURCE],
    }],
  };
}

/** All grammars by file name, as text. @returns {Promise<Readonly<Record<string, string>>>} */
export async function grammars() {
  const files = {
    'mcalc.tmLanguage.json': language(await vocabulary()),
    'mcalc.injection.tmLanguage.json': lineComments(),
    'mcalc.comment.tmLanguage.json': blockComments(),
    'mcalc.markdown.tmLanguage.json': fences(),
  };
  return Object.fromEntries(Object.entries(files).map(([file, grammar]) => [file, `${JSON.stringify({ $comment: 'Generated by scripts/grammar.mjs.', ...grammar }, null, 2)}\n`]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, text] of Object.entries(await grammars())) {
    await writeFile(join(ROOT, 'syntaxes', file), text);
    say(`syntaxes/${file}`);
  }
}
