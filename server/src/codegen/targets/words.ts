/** Names for languages whose identifiers are ASCII. */

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta', ι: 'iota', κ: 'kappa', λ: 'lambda', μ: 'mu', ν: 'nu', ξ: 'xi', ο: 'omicron', π: 'pi', ρ: 'rho', σ: 'sigma', ς: 'sigma',
  τ: 'tau', υ: 'upsilon', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega',
  Γ: 'Gamma', Δ: 'Delta', Θ: 'Theta', Λ: 'Lambda', Ξ: 'Xi', Π: 'Pi', Σ: 'Sigma', Υ: 'Upsilon', Φ: 'Phi', Ψ: 'Psi', Ω: 'Omega',
};
/** Combining signs above a letter, as they are read out. */
const ABOVE: Readonly<Record<string, string>> = { '\u0302': '_hat', '\u0303': '_tilde', '\u0304': '_bar', '\u0305': '_bar', '\u0307': '_dot' };

/** `λ` is `lambda`, `x̂` is `x_hat`, `w₁` is `w1`; a name starts with a letter, and one that is reserved gets an underscore. */
export function asciiIdentifier(name: string, reserved: ReadonlySet<string>): string {
  const spelt = [...name.normalize('NFKD')].map((letter) => GREEK[letter] ?? ABOVE[letter] ?? (/\p{M}/u.test(letter) ? '' : /[A-Za-z0-9_]/.test(letter) ? letter : '_')).join('');
  const plain = spelt.replace(/^(?=[^A-Za-z])/, 'x');
  return reserved.has(plain) ? `${plain}_` : plain;
}
