import type { Drill, DrilledServer } from '../../api/client.ts';

/** How long an instance stayed up after the hold; a real recovery may have forbidden to terminate it meanwhile. */
export interface HoldOverrun {
  /** Negative is none; null: not known yet, or it was not held. */
  seconds: number | null;
  /** It includes the time in which a real recovery went on. */
  isUpperBound: boolean;
}

/** From the end of the hold, by a person or else as planned, until DRS accepted the termination. */
export function holdOverrun(
  { hold, realRecoveries }: Pick<Drill, 'hold' | 'realRecoveries'>,
  { terminationAcceptedAt }: Pick<DrilledServer, 'terminationAcceptedAt'>,
): HoldOverrun {
  const endAt = hold.endedBy === null ? hold.until : hold.endedAt;
  const isUpperBound = realRecoveries.length > 0;
  if (endAt === null || terminationAcceptedAt === null || hold.beganAt === null) return { seconds: null, isUpperBound };
  const seconds = (Date.parse(terminationAcceptedAt) - Date.parse(endAt)) / 1000;
  return { seconds: Math.max(0, seconds), isUpperBound };
}
