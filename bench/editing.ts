/** Somebody types in a large file: how long until the diagnostics are there, how long a hover takes meanwhile, and what stays in memory. */
import {
  DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, DocumentDiagnosticRequest, HoverRequest, SemanticTokensRequest, type Position,
} from 'vscode-languageserver/node';
import { now } from './measure';
import { start, type Running } from './server';

const URI = 'file:///bench/large';

interface Typing {
  readonly server: Running;
  /** Puts `text` at the place of `¦` in the file, or takes it away again; gives the version. */
  readonly type: (at: Position, length: number, text: string) => Promise<number>;
}

async function open(file: string, text: string, languageId: string, pulls: boolean, args: readonly string[] = []): Promise<Typing> {
  const server = await start(file, args, { textDocument: { hover: { contentFormat: ['markdown'] }, ...(pulls ? { diagnostic: {} } : {}) } });
  await server.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri: URI, languageId, version: 1, text } });
  let version = 1;
  return {
    server,
    type: async (at, length, inserted) => {
      version++;
      await server.connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: URI, version },
        contentChanges: [{ range: { start: at, end: { line: at.line, character: at.character + length } }, text: inserted }],
      });
      return version;
    },
  };
}

/** Where a formula has its number (`1/2*norm2`), in every block, and where its query stands. */
function placesIn(text: string): readonly { readonly formula: Position; readonly query: Position }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    const at = line.indexOf('/2*norm2(r');
    return at < 0 ? [] : [{ formula: { line: i, character: at }, query: { line: i + 1, character: (lines[i + 1] ?? '').indexOf('gradient') + 2 } }];
  });
}

const diagnosed = ({ server: { connection, published } }: Typing, version: number, pulls: boolean): Promise<unknown> =>
  (pulls ? connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: URI } }) : published(URI, version));
const hovered = ({ server: { connection } }: Typing, position: Position): Promise<unknown> => connection.sendRequest(HoverRequest.type, { textDocument: { uri: URI }, position });

export interface Latencies {
  /** From opening the file to its diagnostics, and a hover in its last block that is asked for meanwhile. */
  readonly opened: number;
  readonly meanwhile: number;
  readonly keystrokes: readonly number[];
  /** A hover on a query that has just been changed, before anything else is asked. */
  readonly cold: readonly number[];
  readonly warm: readonly number[];
}

/** `edits` keystrokes, spread over the blocks of the file. */
export async function latencies(file: string, text: string, languageId: string, edits: number, pulls: boolean): Promise<Latencies> {
  const places = placesIn(text);
  const started = now();
  const typing = await open(file, text, languageId, pulls);
  const first = diagnosed(typing, 1, pulls);
  const last = places.at(-1);
  const asked = now();
  if (last !== undefined) await hovered(typing, last.query);
  const meanwhile = now() - asked;
  await first;
  const opened = now() - started;

  const keystrokes: number[] = [];
  const cold: number[] = [];
  const warm: number[] = [];
  for (let i = 0; i < edits; i++) {
    const place = places[(i * 37) % places.length];
    if (place === undefined) break;
    // A digit before the fraction makes the formula another one each time.
    for (const [length, inserted] of [[0, String(i % 9 + 1)], [1, '']] as const) {
      const before = now();
      const version = await typing.type(place.formula, length, inserted);
      await diagnosed(typing, version, pulls);
      keystrokes.push(now() - before);
    }
    const beforeWarm = now();
    await hovered(typing, place.query);
    warm.push(now() - beforeWarm);
    await typing.type(place.formula, 0, `${String(i % 9 + 1)}${String(i % 7)}`);
    const beforeCold = now();
    await hovered(typing, place.query);
    cold.push(now() - beforeCold);
    await diagnosed(typing, await typing.type(place.formula, 2, ''), pulls);
  }
  await typing.server.stop();
  return { opened, meanwhile, keystrokes, cold, warm };
}

/** All numbers that are typed have as many digits, so that one can be put in the place of another. */
const DIGITS = 6;

/** Bytes of the heap after collection, after each part of so many edits. */
export async function memory(file: string, hook: string, text: string, edits: number, parts: number): Promise<readonly number[]> {
  const places = placesIn(text);
  const typing = await open(file, text, 'python', true, ['--expose-gc', '--require', hook]);
  const sizes: number[] = [];
  await diagnosed(typing, 1, true);
  for (let i = 0; i < edits; i++) {
    const place = places[(i * 37) % places.length];
    if (place === undefined) break;
    // Never the same formula twice: nothing that was found out can be used again.
    await typing.type(place.formula, i < places.length ? 0 : DIGITS, String(i + 1).padStart(DIGITS, '1'));
    if (i % 10 === 9) await diagnosed(typing, 0, true);
    if (i % 50 === 49) { await hovered(typing, place.query); await typing.server.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri: URI } }); }
    if ((i + 1) % (edits / parts) === 0) sizes.push(await typing.server.heap());
  }
  await typing.server.stop();
  return sizes;
}
