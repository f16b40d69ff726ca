import { answerOf } from '../api/answers.ts';
import { type Drill, type DrillSummary, getDrill } from '../api/client.ts';
import { useOpenDrills } from '../api/openDrills.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';
import { type Troubled, troubledOf } from './leftovers.ts';

/** What was found, and how many drills were not looked at. */
export interface Found extends Troubled {
  unseen: number;
}

/**
 * The drills that need somebody. No index lists them: the open drills are listed by phase, and those that may leak or
 * wait are read one by one.
 */
export function useTroubled(): Polled<Found> {
  const open = useOpenDrills();
  const suspects = open.body?.items.filter(isSuspect) ?? [];
  const ids = suspects.slice(0, DRILLS_READ_MAX).map(({ drillId }) => drillId);
  const read = async () => {
    const drills = await Promise.all(ids.map(async (drillId) => (await answerOf(getDrill(drillId))).body));
    return { body: { ...troubledOf(drills), unseen: suspects.length - ids.length }, etag: null };
  };
  const found = usePolled(['troubled', ...ids], read, 10);
  // Before the list is known, that nothing is suspected means nothing.
  return open.body === undefined ? { ...found, body: undefined, error: open.error } : found;
}

/** Enough for any night; each takes a request every ten seconds. */
const DRILLS_READ_MAX = 40;

function isSuspect({ phase, quarantined, cleanup }: DrillSummary): boolean {
  return phase === 'TERMINATING' || quarantined !== null || cleanup === 'LEAKED';
}

/** When the drill began what it is at. */
export function sinceOf({ waits, phaseSince }: Drill): string {
  return waits?.since ?? phaseSince;
}
