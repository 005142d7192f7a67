/**
 * The languages that code is inserted in, and those of papers: where a function or a paragraph may stand, and how much room their formatters leave
 * around it.
 *
 * This is no parser of them. Expressions read code in which comments and the insides of literals are blank.
 */

export interface Language {
  /** Empty lines around a function: outermost, and inside something else. */
  readonly gaps: { readonly outer: number; readonly inner: number };
  /** Columns that emitted code is indented by. */
  readonly indentation: number;
  /** The end of a line below which code is a level deeper. */
  readonly opens: RegExp;
  /** Words that open and close something as brackets do, for where there are no braces. */
  readonly words?: { readonly open: RegExp; readonly close: RegExp };
  /** Code that ends with an opening bracket or word inside which a function may be defined. */
  readonly admits: RegExp;
  /** Code that ends in the middle of a statement. */
  readonly unfinished: RegExp;
  /** Code that starts in the middle of a statement. */
  readonly goesOn: RegExp;
  /** Blocks are lines that are indented alike. */
  readonly byIndentation?: true;
  /** Where a function goes that may not stand inside what its comment stands in: a language that reads from the top wants it before its use. */
  readonly outside: 'below' | 'above';
  /** Functions stand behind all other code of a file. */
  readonly atEnd?: true;
  /** Documentation stands above what it is about, in a docstring too. */
  readonly docstrings: 'above' | 'inside';
  /** A function that stands in a class belongs to no object: the line that opens a class, and what the function becomes behind such a line. */
  readonly member?: { readonly of: RegExp; readonly as: (definition: string, owner: string) => string };
  /** Text that is read: brackets are punctuation, and paragraphs stand apart. */
  readonly isProse?: true;
  /** What the text of a file stands behind. */
  readonly head?: RegExp;
  /** What gives `name` a meaning at the outermost level. */
  readonly declares: (name: string) => RegExp;
}

