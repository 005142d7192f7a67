/** Speaks the protocol with a server process: how soon it answers, and how soon a hover is there. */
import { spawn } from 'node:child_process';
import { createProtocolConnection, DidOpenTextDocumentNotification, ExitNotification, HoverRequest, InitializedNotification, InitializeRequest, ShutdownRequest, StreamMessageReader, StreamMessageWriter, type Hover, type Position, type ProtocolConnection } from 'vscode-languageserver/node';
import { now } from './measure';

interface Running { readonly connection: ProtocolConnection; readonly initialized: number; readonly stop: () => Promise<void> }

/** Starts `node FILE … --stdio`; `initialized` is the time from the start of the process to its answer to `initialize`. */
async function start(file: string, args: readonly string[]): Promise<Running> {
  const started = now();
  const child = spawn(process.execPath, [file, ...args, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onUnhandledNotification(() => undefined);
  connection.listen();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires rootUri
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } } });
  const initialized = now() - started;
  await connection.sendNotification(InitializedNotification.type, {});
  const exited = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  return {
    connection,
    initialized,
    stop: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      await exited;
      connection.dispose();
    },
  };
}

/** Starts of two servers in turns, so that both meet the same machine. */
export async function starts(ours: string, empty: string, runs: number): Promise<{ readonly ours: readonly number[]; readonly empty: readonly number[] }> {
  const times = { ours: [] as number[], empty: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    for (const [name, file] of [['empty', empty], ['ours', ours]] as const) {
      const server = await start(file, []);
      times[name].push(server.initialized);
      await server.stop();
    }
  }
  return times;
}

/** The first hover (cold) and many more (warm), in a file that is open. */
export async function hovers(ours: string, text: string, position: Position, runs: number): Promise<{ readonly first: number; readonly warm: readonly number[]; readonly answered: boolean }> {
  const server = await start(ours, []);
  const uri = 'file:///bench/notes.mcalc';
  await server.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'mcalc', version: 1, text } });
  const ask = async (): Promise<[number, Hover | null]> => {
    const asked = now();
    const answer = await server.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    return [now() - asked, answer];
  };
  const [first, answer] = await ask();
  const warm: number[] = [];
  for (let run = 0; run < runs; run += 1) warm.push((await ask())[0]);
  await server.stop();
  return { first, warm, answered: answer !== null };
}
