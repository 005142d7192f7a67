/** Loaded into a server that is measured: at a signal it collects its garbage and says how much is left. */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  process.stderr.write(`${String(process.memoryUsage().heapUsed)}\n`);
});
