import { expect, test } from 'vitest';
import { newNonce, previewPage } from '../../client/src/previewPage';

const page = previewPage({ cspSource: 'https://own.example', nonce: 'abc', scripts: ['https://own.example/first.js', 'https://own.example/then.js'], styles: ['https://own.example/a.css', 'https://own.example/b.css'] });

test('the policy allows our own files and our own script, nothing inline', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  expect(policy.split('; ').sort()).toEqual([
    "default-src 'none'", 'font-src https://own.example', 'img-src https://own.example data:', "script-src 'nonce-abc'", 'style-src https://own.example',
  ]);
  expect(policy).not.toContain('unsafe');
});
test('the page has our scripts, in order, with the nonce, and no inline style', () => {
  expect(page.match(/<script[^]*?>/g)).toEqual(['first', 'then'].map((name) => `<script nonce="abc" src="https://own.example/${name}.js">`));
  expect(page).not.toMatch(/style=|<style|\son\w+=/);
});
test('no two nonces are the same', () => {
  const nonces = Array.from({ length: 100 }, newNonce);
  expect(new Set(nonces).size).toBe(100);
  expect(nonces.every((nonce) => /^[0-9a-f]{32}$/.test(nonce))).toBe(true);
});
