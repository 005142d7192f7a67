/** How a name is taken apart for typesetting: accents, Greek, subscripts, the d of a differential. */

/** Greek letters: the spelled name, which is what Typst calls the letter, the letter, the LaTeX macro. `var…` forms follow the letters that are drawn so. */
const greek = [
  ['alpha', 'α', '\\alpha'], ['beta', 'β', '\\beta'], ['gamma', 'γ', '\\gamma'], ['delta', 'δ', '\\delta'], ['epsilon', 'ε', '\\varepsilon'], ['zeta', 'ζ', '\\zeta'],
  ['eta', 'η', '\\eta'], ['theta', 'θ', '\\theta'], ['iota', 'ι', '\\iota'], ['kappa', 'κ', '\\kappa'], ['lambda', 'λ', '\\lambda'], ['mu', 'μ', '\\mu'],
  ['nu', 'ν', '\\nu'], ['xi', 'ξ', '\\xi'], ['omicron', 'ο', 'o'], ['pi', 'π', '\\pi'], ['rho', 'ρ', '\\rho'], ['sigma', 'σ', '\\sigma'], ['tau', 'τ', '\\tau'],
  ['upsilon', 'υ', '\\upsilon'], ['phi', 'φ', '\\varphi'], ['chi', 'χ', '\\chi'], ['psi', 'ψ', '\\psi'], ['omega', 'ω', '\\omega'],
  ['Gamma', 'Γ', '\\Gamma'], ['Delta', 'Δ', '\\Delta'], ['Theta', 'Θ', '\\Theta'], ['Lambda', 'Λ', '\\Lambda'], ['Xi', 'Ξ', '\\Xi'], ['Pi', 'Π', '\\Pi'],
  ['Sigma', 'Σ', '\\Sigma'], ['Upsilon', 'Υ', '\\Upsilon'], ['Phi', 'Φ', '\\Phi'], ['Psi', 'Ψ', '\\Psi'], ['Omega', 'Ω', '\\Omega'],
] as const;

/** Letters with a macro of their own. */
const letterMacros: Readonly<Record<string, string>> = {
  ...Object.fromEntries(greek.map(([, letter, macro]) => [letter, macro])),
  'ϵ': '\\epsilon', 'ϕ': '\\phi', 'ϑ': '\\vartheta', 'ϱ': '\\varrho', 'ϖ': '\\varpi', 'ς': '\\varsigma', 'ℓ': '\\ell', 'ℝ': '\\mathbb{R}', 'ℏ': '\\hbar',
};
const greekWords: ReadonlyMap<string, string> = new Map(greek.map(([word, letter]) => [letter, word]));
const spelledLetters: ReadonlyMap<string, string> = new Map(greek.map(([word, letter]) => [word, letter]));

interface Accent { readonly latex: string; readonly typst: string }
/** Combining marks that LaTeX and Typst have an accent for. */
const accents: Readonly<Record<string, Accent>> = {
  '\u0302': { latex: '\\hat',   typst: 'hat' },
  '\u0303': { latex: '\\tilde', typst: 'tilde' },
  '\u0304': { latex: '\\bar',   typst: 'macron' },
  '\u0305': { latex: '\\bar',   typst: 'macron' },
  '\u0307': { latex: '\\dot',   typst: 'dot' },
  '\u0308': { latex: '\\ddot',  typst: 'dot.double' },
  '\u20d7': { latex: '\\vec',   typst: 'arrow' },
  '\u0301': { latex: '\\acute', typst: 'acute' },
  '\u0300': { latex: '\\grave', typst: 'grave' },
  '\u030c': { latex: '\\check', typst: 'caron' },
  '\u0306': { latex: '\\breve', typst: 'breve' },
};

export const subscriptDigits = '₀₁₂₃₄₅₆₇₈₉';

export interface NameParts {
  /** What stands before the name of a function: `∇`, `∇²`, and `D` or `H` where arguments are said. */
  readonly nabla: '' | '∇' | '∇²' | 'D' | 'H';
  /** The arguments in which it is differentiated, as digits: `12` of `∇²₁₂h`. */
  readonly slots: string;
  readonly differential: boolean;
  /** The name without subscripts: a letter with its accents, or a word. */
  readonly base: string;
  readonly subscripts: readonly string[];
}

