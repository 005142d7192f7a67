/** What every plan is made with. */
import type { Assembly } from './assembly';
import type { Names } from './names';
import type { Plans, Root } from './plan';

export interface Compiling {
  readonly names: Names;
  readonly assembly: Assembly;
  readonly plans: Plans;
  /** The `d(u)` met so far, each with the slot it is to be given in. */
  readonly differentials: { readonly slot: number; readonly of: Root }[];
  /** What the values rest on without being checked. */
  readonly assumed: Set<string>;
}
