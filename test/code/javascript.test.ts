/** The emitted JavaScript of every case of the corpus and of every function of the language, executed on ml-matrix at two sets of sizes. */
import { corpusTrials, functionTrials } from './calls';
import { runJavaScript } from './javascript';
import { heldAgainst } from './trials';

const FUNCTIONS = ['the matrix exponential', 'the matrix logarithm', 'the matrix square root'];
const inCorpus = corpusTrials('javascript');
const inFunctions = functionTrials('javascript');
const corpusOutcomes = await runJavaScript(inCorpus.flatMap(({ calls }) => calls));
const functionOutcomes = await runJavaScript(inFunctions.flatMap(({ calls }) => calls));

heldAgainst('JavaScript, corpus', inCorpus, () => corpusOutcomes, [...FUNCTIONS, 'the derivative of the matrix exponential']);
heldAgainst('JavaScript, functions', inFunctions, () => functionOutcomes, ['erf', ...FUNCTIONS]);
