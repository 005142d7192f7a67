/** What a client may say about itself in `initializationOptions`. Every entry may be absent: a plain client gets plain text. */
export interface InitializationOptions {
  /** The client turns math blocks (`protocol/math.ts`) into pictures, so hovers may contain them. Otherwise they carry Unicode text only. */
  readonly mathBlocks?: boolean;
  /** The client has the commands of `protocol/commands.ts`, so hovers and lenses may link to them. */
  readonly commands?: boolean;
}
