/** Plain words in the text of a document: what means something there is made harmless. */
import { letterLatex } from './names';

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
  '<': '\\textless{}', '>': '\\textgreater{}', '≠': '$\\neq$', '≤': '$\\leq$', '≥': '$\\geq$', '⟨': '$\\langle$', '⟩': '$\\rangle$', '∇': '$\\nabla$', '·': '$\\cdot$', '‖': '$\\|$', '∈': '$\\in$', '⊙': '$\\odot$',
};

/** Text fonts have no Greek. */
export const wordsLatex = (words: string): string => words.replace(/[\\{}$&#%_^~<>≠≤≥⟨⟩∇·‖∈⊙]|\p{Script=Greek}/gu, (character) => LATEX[character] ?? `$${letterLatex(character, '\\mathrm')}$`);

export const wordsMarkdown = (words: string): string => words.replace(/[\\`*_{}[\]<>#$|~&]/g, '\\$&');

/** A dash, a slash and quotes too: two of them are a long dash and a comment, and quotes curl. */
export const wordsTypst = (words: string): string => words.replace(/[\\`*_#$@<>~[\]"]|\/(?=[/*])|-(?=-)/g, '\\$&');
