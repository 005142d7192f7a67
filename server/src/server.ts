/** The language server as a process: over stdio (`--stdio`) for any editor, over node's channel for VS Code. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './serve';

serve(createConnection(ProposedFeatures.all), {
  pause: () => new Promise((resolve) => { setImmediate(resolve); }),
  later: (run, milliseconds) => { const timer = setTimeout(run, milliseconds); return () => { clearTimeout(timer); }; },
});
