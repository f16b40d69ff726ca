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
