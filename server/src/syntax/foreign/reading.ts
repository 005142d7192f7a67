/** What reading another notation gives: a tree of this language, or what in the text has no counterpart. */
import type { Tree } from '../tree';

/** The left side of a formula that defines something: `f(w) = …`. */
export interface Head { readonly name: string; readonly parameters: readonly string[] }

export type Reading = { readonly ok: true; readonly tree: Tree; readonly head: Head | undefined } | { readonly ok: false; readonly message: string };

/** Thrown inside a reader and caught at its door. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export function reading(read: () => { readonly tree: Tree; readonly head?: Head | undefined }): Reading {
  try {
    const { tree, head } = read();
    return { ok: true, tree, head };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, message: error.message };
    throw error;
  }
}

/** Deeper nesting than this is nothing that a person selects; the readers call themselves once per level. */
export const MAX_DEPTH = 200;
