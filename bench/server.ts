/** Speaks the protocol with a server process: how soon it answers, and how soon a hover is there. */
import { spawn } from 'node:child_process';
import {
  createProtocolConnection, DidOpenTextDocumentNotification, ExitNotification, HoverRequest, InitializedNotification, InitializeRequest, ShutdownRequest, StreamMessageReader, StreamMessageWriter, type ClientCapabilities, type Hover, type Position, type ProtocolConnection, type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { now } from './measure';

export interface Running {
  readonly connection: ProtocolConnection;
  /** The time from the start of the process to its answer to `initialize`. */
  readonly initialized: number;
  /** When the diagnostics of a version have been sent. */
  readonly published: (uri: string, version: number) => Promise<void>;
  /** Bytes of its heap after a collection; it has to run with `--expose-gc` and `heapHook.ts`. */
  readonly heap: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts `node … FILE --stdio`; `args` are for node. */
export async function start(file: string, args: readonly string[], capabilities: ClientCapabilities = { textDocument: { hover: { contentFormat: ['markdown'] } } }): Promise<Running> {
  const started = now();
  const child = spawn(process.execPath, [...args, file, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const waiting = new Map<string, () => void>();
  const sent = new Set<string>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }: PublishDiagnosticsParams) => { const key = `${uri} ${String(version)}`; sent.add(key); waiting.get(key)?.(); });
  let heard: (line: string) => void = () => undefined;
  child.stderr.on('data', (data: Buffer) => { heard(data.toString()); });
  connection.onUnhandledNotification(() => undefined);
  connection.listen();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires rootUri
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities });
  const initialized = now() - started;
  await connection.sendNotification(InitializedNotification.type, {});
  const exited = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  return {
    connection,
    initialized,
    published: (uri, version) => new Promise((resolve) => { const key = `${uri} ${String(version)}`; if (sent.has(key)) resolve(); else waiting.set(key, resolve); }),
    heap: () => new Promise((resolve) => { heard = (line) => { resolve(Number(line)); }; child.kill('SIGUSR2'); }),
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