const NOTHING = /(?!)/;
/** Where levels open by words, all but lines that go on say so. */
const WORDS = /[^&,(]$/;
const escaped = (name: string): string => name.replace(/[^\w]/g, '\\$&');
/** A declaration that starts with one of these words. */
const declaredBy = (words: string) => (name: string): RegExp => new RegExp(`^[ \\t]*(?:${words})[ \\t]+${escaped(name)}(?![\\w$])`, 'm');
/** Operators with an operand on both sides cannot start or end a statement. */
const OPERATOR_BEFORE = '[=+\\-*/%&|^<>?:,.(\\[!~]';
const OPERATOR_AFTER = '[.,;:?)\\]=+\\-*/%<>&|^]';

/** Static methods of Python see each other through their class only: `Model.grad_f(w)` for `grad_f(w)`. */
function calledThrough(owner: string, definition: string): string {
  const [, name] = /^class\s+([\p{L}_][\p{L}\p{N}_]*)/u.exec(owner) ?? [];
  const defined = [...definition.matchAll(/^def (\w+)/gmu)].map(([, each = '']) => each);
  return name === undefined ? definition : defined.reduce((text, each) => text.replace(new RegExp(`(?<!^def )(?<![\\w.])${escaped(each)}(?=\\()`, 'gmu'), `${name}.${each}`), definition);
}

const PYTHON: Language = {
  gaps: { outer: 2, inner: 1 }, indentation: 4, opens: /:$/, byIndentation: true, outside: 'below', docstrings: 'inside',
  admits: NOTHING,
  member: { of: /^class\b/, as: (definition, owner) => calledThrough(owner, definition).replace(/^(?=def )/gm, '@staticmethod\n') },
  // A decorator belongs to what it stands above.
  unfinished: /\\$|(?:^|\n)[ \t]*@[^\n]*$/,
  goesOn: /^(?:elif|else|except|finally)\b|^case\b[^\n]*:/,
  declares: (name) => new RegExp(`^(?:${escaped(name)}[ \\t]*(?::[^=\\n]*)?=(?!=)|(?:async[ \\t]+)?(?:def|class)[ \\t]+${escaped(name)}\\b|for[ \\t]+${escaped(name)}[ \\t]+in\\b)`, 'm'),
};

const CPP: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 2, opens: /\{$/, outside: 'above', docstrings: 'above',
  admits: /(?:\bnamespace\b[\w:\s]*|\bextern\s*"\s*"\s*|\b(?:class|struct|union)\b[^;{}()=]*)\{$/,
  member: { of: /^(?:template\b.*)?\b(?:class|struct|union)\b/, as: (definition) => definition.replace(/^inline /gm, 'static ') },
  // A line for the preprocessor is complete.
  unfinished: /(?:^|\n)(?![ \t]*#)[^\n]*[^;{}:\s]$/,
  goesOn: new RegExp(`^(?:else|catch)\\b|^${OPERATOR_AFTER}`),
  declares: (name) => new RegExp(`^[^\\n;(){}=]*\\b${escaped(name)}[ \\t]*[({=;]`, 'm'),
};

const JAVASCRIPT: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 2, opens: /\{$/, outside: 'below', docstrings: 'above',
  // The body of a function, of a branch or of a loop, or a block by itself; no object and no class.
  admits: /(?:\)\s*(?::[^;{}=]*)?|=>\s*|\b(?:else|try|do|finally)\s*|[;{}]\s*|^\s*)\{$/,
  unfinished: new RegExp(`(?:${OPERATOR_BEFORE}|\\b(?:return|const|let|var|new|in|of|else|typeof|await|extends))(?<!\\+\\+|--|\\bcase\\b[^\\n;]*:|\\bdefault\\s*:)$|(?:^|\\n)[ \\t]*@[^\\n]*$`),
  goesOn: new RegExp(`^(?:else|catch|finally|in|instanceof)\\b|^[\`([]|^${OPERATOR_AFTER}`),
  declares: declaredBy('(?:export[ \\t]+(?:default[ \\t]+)?)?(?:const|let|var|class|enum|interface|type|(?:async[ \\t]+)?function\\*?)'),
};

const RUST: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 4, opens: /\{$/, outside: 'below', docstrings: 'above',
  // A module, or a block of statements; no type, literal or implementation, where it would be called by another name.
  admits: /(?:\bmod\s+\w+\s*|\)\s*(?:->[^;{}]*)?(?:\bwhere\b[^;{}]*)?|\b(?:else|loop|unsafe)\s*|\b(?:if|while|for)\b[^;{}]*|=>\s*)\{$/,
  unfinished: /(?:^|\n)(?![ \t]*#!\[)[^\n]*[^;{}\s]$/,
  goesOn: new RegExp(`^else\\b|^${OPERATOR_AFTER}`),
  declares: declaredBy('(?:pub(?:\\([^)]*\\))?[ \\t]+)?(?:(?:async|const|unsafe|extern)[ \\t]+)*(?:fn|struct|enum|union|trait|type|const|static|mod)'),
};

const JULIA: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 4, opens: WORDS, outside: 'below', docstrings: 'above',
  words: { open: /\b(?:function|if|for|while|begin|let|try|quote|struct|(?:bare)?module|macro|do)\b/, close: /\bend\b/ },
  admits: /\b(?:function|if|for|while|begin|let|try|quote|module|baremodule|macro|do)$/,
  unfinished: /(?:[=+\-*/\\^&|<>?:,~]|\b(?:in|isa))$|(?:^|\n)[ \t]*@\w+$/,
  goesOn: /^(?:else|elseif|catch|finally)\b/,
  declares: declaredBy('(?:const|function|struct|mutable[ \\t]+struct|abstract[ \\t]+type)'),
};

const R: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 2, opens: /\{$/, outside: 'below', docstrings: 'above',
  admits: /\{$/,
  unfinished: /(?:[=+\-*/^&|<>?:,~!]|%|\b(?:function|else|in|repeat))$/,
  goesOn: /^else\b/,
  declares: (name) => new RegExp(`^${escaped(name)}[ \\t]*(?:<-|=)`, 'm'),
};

/** Scripts define a function before they use it. */
const OCTAVE: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 4, opens: WORDS, outside: 'below', docstrings: 'inside',
  words: {
    open: /^[ \t]*(?:function|if|for|parfor|while|switch|try|do|unwind_protect|classdef|methods|properties|events|enumeration)\b(?![ \t]*=)/,
    close: /^[ \t]*(?:end\w*|until)\b/,
  },
  admits: NOTHING, unfinished: NOTHING, goesOn: NOTHING,
  declares: (name) => new RegExp(`^[ \\t]*function\\b[^\\n]*\\b${escaped(name)}\\b`, 'm'),
};

/** Whether a file is a script, functions or a class: functions at its end are legal in all of them. */
const MATLAB: Language = { ...OCTAVE, atEnd: true };

const FORTRAN: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 2, opens: WORDS, outside: 'above', docstrings: 'above',
  words: {
    open: /^[ \t]*(?:(?:sub)?module(?![ \t]+(?:procedure|subroutine|function)\b)|program|(?:(?!end\b)\w[\w()=*, \t]*[ \t])?(?:subroutine|function))[ \t(]+\w+/i,
    close: /^[ \t]*end[ \t]*(?:(?:sub)?module|program|subroutine|function|procedure)?(?:[ \t]+\w+)?[ \t]*$/i,
  },
  admits: NOTHING, unfinished: /&$/, goesOn: NOTHING,
  declares: (name) => new RegExp(`^[ \\t]*module[ \\t]+${escaped(name)}\\b`, 'im'),
};

const PROSE: Language = {
  gaps: { outer: 1, inner: 1 }, indentation: 2, opens: NOTHING, outside: 'below', docstrings: 'inside', isProse: true,
  admits: NOTHING, unfinished: NOTHING, goesOn: NOTHING, declares: () => NOTHING,
};

const LATEX: Language = {
  ...PROSE, opens: /\\(?:begin\{[^}]*\}|\[)$/, head: /\\begin\{document\}/,
  words: { open: /\\begin\{(?!document\})[^}]*\}|\\\[/, close: /\\end\{(?!document\})[^}]*\}|\\\]/ },
  // A theorem or a list, and no mathematics or table.
  admits: /\\begin\{(?!(?:equation|align|alignat|flalign|gather|multline|eqnarray|math|displaymath|dmath|split|aligned|gathered|cases|array|\w?matrix|tabular\w?|longtable|tikzpicture)\*?\})[^}]*\}$/,
};

/** By the identifier of the language of a target. */
const languages: Readonly<Record<string, Language>> = {
  python: PYTHON, cpp: CPP, javascript: JAVASCRIPT, typescript: JAVASCRIPT, rust: RUST, julia: JULIA, r: R, matlab: MATLAB, octave: OCTAVE, FortranFreeForm: FORTRAN,
  latex: LATEX, markdown: PROSE, typst: PROSE,
};

/** A language without a row is one where functions stand wherever they like. */
const PLAIN: Language = { gaps: { outer: 1, inner: 1 }, indentation: 4, opens: WORDS, outside: 'below', docstrings: 'above', admits: /[{([]$/, unfinished: NOTHING, goesOn: NOTHING, declares: declaredBy('\\w+') };

export const languageNamed = (languageId: string): Language => languages[languageId] ?? PLAIN;
