import { MINUTE_SECONDS, RUN_LATE_SECONDS_MAX, SECOND_MS } from '../bounds.ts';
import type { Instant } from '../drill.ts';
import type { Schedule } from './schedule.ts';

/** A run as Scheduler delivers it: at least once, possibly late, and with what the schedule was when it was made. */
export interface DueRun {
  name: string;
  generation: Instant;
  scheduledAt: Instant;
}

/** Why a run makes no drill. `isNews`: nobody has wanted that, so people are told. */
export interface RefusedRun {
  code:
    | 'schedule-deleted'
    | 'schedule-changed'
    | 'schedule-disabled'
    | 'schedule-ended'
    | 'run-late'
    | 'waivers-expired';
  message: string;
  isNews: boolean;
}

/**
 * Why a run makes no drill, by the schedule as it is stored now; undefined when it makes one. A time up to the
 * beginning of a generation belongs to an earlier one, so no time makes a drill in two generations.
 */
export function refusedRun(schedule: Schedule | undefined, run: DueRun, at: Instant): RefusedRun | undefined {
  const { name } = run;
  if (schedule === undefined) return unwanted('schedule-deleted', `The schedule ${name} was deleted.`);
  const { generation, terms } = schedule;
  if (run.generation !== generation || run.scheduledAt <= generation)
    return unwanted('schedule-changed', `The schedule ${name} was changed after this run was planned.`);
  if (!terms.enabled) return unwanted('schedule-disabled', `The schedule ${name} is disabled.`);
  if (Math.max(at, run.scheduledAt) >= terms.endAt)
    return unwanted('schedule-ended', `The schedule ${name} has ended.`);
  return untimely(run, terms.flexibleWindowMinutes, at) ?? unwaived(schedule, at);
}

function unwanted(code: RefusedRun['code'], message: string): RefusedRun {
  return { code, message, isNews: false };
}

function untimely({ name, scheduledAt }: DueRun, windowMinutes: number, at: Instant): RefusedRun | undefined {
  const lateSeconds = (at - scheduledAt) / SECOND_MS - windowMinutes * MINUTE_SECONDS;
  // Before its time, the generation that is stored may not be the one at that time.
  if (lateSeconds <= RUN_LATE_SECONDS_MAX && scheduledAt <= at) return undefined;
  const due = new Date(scheduledAt).toISOString();
  const message = `The run of the schedule ${name} that was due at ${due} was delivered too late, or too early.`;
  return { code: 'run-late', message, isNews: true };
}

function unwaived({ name, terms, waiver }: Schedule, at: Instant): RefusedRun | undefined {
  if (terms.waiversUntil === null || at < terms.waiversUntil) return undefined;
  const until = new Date(terms.waiversUntil).toISOString();
  const message = `The standing waivers of the schedule ${name}, by ${waiver?.by ?? 'nobody'}, held until ${until}. Renew or remove them.`;
  return { code: 'waivers-expired', message, isNews: true };
}
