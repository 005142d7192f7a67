/** The emitted R code of every case of the corpus and of every function of the language, executed at two sets of sizes. */
import { corpusTrials, extremeTrials, functionTrials, nameTrials } from './calls';
import { runR } from './r';
import { quantityTrials } from './quantities';
import { heldTogether } from './trials';

heldTogether(runR, [
  { title: 'R, corpus', trials: corpusTrials('r') },
  { title: 'R, functions', trials: functionTrials('r') },
  { title: 'R, names', trials: nameTrials('r') },
  { title: 'R, extremes', trials: extremeTrials('r'), entrywise: true },
  { title: 'R, quantities', trials: await quantityTrials('r') },
]);
