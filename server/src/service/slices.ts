/**
 * Long work in slices. Between two of them messages come in, so that a cancelled request ends, and one about a newer version begins, at once.
 * A slice is one derivation or one check. The longest there is, a derivation of ten thousand operations, takes some tenths of a second, and what
 * grows far beyond that is refused (`MOST_OPERATIONS`), so the engine itself has no need to be interrupted.
 */
import type { Answer, Cancelled } from './analysis';
import { Abandoned } from './context';
import type { Rooms } from './rooms';

/** Lets messages in; throws `Abandoned` when the work is not wanted any more. */
export const sliceOf = ({ pause }: Pick<Rooms, 'pause'>, cancelled: Cancelled) => async (): Promise<void> => {
  await pause();
  if (cancelled()) throw new Abandoned();
};

/** Derives and checks answers. What is known already takes no time. `done` is told how many are. */
export async function ready(answers: readonly Answer[], rooms: Pick<Rooms, 'pause'>, cancelled: Cancelled, done: (count: number) => void = () => undefined): Promise<void> {
  const slice = sliceOf(rooms, cancelled);
  for (const [i, answer] of answers.entries()) {
    if (!answer.isKnown) {
      await slice();
      if (answer.derivation !== undefined) await slice();
      await answer.check();
    }
    done(i + 1);
  }
  if (cancelled()) throw new Abandoned();
}
