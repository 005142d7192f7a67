import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shifted } from '../../client/src/following';
import type { Position } from '../../protocol/position';

const offsetOf = (text: string, { line, character }: Position): number => text.split('\n').slice(0, line).reduce((sum, row) => sum + row.length + 1, 0) + character;
const positionAt = (text: string, offset: number): Position => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: (before.at(-1) ?? '').length };
};

/** `[` and `]` around what is replaced, `¦` the place. */
test.each([
  ['insertion before',          'a[]b¦',         'x',     'axb¦'],
  ['insertion of lines before', 'a[]b¦',         'x\ny',  'ax\nyb¦'],
  ['insertion at the place',    'a[]¦b',         'x',     'ax¦b'],
  ['insertion after',           'a¦b[]',         'x',     'a¦bx'],
  ['deletion of a line above',  '[a\n]b¦c',      '',      'b¦c'],
  ['change below',              'a¦\nb[c]',      'd\ne',  'a¦\nbd\ne'],
  ['replacement around',        'a[b¦c]d',       'x',     'a¦xd'],
  ['replacement that ends at it', 'a[b]¦c',      'xy\nz', 'axy\nz¦c'],
])('%s', (_name, before, text, after) => {
  const plain = before.replace(/[[\]¦]/g, '');
  const at = (mark: string): Position => positionAt(plain, before.slice(0, before.indexOf(mark)).replace(/[[\]¦]/g, '').length);
  expect(shifted(at('¦'), { start: at('['), end: at(']') }, text)).toEqual(positionAt(after.replace('¦', ''), after.indexOf('¦')));
});

test('a place before or after a change stays at the same character', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 30 }).map((characters) => characters.join(''));
  fc.assert(fc.property(text, text, fc.nat(30), fc.nat(30), fc.nat(30), (whole, inserted, a, b, c) => {
    const [start, end] = [a, b].map((n) => Math.min(n, whole.length)).sort((x, y) => x - y) as [number, number];
    const place = Math.min(c, whole.length);
    const changed = whole.slice(0, start) + inserted + whole.slice(end);
    const moved = offsetOf(changed, shifted(positionAt(whole, place), { start: positionAt(whole, start), end: positionAt(whole, end) }, inserted));
    const expected = place >= end ? place + inserted.length - (end - start) : Math.min(place, start);
    expect(moved).toBe(expected);
  }));
});
