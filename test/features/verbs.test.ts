import { expect, test } from 'vitest';
import { ANSWERED } from '../../server/src/features/answering';
import { METHODS } from '../../server/src/features/capabilities';

test('what is said to be answered is answered, and nothing else', () => {
  expect([...ANSWERED].sort()).toEqual([...METHODS].sort());
  expect(new Set(METHODS).size).toBe(METHODS.length);
});
