/** What every file of this suite has: one bundled server for all its tests, which ends well and has nothing to complain about. */
import { afterAll, beforeAll, expect } from 'vitest';
import { FULL, startEditor, type Editor } from './client';

/** Starts an editor with a server before the tests of a file and ends both behind them. What it gives is to be called inside a test. */
export function editorFor(capabilities: Parameters<typeof startEditor>[0] = FULL): () => Editor {
  let started: Editor | undefined;
  const present = (): Editor => {
    if (started === undefined) throw new Error('The server is not there yet: use it inside a test');
    return started;
  };
  beforeAll(async () => { started = await startEditor(capabilities); });
  afterAll(async () => {
    expect(await present().stop()).toBe(0);
    expect(present().logged).toEqual([]);
  });
  return present;
}
