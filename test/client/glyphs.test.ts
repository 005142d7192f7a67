import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { glyphOf } from '../../client/src/math/glyphs';
import manifest from '../../package.json';
import { ROOT } from '../../scripts/steps.mjs';

test('the table of outlines is what the fonts of the pinned KaTeX give', () => {
  expect(manifest.devDependencies.katex).toMatch(/^\d/);
  expect(() => execFileSync(process.execPath, [join(ROOT, 'scripts/glyphs.mjs'), '--check'], { stdio: 'pipe' })).not.toThrow();
});

test.each([
  ['Main-Regular', '−', 778], ['Math-Italic', 'λ', 583], ['AMS-Regular', 'ℝ', undefined], ['AMS-Regular', 'R', 722], ['Size4-Regular', '(', 792], ['Main-Regular', '⊤', 778],
] as const)('%s %s', (face, character, advance) => {
  expect(glyphOf(face, character)?.advance).toBe(advance);
});
