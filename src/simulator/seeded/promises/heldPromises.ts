import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill, Instant } from '../../../drill/drill.ts';
import type { Fact, JournalEntry } from '../../../drill/facts.ts';
import type { DownRecord } from '../../aws/state.ts';
import { when } from './unsaid.ts';

/** The instances of a PASSED drill that went down before its hold's end, as the world itself knows. */
export function fallenInHold(drill: Drill, entries: JournalEntry[], downs: readonly DownRecord[]): string[] {
  if (drill.outcome !== 'PASSED') return [];
  const endedAt = holdEndOf(drill, entries);
  return Object.values(drill.servers).flatMap(({ instanceId, verified }) =>
    downs
      .filter((down) => down.instanceId === instanceId && isFall(down, verified))
      .filter((down) => down.at < endedAt - (isStop(down) ? STOP_SHOWN_MS : CLOCKS_MS))
      .slice(0, 1)
      .map(({ at, state }) => `${instanceId} ${state} at ${timeOf(at)}`),
  );
}

/** What a drill says of losses, and what the world knows nothing of. */
export function unfoundedLosses(drill: Drill, entries: JournalEntry[], downs: readonly DownRecord[]): string[] {
  return entries.flatMap(({ at, facts }) =>
    facts.flatMap((fact) =>
      fact.type === 'ServersLost' ? unfounded(drill, fact, Math.min(at, holdEndOf(drill, entries)), downs) : [],
    ),
  );
}

function unfounded(
  drill: Drill,
  lost: Extract<Fact, { type: 'ServersLost' }>,
  until: Instant,
  downs: readonly DownRecord[],
): string[] {
  return lost.servers.flatMap(({ sourceServerId, state, lostAt, reason }) => {
    if (state === null || reason === 'DRS no longer lists it') return [];
    const { instanceId } = drill.servers[sourceServerId] ?? {};
    const known = downs.filter((down) => down.instanceId === instanceId && down.at <= until + CLOCKS_MS);
    const isPublished = lostAt === null || known.some((down) => Math.abs(down.at - lostAt) <= SECOND_MS);
    return when(
      known.length === 0 || !isPublished,
      `${instanceId} was not lost at ${lostAt === null ? '?' : timeOf(lostAt)}`,
    );
  });
}

/** By its own time, or before: without a hold, when the cleaning began. */
function holdEndOf({ holdUntil, holdEndedAt }: Drill, entries: JournalEntry[]): Instant {
  const completed = entries.find(({ facts }) =>
    facts.some((fact) => fact.type === 'PhaseBegan' && fact.phase === 'TERMINATING'),
  );
  return Math.min(...[holdUntil, holdEndedAt, completed?.at].map((at) => at ?? Number.POSITIVE_INFINITY));
}

function isFall(down: DownRecord, verified: string | undefined): boolean {
  return verified !== 'STOPPED_AS_CONFIGURED' || !isStop(down);
}

function isStop({ state }: DownRecord): boolean {
  return state === 'stopping' || state === 'stopped';
}

/** How far the clocks of hosts and of EC2 may differ, with the second that EC2 cuts off. */
const CLOCKS_MS = 12 * SECOND_MS;
/** Answers lag; and once it is terminated nothing tells any more that it was stopped before. */
const STOP_SHOWN_MS = MINUTE_SECONDS * SECOND_MS;

function timeOf(at: Instant): string {
  return new Date(at).toISOString();
}
