/** Boxes on a baseline: what CSS makes of KaTeX's spans, as far as KaTeX uses it. */
import type { Ink } from './ink';

export interface Box {
  /** The space it takes on its line, margins included; may be negative (a kern). */
  readonly width: number;
  /** Paints with the left edge at `x` and the baseline at `y`. `available` is the width of the block around it, which `width: 100%` fills. */
  readonly paint: (x: number, y: number, available: number, ink: Ink[]) => void;
  /** Takes all of the available width, so there is nothing to align. */
  readonly fills?: true;
}

export const space = (width: number): Box => ({ width, paint: () => { /* nothing to see */ } });

/** Boxes one after the other on one baseline. */
export function row(boxes: readonly Box[]): Box {
  const [only] = boxes;
  if (only !== undefined && boxes.length === 1) return only;
  return {
    width: boxes.reduce((sum, box) => sum + box.width, 0),
    paint: (x, y, available, ink) => {
      let at = x;
      for (const box of boxes) {
        box.paint(at, y, available, ink);
        at += box.width;
      }
    },
  };
}

/** `box` moved without a change of the space it takes. */
export const moved = (box: Box, dx: number, dy: number): Box =>
  (dx === 0 && dy === 0 ? box : { width: box.width, paint: (x, y, available, ink) => { box.paint(x + dx, y + dy, available, ink); } });

/** `box` with margins or padding around it. */
export const spaced = (box: Box, left: number, right: number): Box =>
  (left === 0 && right === 0 ? box : { width: left + box.width + right, paint: (x, y, available, ink) => { box.paint(x + left, y, available, ink); } });

/** `box` taking the space `width`, whatever it paints. */
export const ofWidth = (box: Box, width: number): Box => ({ width, paint: box.paint });
