/** After any edits the comments of a file are those that reading it from the top gives. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { changeBetween } from '../../server/src/embedding/change';
import { embed, type EmbeddedDocument } from '../../server/src/embedding/embed';
import { hostOf } from '../../server/src/embedding/hosts';
import { scan, type Scan } from '../../server/src/embedding/rescan';
import { comments, type Comment } from '../../server/src/embedding/scan';

const folder = new URL('hosts/', import.meta.url);
const samples = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => ({ language: name.slice(0, -'.txt'.length), file: readFileSync(new URL(name, folder), 'utf8') })).filter(({ language }) => (hostOf(language)?.forms.length ?? 0) > 0);

/** What opens and closes something in one language or another, and what is in between. */
const PIECES = ['#', '//', '/*', '*/', '"', "'", '"""', "'''", '`', '${', '}', '{', '(', ')', '\\', '\n', '\r\n', '%', '%{\n', '%}\n', '--', '--[[', ']]', '{-', '-}', 'return', ' /x/ ', '!', 'f"', 'R"(', ')"', '@"', '\\begin{comment}', '\\end{comment}', ' mcalc: a = 1 ', 'x = 1', "'a", ''] as const;
const edit = fc.record({ at: fc.nat(), length: fc.oneof(fc.constant(0), fc.nat({ max: 40 })), text: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }).map((pieces) => pieces.join('')) });

const upTo = (found: Iterable<Comment>, last: number): readonly Comment[] => [...found].filter(({ start }) => start <= last);

describe('after edits', () => {
  test.each(samples)('$language', ({ language, file }) => {
    const host = hostOf(language) ?? expect.fail('no host');
    fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 3 }), fc.double({ min: 0, max: 1.2, noNaN: true }), (edits, copies, part) => {
      let text = file.repeat(copies);
      let known: Scan | undefined;
      for (const { at, length, text: inserted } of [{ at: 0, length: 0, text: '' }, ...edits]) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + inserted + text.slice(start + length);
        const last = Math.floor(part * text.length);
        known = scan(text, host, last, known);
        expect(upTo(known.comments, last)).toEqual(upTo(comments(text, host), last));
      }
    }), { numRuns: 30 });
  }, 60_000);
});

/** All that is said of the blocks of a file. */
const described = ({ text, parts, blocks, toFile, toVirtual, toFileRange, toVirtualRange }: EmbeddedDocument, length: number): unknown => [
  text, parts, blocks.map(({ text: own, span, marker, languageId, linePrefix, place, virtual, map }) => [own, span, marker, languageId, linePrefix, place, virtual, map.segments]),
  Array.from({ length: text.length + 2 }, (_, at) => [toFile(at), toFileRange({ start: at, end: at + 3 })]),
  Array.from({ length: length + 2 }, (_, at) => [toVirtual(at), toVirtualRange({ start: at, end: at + 9 })]),
];

describe('after edits the blocks are those of a fresh reading', () => {
  test.each(samples)('$language', ({ language, file }) => {
    fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      let text = file;
      let known = embed(text, language);
      for (const { at, length, text: inserted } of edits) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + inserted + text.slice(start + length);
        known = embed(text, language, {}, known);
        expect(described(known, text.length)).toEqual(described(embed(text, language), text.length));
      }
    }), { numRuns: 8 });
  }, 60_000);
});

test('an edit in a large file is read where it is', () => {
  const host = hostOf('python') ?? expect.fail('no host');
  const lines = Array.from({ length: 20_000 }, (_, i) => `x_${String(i)} = f("text", ${String(i)})  # why`).join('\n');
  const first = scan(lines, host, Infinity, undefined);
  const at = lines.indexOf('x_10000');
  const second = scan(`${lines.slice(0, at)}y${lines.slice(at)}`, host, Infinity, first);
  // What is before the edit is what it was; one behind it is another object, as it stands elsewhere.
  const kept = second.comments.filter((comment, i) => comment === first.comments[i]).length;
  expect(kept).toBeGreaterThan(9_990);
  expect(scan(lines.replace('x_10000', 'y_10000'), host, Infinity, first).comments.filter((comment, i) => comment === first.comments[i]).length).toBeGreaterThan(19_990);
});

test('two texts differ between what they have in common', () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.string(), fc.string(), fc.nat({ max: 3 }), (a, b, c, d, times) => {
    const long = 'abc'.repeat(times * 2000);
    const [before, after] = [long + a + b + d + long, long + a + c + d + long];
    const { start, endBefore, endAfter } = changeBetween(before, after);
    expect(before.slice(0, start) + after.slice(start, endAfter) + before.slice(endBefore)).toBe(after);
    expect(endBefore - start).toBeLessThanOrEqual(b.length);
  }));
});
