/** The emitted TypeScript of 140 cases of the corpus and of every function of the language, with assertions of shapes, under the strictest options of its compiler. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { analysed } from '../service/setup';
import { casesOf } from './calls';
import { textOf } from './corpus';
import { declarations, functions, queriesOf } from './losses';

const OPTIONS: ts.CompilerOptions = {
  strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitReturns: true, noUnusedLocals: true, noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], noEmit: true, skipLibCheck: true,
};
/** Beside the tests, where `ml-matrix` is found. The files stand in memory only. */
const FOLDER = fileURLToPath(new URL('.emitted', import.meta.url));

const texts = [...casesOf(140).map((each) => ({ name: `${each.id}: ${each.expr}`, text: textOf(each) })), ...queriesOf(functions).map(({ name, text }) => ({ name, text: `${declarations}${text}` }))];
interface Made { readonly name: string; readonly file: string; readonly outcome: Awaited<ReturnType<ReturnType<typeof analysed>['code']>> }
const made = await Promise.all(texts.map(async ({ name, text }, i): Promise<Made> => {
  const analysis = analysed(text);
  return { name, file: join(FOLDER, `code${String(i)}.ts`), outcome: await analysis.code(analysis.queries[0]?.answers[0] ?? expect.fail(text), 'typescript', { assertShapes: true }) };
}));
const sources: ReadonlyMap<string, string> = new Map(made.flatMap(({ file, outcome }): readonly (readonly [string, string])[] => (outcome.ok ? [[file, outcome.code.source]] : [])));

function complaints(): ReadonlyMap<string, readonly string[]> {
  const host = ts.createCompilerHost(OPTIONS);
  const program = ts.createProgram([...sources.keys()], OPTIONS, {
    ...host,
    fileExists: (name) => sources.has(name) || host.fileExists(name),
    readFile: (name) => sources.get(name) ?? host.readFile(name),
    getSourceFile: (name, languageVersion) => { const own = sources.get(name); return own === undefined ? host.getSourceFile(name, languageVersion) : ts.createSourceFile(name, own, languageVersion); },
  });
  expect(program.getGlobalDiagnostics()).toEqual([]);
  return new Map([...sources.keys()].map((name) => [name, ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))]));
}
const found = complaints();

test.each(made)('$name', ({ file, outcome }) => {
  if (!outcome.ok) { expect(outcome.reason).toMatch(/^(erf|the (derivative of the )?matrix (exponential|logarithm|square root)) has no/); return; }
  expect(found.get(file), outcome.code.source).toEqual([]);
});

test('so many are compiled', () => { expect(sources.size).toBeGreaterThan(200); });