const NABLAS = ['∇', '∇²', 'D', 'H'] as const;
const digitsOf = (subscripts: string): string => [...subscripts].map((digit) => subscriptDigits.indexOf(digit)).join('');

/** `w_1`, `w1`, `w₁` are w with the subscript 1; `dX` is the differential of X; `lambda` is λ. */
export function partsOf(name: string): NameParts {
  const [mark = '', sign = '', below = ''] = /^(∇²?|[DH](?=[₁-₉]+\p{L}))([₁-₉]*)/u.exec(name) ?? [];
  const nabla = NABLAS.find((each) => each === sign) ?? '';
  const plain = name.slice(mark.length).replace(/[₀-₉]+/gu, (digits) => `_${digitsOf(digits)}`);
  const [head = '', ...rest] = plain.split(/(?<=.)_(?=.)/u);
  const numbered = /^(\p{L}\p{M}*)(\d+)$/u.exec(head) ?? /^(\p{L}+)(\d+)$/u.exec(head);
  const stem = numbered?.[1] ?? head;
  const subscripts = numbered?.[2] === undefined ? rest : [numbered[2], ...rest];
  const changed = /^d(.+)$/u.exec(stem)?.[1];
  const differential = changed !== undefined && (isLetter(changed) || spelledLetters.has(changed) || /^\p{Lu}/u.test(changed));
  const base = differential ? changed : stem;
  return { nabla, slots: digitsOf(below), differential, base: spelledLetters.get(base) ?? base, subscripts: subscripts.map((part) => spelledLetters.get(part) ?? part) };
}

/** Whether a base is one letter, accents aside. */
export const isLetter = (base: string): boolean => /^\p{L}\p{M}*$/u.test(base);

/** Combining marks that stay on the letters of a word; others have no LaTeX form and are left out. */
const unknownMarks = new RegExp(`(?![${Object.keys(accents).join('')}])\\p{M}|[\u0305\u20d7]`, 'gu');

/** Bold and slanted Greek letters and letters without dots are characters of their own, which KaTeX does not know: the plain ones. */
const upright = (text: string): string => text.replace(/[\u{1D6A4}-\u{1D7CB}]/gu, (letter) => letter.normalize('NFKC'));

/** Text for LaTeX with every character that means something there made harmless; KaTeX knows no other space or control character than the blank. */
export const escapeLatex = (text: string): string => upright(text).normalize('NFD').replace(unknownMarks, '').normalize('NFC').replace(/[\p{Z}\p{C}]/gu, ' ').replace(/[\\{}$&#^_~%<>|"`']/gu, (character) => escapes[character] ?? `\\${character}`);
const escapes: Readonly<Record<string, string>> = { '\\': '\\backslash{}', '^': '\\wedge{}', '~': '\\sim{}', '<': '<', '>': '>', '|': '\\vert{}', '"': "''", '`': "'", "'": "'" };

/** A letter with what stands over it, the innermost mark first. */
function accented(base: string, letter: (plain: string) => string, over: (accent: Accent, text: string) => string): string {
  const [plain = '', ...marks] = upright(base).normalize('NFD');
  return marks.reduce((text, mark) => { const accent = accents[mark]; return accent === undefined ? text : over(accent, text); }, letter(plain));
}

/** One letter, or a word set as a word. */
export const letterLatex = (base: string, wordStyle: '\\mathit' | '\\mathrm'): string =>
  (isLetter(base) ? accented(base, (letter) => letterMacros[letter] ?? letter, ({ latex }, text) => `${latex}{${text}}`) : /^\d+$/u.test(base) ? base : `${wordStyle}{${escapeLatex(base)}}`);

/** The same in Typst, where a word is quoted: two letters side by side would be one name. */
export const letterTypst = (base: string, wordStyle: (quoted: string) => string): string =>
  (isLetter(base) ? accented(base, (letter) => greekWords.get(letter) ?? letter, ({ typst }, text) => `${typst}(${text})`) : /^\d+$/u.test(base) ? base : wordStyle(quotedTypst(base)));

/** Text in quotes: nothing in it means anything to Typst. */
export const quotedTypst = (text: string): string => `"${upright(text).normalize('NFC').replace(/[\p{Z}\p{C}]/gu, ' ').replace(/[\\"]/g, '\\$&')}"`;
