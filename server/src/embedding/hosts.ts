/**
 * The host languages: what a comment is in each, and what only looks like one.
 *
 * One row per language. `forms` are tried in order at every position of the code; the first that opens there wins. Openers and
 * closers are regular expressions; `$1` in a closer stands for what the first group of the opener matched (`R"x(…)x"`, `[==[…]==]`).
 * Strings are listed only so that nothing inside them is taken for a comment, so a form needs to be right about where it ends, no more.
 */

export type Form =
  /** A comment to the end of the line. `leader`: characters that may follow the opener directly and belong to it (`///`, `#'`, `%%`). `written`: how we open one. */
  | { readonly kind: 'line'; readonly open: string; readonly leader: string; readonly written: string }
  /** A comment with an end. `starred`: lines may be decorated with a `*` below the opener. */
  | { readonly kind: 'block'; readonly open: string; readonly close: string; readonly nested: boolean; readonly starred: boolean }
  | StringForm
  /** A string that is documentation where it stands as a statement of its own, with `lead` before it on its line; a string elsewhere. */
  | (Omit<StringForm, 'kind'> & { readonly kind: 'docstring'; readonly lead: string })
  /** Text to be stepped over whole: character literals, regular expressions. `operand`: only where an operand is expected. */
  | { readonly kind: 'token'; readonly open: string; readonly where: 'anywhere' | 'operand' };

export interface StringForm {
  readonly kind: 'string';
  readonly open: string;
  readonly close: string;
  /** How the closer is written inside: after a backslash, twice, or not at all. */
  readonly escape: 'backslash' | 'doubled' | 'none';
  /** A string of one line ends with the line even where its closer is missing: half-typed code must not swallow the file. */
  readonly lines: 'one' | 'many';
  /** Code inside the string: the expression that opens it, and the bracket that closes it. */
  readonly hole?: readonly [open: string, close: string];
}

export interface Host {
  /** Editors' identifiers of the language; the first names the row. */
  readonly ids: readonly string[];
  /** With the dot, in lower case. */
  readonly extensions: readonly string[];
  /** `code`: comments by `forms`. `fences`: Markdown. `whole`: the file is mcalc text, a block per paragraph. `notebook`: JSON with cells. */
  readonly reading: 'code' | 'fences' | 'whole' | 'notebook';
  readonly forms: readonly Form[];
}

const line = (open: string, leader = '', written = open): Form => ({ kind: 'line', open, leader, written });
const block = (open: string, close: string, options: { nested?: boolean; starred?: boolean } = {}): Form =>
  ({ kind: 'block', open, close, nested: options.nested ?? false, starred: options.starred ?? false });
const text = (open: string, close: string, escape: StringForm['escape'], lines: StringForm['lines'], hole?: StringForm['hole']): StringForm =>
  ({ kind: 'string', open, close, escape, lines, ...(hole === undefined ? {} : { hole }) });
const docstring = (of: StringForm, lead: string): Form => ({ ...of, kind: 'docstring', lead });
const token = (open: string): Form => ({ kind: 'token', open, where: 'anywhere' });

// Line comments, with what documentation tools append to their opener.
const HASH         = line('#', '#:!\'');        // Python ## and #:, roxygen #'
const SLASHES      = line('//', '/!<');         // Doxygen and Rust ///, //!, ///<
const PERCENT      = line('%', '%');
const DASHES       = line('--', '-');           // Luadoc ---
const EXCLAMATION  = line('!', '!<>');          // FORD and Doxygen !!, !>, !<

// Comments with an end.
const SLASH_STAR   = block('/\\*', '\\*/', { starred: true });
const SLASH_STARS  = block('/\\*', '\\*/', { starred: true, nested: true });
const HTML_COMMENT = block('<!--', '-->');

/** Markdown's inline code, on one line. */
const CODE_SPAN    = text('(`+)', '$1', 'none', 'one');

