/** The language server in a web worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { serve } from './serve';

/** A message to oneself waits behind those that came before it; a timer would wait milliseconds longer. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(undefined);
  });
}

serve(createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  pause,
  later: (run, milliseconds) => { const timer = setTimeout(run, milliseconds); return () => { clearTimeout(timer); }; },
});
