import { Cron } from 'croner';

/** The first time after a moment, in milliseconds since 1970; undefined when there is none. */
export type Times = (afterMs: number) => number | undefined;

/** The times of a cron expression of EventBridge Scheduler, as the API computes them. Throws with what is wrong. */
export function cronTimes(expression: string, timeZone: string): Times {
  const fields = expression.trim().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek = ''] = fields;
  if (fields.length !== 6)
    throw new Error('must have six fields: minutes, hours, day of month, month, day of week, year');
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    throw new Error('must have ? either as day of month or as day of week');
  if (/(^|[,-])[089]/.test(dayOfWeek)) throw new Error('must have 1 (Sunday) to 7 as days of the week, or SUN to SAT');
  return timesOf(new Cron(['0', ...fields.map(translated)].join(' '), { ...DIALECT, timezone: timeZone }));
}

/** The time that a clock in a time zone shows, once. */
export function timeIn(local: string, timeZone: string): Times {
  const [year, month, day, hours, minutes, seconds] = local.split(/[-T:]/).map(Number);
  const pattern = [seconds, minutes, hours, day, month, '*', year].join(' ');
  return timesOf(new Cron(pattern, { ...DIALECT, timezone: timeZone }));
}

/** `alternativeWeekdays`: 1 is Sunday. */
const DIALECT = { mode: '7-part', alternativeWeekdays: true, paused: true } as const;

/** The largest value of each field, for `n/m`. */
const LARGEST = [59, 23, 31, 12, 7, 2199];
const DAY_OF_WEEK = 4;

/** AWS's `?`, `n/m`, and `L` as the last day of the week, in croner's words. */
function translated(field: string, index: number): string {
  if (field === '?') return '*';
  if (field === 'L' && index === DAY_OF_WEEK) return '7';
  return field.replace(/(^|,)(\w+)\/(\d+)/g, (_, before, first, step) => `${before}${first}-${LARGEST[index]}/${step}`);
}

/** A time that the change of clocks skips is left out, as AWS does. */
function timesOf(cron: Cron): Times {
  return (afterMs) => {
    let next = cron.nextRun(new Date(afterMs));
    while (next !== null && !cron.match(next)) next = cron.nextRun(next);
    return next?.getTime();
  };
}
