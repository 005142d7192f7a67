/** The emitted Fortran of every third case of the corpus and of every function of the language, compiled with gfortran, executed at two sets of sizes. */
import { corpusTrials, extremeTrials, functionTrials, nameTrials } from './calls';
import { runFortran } from './fortran';
import { heldTogether } from './trials';

const FUNCTIONS = ['the matrix exponential', 'the matrix logarithm', 'the matrix square root'];

heldTogether(runFortran, [
  { title: 'Fortran, corpus', trials: corpusTrials('fortran', { step: 3 }), lacking: ['the derivative of the matrix exponential', 'the matrix exponential', 'the matrix logarithm'] },
  { title: 'Fortran, functions', trials: functionTrials('fortran'), lacking: FUNCTIONS },
  { title: 'Fortran, names', trials: nameTrials('fortran') },
  { title: 'Fortran, extremes', trials: extremeTrials('fortran'), entrywise: true },
]);
