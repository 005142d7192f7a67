/** Runs emitted R code with Debian's R, all calls in one process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomesOf, type Call, type NumericArray, type Outcome } from './calls';

function literal({ shape, data }: NumericArray): string {
  if (shape.length === 0) return String(data[0]);
  const entries = data.length === 0 ? 'numeric(0)' : `c(${data.join(', ')})`;
  return shape.length === 1 ? entries : `matrix(${entries}, ${String(shape[0])}, ${String(shape[1])})`;
}

const REPORT = `report <- function(call, rank, x) {
  if (is.null(dim(x))) shape <- if (rank == 0 && length(x) == 1) c(0, 1, 1) else c(1, length(x), 1) else shape <- c(length(dim(x)), dim(x))
  cat("#", call, " ", paste(shape, collapse = " "), " ", paste(sprintf("%.17g", as.numeric(x)), collapse = " "), "\\n", sep = "")
}`;

function script(calls: readonly Call[]): string {
  const sources = [...new Set(calls.map(({ code }) => code.source))];
  const lines = calls.map(({ code, arguments: given, expected }, i) => {
    const reports = expected.length === 1 ? [`report(${String(i)}, ${String(expected[0]?.shape.length)}, o)`] : expected.map(({ shape }, j) => `report(${String(i)}, ${String(shape.length)}, o[[${String(j + 1)}]])`);
    return `tryCatch({ o <- ${code.name}(${given.map(literal).join(', ')}); ${reports.join('; ')} }, error = function(problem) cat("!${String(i)} ", gsub("\\n", " ", conditionMessage(problem)), "\\n", sep = ""))`;
  });
  return [REPORT, ...sources, ...lines, ''].join('\n');
}

export function runR(calls: readonly Call[]): readonly (Outcome | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'mcalc-r-'));
  try {
    const file = join(folder, 'calls.R');
    writeFileSync(file, script(calls));
    const done = spawnSync('Rscript', ['--vanilla', file], { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
    if (done.error !== undefined || done.status !== 0) throw new Error(`R with MASS and expm is needed to run emitted code (apt-get install r-base-core r-cran-mass r-cran-expm).\n${done.stderr}`);
    return outcomesOf(done.stdout, calls.length);
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
