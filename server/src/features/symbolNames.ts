/** Characters by their LaTeX names, for those whose keyboards lack them. */

const letters = (names: string, characters: string): readonly (readonly [string, string])[] => {
  const each = [...characters];
  return names.split(' ').map((name, i) => [name, each[i] ?? ''] as const);
};

export const SYMBOLS: readonly (readonly [name: string, character: string])[] = [
  ...letters('alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega', 'αβγδεζηθικλμνξοπρστυφχψω'),
  ...letters('Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega', 'ΓΔΘΛΞΠΣΥΦΨΩ'),
  ...letters('varepsilon varphi vartheta ell', 'ϵϕϑℓ'),
  ['nabla', '∇'], ['in', '∈'], ['R', 'ℝ'], ['times', '×'], ['odot', '⊙'], ['oslash', '⊘'], ['otimes', '⊗'], ['norm', '‖'], ['T', 'ᵀ'], ['top', 'ᵀ'], ['inv', '⁻¹'], ['cdot', '·'], ['to', '→'],
  ['langle', '⟨'], ['rangle', '⟩'], ['infty', '∞'],
  ...letters('_0 _1 _2 _3 _4 _5 _6 _7 _8 _9', '₀₁₂₃₄₅₆₇₈₉'),
  ...letters('^2 ^3', '²³'),
];
