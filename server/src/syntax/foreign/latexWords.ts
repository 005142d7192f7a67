/** What the commands and words of LaTeX mean in this language. */

/** Commands and words that are functions. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  log: 'log', ln: 'log', exp: 'exp', sin: 'sin', cos: 'cos', tan: 'tan', arcsin: 'asin', arccos: 'acos', arctan: 'atan', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', det: 'det', max: 'max', min: 'min',
  tr: 'tr', trace: 'tr', Tr: 'tr', Trace: 'tr', diag: 'diag', Diag: 'diag', vec: 'vec', sign: 'sign', sgn: 'sign', softmax: 'softmax', sigmoid: 'sigmoid', relu: 'relu', ReLU: 'relu', logsumexp: 'logsumexp', LSE: 'logsumexp', lse: 'logsumexp', logdet: 'logdet',
  sum: 'sum', mean: 'mean', softplus: 'softplus', erf: 'erf', sym: 'sym', skew: 'skew', expm: 'expm', logm: 'logm', inv: 'inv', pinv: 'pinv', abs: 'abs', norm: 'norm',
};

const GREEK = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(' ');
export const LETTERS: ReadonlyMap<string, string> = new Map([
  ...GREEK.map((word, i) => [word, [...'αβγδεζηθικλμνξοπρστυφχψω'][i] ?? word] as const),
  ...'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'.split(' ').map((word, i) => [word, [...'ΓΔΘΛΞΠΣΥΦΨΩ'][i] ?? word] as const),
  ['varepsilon', 'ϵ'], ['varphi', 'ϕ'], ['vartheta', 'ϑ'], ['ell', 'ell'],
]);

/** Commands that only say how a letter looks. */
export const STYLES: ReadonlySet<string> = new Set(['mathbf', 'boldsymbol', 'bm', 'mathit', 'mathsf', 'vec', 'mathcal', 'mathscr', 'mathbb', 'pmb', 'symbf', 'bold']);
/** Commands whose argument is a word. */
export const WORDS: ReadonlySet<string> = new Set(['operatorname', 'operatorname*', 'mathrm', 'text', 'textrm', 'textbf', 'textit', 'mathop']);
export const ACCENTS: Readonly<Record<string, string>> = { hat: 'hat', tilde: 'tilde', bar: 'bar', widehat: 'hat', widetilde: 'tilde', overline: 'bar', dot: 'dot', check: 'check' };
export const OPERATORS: Readonly<Record<string, '*' | '.*' | './' | '\\'>> = { cdot: '*', times: '*', ast: '*', odot: '.*', circ: '.*', oslash: './', backslash: '\\' };
/** What stands in the exponent of a transpose, braces and fonts aside. */
export const TRANSPOSES: ReadonlySet<string> = new Set(['\\top', '\\intercal', 'T', '\\prime', '⊤', 't', 'H']);
/** What a bar or a bracket is called where it opens, and how it closes. */
export const NORMS: Readonly<Record<string, string>> = { 1: 'norm1', 2: 'norm2', F: 'normF', Fro: 'normF', '∞': 'norminf', '\\infty': 'norminf', '*': 'nuc', '\\ast': 'nuc', '\\star': 'nuc', '': 'norm' };

/** Words in blackboard bold that are no names of variables. */
export const OPERATIONS: Readonly<Record<string, string>> = { E: 'An expectation', P: 'A probability', R: 'The set of real numbers', V: 'A variance' };
/** Letters that stand for a function where a bracket follows directly; every other letter before a bracket is a factor. */
export const FUNCTION_LETTERS: ReadonlySet<string> = new Set([...'fghpqφψϕ', 'ell']);
