/**
 * The numbers of the product in one run: `npm run bench`. Times are of this machine; compare ratios, and runs on one machine.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './corpus';
import { deriveText } from './derive';
import { FAMILIES, SIZES } from './families';
import { best, milliseconds, quantile, spread, table, timed } from './measure';
import { latencies, memory } from './editing';
import { notesWithBlocks, pythonWithBlocks, pythonWithLines } from './files';
import { hovers, starts } from './server';

const root = process.argv[2] ?? '.';
const ours = join(root, 'dist/server.js');
const empty = join(__dirname, 'emptyServer.js');

/** A derivation in a file of the size that people write, for the hover. */
const NOTES = 'X : matrix(n, d); w : vector(d); y : vector(n); λ : scalar\nr = X*w - y\nf = 1/2*norm2(r)^2 + λ/2*norm2(w)^2\ngradient f wrt w\n';
const AT_QUERY = { line: 3, character: 10 };

function corpusTimes(): void {
  const cases = corpus(root);
  // Once through for the compiler of the language we run on: a person's second derivation is the one that counts.
  for (const { text } of cases) deriveText(text);
  const results = cases.map(({ id, text }) => ({ id, derived: deriveText(text), time: best(5, () => { deriveText(text); }) }));
  const answered = results.reduce((sum, { derived }) => sum + derived.answered, 0);
  const refused = results.reduce((sum, { derived }) => sum + derived.refused, 0);
  const crashed = results.filter(({ derived }) => derived.crashed).map(({ id }) => id);
  console.log(`\nTime per derivation over the corpus (${String(cases.length)} cases: ${String(answered)} answered, ${String(refused)} refused)`);
  if (crashed.length > 0) console.log(`  crashed: ${crashed.join(', ')}`);
  console.log(`  ${spread(results.map(({ time }) => time))}`);
  const slowest = [...results].sort((a, b) => b.time - a.time).slice(0, 5);
  console.log(table(slowest.map(({ id, time }) => [`  slow: ${id}`, milliseconds(time)])));
}

/** The engine is warm after some runs only: a server that has worked for a minute is what counts. */
const WARM_RUNS = 10;
/** What takes longer than this is measured once. */
const LONG = 1000;

function scaling(): void {
  console.log('\nScaling: one gradient of a function of so many operations (time, characters of the result)');
  const rows = FAMILIES.map(({ name, text }) => [name, ...SIZES.map((size) => {
    const source = text(size);
    let derived = { characters: 0, crashed: false };
    const first = timed(() => { derived = deriveText(source); });
    const time = first > LONG ? first : best(WARM_RUNS, () => { deriveText(source); });
    return `${milliseconds(time)} (${derived.crashed ? 'crashed' : derived.characters === 0 ? 'refused' : String(derived.characters)})`;
  })]);
  console.log(table([['', ...SIZES.map(String)], ...rows]));
}

async function server(): Promise<void> {
  if (!existsSync(ours)) { console.log('\nno dist/server.js yet: hover and start are not measured'); return; }
  const hover = await hovers(ours, NOTES, AT_QUERY, 200);
  console.log(`\nHover over the protocol${hover.answered ? '' : ' (no answer!)'}`);
  console.log(`  first ${milliseconds(hover.first)}; warm: ${spread(hover.warm)}`);
  const times = await starts(ours, empty, 9);
  console.log('\nStart of the server, from process to the answer to initialize');
  console.log(`  ours:         ${spread(times.ours)}`);
  console.log(`  empty server: ${spread(times.empty)}`);
  console.log(`  ratio of medians: ${(quantile(times.ours, 0.5) / quantile(times.empty, 0.5)).toFixed(2)}`);
}

/** Files in which somebody types, with the times that are asked of each: p95 of a keystroke 30 ms, of a warm hover 20 ms, of a cold one 100 ms. */
const LARGE = [
  { name: '200 blocks in Python',                     text: pythonWithBlocks(200),                languageId: 'python' },
  { name: '200 blocks in Python, undeclared names',   text: pythonWithBlocks(200, 4, false),      languageId: 'python' },
  { name: '200 paragraphs of notes',                  text: notesWithBlocks(200),                 languageId: 'mcalc' },
  { name: 'one block in 40 lines of Python',          text: pythonWithLines(20),                  languageId: 'python' },
  { name: 'one block in 20,000 lines of Python',      text: pythonWithLines(10_000),              languageId: 'python' },
] as const;
const KEYSTROKES = 60;

async function editing(): Promise<void> {
  if (!existsSync(ours)) return;
  for (const { name, text, languageId } of LARGE) {
    for (const pulls of [true, false]) {
      const { opened, meanwhile, keystrokes, cold, warm } = await latencies(ours, text, languageId, KEYSTROKES, pulls);
      console.log(`\n${name}; diagnostics are ${pulls ? 'asked for' : 'sent'}`);
      console.log(`  opened ${milliseconds(opened)}, a hover meanwhile ${milliseconds(meanwhile)}`);
      console.log(`  keystroke to diagnostics: ${spread(keystrokes)}`);
      console.log(`  warm hover: ${spread(warm)}`);
      console.log(`  cold hover: ${spread(cold)}`);
    }
  }
}

const EDITS = 10_000;

async function memoryOverEdits(): Promise<void> {
  if (!existsSync(ours)) return;
  const sizes = await memory(ours, join(__dirname, 'heapHook.js'), pythonWithBlocks(20), EDITS, 10);
  console.log(`\nHeap over ${String(EDITS)} edits, after collection: ${sizes.map((size) => (size / 2 ** 20).toFixed(1)).join(', ')} MB`);
}

const PARTS: Readonly<Record<string, () => void | Promise<void>>> = { corpus: corpusTimes, scaling, server, editing, memory: memoryOverEdits };

/** All parts, or those that are named behind the folder. */
async function run(): Promise<void> {
  const asked = process.argv.slice(3);
  for (const [name, part] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await part();
}
void run();
