#!/usr/bin/env node
/** The door to the terminal. */
import { run } from './cli/run';
import type { Terminal } from './cli/terminal';

/** What is written to a pipe may not be out when `write` returns, so the process ends by itself and not by `process.exit`. */
const terminal: Terminal = {
  out: (text) => { process.stdout.write(text); },
  err: (text) => { process.stderr.write(text); },
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  env: process.env,
  workingFolder: process.cwd(),
  readInput: async () => {
    let text = '';
    process.stdin.setEncoding('utf8');
    for await (const chunk of process.stdin) text += String(chunk);
    return text;
  },
  // The server is a door of its own that opens when it is loaded; `--stdio` it finds among the arguments by itself.
  serve: async () => { await import('./server'); },
};

// A reader that has seen enough (`| head`) closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); else throw error; });
void run(process.argv.slice(2), terminal).then((status) => { process.exitCode = status; });
