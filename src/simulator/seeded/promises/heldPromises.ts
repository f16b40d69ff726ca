import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill, Instant } from '../../../drill/drill.ts';
import type { Fact, JournalEntry } from '../../../drill/facts.ts';
import { requiredServers } from '../../../drill/launching/requiredServers.ts';
import type { DownRecord } from '../../aws/state.ts';
import { when } from './falseStatements.ts';

/** The required instances of a PASSED drill that went down before the end of its hold, by the simulator's state. */
export function downInHold(drill: Drill, entries: JournalEntry[], downs: readonly DownRecord[]): string[] {
  if (drill.outcome !== 'PASSED') return [];
  const endedAt = holdEndOf(drill, entries);
  return requiredServers(drill).flatMap(([, { instanceId, verified }]) =>
    downs
      .filter((down) => down.instanceId === instanceId && isFall(down, verified))
      .filter((down) => down.at < endedAt - (isStop(down) ? STOP_SHOWN_MS : CLOCKS_MS))
      .slice(0, 1)
      .map(({ at, state }) => `${instanceId} ${state} at ${timeOf(at)}`),
  );
}

/** The losses that a drill reports and that the simulator's own state does not confirm. */
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

/** The end of the hold, as planned or earlier. Without a hold, the beginning of cleanup. */
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

/** The maximum difference between the clocks of hosts and of EC2, plus the second that EC2 truncates. */
const CLOCKS_MS = 12 * SECOND_MS;
/** Reads lag, and a terminated instance no longer shows that it was stopped before. */
const STOP_SHOWN_MS = MINUTE_SECONDS * SECOND_MS;

function timeOf(at: Instant): string {
  return new Date(at).toISOString();
}