// Strings shared by many languages.
const DOUBLE       = text('"', '"', 'backslash', 'one');
const SINGLE       = text("'", "'", 'backslash', 'one');
const DOUBLE_MANY  = text('"', '"', 'backslash', 'many');
const SINGLE_MANY  = text("'", "'", 'backslash', 'many');
const TRIPLE       = text('"{3}', '"{3}', 'backslash', 'many');
const RAW_TRIPLE   = text('"{3}', '"{3}', 'none', 'many');
/** `'a'`, `'\n'`, `'\''`; not the apostrophe of a lifetime or a name (`'a`, `x'`). */
const CHARACTER    = token("(?<![\\w'])'(?:\\\\[^\\n\\r]{1,10}?|[^'\\\\\\n\\r]{1,2})'");
/** C: several characters are allowed; the digit separator of 1'000 is not an opener, that of u8'x' is. */
const C_CHARACTER  = token("(?<!\\b[0-9][\\w']*)'(?:\\\\.|[^'\\\\\\n\\r])+'");
const C_RAW        = text('R"([^ ()\\\\\\s]{0,16})\\(', '\\)$1"', 'none', 'many');

// Python. A prefix makes no lexical difference except for f: a raw string cannot end with a backslash either.
const PY_LEAD      = '[a-zA-Z]{0,2}';
const PY_F         = '(?<=\\b(?:[fFtT][rR]?|[rR][fFtT]))';
const PY_DOC_2     = docstring(TRIPLE, PY_LEAD);
const PY_DOC_1     = docstring(text("'{3}", "'{3}", 'backslash', 'many'), PY_LEAD);
const PY_F_DOUBLE  = text(`${PY_F}"`, '"', 'backslash', 'one', ['\\{', '}']);
const PY_F_SINGLE  = text(`${PY_F}'`, "'", 'backslash', 'one', ['\\{', '}']);
const PYTHON       = [HASH, PY_DOC_2, PY_DOC_1, PY_F_DOUBLE, PY_F_SINGLE, DOUBLE, SINGLE];

// Julia. The apostrophe after an operand is the adjoint.
const JL_HOLE      = ['\\$\\(', ')'] as const;
const JULIA        = [
  block('#=', '=#', { nested: true }), HASH,
  docstring(text('"{3}', '"{3}', 'backslash', 'many', JL_HOLE), '(?:@doc[ \\t]+)?\\w*'), text('"', '"', 'backslash', 'many', JL_HOLE),
  token("(?<![\\w\\u0080-\\uffff!)\\]}'.])'(?:\\\\[^\\n\\r']{1,10}|\\\\'|[^'\\\\\\n\\r]{1,2})'"), text('`', '`', 'backslash', 'many'),
];

// MATLAB and Octave. The quote after an operand transposes; `%{` and `%}` count on lines of their own; `...` starts a comment.
const M_CONTINUED  = token('\\.\\.\\.[^\\n\\r]*');
const M_BLOCK      = block('^[ \\t]*[%#]\\{[ \\t]*$', '^[ \\t]*[%#]\\}[ \\t]*$', { nested: true });
const M_SINGLE     = text("(?<![\\w\\u0080-\\uffff)\\]}'\".])'", "'", 'doubled', 'one');
const MATLAB       = [M_BLOCK, PERCENT, line('#', '#'), M_CONTINUED, M_SINGLE, text('"', '"', 'doubled', 'one')];
const OCTAVE       = [M_BLOCK, PERCENT, line('#', '#'), M_CONTINUED, M_SINGLE, DOUBLE];

// R. Strings run over lines; r"(…)", r"-{…}-".
const R_RAW        = [['\\(', '\\)'], ['\\[', '\\]'], ['\\{', '\\}']].map(([open, close]) => text(`\\b[rR]["'](-*)${open}`, `${close}$1["']`, 'none', 'many'));
const R            = [HASH, ...R_RAW, DOUBLE_MANY, SINGLE_MANY, text('`', '`', 'backslash', 'one')];

