import { expect, test } from 'vitest';
import { Memo } from '../../server/src/service/memo';

interface Entry { readonly name: string; size: number }
const remembered = (memo: Memo<Entry>, name: string): boolean => {
  const made: Entry = { name, size: 0 };
  return memo.at(name, () => made) !== made;
};

test('what was asked for is there again', () => {
  const memo = new Memo<Entry>(({ size }) => size);
  const first = memo.at('a', () => ({ name: 'a', size: 1 }));
  expect(memo.at('a', () => expect.fail('made twice'))).toBe(first);
});

test('what was longest not asked for is forgotten first', () => {
  const memo = new Memo<Entry>(({ size }) => size);
  for (let i = 0; i < 400; i++) memo.at(String(i), () => ({ name: String(i), size: 1 }));
  memo.at('0', () => expect.fail('forgotten'));
  memo.at('new', () => ({ name: 'new', size: 1 }));
  expect([memo.size, remembered(memo, '0'), remembered(memo, '1')]).toEqual([400, true, false]);
});

test('large entries leave less room, and may have grown since', () => {
  const memo = new Memo<Entry>(({ size }) => size);
  const [a, b] = ['a', 'b'].map((name) => memo.at(name, () => ({ name, size: 0 })));
  if (a !== undefined && b !== undefined) [a.size, b.size] = [200_000, 100_000];
  memo.at('c', () => ({ name: 'c', size: 0 }));
  expect([memo.size, remembered(memo, 'b'), remembered(memo, 'a')]).toEqual([2, true, false]);
});

test('the newest stays, however large', () => {
  const memo = new Memo<Entry>(({ size }) => size);
  memo.at('small', () => ({ name: 'small', size: 1 }));
  memo.at('huge', () => ({ name: 'huge', size: 10_000_000 }));
  expect([memo.size, remembered(memo, 'huge')]).toEqual([1, true]);
});
