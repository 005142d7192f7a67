/** The emitted C++ code of every third case of the corpus and of every function of the language, compiled against Eigen and executed at two sets of sizes. */
import { corpusTrials, extremeTrials, functionTrials, nameTrials } from './calls';
import { runEigen } from './eigen';
import { heldTogether } from './trials';

heldTogether(runEigen, [
  { title: 'Eigen, corpus', trials: corpusTrials('eigen', { step: 3, withValue: false }) },
  { title: 'Eigen, functions', trials: functionTrials('eigen') },
  { title: 'Eigen, names', trials: nameTrials('eigen') },
  { title: 'Eigen, extremes', trials: extremeTrials('eigen'), entrywise: true },
]);
