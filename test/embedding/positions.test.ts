/** Maps of positions compose: part of a file, then part of that part. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, plainSegment, positionMap, shifted, type PositionMap, type Segment } from '../../server/src/embedding/positions';

/** A map of segments with gaps on both sides, as comment leaders and line separators leave them. */
const maps = fc.array(fc.record({ gap: fc.nat(3), length: fc.nat(6), fileGap: fc.nat(4) }), { minLength: 1, maxLength: 8 }).map((pieces): PositionMap => {
  const segments: Segment[] = [];
  let [virtual, file] = [0, 0];
  for (const { gap, length, fileGap } of pieces) {
    file += fileGap + 1;
    segments.push(plainSegment(virtual, file, length));
    virtual += length + gap + 1;
    file += length;
  }
  return positionMap(segments);
});

describe('position maps', () => {
  it('go there and back inside their segments', () => {
    fc.assert(fc.property(maps, (map) => {
      for (const { virtual, length, file } of map.segments) {
        for (let delta = 0; delta <= length; delta++) {
          expect(map.toFile(virtual + delta)).toBe(file + delta);
          expect(map.toVirtual(file + delta)).toBe(virtual + delta);
        }
      }
    }));
  });

  it('keep the order of offsets', () => {
    fc.assert(fc.property(maps, (map) => {
      for (let offset = 1; offset < 60; offset++) expect(map.toFile(offset)).toBeGreaterThanOrEqual(map.toFile(offset - 1));
    }));
  });

  it('compose', () => {
    fc.assert(fc.property(maps, maps, (inner, outer) => {
      const both = compose(inner, outer);
      for (const { virtual, length } of both.segments) {
        for (let offset = virtual; offset <= virtual + length; offset++) {
          expect(both.toFile(offset)).toBe(outer.toFile(inner.toFile(offset)));
          expect(both.toVirtual(both.toFile(offset))).toBe(offset);
        }
      }
    }));
    expect(compose(shifted(4, 3), shifted(20, 100)).toFile(2)).toBe(105);
  });

  it('a range ends with the text before its end, not with the next line', () => {
    const map = positionMap([plainSegment(0, 10, 5), plainSegment(6, 30, 5)]);
    expect(map.toFileRange({ start: 2, end: 5 })).toEqual({ start: 12, end: 15 });
    expect(map.toFileRange({ start: 2, end: 6 })).toEqual({ start: 12, end: 15 });
    expect(map.toFileRange({ start: 2, end: 8 })).toEqual({ start: 12, end: 32 });
    expect(map.toFileRange({ start: 6, end: 6 })).toEqual({ start: 30, end: 30 });
    expect(map.toVirtualRange({ start: 0, end: 12 })).toEqual({ start: 0, end: 2 });
    expect(map.toVirtualRange({ start: 16, end: 29 })).toBeUndefined();
    expect(map.toVirtualRange({ start: 16, end: 31 })).toEqual({ start: 6, end: 7 });
  });
});
