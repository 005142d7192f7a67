/**
 * The comments of a file that is being edited. A scan leaves anchors where it was in plain code; after an edit it goes on from the anchor
 * before the change, and ends at the first anchor behind it at which the scan before stood too: from there on everything is as it was.
 */
import { changeBetween } from './change';
import type { Host } from './hosts';
import { afterTerminator, followsDirectly, lineEnd, lineStart } from './lines';
import { comments as read, WORD_LENGTH, type Comment } from './scan';

/** Where the scan was outside of everything: at `at`, with the last character of code at `significant`, after so many comments. */
interface Anchor { readonly at: number; readonly significant: number; readonly comments: number }

export interface Scan {
  readonly text: string;
  readonly host: Host;
  readonly comments: readonly Comment[];
  readonly anchors: readonly Anchor[];
  /** Comments that start before this have been read, and the one that starts here. */
  readonly reached: number;
}

/** The comments of `text` that start up to `last`, those that follow the last of them directly, one more, and perhaps others. `previous`: the scan of an earlier version. */
export function scan(text: string, host: Host, last: number, previous: Scan | undefined): Scan {
  if (previous?.host !== host) return readOn({ text, host, comments: [], anchors: [], reached: -1 }, last);
  const known = previous.text === text ? previous : edited(previous, text, last);
  return known.reached > last ? known : readOn(known, last);
}

/** Reads on from where a scan ended. */
function readOn(before: Scan, last: number): Scan {
  const { text, host } = before;
  const from = before.anchors.at(-1);
  const comments = before.comments.slice(0, from?.comments ?? 0);
  const anchors = before.anchors.slice(0, -1);
  for (const comment of read(text, host, from, (at, significant) => { anchors.push({ at, significant, comments: comments.length }); return false; })) {
    if (isBeyond(text, comments.at(-1), comment, last)) return { text, host, comments: [...comments, comment], anchors, reached: comment.start };
    comments.push(comment);
  }
  return { text, host, comments, anchors, reached: Infinity };
}

/** Whether a comment is behind `last` and does not go on with what is before it. */
const isBeyond = (text: string, previous: Comment | undefined, { start }: Comment, last: number): boolean => start > last && (previous === undefined || !followsDirectly(text, previous.end, start));

/** The scan of the text after an edit, as far as it is known or read up to `last`. */
function edited(before: Scan, text: string, last: number): Scan {
  const { host } = before;
  const { start, endBefore, endAfter } = changeBetween(before.text, text);
  const delta = endAfter - endBefore;
  // What is read up to an anchor does not depend on the lines behind its own.
  const safe = lineStart(text, Math.max(0, lineStart(text, start) - 1));
  if (before.reached < safe) return { ...before, text };
  const kept = lastAt(before.anchors, safe);
  const from = before.anchors[kept];
  const comments = before.comments.slice(0, from?.comments ?? 0);
  const anchors = before.anchors.slice(0, Math.max(0, kept));
  const resume = afterTerminator(text, lineEnd(text, endAfter));
  let met: number | undefined;
  let behind = kept < 0 ? 0 : kept;
  const meets = (at: number, significant: number): boolean => {
    if (at < resume || (significant >= start && significant < endAfter + WORD_LENGTH)) return false;
    while ((before.anchors[behind]?.at ?? Infinity) < at - delta) behind++;
    const there = before.anchors[behind];
    return there?.at === at - delta && there.significant === (significant < start ? significant : significant - delta);
  };
  const passes = (at: number, significant: number): boolean => {
    if (meets(at, significant)) { met = behind; return true; }
    anchors.push({ at, significant, comments: comments.length });
    return false;
  };
  for (const comment of read(text, host, from, passes)) {
    if (isBeyond(text, comments.at(-1), comment, last)) return { text, host, comments: [...comments, comment], anchors, reached: comment.start };
    comments.push(comment);
  }
  if (met === undefined) return { text, host, comments, anchors, reached: Infinity };
  const first = before.anchors[met]?.comments ?? before.comments.length;
  const shift = comments.length - first;
  for (const anchor of before.anchors.slice(met)) anchors.push({ at: anchor.at + delta, significant: anchor.significant < start ? anchor.significant : anchor.significant + delta, comments: anchor.comments + shift });
  for (const comment of before.comments.slice(first)) comments.push(delta === 0 ? comment : moved(comment, delta));
  return { text, host, comments, anchors, reached: before.reached + delta };
}

const moved = (comment: Comment, delta: number): Comment =>
  ({ ...comment, start: comment.start + delta, end: comment.end + delta, contentStart: comment.contentStart + delta, contentEnd: comment.contentEnd + delta });

/** The last anchor that is not behind an offset; -1 where there is none. */
function lastAt(anchors: readonly Anchor[], offset: number): number {
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((anchors[middle]?.at ?? Infinity) <= offset) low = middle + 1; else high = middle;
  }
  return low - 1;
}
