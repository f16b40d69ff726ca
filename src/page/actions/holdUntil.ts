import { momentOf } from '../words/moments.ts';
/** The new end of a hold, as a person chooses it. */
export interface NewEnd {
  by: 'DURATION' | 'TIME';
  /** A number of minutes, as typed. */
  minutesMore: string;
  /** As in 2026-12-01, in UTC. */
  day: string;
  /** As in 17:30, in UTC. */
  timeOfDay: string;
}

/** The new end of a hold that ends at `endsAt` now, and what is wrong with the choice; null: nothing. */
export function holdUntilOf(chosen: NewEnd, endsAt: string | null): { holdUntil: string | null; fault: string | null } {
  if (endsAt === null) return { holdUntil: null, fault: 'The hold has not begun.' };
  const atMs = chosen.by === 'DURATION' ? afterMinutes(chosen.minutesMore, endsAt) : atTime(chosen);
  if (Number.isNaN(atMs)) return { holdUntil: null, fault: FAULTS[chosen.by] };
  const isLater = atMs >= Date.parse(endsAt) + EXTENSION_MS_MIN;
  return { holdUntil: new Date(atMs).toISOString(), fault: isLater ? null : TOO_EARLY };
}

function afterMinutes(typed: string, endsAt: string): number {
  const isWhole = /^\d{1,5}$/.test(typed.trim());
  return isWhole ? Date.parse(endsAt) + Number(typed) * 60_000 : Number.NaN;
}

function atTime({ day, timeOfDay }: NewEnd): number {
  return timeOfDay === '' ? Number.NaN : Date.parse(momentOf({ day, time: timeOfDay }) ?? '');
}

const FAULTS = {
  DURATION: 'It must be a whole number of minutes.',
  TIME: 'It must be a day and a time in UTC, such as 2026/12/01 and 17:30.',
};
const TOO_EARLY =
  'It must be at least a minute after the current end of the hold. To end the hold earlier, use “End hold”.';
const EXTENSION_MS_MIN = 60_000;
