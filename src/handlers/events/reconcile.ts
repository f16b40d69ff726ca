import { eventHandler } from '../parsing/eventHandler.ts';
import { historyAdapter } from '../wiring/history.ts';
import { scheduleCopiesAdapter } from '../wiring/scheduleCopies.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { mended, saidOfSchedules, saidOverdue } from './reconciled.ts';

/**
 * EventBridge Scheduler, every hour: mends the copies of schedules, and says what is overdue, ends soon or is not
 * ready. A failure of one does not hide the others.
 */
export const handler = eventHandler(async (): Promise<void> => {
  const ports = wiring({ ...scheduleCopiesAdapter, ...historyAdapter });
  const { sites, coverageDaysMax } = settings();
  const works = await Promise.allSettled([
    mended(ports),
    saidOfSchedules(ports),
    ...sites.map((site) => saidOverdue(ports, site, coverageDaysMax)),
  ]);
  const failures = works.flatMap((work) => (work.status === 'rejected' ? [work.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'something could not be reconciled');
});
