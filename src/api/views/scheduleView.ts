import type { Instant } from '../../drill/drill.ts';
import type { Schedule, Signed } from '../../drill/schedules/schedule.ts';
import { time } from '../../evidence/time.ts';
import type { ScheduleDocument } from '../openapi/scheduleDocuments.ts';
import { comingTimes } from '../schedules/scheduleTimes.ts';

/** A schedule as the API shows it. */
export function scheduleView(schedule: Schedule, now: Instant): ScheduleDocument {
  const { name, generation, terms, author, renewer, waiver, lastRun } = schedule;
  const { plan, planVersion, expression, timeZone, flexibleWindowMinutes, enabled, dryRun, overrides } = terms;
  return {
    ...{ name, plan, planVersion, expression, timeZone },
    startAt: time(terms.startAt),
    endAt: time(terms.endAt),
    ...{ flexibleWindowMinutes, enabled, dryRun, overrides },
    waiversUntil: time(terms.waiversUntil),
    waivedBy: waiver === null ? null : signed(waiver),
    generation,
    author: signed(author),
    renewer: signed(renewer),
    nextTimes: comingTimes(schedule, now).map((at) => time(at)),
    lastRun: lastRun === undefined ? null : { ...lastRun, scheduledAt: time(lastRun.scheduledAt) },
    links: {
      self: `/v1/schedules/${name}`,
      plan: `/v1/plans/${plan}/versions/${planVersion}`,
      ...(lastRun && { lastDrill: `/v1/drills/${lastRun.drillId}` }),
    },
  };
}

function signed({ by, at }: Signed): { by: string; at: string } {
  return { by, at: time(at) };
}
