/** The emitted C++ code of cases of the corpus and of every function of the language, compiled against Eigen and executed at two sets of sizes. */
import { heldAgainst } from './trials';
import { corpusTrials, functionTrials } from './calls';
import { runEigen } from './eigen';

/** Templates take the compiler a while: every third case. */
const STEP = 3;

heldAgainst('Eigen, corpus', corpusTrials('eigen', STEP), runEigen, []);
heldAgainst('Eigen, functions', functionTrials('eigen'), runEigen, []);