const C_FAMILY     = [SLASHES, SLASH_STAR, C_RAW, DOUBLE, C_CHARACTER];
const RUST         = [SLASHES, SLASH_STARS, text('\\b[bc]?r(#*)"', '"$1', 'none', 'many'), DOUBLE_MANY, CHARACTER];
const GO           = [SLASHES, SLASH_STAR, text('`', '`', 'none', 'many'), DOUBLE, CHARACTER];
const JAVA         = [SLASHES, SLASH_STAR, TRIPLE, DOUBLE, CHARACTER];
const CSHARP       = [
  SLASHES, SLASH_STAR, text('("{3,})', '$1', 'none', 'many'), text('(?<=@\\$?)"', '"', 'doubled', 'many'),
  text('(?<=\\$)"', '"', 'backslash', 'one', ['\\{', '}']), DOUBLE, CHARACTER,
];
const KOTLIN_HOLE  = ['\\$\\{', '}'] as const;
const KOTLIN       = [SLASHES, SLASH_STARS, text('"{3}', '"{3}', 'none', 'many', KOTLIN_HOLE), text('"', '"', 'backslash', 'one', KOTLIN_HOLE), CHARACTER];
const SCALA        = [
  SLASHES, SLASH_STARS, text('(?<=\\w)"{3}', '"{3}', 'none', 'many', KOTLIN_HOLE), RAW_TRIPLE,
  text('(?<=\\w)"', '"', 'backslash', 'one', KOTLIN_HOLE), DOUBLE, CHARACTER,
];
const SWIFT        = [
  SLASHES, SLASH_STARS, text('(#+)"{3}', '"{3}$1', 'none', 'many'), text('(#+)"', '"$1', 'none', 'one'),
  text('"{3}', '"{3}', 'backslash', 'many', ['\\\\\\(', ')']), text('"', '"', 'backslash', 'one', ['\\\\\\(', ')']),
];
// JavaScript. A slash starts a regular expression where an operand is expected.
const JAVASCRIPT   = [
  token('^#![^\\n\\r]*'), SLASHES, SLASH_STAR, DOUBLE, SINGLE, text('`', '`', 'backslash', 'many', ['\\$\\{', '}']),
  { kind: 'token', open: '/(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\\\n\\r])*\\]|[^/\\\\\\[\\n\\r*])(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\\\n\\r])*\\]|[^/\\\\\\[\\n\\r])*/', where: 'operand' } as const,
];

const FORTRAN      = [EXCLAMATION, text('"', '"', 'doubled', 'one'), text("'", "'", 'doubled', 'one')];
const FORTRAN_77   = [line('^[cC*!]', '!<>', '!'), ...FORTRAN];
const LUA          = [block('--\\[(=*)\\[', '\\]$1\\]'), DASHES, text('\\[(=*)\\[', '\\]$1\\]', 'none', 'many'), DOUBLE, SINGLE];
const HASKELL      = [block('\\{-', '-\\}', { nested: true }), line('--+(?![!#$%&*+./<=>?@\\\\^~:])', '|^', '--'), DOUBLE, CHARACTER];

// Dart nests comments; a prefix makes a string raw.
const DART_HOLE    = ['\\$\\{', '}'] as const;
const DART         = [
  SLASHES, SLASH_STARS, text('(?<=\\br)("{3}|\'{3})', '$1', 'none', 'many'), text('(?<=\\br)(["\'])', '$1', 'none', 'one'),
  text('("{3}|\'{3})', '$1', 'backslash', 'many', DART_HOLE), text('(["\'])', '$1', 'backslash', 'one', DART_HOLE),
];
// OCaml and F#. The quote of a type variable ('a) opens nothing.
const PAREN_STARS  = block('\\(\\*(?!\\))', '\\*\\)', { nested: true });
const OCAML        = [PAREN_STARS, text('\\{([a-z_]*)\\|', '\\|$1\\}', 'none', 'many'), DOUBLE_MANY, CHARACTER];
const FSHARP       = [SLASHES, PAREN_STARS, TRIPLE, text('(?<=@\\$?)"', '"', 'doubled', 'many'), DOUBLE_MANY, CHARACTER];
const WOLFRAM      = [PAREN_STARS, DOUBLE_MANY];
// PHP: `#[` opens an attribute.
const PHP          = [line('#(?!\\[)', '', '#'), SLASHES, SLASH_STAR, DOUBLE_MANY, SINGLE_MANY];
const RUBY_HOLE    = ['#\\{', '}'] as const;
const RUBY         = [block('^=begin\\b', '^=end\\b'), HASH, text('"', '"', 'backslash', 'many', RUBY_HOLE), SINGLE_MANY, text('`', '`', 'backslash', 'many', RUBY_HOLE)];
// Zig: `\\\\` makes the rest of a line text.
const ZIG          = [SLASHES, token('\\\\\\\\[^\\n\\r]*'), DOUBLE, CHARACTER];
const NIM          = [block('##?\\[', '\\]##?', { nested: true }), HASH, TRIPLE, DOUBLE, CHARACTER];

