import type { DrillEvent } from '../api/drillEvents.ts';
import { noticedEvent } from '../api/noticedEvent.ts';
import { noticeOf } from '../api/notices.ts';
import { busReach } from './busReach.ts';
import { measure } from './meter.ts';
import { noticesReach } from './noticesReach.ts';
import { measuresOf } from './told.ts';
import { wiring } from './wiring.ts';

/** Tells events to the bus, to people and to the metrics. */
export async function tellOutside(events: DrillEvent[]): Promise<void> {
  const { bus, notices } = wiring({ ...busReach, ...noticesReach });
  await bus.publish(events.map(noticedEvent));
  for (const notice of events.flatMap((event) => noticeOf(event) ?? [])) await notices.send(notice);
  measure(measuresOf(events));
}
