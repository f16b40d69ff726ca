import * as z from 'zod';
import {
  DAY_SECONDS,
  FLEXIBLE_WINDOW_MINUTES_MAX,
  SCHEDULE_DAYS_MAX,
  SECOND_MS,
  STANDING_WAIVER_DAYS_MAX,
} from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { ScheduleTerms } from '../../drill/schedules/schedule.ts';
import { drillBody } from '../drillRequestBody.ts';
import { formed, invalidInput, moment, readInput, text } from '../input.ts';
import type { InputError } from '../openapi/problemDocument.ts';
import { timesOf } from './scheduleTimes.ts';

/** The name of a schedule or of its plan. */
export const SCHEDULE_NAME = /^[0-9a-zA-Z][0-9a-zA-Z._-]{0,63}$/;

const NAME_ALLOWED = 'must be 1 to 64 letters, digits, dots, hyphens or underscores, with a letter or digit first';
const WINDOW_ALLOWED = `must be a whole number of minutes from 0 to ${FLEXIBLE_WINDOW_MINUTES_MAX}`;

/** The body of PUT /v1/schedules/{name}. */
export function scheduleBody(holdSecondsMax: number) {
  return z.strictObject({
    plan: formed(SCHEDULE_NAME, NAME_ALLOWED).meta({ description: 'The plan' }),
    planVersion: z
      .int()
      .min(1)
      .meta({ description: 'The version of the plan; naming another one needs the right start' }),
    expression: text(256).meta({
      description: 'When: cron(…), rate(…) or at(…), as EventBridge Scheduler takes them',
    }),
    timeZone: text(50).default('UTC').meta({ description: 'The IANA time zone of the expression' }),
    startAt: moment().optional().meta({ description: 'No run before this time; a rate counts from it' }),
    endAt: moment().meta({ description: `No run from this time on; at most ${SCHEDULE_DAYS_MAX} days from now` }),
    flexibleWindowMinutes: z
      .int(WINDOW_ALLOWED)
      .min(0, WINDOW_ALLOWED)
      .max(FLEXIBLE_WINDOW_MINUTES_MAX, WINDOW_ALLOWED)
      .default(0)
      .meta({
        description: 'How long after its time a run may begin',
      }),
    enabled: z.boolean().default(true),
    dryRun: z.boolean().default(false).meta({ description: 'Every run is a dry run' }),
    overrides: overrides(holdSecondsMax).optional().meta({ description: 'Members that replace those of the plan' }),
    waiversUntil: moment()
      .optional()
      .meta({
        description: `From this time on a run with the waivers of \`overrides\` is refused; required with them, at most ${STANDING_WAIVER_DAYS_MAX} days from now`,
      }),
  });
}

/** The members of a start that a plan's drill may replace. Their defaults are those of the plan. */
function overrides(holdSecondsMax: number) {
  const { reason, holdSeconds, recoveryPoint, waivers, tags, changeReference } = drillBody(holdSecondsMax).shape;
  return z.strictObject({
    reason: reason.optional(),
    holdSeconds: holdSeconds.optional(),
    recoveryPoint: recoveryPoint.unwrap().optional(),
    waivers: waivers.unwrap().optional(),
    tags: tags.unwrap().optional(),
    changeReference,
  });
}

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
