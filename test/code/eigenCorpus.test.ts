/** The emitted C++ code of cases of the corpus, compiled against Eigen and executed at two sets of sizes. */
import { corpusTrials } from './calls';
import { runEigen } from './eigen';
import { heldAgainst } from './trials';

/** Templates take the compiler a while: every third case, and the values only where functions are tested. */
heldAgainst('Eigen, corpus', corpusTrials('eigen', { step: 3, withValue: false }), runEigen, []);
