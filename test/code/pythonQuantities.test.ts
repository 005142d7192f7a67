/** Every quantity of everyday functions in Python, executed at ordinary sizes, at 1 and at 0, and at inputs where naive forms overflow. */
import { extremeTrials } from './calls';
import { runPythonCalls } from './python';
import { quantityTrials } from './quantities';
import { heldTogether, type Suite } from './trials';

const TARGETS = ['numpy', 'pytorch', 'pytorch_autograd', 'jax', 'jax_custom_vjp'] as const;
const suites: Suite[] = [];
for (const target of TARGETS) suites.push({ title: `${target}, quantities`, trials: await quantityTrials(target) });
for (const target of ['pytorch', 'jax'] as const) suites.push({ title: `${target}, extremes`, trials: extremeTrials(target), entrywise: true });

heldTogether(runPythonCalls, suites);
