/** Where in a figure a label is free of the lines and of the other labels. */

export interface Point { readonly x: number; readonly y: number }
export type Segment = readonly [Point, Point];
/** A rectangle by its upper left corner. */
export interface Box extends Point { readonly width: number; readonly height: number }

/** The room between a label and a line. */
const ROOM = 3;

/** The first of the candidates that lies within `frame` and on nothing; where there is none, the first of all. */
export function firstFree(candidates: readonly Box[], frame: Box, lines: readonly Segment[], boxes: readonly Box[]): Box | undefined {
  return candidates.find((box) => isWithin(box, frame) && !boxes.some((other) => overlap(box, other)) && !lines.some((line) => crosses(line, box))) ?? candidates[0];
}

const isWithin = (box: Box, frame: Box): boolean => box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;

const overlap = (a: Box, b: Box): boolean => a.x - ROOM < b.x + b.width && b.x - ROOM < a.x + a.width && a.y - ROOM < b.y + b.height && b.y - ROOM < a.y + a.height;

/** Whether a line runs through a box or close by it: what is left of it between the box's four sides is something. */
export function crosses([from, to]: Segment, box: Box): boolean {
  let [enters, leaves] = [0, 1];
  const sides = [
    [from.x, to.x, box.x - ROOM, box.x + box.width + ROOM],
    [from.y, to.y, box.y - ROOM, box.y + box.height + ROOM],
  ] as const;
  for (const [start, end, low, high] of sides) {
    const run = end - start;
    if (run === 0) { if (start < low || start > high) return false; continue; }
    const [a, b] = [(low - start) / run, (high - start) / run];
    enters = Math.max(enters, Math.min(a, b));
    leaves = Math.min(leaves, Math.max(a, b));
  }
  return enters <= leaves;
}
