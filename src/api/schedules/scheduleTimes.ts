import { COMING_TIMES_MAX, DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import { cronTimes, type Times, timeIn } from './cronTimes.ts';

/** When a schedule fires. */
export interface Timing {
  expression: string;
  timeZone: string;
  /** The first time of a rate, and the earliest one of a cron expression. */
  from: Instant;
}

/** The coming times of a schedule, whether it is enabled or not. */
export function comingTimes({ terms, generation }: Pick<Schedule, 'terms' | 'generation'>, now: Instant): Instant[] {
  const from = Math.max(terms.startAt ?? generation, generation);
  const next = timesOf({ ...terms, from });
  const times: Instant[] = [];
  for (let at = next(now); at !== undefined && at < terms.endAt; at = next(at)) {
    times.push(at);
    if (times.length === COMING_TIMES_MAX) break;
  }
  return times;
}

/**
 * The start that the copy in Scheduler needs; null when it starts at once. A rate would count from its creation there.
 */
export function copyStart(schedule: Pick<Schedule, 'terms' | 'generation'>, now: Instant): Instant | null {
  const { expression, startAt } = schedule.terms;
  if (expression.startsWith('rate')) return comingTimes(schedule, now)[0] ?? null;
  return startAt !== null && startAt > now ? startAt : null;
}

/** The times of an expression. Throws with what is wrong with it. */
export function timesOf({ expression, timeZone, from }: Timing): Times {
  const [, kind = '', inside = ''] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'cron') return notBefore(from, cronTimes(inside, timeZone));
  if (kind === 'rate') return rateTimes(inside, from);
  if (kind === 'at' && AT.test(inside)) return notBefore(from, timeIn(inside, timeZone));
  throw new Error('must be cron(…), rate(…) or at(yyyy-mm-ddThh:mm:ss)');
}

const AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

function notBefore(from: Instant, times: Times): Times {
  return (after) => times(Math.max(after, from - 1));
}

/** A rate counts from a whole minute, so that Scheduler is told exactly the same start. */
function rateTimes(inside: string, from: Instant): Times {
  const [, count = '', unit = '', plural] = /^([1-9]\d{0,4}) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  const unitSeconds = UNIT_SECONDS[unit];
  if (unitSeconds === undefined || (count === '1') !== (plural === ''))
    throw new Error('must be rate(1 day), or rate(12 hours): minutes, hours or days, in the singular after 1');
  const minuteMs = MINUTE_SECONDS * SECOND_MS;
  const first = Math.ceil(from / minuteMs) * minuteMs;
  const everyMs = Number(count) * unitSeconds * SECOND_MS;
  return (after) => first + Math.max(0, Math.floor((after - first) / everyMs) + 1) * everyMs;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  minute: MINUTE_SECONDS,
  hour: HOUR_SECONDS,
  day: DAY_SECONDS,
};
