import { utcMoment } from './utcMoment.ts';

/** A time as it is typed, in UTC: `2026-12-24` and `02:00`. */
export interface TypedMoment {
  day: string;
  time: string;
}

/** The typed time as the API takes it; undefined while it is no time. Midnight is meant when only a day is typed. */
export function momentOf({ day, time }: TypedMoment): string | undefined {
  const text = `${day}T${time === '' ? '00:00' : time}:00.000Z`;
  const ms = Date.parse(text);
  // A day that does not exist would become one of the next month.
  return Number.isNaN(ms) || new Date(ms).toISOString() !== text ? undefined : text;
}

/** A time of the API as it is typed, without its seconds. */
export function typedMoment(at: string | number | null): TypedMoment {
  if (at === null) return { day: '', time: '' };
  const text = new Date(at).toISOString();
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}

/** The moment with another text for its day: `2026-12-24`, `2026/12/24`, or a whole time, which sets both. */
export function withDay(moment: TypedMoment, text: string): TypedMoment {
  const day = text.trim().replaceAll('/', '-');
  const whole = day.length > 10 ? utcMoment(day) : null;
  return whole === null ? { ...moment, day } : typedMoment(whole);
}

/** What is wrong with the day; undefined: nothing, or none is typed. */
export function dayFault({ day, time }: TypedMoment): string | undefined {
  if (day === '') return time === '' ? undefined : 'The day is missing.';
  return momentOf({ day, time: '' }) === undefined ? 'Write a day that exists, as 2026-12-23.' : undefined;
}

/** What is wrong with the time of day; undefined: nothing, or none is typed, which means midnight. */
export function timeFault({ time }: TypedMoment): string | undefined {
  return momentOf({ day: '2026-01-01', time }) === undefined ? 'Write hours and minutes, as 02:30.' : undefined;
}
