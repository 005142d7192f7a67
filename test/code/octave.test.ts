/** The emitted MATLAB code of every case of the corpus and of every function of the language, executed by Octave at two sets of sizes. */
import { heldAgainst } from './trials';
import { corpusTrials, functionTrials, nameTrials } from './calls';
import { runOctave } from './octave';

heldAgainst('Octave, corpus', corpusTrials('octave'), runOctave, []);
heldAgainst('Octave, functions', functionTrials('octave'), runOctave, []);
heldAgainst('Octave, names', nameTrials('octave'), runOctave, []);
