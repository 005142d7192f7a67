/** The emitted JavaScript of every case of the corpus and of every function of the language, executed on ml-matrix at two sets of sizes. */
import { corpusTrials, extremeTrials, functionTrials, nameTrials } from './calls';
import { runJavaScript } from './javascript';
import { quantityTrials } from './quantities';
import { heldTogether, type Suite } from './trials';

const FUNCTIONS = ['the matrix exponential', 'the matrix logarithm', 'the matrix square root'];
/** ml-matrix makes no column of nothing and takes no columns of it. */
const REFUSED = ['cross-entropy', 'log-determinant', 'quadratic'];
const suites: readonly Suite[] = [
  { title: 'JavaScript, corpus', trials: corpusTrials('javascript'), lacking: [...FUNCTIONS, 'the derivative of the matrix exponential'] },
  { title: 'JavaScript, functions', trials: functionTrials('javascript'), lacking: ['erf', ...FUNCTIONS] },
  { title: 'JavaScript, names', trials: nameTrials('javascript') },
  { title: 'JavaScript, extremes', trials: extremeTrials('javascript'), lacking: ['erf'], entrywise: true },
  { title: 'JavaScript, quantities', trials: await quantityTrials('javascript', { filled: REFUSED }) },
  { title: 'TypeScript, functions', trials: functionTrials('typescript'), lacking: ['erf', ...FUNCTIONS] },
  { title: 'TypeScript, extremes', trials: extremeTrials('typescript'), lacking: ['erf'], entrywise: true },
  { title: 'TypeScript, quantities', trials: await quantityTrials('typescript', { filled: REFUSED }) },
];
// Modules are imported one after the other.
const outcomes = await runJavaScript(suites.flatMap(({ trials }) => trials.flatMap(({ calls }) => calls)));

heldTogether(() => outcomes, suites);
