/** Plain words in LaTeX's text mode. */
const CHARACTERS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
  '≠': '$\\neq$', '≤': '$\\leq$', '≥': '$\\geq$', '⟨': '$\\langle$', '⟩': '$\\rangle$', '∇': '$\\nabla$', '·': '$\\cdot$', '‖': '$\\|$', '∈': '$\\in$', '⊙': '$\\odot$',
};

export const latexText = (words: string): string => words.replace(/[\\{}$&#%_^~≠≤≥⟨⟩∇·‖∈⊙]/gu, (character) => CHARACTERS[character] ?? character);
