import type { DrillEvent } from '../../api/drillEvents.ts';
import { noticedEvent } from '../../api/notices/noticedEvent.ts';
import { noticeOf } from '../../api/notices/notices.ts';
import { busReach } from '../wiring/bus.ts';
import { measure } from '../wiring/meter.ts';
import { noticesReach } from '../wiring/notices.ts';
import { wiring } from '../wiring/wiring.ts';
import { measuresOf } from './told.ts';

/** Tells events to the bus, to people and to the metrics. */
export async function tellOutside(events: DrillEvent[]): Promise<void> {
  const { bus, notices } = wiring({ ...busReach, ...noticesReach });
  await bus.publish(events.map(noticedEvent));
  for (const notice of events.flatMap((event) => noticeOf(event) ?? [])) await notices.send(notice);
  measure(measuresOf(events));
}
