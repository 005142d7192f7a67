/** Runs emitted JavaScript and TypeScript in this process, on ml-matrix. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { Matrix } from 'ml-matrix';
import type { Call, NumericArray, Outcome } from './calls';

/** Beside the tests, where `ml-matrix` is found. */
const HERE = fileURLToPath(new URL('.', import.meta.url));

function toMatrix({ shape, data }: NumericArray): Matrix | number {
  if (shape.length === 0) return data[0] ?? NaN;
  const [rows = 0, cols = 1] = shape;
  return Matrix.from1DArray(cols, rows, [...data]).transpose();
}
/** A column and a vector are the same here, a number is not a matrix: the rank is that of what is expected. */
function fromResult(value: unknown, rank: number): NumericArray {
  if (typeof value === 'number') return { shape: [], data: [value] };
  if (!(value instanceof Matrix)) throw new Error(`a result of type ${typeof value}`);
  return { shape: rank === 1 && value.columns === 1 ? [value.rows] : [value.rows, value.columns], data: value.transpose().to1DArray() };
}

export async function runJavaScript(calls: readonly Call[]): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(join(HERE, '.emitted-'));
  try {
    const files = new Map<string, string>();
    for (const { code } of calls) if (!files.has(code.source)) { const file = join(folder, `code${String(files.size)}.mjs`); writeFileSync(file, code.target === 'typescript' ? transformSync(code.source, { loader: 'ts' }).code : code.source); files.set(code.source, file); }
    const outcomes: Outcome[] = [];
    for (const { code, arguments: given, expected } of calls) {
      try {
        const module = await import(/* @vite-ignore */ pathToFileURL(files.get(code.source) ?? '').href) as Readonly<Record<string, (...args: readonly (Matrix | number)[]) => unknown>>;
        const args = given.map(toMatrix);
        const result = module[code.name]?.(...args);
        for (const [i, argument] of given.entries()) { const now = args[i]; if (now instanceof Matrix && now.transpose().to1DArray().some((x, k) => x !== argument.data[k])) throw new Error(`argument ${String(i)} was changed`); }
        const parts: readonly unknown[] = typeof result === 'object' && result !== null && !(result instanceof Matrix) ? Object.values(result) : [result];
        outcomes.push({ outputs: parts.map((part, i) => fromResult(part, expected[i]?.shape.length ?? 0)) });
      } catch (problem) { outcomes.push({ failure: String(problem) }); }
    }
    return outcomes;
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
