import { SAVE_ATTEMPTS_MAX } from '../../drill/bounds.ts';
import type { Drill } from '../../drill/drill.ts';
import type { DueRun } from '../../drill/schedules/refusedRun.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import { Unavailable } from '../errors.ts';
import type { PlanSchedules } from '../ports.ts';

/**
 * Notes what a run has led to. Returns the schedule if this run is the second in a row that met an open drill; a
 * repeated run returns it again, because the first one may have died before it told anybody.
 */
export async function noteRun(
  planSchedules: Pick<PlanSchedules, 'load' | 'save'>,
  run: DueRun,
  drill: Drill,
): Promise<Schedule | undefined> {
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const { value: schedule, version } = await planSchedules.load(run.name);
    if (schedule === undefined || schedule.generation !== run.generation) return undefined;
    const noted = withRun(schedule, run, drill);
    if (noted !== schedule && !(await planSchedules.save(noted, version))) continue;
    return noted.overlaps?.[1] === run.scheduledAt ? noted : undefined;
  }
  throw new Unavailable(`the schedule ${run.name} was changed by others ${SAVE_ATTEMPTS_MAX} times in a row`);
}

/** Runs may arrive out of order; only the newest one counts. */
function withRun(schedule: Schedule, { scheduledAt }: DueRun, { drillId, failedChecks }: Drill): Schedule {
  const { overlaps = [], lastRun } = schedule;
  if ((lastRun?.scheduledAt ?? 0) >= scheduledAt) return schedule;
  const meets = failedChecks.some(({ check }) => check === 'schedule-overlap');
  const overlapped = overlaps.length >= OVERLAPS_KEPT ? overlaps : [...overlaps, scheduledAt];
  return { ...schedule, lastRun: { scheduledAt, drillId }, overlaps: meets ? overlapped : [] };
}

/** The first two: the second one is news. */
const OVERLAPS_KEPT = 2;
