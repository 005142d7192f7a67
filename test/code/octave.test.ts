/** The emitted MATLAB code of every case of the corpus and of every function of the language, executed by Octave at two sets of sizes. */
import { corpusTrials, extremeTrials, functionTrials, nameTrials } from './calls';
import { runOctave } from './octave';
import { quantityTrials } from './quantities';
import { heldTogether } from './trials';

heldTogether(runOctave, [
  { title: 'Octave, corpus', trials: corpusTrials('octave') },
  { title: 'Octave, functions', trials: functionTrials('octave') },
  { title: 'Octave, names', trials: nameTrials('octave') },
  { title: 'Octave, extremes', trials: extremeTrials('octave'), entrywise: true },
  { title: 'Octave, quantities', trials: await quantityTrials('octave') },
]);
