import type { DrillEvent } from '../../api/drillEvents.ts';
import { endsEvent, notReadyEvent, overdueEvent } from '../../api/scheduleEvents.ts';
import { comingTimes, copyStart } from '../../api/schedules/scheduleTimes.ts';
import { DAY_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Site } from '../../drill/drill.ts';
import { everySchedule, mendCopies } from '../../flow/schedules/copies.ts';
import { endsSoon, judged, note } from '../../flow/schedules/judge.ts';
import { newlyOverdue, noteSaid } from '../../flow/schedules/overdue.ts';
import type { AllPorts } from '../wiring/wiring.ts';
import { publishEvents } from './publishEvents.ts';

/** Mends the copies of schedules that will fire again. */
export async function mended(ports: AllPorts): Promise<void> {
  const now = ports.clock.now();
  const names = await mendCopies(ports, (schedule) =>
    comingTimes(schedule, now).length === 0 ? undefined : copyStart(schedule, now),
  );
  if (names.length > 0) ports.log.error('copies of schedules were mended', { schedules: names });
}

/** Says once which schedules end soon, and which dry runs were not ready. */
export async function saidOfSchedules(ports: AllPorts): Promise<void> {
  const at = ports.clock.now();
  for (const schedule of await everySchedule(ports)) {
    if (endsSoon(schedule, at)) {
      await publishEvents([endsEvent(schedule, at)]);
      await note(ports.planSchedules, schedule, { endSaidAt: at });
    }
    const judgement = await judged(ports.drills, schedule);
    if (judgement === undefined) continue;
    const { drill, failedChecks, changed } = judgement;
    const isNews = drill.outcome === 'REJECTED' || changed;
    if (isNews) await publishEvents([notReadyEvent(schedule, drill, changed)]);
    await note(ports.planSchedules, schedule, { judged: { drillId: drill.drillId, failedChecks } });
  }
}

/** Says once of each server of a site that it is overdue. */
export async function saidOverdue(ports: AllPorts, site: Site, coverageDaysMax: number): Promise<void> {
  if (coverageDaysMax === 0) return;
  const at = ports.clock.now();
  const lines = await newlyOverdue(ports.history, site, at - coverageDaysMax * DAY_SECONDS * SECOND_MS);
  if (lines.length === 0) return;
  const sourceServerIds = lines.map(({ sourceServerId }) => sourceServerId);
  const event: DrillEvent = overdueEvent(site, sourceServerIds, { coverageDaysMax, at });
  await publishEvents([event]);
  await noteSaid(ports.history, sourceServerIds, at);
}