// TeX. `\%` is a percent sign unless the backslash itself is the second of two; verbatim text has no comments.
const TEX          = [
  block('\\\\begin\\{comment\\}', '\\\\end\\{comment\\}'), text('\\\\begin\\{(verbatim\\*?|Verbatim|lstlisting|minted)\\}', '\\\\end\\{$1\\}', 'none', 'many'),
  token('\\\\(?:verb\\*?|lstinline)(?<fence>[^\\w\\s*])[^\\n\\r]*?\\k<fence>'), line('(?<=(?:^|[^\\\\])(?:\\\\\\\\)*)%', '%', '%'),
];

// Typst. No comment starts in an address, behind a backslash or in raw text.
const TYPST        = [text('(`{3,})', '$1', 'none', 'many'), text('`', '`', 'none', 'many'), token('https?://\\S*'), token('\\\\[^\\s]'), SLASHES, SLASH_STARS, DOUBLE];

export const hosts: readonly Host[] = [
  { ids: ['mcalc'],                                                    extensions: ['.mcalc'],                                                     reading: 'whole',    forms: [] },
  { ids: ['python', 'cython', 'mojo', 'sage', 'starlark'],             extensions: ['.py', '.pyi', '.pyw', '.pyx', '.mojo', '.sage'],              reading: 'code',     forms: PYTHON },
  { ids: ['julia'],                                                    extensions: ['.jl'],                                                        reading: 'code',     forms: JULIA },
  { ids: ['matlab'],                                                   extensions: ['.m'],                                                         reading: 'code',     forms: MATLAB },
  { ids: ['octave'],                                                   extensions: ['.octave'],                                                    reading: 'code',     forms: OCTAVE },
  { ids: ['r'],                                                        extensions: ['.r'],                                                         reading: 'code',     forms: R },
  { ids: ['c'],                                                        extensions: ['.c', '.h'],                                                   reading: 'code',     forms: C_FAMILY },
  { ids: ['cpp'],                                                      extensions: ['.cpp', '.cc', '.cxx', '.hpp', '.hh', '.hxx', '.ipp', '.inl'], reading: 'code',     forms: C_FAMILY },
  { ids: ['cuda-cpp', 'cuda'],                                         extensions: ['.cu', '.cuh'],                                                reading: 'code',     forms: C_FAMILY },
  { ids: ['objective-c', 'objective-cpp'],                             extensions: ['.mm'],                                                        reading: 'code',     forms: C_FAMILY },
  { ids: ['stan'],                                                     extensions: ['.stan'],                                                      reading: 'code',     forms: [SLASHES, HASH, SLASH_STAR, DOUBLE] },
  { ids: ['rust'],                                                     extensions: ['.rs'],                                                        reading: 'code',     forms: RUST },
  { ids: ['go'],                                                       extensions: ['.go'],                                                        reading: 'code',     forms: GO },
  { ids: ['java'],                                                     extensions: ['.java'],                                                      reading: 'code',     forms: JAVA },
  { ids: ['csharp'],                                                   extensions: ['.cs'],                                                        reading: 'code',     forms: CSHARP },
  { ids: ['javascript', 'javascriptreact'],                            extensions: ['.js', '.mjs', '.cjs', '.jsx'],                                reading: 'code',     forms: JAVASCRIPT },
  { ids: ['typescript', 'typescriptreact'],                            extensions: ['.ts', '.mts', '.cts', '.tsx'],                                reading: 'code',     forms: JAVASCRIPT },
  { ids: ['swift'],                                                    extensions: ['.swift'],                                                     reading: 'code',     forms: SWIFT },
  { ids: ['kotlin'],                                                   extensions: ['.kt', '.kts'],                                                reading: 'code',     forms: KOTLIN },
  { ids: ['scala'],                                                    extensions: ['.scala', '.sc'],                                              reading: 'code',     forms: SCALA },
  { ids: ['fortran', 'FortranFreeForm', 'fortran-modern'],             extensions: ['.f90', '.f95', '.f03', '.f08', '.f18'],                       reading: 'code',     forms: FORTRAN },
  { ids: ['fortran_fixed-form', 'FortranFixedForm', 'fortran-fixed'],  extensions: ['.f', '.for', '.f77', '.ftn'],                                 reading: 'code',     forms: FORTRAN_77 },
  { ids: ['lua'],                                                      extensions: ['.lua'],                                                       reading: 'code',     forms: LUA },
  { ids: ['haskell'],                                                  extensions: ['.hs'],                                                        reading: 'code',     forms: HASKELL },
  { ids: ['ocaml'],                                                    extensions: ['.ml', '.mli'],                                                reading: 'code',     forms: OCAML },
  { ids: ['fsharp'],                                                   extensions: ['.fs', '.fsx'],                                                reading: 'code',     forms: FSHARP },
  { ids: ['wolfram', 'mathematica'],                                   extensions: ['.wl', '.wls'],                                                reading: 'code',     forms: WOLFRAM },
  { ids: ['dart'],                                                     extensions: ['.dart'],                                                      reading: 'code',     forms: DART },
  { ids: ['php'],                                                      extensions: ['.php'],                                                       reading: 'code',     forms: PHP },
  { ids: ['ruby'],                                                     extensions: ['.rb'],                                                        reading: 'code',     forms: RUBY },
  { ids: ['zig'],                                                      extensions: ['.zig'],                                                       reading: 'code',     forms: ZIG },
  { ids: ['nim'],                                                      extensions: ['.nim'],                                                       reading: 'code',     forms: NIM },
  { ids: ['glsl', 'hlsl', 'wgsl', 'metal'],                            extensions: ['.glsl', '.vert', '.frag', '.comp', '.hlsl', '.wgsl', '.metal'], reading: 'code',     forms: C_FAMILY },
  { ids: ['latex', 'tex', 'doctex', 'latex-expl3', 'context'],         extensions: ['.tex', '.ltx', '.sty', '.cls', '.dtx'],                       reading: 'code',     forms: TEX },
  { ids: ['typst'],                                                    extensions: ['.typ'],                                                       reading: 'code',     forms: TYPST },
  { ids: ['html'],                                                     extensions: ['.html', '.htm'],                                              reading: 'code',     forms: [HTML_COMMENT] },
  { ids: ['markdown', 'quarto', 'rmd'],                                extensions: ['.md', '.markdown', '.qmd', '.rmd'],                           reading: 'fences',   forms: [HTML_COMMENT, CODE_SPAN] },
  { ids: ['ipynb', 'jupyter'],                                         extensions: ['.ipynb'],                                                     reading: 'notebook', forms: [] },
];

