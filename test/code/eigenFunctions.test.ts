/** The emitted C++ code of every function of the language, compiled against Eigen and executed at two sets of sizes. */
import { functionTrials, nameTrials } from './calls';
import { runEigen } from './eigen';
import { heldAgainst } from './trials';

heldAgainst('Eigen, functions', functionTrials('eigen'), runEigen, []);
heldAgainst('Eigen, names', nameTrials('eigen'), runEigen, []);
