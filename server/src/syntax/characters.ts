/** The characters of the language beyond ASCII letters: which spellings stand for which symbol, and what superscripts say. */

/** Spellings that read as another symbol: what people paste from papers, slides and other languages. */
export const spellings: Readonly<Record<string, string>> = {
  '−': '-', '∗': '*', '·': '*', '⋅': '*', '∙': '*',
  '⊙': '.*', '∘': '.*', '⊘': './',
  '′': "'", '’': "'", '⊤': "'", "^⊤": "'", 'ᵀ': "'", ".'": "'", '.T': "'",
  '⟨': '<', '⟩': '>', '∥': '‖',
  '→': '->',
};

/** Characters that are not in the language, and what to write in their place. */
export const replacements: Readonly<Record<string, string>> = {
  '@': "'*' for the matrix product", '**': "'^'", '{': "'('", '}': "')'", '–': "'-'", '—': "'-'", '÷': "'/'", '½': "'1/2*'", '¼': "'1/4*'", '√': "'sqrt(…)'", '∑': "'sum(…)'", '∏': "'prod(…)'",
  '"': "a quote (') for a transpose", '`': "a quote (') for a transpose", '%': "'#' for a comment", '.\\': "'./' with the sides exchanged", ':=': "'='", '≔': "'='", '≡': "'=='", '∂': "'differential f'", '…': "'..'",
};

/** What the superscript characters stand for. `ˣ` between two of them is the × of a shape (`ℝⁿˣᵈ`). */
export const superscripts: Readonly<Record<string, string>> = {
  '⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9', '⁻': '-', '⁺': '+',
  'ᵃ': 'a', 'ᵇ': 'b', 'ᶜ': 'c', 'ᵈ': 'd', 'ᵉ': 'e', 'ᶠ': 'f', 'ᵍ': 'g', 'ʰ': 'h', 'ⁱ': 'i', 'ʲ': 'j', 'ᵏ': 'k', 'ˡ': 'l', 'ᵐ': 'm', 'ⁿ': 'n', 'ᵒ': 'o', 'ᵖ': 'p',
  'ʳ': 'r', 'ˢ': 's', 'ᵗ': 't', 'ᵘ': 'u', 'ᵛ': 'v', 'ʷ': 'w', 'ˣ': 'x', 'ʸ': 'y', 'ᶻ': 'z',
  'ᴬ': 'A', 'ᴮ': 'B', 'ᴰ': 'D', 'ᴱ': 'E', 'ᴳ': 'G', 'ᴴ': 'H', 'ᴵ': 'I', 'ᴶ': 'J', 'ᴷ': 'K', 'ᴸ': 'L', 'ᴹ': 'M', 'ᴺ': 'N', 'ᴼ': 'O', 'ᴾ': 'P', 'ᴿ': 'R', 'ᵁ': 'U', 'ⱽ': 'V', 'ᵂ': 'W',
};

/** The subscript of a norm, and the function that it names: `‖x‖₂`, `||X||_F`. */
export const normSubscripts: Readonly<Record<string, string>> = {
  _1: 'norm1', '₁': 'norm1', _2: 'norm2', '₂': 'norm2', _F: 'normF', _inf: 'norminf', '_∞': 'norminf', '_*': 'nuc',
};
