/** What has been found out about questions of a document, kept from one version of it to the next. */

/** The questions remembered of a document: a page of notes has some dozens. */
const ENTRIES = 400;
/** What they may hold together: about 100 MB. A derivation of everyday size has some hundred nodes; one of a thousand layers, ten thousands. */
const BUDGET = 250_000;

/** A map that forgets what was longest not asked for. */
export class Memo<Entry> {
  readonly #entries = new Map<string, Entry>();
  readonly #sizeOf: (entry: Entry) => number;

  /** `sizeOf`: what an entry holds by now; it may grow after it was made. */
  constructor(sizeOf: (entry: Entry) => number) { this.#sizeOf = sizeOf; }

  /** The entry of `key`, made by `make` at the first time. */
  at(key: string, make: () => Entry): Entry {
    const known = this.#entries.get(key);
    const entry = known ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (known === undefined) this.#forget(key);
    return entry;
  }

  get size(): number { return this.#entries.size; }

  #forget(newest: string): void {
    let total = 0;
    for (const entry of this.#entries.values()) total += this.#sizeOf(entry);
    for (const [key, entry] of this.#entries) {
      if (key === newest || (total <= BUDGET && this.#entries.size <= ENTRIES)) return;
      this.#entries.delete(key);
      total -= this.#sizeOf(entry);
    }
  }
}
