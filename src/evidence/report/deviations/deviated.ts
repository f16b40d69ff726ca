import type { Instant } from '../../../drill/drill.ts';
import type { Deviation } from '../report.ts';

/** A deviation before its time is written out. */
export type Deviated = Omit<Deviation, 'at'> & { at: Instant };

/** A deviation of the drill as a whole, or of one server, that nobody outside has put in words. */
export function deviated(
  kind: Deviation['kind'],
  at: Instant,
  what: string,
  sourceServerId: string | null = null,
): Deviated {
  return { at, kind, sourceServerId, what, inTheirWords: null };
}
