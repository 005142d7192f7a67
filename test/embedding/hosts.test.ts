/** A file per language, as people write them: which comments are blocks, and where everything stands. Compared with the `.blocks` file beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { embed } from '../../server/src/embedding/embed';
import { hostOf, hosts, languageOfPath } from '../../server/src/embedding/hosts';
import { disagreements, render } from './render';

const folder = new URL('hosts/', import.meta.url);
const languages = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -'.txt'.length));

describe('the comments of host languages', () => {
  it.each(languages)('%s', async (language) => {
    const file = readFileSync(new URL(`${language}.txt`, folder), 'utf8');
    expect(hostOf(language)).toBeDefined();
    await expect(render(file, language)).toMatchFileSnapshot(`./hosts/${language}.blocks`);
    // The samples say "no" wherever text only looks like a marked comment.
    expect(embed(file, language).text).not.toMatch(/\bno\b/);
    expect(disagreements(file, embed(file, language))).toEqual([]);
    expect(disagreements(file.replace(/\n/g, '\r\n'), embed(file.replace(/\n/g, '\r\n'), language))).toEqual([]);
  });

  it.each(languages)('%s reads the same with the line terminators of other systems', (language) => {
    const file = readFileSync(new URL(`${language}.txt`, folder), 'utf8');
    const { text } = embed(file, language);
    expect(embed(file.replace(/\n/g, '\r\n'), language).text).toBe(text);
    expect(embed(file.replace(/\n/g, '\r'), language).text).toBe(text);
  });
});

describe('the table of hosts', () => {
  it.each([
    ['train.py', 'python'], ['a/b.c/model.JL', 'julia'], ['fit.m', 'matlab'], ['fit.R', 'r'], ['a.h', 'c'], ['a.hpp', 'cpp'], ['k.cu', 'cuda-cpp'], ['lib.rs', 'rust'],
    ['a.tsx', 'typescript'], ['a.f90', 'fortran'], ['a.f', 'fortran_fixed-form'], ['paper.tex', 'latex'], ['paper.typ', 'typst'], ['notes.mcalc', 'mcalc'], ['x.qmd', 'markdown'], ['x.ipynb', 'ipynb'],
    ['Makefile', undefined], ['.py', 'python'], ['a.b/c', undefined], ['data.csv', undefined],
  ])('%s is %s', (path, language) => {
    expect(languageOfPath(path)).toBe(language);
  });

  it('names no language and no extension twice', () => {
    const ids = hosts.flatMap((host) => host.ids.map((id) => id.toLowerCase()));
    const extensions = hosts.flatMap((host) => host.extensions);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(extensions).size).toBe(extensions.length);
    expect(extensions.filter((extension) => extension !== extension.toLowerCase())).toEqual([]);
  });

  it('has a sample for every row that reads comments', () => {
    const sampled = new Set(languages.map((language) => hostOf(language)?.forms));
    expect(hosts.filter((host) => host.reading !== 'notebook' && !sampled.has(host.forms)).map((host) => host.ids[0])).toEqual(['stan', 'html']);
  });

  it('knows nothing of other languages', () => {
    expect(embed('# mcalc: f = 1', 'brainfuck').blocks).toEqual([]);
  });
});
