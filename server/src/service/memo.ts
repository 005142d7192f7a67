/** What has been found out about questions of a document, kept from one version of it to the next. */

/** The questions remembered of a document. A page of notes has some dozens; each entry holds the expressions of its derivation. */
const CAPACITY = 400;

/** A map that forgets what was longest not asked for. */
export class Memo<Entry> {
  readonly #entries = new Map<string, Entry>();
  readonly #capacity: number;

  constructor(capacity = CAPACITY) { this.#capacity = capacity; }

  /** The entry of `key`, made by `make` at the first time. */
  at(key: string, make: () => Entry): Entry {
    const known = this.#entries.get(key);
    const entry = known ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#capacity) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    return entry;
  }

  get size(): number { return this.#entries.size; }
}
