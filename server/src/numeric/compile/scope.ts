/** Names that are bound inside a tree while it is compiled. */
import type { Tree } from '../../syntax/tree';

/** Names bound inside a tree, or for one root only (`dX` in a presented result). The outermost scope has no entries. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly entries: ReadonlyMap<string, Entry>;
  /** In an equation, the slot of what it is being solved for, by its key. Definitions that are met there are evaluated there. */
  readonly solving?: ReadonlyMap<string, number>;
  /** In the rule of a function: the function's own value there, and its argument by name. */
  readonly ruling?: { readonly of: string; readonly parameter: string; readonly slot: () => number };
}
export type Entry = { readonly is: 'slot'; readonly slot: number } | { readonly is: 'expression'; readonly tree: Tree; readonly scope: Scope } | { readonly is: 'leaf'; readonly key: string };

export const FILE_SCOPE: Scope = { outer: undefined, entries: new Map() };
/** A scope in which these names are leaves. */
export const scopeWithLeaves = (leaves: ReadonlyMap<string, string>): Scope => ({ outer: FILE_SCOPE, entries: new Map([...leaves].map(([name, key]) => [name, { is: 'leaf', key }])) });

/** What a scope, or one around it, says of a name. */
export const entryOf = (name: string, scope: Scope): Entry | undefined => {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) { const entry = s.entries.get(name); if (entry !== undefined) return entry; }
  return undefined;
};

/** Where the definitions that are met in a scope are evaluated. */
export const baseOf = (scope: Scope): Scope => {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) if (s.solving !== undefined) return s;
  return FILE_SCOPE;
};

/** Whether something in a scope changes while the program runs: the index of a sum. */
export const runsWithin = (scope: Scope): boolean => {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) for (const entry of s.entries.values()) if (entry.is === 'slot') return true;
  return false;
};

/** The rule of the function `name` that is being read. */
export const rulingOf = (name: string, scope: Scope): Scope['ruling'] => {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.outer) if (s.ruling?.of === name) return s.ruling;
  return undefined;
};
