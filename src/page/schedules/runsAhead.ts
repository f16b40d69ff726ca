import type { Blackout, Lever, Schedule } from '../api/client.ts';
import { placeOf } from '../lever/levers.ts';

/** A coming time of an enabled schedule. */
export interface ComingRun {
  id: string;
  at: string;
  schedule: Schedule;
  /** Why it would launch nothing, as far as is known now; empty: nothing is known against it. */
  against: string[];
}

/** The coming times of all enabled schedules in order, each with what would keep it from launching. */
export function runsAhead(
  schedules: readonly Schedule[],
  { blackouts, levers }: { blackouts: readonly Blackout[]; levers: readonly Lever[] },
): ComingRun[] {
  const runs = schedules
    .filter(({ enabled }) => enabled)
    .flatMap((schedule) =>
      schedule.nextTimes.map((at) => ({
        ...{ id: `${schedule.name} ${at}`, at, schedule },
        against: [...blackoutsAt(at, blackouts), ...leversAt(at, levers), ...waiversAt(at, schedule)],
      })),
    );
  return runs.sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** A schedule does not say its Region, so a blackout of one Region is only a possibility. */
function blackoutsAt(at: string, blackouts: readonly Blackout[]): string[] {
  return blackouts
    .filter((one) => one.from <= at && at < one.to)
    .map(({ region, reason }) => `blackout of ${placeOf(region)}: ${reason}`);
}

function leversAt(at: string, levers: readonly Lever[]): string[] {
  return levers
    .filter(({ inForce, expiresAt }) => inForce && (expiresAt === null || at < expiresAt))
    .map(({ region, state }) => `lever of ${placeOf(region)}: ${state} now`);
}

function waiversAt(at: string, { waiversUntil }: Schedule): string[] {
  return waiversUntil !== null && waiversUntil <= at ? ['its waivers have expired by then'] : [];
}
