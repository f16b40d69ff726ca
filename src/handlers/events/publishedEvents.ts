import { type DrillEvent, drillEventsOf, isPublished, quarantinedEvent } from '../../api/drillEvents.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import type { Drills } from '../../flow/ports.ts';
import type { PublishedChange } from '../../store/stream/publishedRecords.ts';
import type { Measured } from '../wiring/meter.ts';

/** The journal entry that a change of the table names. */
export async function entryOf(
  drills: Drills,
  { drillId, seq }: { drillId: string; seq: number },
): Promise<JournalEntry> {
  const [entry] = await drills.journal(drillId, seq, 1);
  if (entry === undefined) throw new Error(`the journal of drill ${drillId} has no entry ${seq}`);
  return entry;
}

/** The events for a journal entry, with the record as it is stored. */
export async function eventsOf(drills: Drills, entry: JournalEntry): Promise<DrillEvent[]> {
  return isPublished(entry) ? drillEventsOf(entry, await recordOf(drills, entry.drillId)) : [];
}

/** The event for a quarantined drill. */
export async function quarantinedEventOf(
  drills: Drills,
  quarantined: Extract<PublishedChange, { type: 'quarantined' }>,
): Promise<DrillEvent> {
  return quarantinedEvent(await recordOf(drills, quarantined.drillId), quarantined.violation, quarantined.at);
}

/** The metrics that count events. The guard counts lasting conditions. */
export function measuresOf(events: DrillEvent[]): Partial<Record<Measured, number>> {
  const counts: Partial<Record<Measured, number>> = {};
  const add = (name: Measured, count: number) => {
    counts[name] = (counts[name] ?? 0) + count;
  };
  for (const { type, detail } of events) {
    if (type === 'Drill Ended') add(detail['outcome'] === 'PASSED' ? 'DrillsPassed' : 'DrillsNotPassed', 1);
    if (type === 'Drill Leak Detected') add('LeakedServers', lengthOf(detail['sourceServerIds']));
    if (type === 'Drill Guard Terminated') add('GuardTerminations', lengthOf(detail['instanceIds']));
    if (type === 'Drill Schedule Blocked') add('SchedulesBlocked', 1);
    if (type === 'Drill Quarantined') add('QuarantinedDrills', 1);
    if (type === 'Drill Journal Rewritten' || type === 'Lever History Rewritten') add('JournalRewrites', 1);
  }
  return counts;
}

async function recordOf(drills: Drills, drillId: string) {
  const loaded = await drills.load(drillId);
  if (loaded === undefined) throw new Error(`there is no drill ${drillId}`);
  return loaded.drill;
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
