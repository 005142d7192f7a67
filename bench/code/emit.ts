/** Writes the NumPy code of the reference problems into a folder: `node emit.js PROBLEMS.json FOLDER`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emit } from '../../test/codegen/emit';

const [problems = '', folder = ''] = process.argv.slice(2);
for (const [name, text] of Object.entries(JSON.parse(readFileSync(problems, 'utf8')) as Readonly<Record<string, string>>)) {
  const [one] = emit(text, 'numpy', { asValueAndGradient: true, functionName: name });
  if (one === undefined || typeof one === 'string') throw new Error(`${name}: ${one ?? 'no query'}`);
  if (!one.outcome.ok) throw new Error(`${name}: ${one.outcome.message}`);
  writeFileSync(join(folder, `${name}.py`), one.outcome.code.source);
}
