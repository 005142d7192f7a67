/** What every file of this suite has: one VS Code for all its tests, and a picture of what a failed one saw. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import manifest from '../../package.json';
import { ROOT } from '../../scripts/steps.mjs';
import { Workbench } from './vscode';

const VSIX = join(ROOT, `${manifest.name}-${manifest.version}.vsix`);

interface Options {
  /** Files beside those of examples/, by name; the first of them is opened. */
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More extensions, asked for when the editor starts. */
  readonly extensions?: () => readonly string[];
}

/** Starts the packaged extension in a VS Code before the tests of a file and ends it behind them. */
export function editorFor({ files, settings = {}, extensions = () => [] }: Options): { readonly vscode: Workbench } {
  let started: Workbench | undefined;
  const present = (): Workbench => {
    if (started === undefined) throw new Error('VS Code is not there yet: use it inside a test');
    return started;
  };
  beforeAll(async () => {
    started = await Workbench.start({ vsix: [VSIX, ...extensions()], from: join(ROOT, 'examples'), settings });
    for (const [name, text] of Object.entries(files)) await writeFile(join(started.folder, name), text);
    const [first] = Object.keys(files);
    if (first !== undefined) await started.open(first);
  });
  afterAll(async () => { await started?.stop(); });
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(() => present().screenshot(`failed ${task.name.replace(/\W+/g, ' ')}`));
  });
  return { get vscode() { return present(); } };
}
