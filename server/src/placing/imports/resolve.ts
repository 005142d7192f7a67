/** What code needs of other modules, and by which names it finds that in a file. */
import type { HostCode } from '../hostCode';
import { hostCode } from '../hostCode';
import { cpp } from './cpp';
import type { Binding, Importing, ImportStatement } from './importing';
import { commonJs, isCommonJs, javascript } from './javascript';
import { julia } from './julia';
import { python } from './python';
import { rust } from './rust';

/** Languages whose emitted code has import lines. */
const importing: Readonly<Record<string, Importing>> = { python, cpp, javascript, typescript: javascript, julia, rust };

export const importingOf = (file: HostCode, languageId: string): Importing | undefined => (importing[languageId] === javascript && isCommonJs(file) ? commonJs : importing[languageId]);

export interface Resolved {
  /** To be imported. */
  readonly missing: readonly Binding[];
  /** Names of the code that the file has other names for. */
  readonly renamed: ReadonlyMap<string, string>;
}

export interface Question {
  /** Import lines as emitted. */
  readonly lines: readonly string[];
  readonly languageId: string;
  readonly importing: Importing;
  readonly existing: readonly ImportStatement[];
  /** Whether the file gives a name another meaning. */
  readonly isDeclared: (name: string) => boolean;
  /** Whether the code uses a name for something of its own. */
  readonly isUsed: (name: string) => boolean;
}

/** An import under another name is used by that name, as long as the code has no such name of its own. A name that means something else in the file is not imported. */
export function resolve({ lines, languageId, importing: { read, reached, otherName }, existing, isDeclared, isUsed }: Question): Resolved {
  const wanted = read(hostCode(lines.join('\n'), languageId)).flatMap(({ bindings }) => bindings).filter(unique);
  const present = existing.flatMap(({ bindings }) => bindings);
  const missing: Binding[] = [];
  const renamed = new Map<string, string>();
  for (const binding of wanted) {
    const names = present.flatMap((one) => reached(binding, one) ?? []);
    const own = binding.as;
    // What is called by no name is there or not.
    if (own === undefined) { if (names.length === 0) missing.push(binding); continue; }
    const name = names.includes(own) ? own : names.find((candidate) => !isUsed(head(candidate)));
    if (name !== undefined) { if (name !== own) renamed.set(own, name); continue; }
    const isTaken = (candidate: string): boolean => isDeclared(candidate) || present.some(({ as }) => as === candidate) || (candidate !== own && isUsed(candidate));
    const as = firstFree([own, otherName(binding)], isTaken);
    if (as !== own) renamed.set(own, as);
    missing.push({ ...binding, as });
  }
  return { missing, renamed };
}

/** The first name that is not taken; else the last with a number. */
function firstFree(names: readonly string[], isTaken: (name: string) => boolean): string {
  const found = names.find((name) => !isTaken(name));
  for (let count = 2; found === undefined; count++) { const name = `${names.at(-1) ?? ''}_${String(count)}`; if (!isTaken(name)) return name; }
  return found;
}

const head = (name: string): string => /^[\w$]+/.exec(name)?.[0] ?? name;
const unique = (binding: Binding, at: number, all: readonly Binding[]): boolean => all.findIndex(({ module, member }) => module === binding.module && member === binding.member) === at;
