import type { DrillEvent } from '../../api/drillEvents.ts';
import { noticedEvent } from '../../api/notices/noticedEvent.ts';
import { noticeOf } from '../../api/notices/noticeOf.ts';
import { busAdapter } from '../wiring/bus.ts';
import { measure } from '../wiring/meter.ts';
import { noticesAdapter } from '../wiring/notices.ts';
import { wiring } from '../wiring/wiring.ts';
import { measuresOf } from './publishedEvents.ts';

/** Publishes events on the bus, notifies people and counts metrics. */
export async function publishEvents(events: DrillEvent[]): Promise<void> {
  const { bus, notices } = wiring({ ...busAdapter, ...noticesAdapter });
  await bus.publish(events.map(noticedEvent));
  for (const notice of events.flatMap((event) => noticeOf(event) ?? [])) await notices.send(notice);
  measure(measuresOf(events));
}
