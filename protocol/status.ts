import type { Range } from './position';

/** The verdict of a file at a glance. The server sends it after every analysis of an open document (notification `mcalc/status`). */
export interface FileStatus {
  readonly uri: string;
  readonly version: number;
  /** Number of queries and claims in the file. Zero of both: the file has no mcalc text. */
  readonly queries: number;
  readonly claims: number;
  /** How the queries and claims together came out. `refused`: no answer, there is an error diagnostic at the place. */
  readonly passed: number;
  readonly failed: number;
  readonly unchecked: number;
  readonly refused: number;
  /** Inserted code whose formula has changed since. */
  readonly stale: number;
  /** Where the queries and claims stand, in the order of the file. */
  readonly places: readonly Range[];
}

export interface Notifications {
  /** server → client */
  'mcalc/status': FileStatus;
}
