import type { Blackout, setBlackouts } from '../api/client.ts';

export type BlackoutBody = Parameters<typeof setBlackouts>[1][number];

/** The blackouts as they are sent, without those that are over. A change replaces all of them. */
export function keptBlackouts(blackouts: readonly Blackout[], nowMs: number): BlackoutBody[] {
  return blackouts.filter(({ to }) => Date.parse(to) > nowMs).map(bodyOf);
}

/** The same with one more. One that is there already is not added again: the answer to the first time may be lost. */
export function withBlackout(blackouts: readonly Blackout[], added: BlackoutBody, nowMs: number): BlackoutBody[] {
  const kept = keptBlackouts(blackouts, nowMs);
  return kept.some((one) => isSame(one, added)) ? kept : [...kept, added];
}

/** The same without one of them. */
export function withoutBlackout(blackouts: readonly Blackout[], removed: Blackout, nowMs: number): BlackoutBody[] {
  return keptBlackouts(
    blackouts.filter((one) => !isSame(one, removed)),
    nowMs,
  );
}

function isSame(one: BlackoutBody, other: BlackoutBody): boolean {
  return (
    (one.region ?? null) === (other.region ?? null) &&
    one.from === other.from &&
    one.to === other.to &&
    one.reason === other.reason
  );
}

function bodyOf({ region, from, to, reason }: Blackout): BlackoutBody {
  return { region, from, to, reason };
}
