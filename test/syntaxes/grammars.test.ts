/** What the editor's own tokenizer makes of samples: lines in, scopes out. Compared with the `.scopes` file beside each sample. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { grammars } from '../../scripts/grammar.mjs';
import { scopes } from './tokenize';

const samples = new URL('samples/', import.meta.url);
const hosts = readdirSync(samples).filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -'.txt'.length));

describe('grammars', () => {
  it.each(hosts)('%s', async (scopeName) => {
    const lines = readFileSync(new URL(`${scopeName}.txt`, samples), 'utf8').trimEnd().split('\n');
    const found = await scopes(lines.join('\n'), scopeName);
    const shown = lines.map((line, i) => `${line}\n    ${found[i] ?? ''}`).join('\n');
    // What is not mcalc must stay the host's: no sample has its words `def`, `int`, `prose` or `no` in a block.
    expect(found.join('\n').replace(/¬[^‹]*‹[^›]*›/g, '')).not.toMatch(/\b(?:def|int|prose|no)‹/);
    await expect(`${shown}\n`).toMatchFileSnapshot(`./samples/${scopeName}.scopes`);
  });

  it('are what scripts/grammar.mjs makes of the vocabulary', async () => {
    for (const [file, text] of Object.entries(await grammars())) {
      expect(readFileSync(new URL(`../../syntaxes/${file}`, import.meta.url), 'utf8'), `run "node scripts/grammar.mjs": ${file}`).toBe(text);
    }
  });

  it('are all in the manifest, under their scope names', async () => {
    const contributed = new Map(manifest.contributes.grammars.map(({ path, scopeName }) => [path, scopeName]));
    for (const [file, text] of Object.entries(await grammars())) {
      expect(contributed.get(`./syntaxes/${file}`)).toBe(/"scopeName": "([^"]+)"/.exec(text)?.[1]);
    }
  });
});

describe('language configuration', () => {
  const configuration: { readonly wordPattern: { readonly pattern: string; readonly flags: string }; readonly autoClosingPairs: readonly { readonly open: string }[] } =
    JSON.parse(readFileSync(new URL('../../syntaxes/language-configuration.json', import.meta.url), 'utf8'));

  it.each([
    ["X'*w", ['X', 'w']], ['λ₁*xᵀ', ['λ₁', 'x']], ['Δx_0 + 1.5', ['Δx_0', '1.5']], ['aⁿ⁻¹', ['a']], ['f.(x)', ['f', 'x']],
  ])('the words of %s', (text, words) => {
    expect(text.match(new RegExp(configuration.wordPattern.pattern, `g${configuration.wordPattern.flags}`))).toEqual(words);
  });

  it('does not close a quote: it transposes', () => {
    expect(configuration.autoClosingPairs.map(({ open }) => open)).not.toContain("'");
  });
});
