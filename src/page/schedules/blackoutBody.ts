import type { Blackout, setBlackouts } from '../api/client.ts';

export type BlackoutBody = Parameters<typeof setBlackouts>[1][number];

/** The blackouts as they are sent, without those that are over. A change replaces all of them. */
export function keptBlackouts(blackouts: readonly Blackout[], nowMs: number): BlackoutBody[] {
  return blackouts.filter(({ to }) => Date.parse(to) > nowMs).map(bodyOf);
}

/** The same without one of them. */
export function withoutBlackout(blackouts: readonly Blackout[], removed: Blackout, nowMs: number): BlackoutBody[] {
  const isRemoved = (one: Blackout) =>
    one.region === removed.region &&
    one.from === removed.from &&
    one.to === removed.to &&
    one.reason === removed.reason;
  return keptBlackouts(
    blackouts.filter((one) => !isRemoved(one)),
    nowMs,
  );
}

function bodyOf({ region, from, to, reason }: Blackout): BlackoutBody {
  return { region, from, to, reason };
}
