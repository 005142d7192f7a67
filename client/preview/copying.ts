/** Pictures on the clipboard. The page puts them there: an extension can copy text only. */
import type { FromPage, PictureView, PictureWish, ToPage } from '../../protocol/preview';
import type { Refused } from '../../protocol/requests';
import { pngOf } from './raster';

type Answer = PictureView | Refused;

export interface Copying {
  /** To be called from a click or a key: without one a browser lets nobody write to the clipboard. */
  readonly copy: (wish: PictureWish) => Promise<void>;
  readonly receive: (message: Extract<ToPage, { type: 'picture' }>) => void;
}

/** What the clipboard is given for a picture, by type. */
const CONTENTS: Readonly<Record<PictureWish['format'], (picture: Promise<PictureView>) => Record<string, Promise<Blob>>>> = {
  // As text for an editor, as a picture for what can draw it.
  svg: (picture) => Object.fromEntries(['text/plain', 'image/svg+xml'].filter((type) => ClipboardItem.supports(type)).map((type) => [type, picture.then(({ svg }) => new Blob([svg], { type }))])),
  png: (picture) => ({ 'image/png': picture.then(pngOf) }),
};

export const FORMAT_LABELS: Readonly<Record<PictureWish['format'], string>> = { svg: 'SVG', png: 'PNG' };

export function copying(post: (message: FromPage) => void, say: (text: string) => void): Copying {
  const awaited = new Map<string, (answer: Answer) => void>();
  return {
    copy: async (wish) => {
      const key = JSON.stringify(wish);
      if (awaited.has(key)) return;
      const answer = new Promise<Answer>((resolve) => { awaited.set(key, resolve); });
      post({ type: 'picture', wish });
      const picture = answer.then((found) => { if (found.kind === 'refused') throw new Error(found.message); return found; });
      // A clipboard that is not there asks for no picture.
      picture.catch(() => undefined);
      try {
        // Begun at once, while the click counts; the picture may come a little later.
        await navigator.clipboard.write([new ClipboardItem(CONTENTS[wish.format](picture))]);
        say(`Copied as ${FORMAT_LABELS[wish.format]}`);
      } catch {
        const found = await answer;
        if (found.kind === 'refused') say(found.message);
        else post({ type: 'notCopied', wish });
      }
    },
    receive: ({ wish, answer }) => {
      const key = JSON.stringify(wish);
      awaited.get(key)?.(answer);
      awaited.delete(key);
    },
  };
}
