/** What reading another notation gives: a tree of this language, or what in the text has no counterpart. */
import type { Tree } from '../tree';

export type Reading = { readonly ok: true; readonly tree: Tree } | { readonly ok: false; readonly message: string };

/** Thrown inside a reader and caught at its door. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export function reading(read: () => Tree): Reading {
  try {
    return { ok: true, tree: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, message: error.message };
    throw error;
  }
}

/** Deeper nesting than this is nothing that a person selects; the readers call themselves once per level. */
export const MAX_DEPTH = 200;

export type Rank = 'scalar' | 'vector' | 'matrix';

/** What is known of a name where the text stands; undefined where nothing is. */
export type RankOf = (name: string) => Rank | undefined;
