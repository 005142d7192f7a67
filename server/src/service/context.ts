/** What all parts of one analysis share. */
import type { Range } from '../../../protocol/position';
import type { Outcome, Verdict } from '../calculus/result';
import type { EmbeddedDocument } from '../embedding/embed';
import type { Meaning } from '../semantics/meaning';
import type { Parsed, Span } from '../syntax/tree';
import type { ClaimVerdict } from './analysis';
import type { RelativeSpan } from './dependencies';
import type { LineTable, SourceDocument } from './document';
import type { Memo } from './memo';
import type { Rooms } from './rooms';

/** What has been found out about one question; filled in as it is asked for. */
export interface Finding {
  outcome?: Outcome;
  /** Where a problem stands, relative to the parts of the question: the parts may move in the file. */
  problemAt?: RelativeSpan;
  verdict?: Verdict;
  steps?: readonly Verdict[];
  claim?: Omit<ClaimVerdict, 'fixes'>;
}

/** What a finding holds in memory, in nodes of expressions. */
export const sizeOf = ({ outcome }: Finding): number => (outcome?.ok === true ? outcome.derivation.arena.nodes.size : 0);

export interface Context {
  readonly document: SourceDocument;
  readonly lines: LineTable;
  readonly embedded: EmbeddedDocument;
  readonly parsed: Parsed;
  readonly meaning: Meaning;
  readonly rooms: Rooms;
  readonly memo: Memo<Finding>;
  readonly rangeOf: (span: Span) => Range;
}

/** Work that nobody waits for any more has ended. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
  constructor() { super('The answer is not wanted any more.'); }
}

export const NEVER = (): boolean => false;
