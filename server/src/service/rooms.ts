/**
 * The rooms that are loaded when they are first needed. A door gives them to the service; a test may give stand-ins.
 * What is behind each `import` is a chunk of its own in the node bundles (`scripts/build.mjs`).
 */
import type * as checkingRoom from './checking';
import type * as codingRoom from './coding';
import type * as figuresRoom from './figures';
import type * as paperingRoom from './papering';

export type Checking = typeof checkingRoom;
export type Coding = typeof codingRoom;
export type Figures = typeof figuresRoom;
export type Papering = typeof paperingRoom;

export interface Rooms {
  /** Numerical checks: random instances, differences, verdicts. */
  readonly checking: () => Promise<Checking>;
  /** Code in other languages. */
  readonly coding: () => Promise<Coding>;
  /** Results as papers state them. */
  readonly papering: () => Promise<Papering>;
  /** Graphs, error plots, costs. */
  readonly figures: () => Promise<Figures>;
  /** Lets what waits outside (messages, a cancellation) come in between two slices of work. */
  readonly pause: () => Promise<void>;
}

/** Loads each room once. `pause` comes from the door: only it knows its event loop. */
export const lazyRooms = (pause: () => Promise<void>): Rooms => ({
  checking: () => import('./checking'),
  coding: () => import('./coding'),
  papering: () => import('./papering'),
  figures: () => import('./figures'),
  pause,
});
