/** The emitted R code of every case of the corpus and of every function of the language, executed at two sets of sizes. */
import { heldAgainst } from './trials';
import { corpusTrials, functionTrials, nameTrials } from './calls';
import { runR } from './r';

heldAgainst('R, corpus', corpusTrials('r'), runR, []);
heldAgainst('R, functions', functionTrials('r'), runR, []);
heldAgainst('R, names', nameTrials('r'), runR, []);
