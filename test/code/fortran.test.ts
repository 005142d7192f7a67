/** The emitted Fortran of every third case of the corpus and of every function of the language, compiled with gfortran, executed at two sets of sizes. */
import { corpusTrials, functionTrials } from './calls';
import { runFortran } from './fortran';
import { heldAgainst } from './trials';

const FUNCTIONS = ['the matrix exponential', 'the matrix logarithm', 'the matrix square root'];

heldAgainst('Fortran, corpus', corpusTrials('fortran', { step: 3 }), runFortran, ['the derivative of the matrix exponential', 'the matrix exponential', 'the matrix logarithm']);
heldAgainst('Fortran, functions', functionTrials('fortran'), runFortran, FUNCTIONS);
