import { DAY_SECONDS, SCHEDULE_DAYS_MAX, SECOND_MS, STANDING_WAIVER_DAYS_MAX } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { ScheduleTerms } from '../../drill/schedules/schedule.ts';
import { invalidInput, readInput } from '../input.ts';
import type { InputError } from '../openapi/problemDocument.ts';
import { scheduleBody } from './scheduleBody.ts';
import { timesOf } from './scheduleTimes.ts';

/** Reads the body of PUT /v1/schedules/{name}, or refuses it with everything that is wrong with it. */
export function readSchedule(
  body: unknown,
  { holdSecondsMax, now, before }: { holdSecondsMax: number; now: Instant; before: ScheduleTerms | undefined },
): ScheduleTerms {
  const { startAt = null, waiversUntil = null, overrides: _, ...read } = readInput(scheduleBody(holdSecondsMax), body);
  // As they were sent: they are read again with the plan.
  const given = (body as { overrides?: Record<string, unknown> }).overrides ?? {};
  const terms = { ...read, startAt, waiversUntil, overrides: given };
  const errors = [...rangeErrors(terms, now), ...waiverErrors(terms, now, before), ...timeErrors(terms, now)];
  if (errors.length > 0) throw invalidInput(errors);
  return terms;
}

function rangeErrors({ startAt, endAt }: ScheduleTerms, now: Instant): InputError[] {
  if (endAt <= now) return [{ pointer: '/endAt', message: 'must be in the future' }];
  if (endAt > now + SCHEDULE_DAYS_MAX * DAY_SECONDS * SECOND_MS)
    return [{ pointer: '/endAt', message: `must be at most ${SCHEDULE_DAYS_MAX} days from now` }];
  return startAt !== null && startAt >= endAt ? [{ pointer: '/startAt', message: 'must be before endAt' }] : [];
}

/** Waivers that have expired may stay as they are, so that a schedule can be disabled. */
function waiverErrors(terms: ScheduleTerms, now: Instant, before: ScheduleTerms | undefined): InputError[] {
  const { waiversUntil, overrides: given } = terms;
  const has = Array.isArray(given['waivers']) && given['waivers'].length > 0;
  const at = { pointer: '/waiversUntil' };
  if (!has) return waiversUntil === null ? [] : [{ ...at, message: 'is only for waivers among the overrides' }];
  if (waiversUntil === null) return [{ ...at, message: 'is required with waivers among the overrides' }];
  if (waiversUntil > now + STANDING_WAIVER_DAYS_MAX * DAY_SECONDS * SECOND_MS)
    return [{ ...at, message: `must be at most ${STANDING_WAIVER_DAYS_MAX} days from now` }];
  return waiversUntil > now || waiversUntil === before?.waiversUntil
    ? []
    : [{ ...at, message: 'must be in the future' }];
}

function timeErrors(terms: ScheduleTerms, now: Instant): InputError[] {
  const { expression, timeZone, startAt, endAt, enabled } = terms;
  if (!isZone(timeZone))
    return [{ pointer: '/timeZone', message: 'must be a time zone of the IANA database, for example Europe/Berlin' }];
  try {
    const first = timesOf({ expression, timeZone, from: Math.max(startAt ?? now, now) })(now);
    // One that is over may still be disabled.
    if (!enabled || (first !== undefined && first < endAt)) return [];
    return [{ pointer: '/expression', message: 'has no time between now (or startAt) and endAt' }];
  } catch (error) {
    return [{ pointer: '/expression', message: String(error).replace(/^\w*Error: |CronPattern: /g, '') }];
  }
}

/** Zones by offset, such as +01:00, are none of the IANA database, and Scheduler refuses them. */
function isZone(timeZone: string): boolean {
  try {
    return /^[A-Za-z]/.test(timeZone) && new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