const byId = new Map(hosts.flatMap((host) => host.ids.map((id) => [id.toLowerCase(), host] as const)));
const byExtension = new Map(hosts.flatMap((host) => host.extensions.map((extension) => [extension, host] as const)));

/** The host with this identifier, in any case (`R`, `r`); undefined for a language without a row. */
export const hostOf = (languageId: string): Host | undefined => byId.get(languageId.toLowerCase());

/** The identifier of the language of a file, from the extension of its name; undefined for a language without a row. */
export function languageOfPath(path: string): string | undefined {
  const extension = /\.[^./\\]+$/.exec(path)?.[0];
  return extension === undefined ? undefined : byExtension.get(extension.toLowerCase())?.ids[0];
}

/** What stands before and behind the text of a comment on a line of its own; undefined where there are no comments, or no row. */
export function commentOf(languageId: string): { readonly open: string; readonly close: string } | undefined {
  const forms = hostOf(languageId)?.forms ?? [];
  const ofLine = forms.find((form) => form.kind === 'line');
  if (ofLine?.kind === 'line') return { open: `${ofLine.written} `, close: '' };
  const ofBlock = forms.find((form) => form.kind === 'block');
  const plain = (pattern: string): string => pattern.replace(/\(\?<?[!=](?:\\.|[^)\\])*\)/g, '').replace(/\\(.)/g, '$1');
  return ofBlock?.kind === 'block' ? { open: `${plain(ofBlock.open)} `, close: ` ${plain(ofBlock.close)}` } : undefined;
}
