import type { Drill, JournalEntry } from '../api/client.ts';
import { hostnamesOf } from '../journal/hostnamesOf.ts';
import { type CriticalStep, criticalPath } from './criticalPath.ts';
import { eventsOf, type TimelineEvent } from './events.ts';
import { type JournalTimes, journalTimesOf } from './journalTimes.ts';
import { type Lane, lanesOf } from './serverSpans.ts';

/** Everything that a timeline shows, from a drill and its journal. */
export interface TimelineReading {
  times: JournalTimes;
  lanes: Lane[];
  path: CriticalStep[];
  events: TimelineEvent[];
  hostnames: ReadonlyMap<string, string>;
}

export function timelineReading(drill: Drill, entries: readonly JournalEntry[]): TimelineReading {
  const times = journalTimesOf(entries);
  const hostnames = hostnamesOf(entries);
  return {
    ...{ times, hostnames, lanes: lanesOf(drill, times), path: criticalPath(drill, times) },
    events: eventsOf(entries),
  };
}
