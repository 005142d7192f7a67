/** Plain words in the text of a document: what means something there is made harmless. */
const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
  '<': '\\textless{}', '>': '\\textgreater{}', '≠': '$\\neq$', '≤': '$\\leq$', '≥': '$\\geq$', '⟨': '$\\langle$', '⟩': '$\\rangle$', '∇': '$\\nabla$', '·': '$\\cdot$', '‖': '$\\|$', '∈': '$\\in$', '⊙': '$\\odot$',
};

export const wordsLatex = (words: string): string => words.replace(/[\\{}$&#%_^~<>≠≤≥⟨⟩∇·‖∈⊙]/gu, (character) => LATEX[character] ?? character);

export const wordsMarkdown = (words: string): string => words.replace(/[\\`*_{}[\]<>#$|~&]/g, '\\$&');

/** A dash, a slash and quotes too: two of them are a long dash and a comment, and quotes curl. */
export const wordsTypst = (words: string): string => words.replace(/[\\`*_#$@<>~[\]"]|\/(?=[/*])|-(?=-)/g, '\\$&');
