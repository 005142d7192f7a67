/** The emitted Fortran of 143 cases of the corpus and of every function of the language, compiled with gfortran, executed at two sets of sizes. */
import { corpusTrials, extremeTrials, functionTrials, nameTrials } from './calls';
import { runFortran } from './fortran';
import { quantityTrials } from './quantities';
import { heldTogether } from './trials';

const FUNCTIONS = ['the matrix exponential', 'the matrix logarithm', 'the matrix square root'];

heldTogether(runFortran, [
  { title: 'Fortran, corpus', trials: corpusTrials('fortran', { count: 143 }), lacking: ['the derivative of the matrix exponential', 'the matrix square root'] },
  { title: 'Fortran, functions', trials: functionTrials('fortran'), lacking: FUNCTIONS },
  { title: 'Fortran, names', trials: nameTrials('fortran') },
  { title: 'Fortran, extremes', trials: extremeTrials('fortran'), entrywise: true },
  { title: 'Fortran, quantities', trials: await quantityTrials('fortran') },
]);
