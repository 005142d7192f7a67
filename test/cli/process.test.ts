/** The built program as a process. `npm test` builds before it runs the tests. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** `open`: the input does not end, as with an editor. */
const started = (args: readonly string[], input: string, open = false): Promise<{ readonly status: number | null; readonly out: string; readonly err: string }> => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, [CLI, ...args]);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  child.on('error', reject);
  child.on('close', (status) => { resolve({ status, out, err }); });
  child.stdin.write(input);
  if (!open) child.stdin.end();
});

test('standard input in, a document of any length out', async () => {
  const query = "gradient norm2(X*w - y)^2 wrt w\n";
  const { status, out, err } = await started(['derive', '--format', 'json', '--target', 'numpy', '-'], `X : matrix(n, d); w : vector(d); y : vector(n)\n${query.repeat(100)}`);
  expect([status, err]).toEqual([0, '']);
  const [file] = JSON.parse(out) as readonly { readonly results: readonly unknown[] }[];
  expect(file?.results).toHaveLength(100);
});

test('the status of a process', async () => {
  expect((await started(['derive', '--format', 'json', 'no such file.py'], '')).status).toBe(1);
  expect((await started(['derive', '--what'], '')).status).toBe(2);
});

test('the language server speaks over standard input and output', async () => {
  const message = (content: object): string => { const body = JSON.stringify({ jsonrpc: '2.0', ...content }); return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`; };
  const { status, out } = await started(['server', '--stdio'], [
    message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }), message({ method: 'initialized', params: {} }),
    message({ id: 2, method: 'shutdown' }), message({ method: 'exit' }),
  ].join(''), true);
  expect(out).toContain('"hoverProvider"');
  expect(status).toBe(0);
});
