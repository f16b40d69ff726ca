import { cronTimes, type Times, timeIn } from './cronTimes.ts';

/** When a schedule that is being written would run. */
export interface Timing {
  expression: string;
  timeZone: string;
  /** No run before; a rate counts from it. */
  startMs: number | undefined;
  /** No run from then on. */
  endMs: number | undefined;
}

/** The coming five times if it were saved now, as the API would answer, or why the API would refuse it. */
export function comingTimes(timing: Timing, nowMs: number): { times: number[] } | { wrong: string } {
  if (!isZone(timing.timeZone))
    return { wrong: 'The time zone must be one of the IANA database, such as Europe/Berlin.' };
  try {
    const next = timesOf(timing, Math.max(timing.startMs ?? nowMs, nowMs));
    const times: number[] = [];
    for (let at = next(nowMs); at !== undefined && at < (timing.endMs ?? Infinity); at = next(at)) {
      times.push(at);
      if (times.length === TIMES_MAX) break;
    }
    return { times };
  } catch (error) {
    return { wrong: `The expression ${String(error).replace(/^\w*Error: |CronPattern: /g, '')}.` };
  }
}

const TIMES_MAX = 5;

function isZone(timeZone: string): boolean {
  try {
    return /^[A-Za-z]/.test(timeZone) && new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function timesOf({ expression, timeZone }: Timing, fromMs: number): Times {
  const [, kind = '', inside = ''] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'cron') return notBefore(fromMs, cronTimes(inside, timeZone));
  if (kind === 'rate') return rateTimes(inside, fromMs);
  if (kind === 'at' && AT.test(inside)) return notBefore(fromMs, timeIn(inside, timeZone));
  throw new Error('must be cron(…), rate(…) or at(yyyy-mm-ddThh:mm:ss)');
}

const AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

function notBefore(fromMs: number, times: Times): Times {
  return (afterMs) => times(Math.max(afterMs, fromMs - 1));
}

/** A rate counts from a whole minute. */
function rateTimes(inside: string, fromMs: number): Times {
  const [, count = '', unit = '', plural] = /^([1-9]\d{0,4}) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined || (count === '1') !== (plural === ''))
    throw new Error('must be rate(1 day), or rate(12 hours): minutes, hours or days, in the singular after 1');
  const firstMs = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS;
  const everyMs = Number(count) * unitMs;
  return (afterMs) => firstMs + Math.max(0, Math.floor((afterMs - firstMs) / everyMs) + 1) * everyMs;
}

const MINUTE_MS = 60_000;
const UNIT_MS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 1440 * MINUTE_MS };
