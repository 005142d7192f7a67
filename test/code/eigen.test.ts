/** The emitted C++ code of 128 cases of the corpus and of every function of the language, compiled against Eigen and executed at two sets of sizes. */
import { corpusTrials, extremeTrials, functionTrials, nameTrials } from './calls';
import { runEigen } from './eigen';
import { quantityTrials } from './quantities';
import { heldTogether } from './trials';

/** A few: each takes the compiler a second. */
const QUANTITIES = ['ridge regression', 'log-sum-exp', 'a layer', 'of a number'];

heldTogether(runEigen, [
  { title: 'Eigen, corpus', trials: corpusTrials('eigen', { count: 128, withValue: false }) },
  { title: 'Eigen, functions', trials: functionTrials('eigen') },
  { title: 'Eigen, names', trials: nameTrials('eigen') },
  { title: 'Eigen, extremes', trials: extremeTrials('eigen'), entrywise: true },
  { title: 'Eigen, quantities', trials: await quantityTrials('eigen', { names: QUANTITIES }) },
]);
