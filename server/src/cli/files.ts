/** The files of a call: names and patterns → documents, or why one cannot be read. */
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostOf, languageOfPath } from '../embedding/hosts';
import type { SourceDocument } from '../service/analysis';
import type { Terminal } from './terminal';

/** `-` on the command line. */
export const INPUT = '-';

export interface Given {
  /** As it was given, or as a pattern found it. */
  readonly file: string;
  readonly document: SourceDocument | undefined;
  /** Why there is no document. */
  readonly problem: string | undefined;
}

const isPattern = (name: string): boolean => /[*?[\]{}]|!\(/u.test(name);

/** Patterns that the shell did not expand are expanded here; one without a match stands for itself, so that it is reported. */
export async function expand(names: readonly string[], folder: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of names) {
    if (name === INPUT || !isPattern(name) || existsSync(resolve(folder, name))) { found.add(name); continue; }
    const { glob } = await import('tinyglobby');
    const pattern = process.platform === 'win32' ? name.replaceAll('\\', '/') : name;
    const matches = (await glob(pattern, { cwd: folder, ignore: ['**/node_modules/**'], expandDirectories: false })).sort();
    for (const match of matches.length === 0 ? [name] : matches) found.add(match);
  }
  return [...found];
}

/** `language`: of standard input, and of files whose name does not tell. */
export async function read(file: string, language: string | undefined, terminal: Terminal): Promise<Given> {
  const languageId = file === INPUT ? language ?? 'mcalc' : languageOfPath(file) ?? language;
  if (languageId === undefined) return { file, document: undefined, problem: 'its extension is not that of a language mcalc knows; name one with --language' };
  try {
    const text = file === INPUT ? await terminal.readInput() : await readFile(resolve(terminal.workingFolder, file), 'utf8');
    const uri = file === INPUT ? 'untitled:stdin' : pathToFileURL(resolve(terminal.workingFolder, file)).href;
    return { file, document: { uri, languageId, version: 0, text }, problem: undefined };
  } catch (error) {
    return { file, document: undefined, problem: reasonOf(error) };
  }
}

export const isLanguage = (id: string): boolean => hostOf(id) !== undefined;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'permission denied', ENOTDIR: 'a part of its path is not a folder', EPERM: 'permission denied', ELOOP: 'its links go in circles', ENAMETOOLONG: 'its name is too long',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
