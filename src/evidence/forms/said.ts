import type { Clock } from '../report/report.ts';

/** `2026-10-04 10:00:00 UTC`. Fractions of a second are shown where there are any. */
export function timeSaid(at: string | null): string {
  const parts = at === null ? null : RFC_3339.exec(at);
  if (parts === null) return at ?? NOTHING;
  const [, day, time, fraction = ''] = parts;
  return `${day} ${time}${/[1-9]/.test(fraction) ? fraction : ''} UTC`;
}

const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/;

/** What stands where there is nothing to show. */
export const NOTHING = '–';

/** `2 h 5 min`, `12 min 34 s`, `45.2 s`. */
export function durationSaid(seconds: number | null): string {
  if (seconds === null) return NOTHING;
  if (seconds < 0) return `${seconds} s`;
  if (seconds < 60) return `${rounded(seconds)} s`;
  const whole = Math.round(seconds);
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  const parts = [unit(days, 'd'), unit(hours, 'h'), unit(minutes, 'min'), unit(whole % 60, 's')];
  return parts
    .filter((part) => part !== '')
    .slice(0, 3)
    .join(' ');
}

function unit(count: number, name: string): string {
  return count === 0 ? '' : `${count} ${name}`;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** A measure with its bounds: `12 min 4 s`, `11 min 2 s to 12 min 4 s`, or why it was not measured. */
export function measureSaid({ seconds, atLeastSeconds, reason }: Measured): string {
  if (seconds === null) return reason === undefined || reason === null ? 'not measured' : `not measured: ${reason}`;
  const most = durationSaid(seconds);
  if (atLeastSeconds === null) return `at most ${most}`;
  const least = durationSaid(atLeastSeconds);
  return least === most ? most : `${least} to ${most}`;
}

type Measured = Pick<Clock, 'seconds' | 'atLeastSeconds'> & { reason?: string | null };

/** A number as it is in the report, with its unit. */
export function amountSaid(amount: number | null, name: string): string {
  return amount === null ? NOTHING : `${amount} ${name}`;
}

/** `1 server`, `6 servers`. */
export function countSaid(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
