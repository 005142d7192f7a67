/** The command line in a test: a folder of files, and what it writes. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../server/src/cli/run';
import type { Terminal } from '../../server/src/cli/terminal';

export interface Ran { readonly status: number; readonly out: string; readonly err: string; readonly served: boolean }

export interface Around { readonly files?: Readonly<Record<string, string>>; readonly input?: string; readonly isTerminal?: boolean; readonly env?: Readonly<Record<string, string>> }

/** Runs `mcalc ARGS` in a new folder that holds `files`. */
export async function mcalc(args: readonly string[], { files = {}, input = '', isTerminal = false, env = {} }: Around = {}): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'mcalc-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  let [out, err, served] = ['', '', false];
  const terminal: Terminal = {
    out: (text) => { out += text; }, err: (text) => { err += text; },
    outIsTerminal: isTerminal, errIsTerminal: isTerminal, env, workingFolder: folder,
    readInput: () => Promise.resolve(input),
    serve: () => { served = true; return Promise.resolve(); },
  };
  return { status: await run(args, terminal), out, err, served };
}
