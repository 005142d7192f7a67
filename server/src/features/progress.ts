/** How far long work has come, for editors that show it. */

export interface Progress {
  /** `done` of `all`. */
  readonly report: (done: number, all: number) => void;
  /** Whether the reader has stopped it. */
  readonly cancelled: () => boolean;
  readonly end: () => void;
}

/** Begins to report under a title. `params`: of the request that the work is for, which may say where its editor expects the reports. */
export type BeginProgress = (title: string, params?: unknown) => Promise<Progress>;

export const NO_PROGRESS: Progress = { report: () => undefined, cancelled: () => false, end: () => undefined };

/** Fewer answers than this are there before anybody could read how far they are. */
export const WORTH_REPORTING = 20;
