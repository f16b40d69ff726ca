import { AwsFault } from '../contract.ts';
import type { Instant } from '../instant.ts';

const SECONDS_OF: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** When a schedule fires: once within a minute, or repeatedly. */
export type When = { everySeconds: null; minuteAt: Instant } | { everySeconds: number };

/** EventBridge Scheduler user guide, schedule types: fires within the named minute, not on the second. */
export function readExpression(expression: string, zone: string, now: Instant): When {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const every = Number(rate?.[1] ?? 0) * (SECONDS_OF[rate?.[2] ?? ''] ?? 0);
  if (every > 0) return { everySeconds: every };
  const named = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/.exec(expression)?.[1];
  const at = named === undefined ? Number.NaN : momentIn(zone, named);
  if (Number.isNaN(at)) return refuseExpression(expression);
  const minuteAt = Math.floor(at / 60_000) * 60_000;
  return minuteAt + 60_000 <= now ? refuseExpression(expression) : { everySeconds: null, minuteAt };
}

/** The moment at which a clock in a time zone shows `local`, or NaN when there is no such moment or zone. */
function momentIn(zone: string, local: string): Instant {
  const asUtc = Date.parse(`${local}Z`);
  if (zone === 'UTC' || Number.isNaN(asUtc)) return asUtc;
  if (!/^[A-Za-z_+\-/0-9]+$/.test(zone) || !isZone(zone)) return Number.NaN;
  const first = asUtc - offsetOf(zone, asUtc);
  return asUtc - offsetOf(zone, first);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function offsetOf(zone: string, at: Instant): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}

function refuseExpression(expression: string): never {
  throw new AwsFault('ValidationException', 400, `Invalid Schedule Expression ${expression}.`);
}
