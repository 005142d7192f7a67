/** What the file as a whole says about a name, wherever it stands. */
import type { Occurrences } from '../occurrences';

/** A dimension of a declaration, a dimension of an expression, an index, a name that something declares or defines: bits of one number. */
export const [DECLARED, USED, INDEX, BOUND] = [1, 2, 4, 8] as const;

export interface FileFacts {
  /** All of them about a name. */
  of(name: string): number;
  /** Whether one of these is a fact; remembered as asked. */
  knows(name: string, fact: number): boolean;
  /** The names that have been asked about since this was called last. */
  asked(): ReadonlyMap<string, number>;
}

export function fileFacts({ declaredDimensions, usedDimensions, indices, boundNames }: Occurrences): FileFacts {
  const known = new Map<string, number>();
  let asked = new Map<string, number>();
  const of = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const facts = (declaredDimensions.has(name) ? DECLARED : 0) + (usedDimensions.has(name) ? USED : 0) + (indices.has(name) ? INDEX : 0) + (boundNames.has(name) ? BOUND : 0);
    known.set(name, facts);
    return facts;
  };
  return {
    of,
    knows: (name, fact) => { const found = of(name); asked.set(name, found); return (found & fact) !== 0; },
    asked: () => { const before = asked; asked = new Map(); return before; },
  };
}
