import { InvalidArgumentError } from 'commander';

/** Parses a duration (`90`, `30m`, `1h30m`, `2d`) as seconds, or throws with the allowed formats. */
export function seconds(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d+)\s*([a-z]+)\s*/g)];
  const total = parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNIT_SECONDS[unit] ?? Number.NaN),
    0,
  );
  const isRead = parts.length > 0 && parts.map(([whole]) => whole).join('') === text;
  if (isRead && Number.isSafeInteger(total)) return total;
  throw new InvalidArgumentError('It must be a duration: a number of seconds, or for example 90s, 30m, 1h30m, 2d.');
}

const UNIT_SECONDS: Record<string, number> = { s: 1, min: 60, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A time on the command line: absolute, or relative to now. */
export type Moment = { at: string } | { apartSeconds: number };

/** Parses a time: RFC 3339, a day (its beginning in UTC), or a duration. */
export function moment(text: string): Moment {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isWhole = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text);
  const at = isDay || isWhole ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return { at: new Date(at).toISOString() };
  if (/^\d+\s*[a-z]/.test(text)) return { apartSeconds: seconds(text) };
  throw new InvalidArgumentError(
    'It must be a time: 2026-11-22T12:00:00Z, a day such as 2026-11-22 (UTC), or a duration such as 2h or 7d.',
  );
}

/** A time that depends on the clock of the API. */
export type Timed = (nowMs: number) => string;

/** The time in RFC 3339 (UTC); a duration is subtracted from now. */
export function past(given: Moment): string | Timed {
  if ('at' in given) return given.at;
  return (nowMs) => new Date(nowMs - given.apartSeconds * 1000).toISOString();
}

/** The time in RFC 3339 (UTC); a duration is added to now. */
export function coming(given: Moment, nowMs: number): string {
  return 'at' in given ? given.at : new Date(nowMs + given.apartSeconds * 1000).toISOString();
}

/** Formats a measure: one duration, or a range when only looks show its end. */
export function between(atLeast: number | null | undefined, atMost: number | null | undefined): string {
  if (atMost === null || atMost === undefined) return '-';
  if (atLeast === null || atLeast === undefined) return `at most ${duration(atMost)}`;
  const [least, most] = [duration(atLeast), duration(atMost)];
  return least === most ? most : `${least} to ${most}`;
}

/** Formats a measured duration; `-` when not measured. */
export function lasting(counted: number | null | undefined): string {
  return counted === null || counted === undefined ? '-' : duration(counted);
}

/** Formats seconds for people. */
export function duration(counted: number): string {
  const whole = Math.max(0, Math.round(counted));
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3600)];
  const minutes = Math.floor((whole % 3600) / 60);
  if (days > 1) return parts([days, 'd'], [hours % 24, 'h']);
  if (hours > 0) return parts([hours, 'h'], [minutes, 'min']);
  return minutes > 0 ? parts([minutes, 'min'], [whole % 60, 's']) : `${whole} s`;
}

/** Omits the smaller unit when it is zero. */
function parts([count, unit]: [number, string], [rest, smaller]: [number, string]): string {
  return rest === 0 ? `${count} ${unit}` : `${count} ${unit} ${rest} ${smaller}`;
}
