import { journalRewrittenEvent } from '../api/drillEvents.ts';
import type { Touched } from '../store/toldRecords.ts';
import { tellOutside } from './tellOutside.ts';
import { wiring } from './wiring.ts';

/** Tells that somebody has changed what is written for ever. The log keeps it where the table's writer cannot reach. */
export async function tellTouched(change: Touched): Promise<void> {
  wiring().log.error('what is written for ever was changed in the table', { ...change });
  await tellOutside([journalRewrittenEvent(change)]);
}
