/** Waiting for what is to be seen, and never for a time. */

/** How long any one thing may take to appear. Generous: a slow machine is no failure. */
export const PATIENCE = 60_000;
/** How long a gesture is given before it is made again; the gestures that use it may be made any number of times. */
export const ATTEMPT = { timeout: 5000 } as const;
/** How often a condition is looked at again. */
const PULSE = 50;

/** Looks again until `look` gives something, and says what it waited for when it does not. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>, patience = PATIENCE): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited ${String(patience / 1000)} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PULSE));
  }
}

/** Whether a gesture went through. */
export const done = (gesture: Promise<unknown>): Promise<boolean> => gesture.then(() => true, () => false);

/** `work`, unless it takes longer than one attempt may. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error('not in time')); }, ATTEMPT.timeout); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** VS Code writes non-breaking spaces in the editor. */
export const plain = (text: string): string => text.replace(/\u00a0/g, ' ').replace(/\u200c/g, '');
