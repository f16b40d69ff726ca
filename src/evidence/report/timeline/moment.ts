import type { Drill, Instant } from '../../../drill/drill.ts';
import type { Fact } from '../../../drill/facts.ts';
import type { ClockName } from '../report.ts';

/** A sentence about a fact. `{servers}` in it stands for the servers that it is about. */
export interface Moment {
  what: string;
  /** Without details, for many of its kind together; absent: `what` has none. */
  brief?: string;
  sourceServerIds?: readonly string[];
  /** When it was, and by whose clock; absent: when the entry was written, by ours. */
  at?: Instant;
  clock?: ClockName;
}

/** A moment with its place in the journal. */
export interface Placed extends Moment {
  type: Fact['type'];
  seq: number;
  at: Instant;
  clock: ClockName;
}

/** What a timeline says about facts of some types: nothing about those that are left out. */
export type Sentences = {
  [Type in Fact['type']]?: (fact: Extract<Fact, { type: Type }>, drill: Drill) => Moment | Moment[] | null;
};

/** A moment by another clock, if that time is known. */
export function by(clock: ClockName, at: Instant | null | undefined): Pick<Moment, 'at' | 'clock'> {
  return at === null || at === undefined ? {} : { at, clock };
}
