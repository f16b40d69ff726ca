import { Cron } from 'croner';
import { AwsFault } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { isZone, momentIn } from './zones.ts';

/*
 * When a schedule fires (EventBridge Scheduler user guide: schedule types). A one-time schedule fires within its
 * minute. A rate counts from its start date, or from its creation. A cron expression skips what the change of clocks
 * skips. Not simulated: `L-3` and whatever else AWS may take beyond its documented fields.
 */

/** The time of a one-time schedule; the first time after a moment of a recurring one. */
export type When = { once: Instant } | Recurring;
export interface Recurring {
  next: (after: Instant) => Instant | undefined;
}

/** Reads an expression. `begins` is the start date of the schedule, or its creation. */
export function readExpression(expression: string, zone: string, begins: { at: Instant; isStart: boolean }): When {
  const [, kind, inside = ''] = /^(at|rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (zone !== 'UTC' && !isZone(zone))
    throw new AwsFault('ValidationException', 400, `Invalid Schedule Expression Timezone ${zone}.`);
  if (kind === 'at') return onceAt(expression, inside, zone);
  if (kind === 'rate') return { next: rate(expression, inside, begins) };
  if (kind === 'cron') return { next: cron(expression, inside, zone) };
  return refuseExpression(expression);
}

function onceAt(expression: string, local: string, zone: string): When {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(local) ? momentIn(zone, local) : Number.NaN;
  return Number.isNaN(at) ? refuseExpression(expression) : { once: at };
}

const SECONDS_OF: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

function rate(expression: string, inside: string, { at, isStart }: { at: Instant; isStart: boolean }) {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inside) ?? [];
  const everyMs = Number(count ?? 0) * (SECONDS_OF[unit] ?? 0) * 1000;
  if (!(everyMs > 0)) return refuseExpression(expression);
  const first = isStart ? at : at + everyMs;
  return (after: Instant) => first + Math.max(0, Math.floor((after - first) / everyMs) + 1) * everyMs;
}

const FIELDS_MAX = [59, 23, 31, 12, 7, 2199];

/** Six fields: minutes, hours, day of month, month, day of week (1 is Sunday), year. One day field must be `?`. */
function cron(expression: string, inside: string, zone: string): (after: Instant) => Instant | undefined {
  const fields = inside.trim().split(/\s+/);
  const isOneDay = (fields[2] === '?') !== (fields[4] === '?');
  const isWeekday = !/(^|[,-])[089]/.test(fields[4] ?? '');
  if (fields.length !== 6 || !isOneDay || !isWeekday) return refuseExpression(expression);
  const stepped = fields.map((field, index) => field.replace(/(^|,)(\w+)\/(\d+)/g, `$1$2-${FIELDS_MAX[index]}/$3`));
  const pattern = [
    '0',
    ...stepped.map((field, index) => (index === 4 && field === 'L' ? '7' : field.replace('?', '*'))),
  ];
  const reader = readerOf(expression, pattern.join(' '), zone);
  return (after) => {
    let found = reader.nextRun(new Date(after));
    while (found !== null && !reader.match(found)) found = reader.nextRun(found);
    return found?.getTime();
  };
}

function readerOf(expression: string, pattern: string, timezone: string): Cron {
  try {
    return new Cron(pattern, { mode: '7-part', alternativeWeekdays: true, paused: true, timezone });
  } catch {
    return refuseExpression(expression);
  }
}

function refuseExpression(expression: string): never {
  throw new AwsFault('ValidationException', 400, `Invalid Schedule Expression ${expression}.`);
}
