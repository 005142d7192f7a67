/**
 * Jupyter notebooks as files (nbformat 4): the code and Markdown cells in order, each with a map from its text to the JSON it is written in.
 *
 * The reader of JSON below keeps positions, which `JSON.parse` does not. It reads what well-formed notebooks hold and stops at the first
 * thing it does not understand: a broken notebook has the cells before the breakage.
 */
import { relocate, type Block } from './block';
import { findBlocks, type EmbedOptions } from './blocks';
import { hostOf } from './hosts';
import { positionMap, type PositionMap, type Segment } from './positions';

interface Cell { readonly languageId: string; readonly text: string; readonly map: PositionMap }

/** A JSON value with its place; objects and arrays list their members. */
type Json =
  | { readonly kind: 'string'; readonly text: string; readonly segments: readonly Segment[] }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Json> }
  | { readonly kind: 'other' };

/** Deeper nesting than any notebook has (outputs nest about ten levels); the reader recurses once per level. */
const MAX_DEPTH = 200;

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };

function readJson(source: string): Json | undefined {
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const space = /[ \t\r\n]*/y;
  const scalar = /[^\s,\]}]+/y;
  const plain = /[^"\\]+/y;

  const skipSpace = (): void => {
    space.lastIndex = at;
    at += space.exec(source)?.[0].length ?? 0;
  };
  const match = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    const found = expression.exec(source)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const string = (): Extract<Json, { kind: 'string' }> | undefined => {
    at++;
    const segments: Segment[] = [];
    let text = '';
    for (;;) {
      const from = at;
      const run = match(plain);
      if (run !== undefined) {
        segments.push({ virtual: text.length, length: run.length, file: from, fileLength: run.length });
        text += run;
      }
      if (source[at] === '"') {
        // An empty last segment gives the end of the string a place of its own.
        segments.push({ virtual: text.length, length: 0, file: at, fileLength: 0 });
        at++;
        return { kind: 'string', text, segments };
      }
      const mark = source[at + 1];
      if (source[at] !== '\\' || mark === undefined) return undefined;
      const unit = mark === 'u' ? String.fromCharCode(Number.parseInt(source.slice(at + 2, at + 6), 16)) : ESCAPES[mark];
      if (unit === undefined) return undefined;
      const length = mark === 'u' ? 6 : 2;
      segments.push({ virtual: text.length, length: 1, file: at, fileLength: length });
      text += unit;
      at += length;
    }
  };
  const value = (depth: number): Json | undefined => {
    skipSpace();
    const mark = source[at];
    if (depth > MAX_DEPTH || mark === undefined) return undefined;
    if (mark === '"') return string();
    if (mark === '[' || mark === '{') {
      at++;
      const items: Json[] = [];
      const members = new Map<string, Json>();
      const made = (): Json => (mark === '[' ? { kind: 'array', items } : { kind: 'object', members });
      for (;;) {
        skipSpace();
        if (source[at] === (mark === '[' ? ']' : '}')) { at++; return made(); }
        if (source[at] === ',') { at++; continue; }
        let key = '';
        if (mark === '{') {
          if (source[at] !== '"') return made();
          const name = string();
          skipSpace();
          if (name === undefined || source[at] !== ':') return made();
          at++;
          key = name.text;
        }
        const item = value(depth + 1);
        if (item === undefined) return made();
        if (mark === '[') items.push(item);
        else members.set(key, item);
      }
    }
    return match(scalar) === undefined ? undefined : { kind: 'other' };
  };
  return value(0);
}

const member = (json: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => (at?.kind === 'object' ? at.members.get(key) : undefined), json);
const textOf = (json: Json | undefined): string | undefined => (json?.kind === 'string' ? json.text : undefined);

/** The cells of a notebook, in order. Cells of a language without a row in the table of hosts are left out. */
function cells(source: string): readonly Cell[] {
  const notebook = readJson(source);
  const language = textOf(member(notebook, 'metadata', 'kernelspec', 'language')) ?? textOf(member(notebook, 'metadata', 'language_info', 'name')) ?? 'python';
  const list = member(notebook, 'cells');
  if (list?.kind !== 'array') return [];
  return list.items.flatMap((cell): readonly Cell[] => {
    const kind = textOf(member(cell, 'cell_type'));
    const languageId = kind === 'code' ? language : kind === 'markdown' ? 'markdown' : undefined;
    if (languageId === undefined || hostOf(languageId) === undefined) return [];
    const written = member(cell, 'source');
    const parts = written?.kind === 'array' ? written.items : written === undefined ? [] : [written];
    let text = '';
    const segments: Segment[] = [];
    for (const part of parts) {
      if (part.kind !== 'string') continue;
      for (const segment of part.segments) segments.push({ ...segment, virtual: text.length + segment.virtual });
      text += part.text;
    }
    return [{ languageId, text, map: positionMap(segments) }];
  });
}

/** The blocks of all cells of a notebook file, positions in its JSON. They share one scope, as the blocks of one file do. */
export const notebookBlocks = (source: string, options: EmbedOptions = {}): readonly Block[] =>
  cells(source).flatMap(({ languageId, text, map }) => findBlocks(text, languageId, options).map((block) => relocate(block, map, 'drop')));
