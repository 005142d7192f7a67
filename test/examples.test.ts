/** The files that `npm start` opens: every block reads without an error. What the queries in them answer is tested with the service. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { embed } from '../server/src/embedding/embed';
import { languageOfPath } from '../server/src/embedding/hosts';
import { understand } from '../server/src/semantics/understand';
import { parseDocument } from '../server/src/syntax/parse';

const folder = new URL('../examples/', import.meta.url);

describe('examples', () => {
  it.each(readdirSync(folder).filter((name) => languageOfPath(name) !== undefined))('%s', (name) => {
    const document = embed(readFileSync(new URL(name, folder), 'utf8'), languageOfPath(name) ?? '');
    const parsed = parseDocument(document.text);
    const meaning = understand(parsed);
    const at = (span: { readonly start: number; readonly end: number }): string => document.text.slice(span.start, span.end);
    expect(parsed.errors.map(({ message, span }) => `${at(span)}: ${message}`)).toEqual([]);
    expect(meaning.diagnostics.map(({ message, span }) => `${at(span)}: ${message}`)).toEqual([]);
    expect(meaning.queries.length).toBeGreaterThan(3);
    expect(meaning.claims.length).toBe(parsed.statements.filter(({ kind }) => kind === 'claim').length);
  });
});
