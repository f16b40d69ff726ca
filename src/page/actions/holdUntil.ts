import { momentOf, type TypedMoment } from '../words/moments.ts';

/** The new end of a hold, as a person chooses it. */
export interface NewEnd {
  /** Minutes after the end that it has, or a time. */
  by: (typeof MORE_MINUTES)[number] | 'TIME';
  time: TypedMoment;
}

/** The offered durations. */
export const MORE_MINUTES = ['15', '30', '60', '240'] as const;

/** The new end of a hold that ends at `endsAt` now, and what is wrong with the choice; null: nothing. */
export function holdUntilOf({ by, time }: NewEnd, endsAt: string | null): HoldUntil {
  if (endsAt === null) return { holdUntil: null, fault: 'The hold has not begun.' };
  const holdUntil = by === 'TIME' ? atTime(time) : new Date(Date.parse(endsAt) + Number(by) * MINUTE_MS).toISOString();
  if (holdUntil === null) return { holdUntil, fault: 'It needs a day and a time that exist, in UTC.' };
  return { holdUntil, fault: Date.parse(holdUntil) < Date.parse(endsAt) + MINUTE_MS ? TOO_EARLY : null };
}

interface HoldUntil {
  holdUntil: string | null;
  fault: string | null;
}

/** Unlike elsewhere, no time does not mean midnight: a hold would last hours longer. */
function atTime(time: TypedMoment): string | null {
  return time.time === '' ? null : (momentOf(time) ?? null);
}

const TOO_EARLY =
  'It must be at least a minute after the current end of the hold. To end the hold earlier, use “End hold”.';
const MINUTE_MS = 60_000;
