import type { Drill, Instant, Recovery, Server } from './drill.ts';
import { endOf } from './recoveries.ts';
import { serversOf } from './step.ts';

/** What a drill waits for, since when, and how many of its instances stay up meanwhile. */
export type Wait = {
  since: Instant;
  instances: number;
} /** A turn in the quotas of its site, which these drills hold or wait for before it. */ & (
  | { for: 'TURN'; drillIds: string[]; until: Instant }
  /** A real recovery: when its job ended, null while it goes on; released: it holds up only the servers that it names. */
  | { for: 'REAL_RECOVERY'; jobId: string; endedAt: Instant | null; released: boolean }
  /** A lever that is FROZEN, in the words of whoever froze it. */
  | { for: 'LEVER'; because: string }
  /** DRS, which refuses to terminate, in its words. */
  | { for: 'DRS'; because: string }
);

/** What the drill waits for at this moment; undefined when it goes on by itself. */
export function waitOf(drill: Drill, at: Instant): Wait | undefined {
  if (drill.phase === 'REQUESTED') return turn(drill);
  if (drill.phase !== 'TERMINATING') return undefined;
  const up = serversOf(drill).flatMap(([id, server]) => (isUp(server) ? [id] : []));
  if (up.length === 0) return undefined;
  return realRecovery(drill, up, at) ?? stopped(drill, up.length);
}

function turn({ requestedAt: since, turnBehind: drillIds, waitsUntil }: Drill): Wait | undefined {
  if (drillIds === undefined || waitsUntil === undefined) return undefined;
  return { for: 'TURN', since, instances: 0, drillIds, until: waitsUntil };
}

function realRecovery(drill: Drill, up: string[], at: Instant): Wait | undefined {
  const known = Object.entries(drill.recoveries);
  const [jobId, last] = known.toSorted(([, one], [, other]) => endOf(other) - endOf(one))[0] ?? [];
  if (jobId !== undefined && last !== undefined && endOf(last) > at) return wait(drill, jobId, last, up.length);
  for (const [id, recovery] of known) {
    const named = up.filter((one) => recovery.servers.includes(one));
    if (recovery.state === 'RUNNING' && named.length > 0) return wait(drill, id, recovery, named.length);
  }
  return undefined;
}

function wait({ phaseAt: since }: Drill, jobId: string, { overAt, released }: Recovery, instances: number): Wait {
  return { for: 'REAL_RECOVERY', since, instances, jobId, endedAt: overAt ?? null, released: released ?? false };
}

function stopped({ phaseAt, frozen, terminationRefused }: Drill, instances: number): Wait | undefined {
  if (frozen !== undefined) return { for: 'LEVER', since: frozen.since, instances, because: frozen.because };
  if (terminationRefused === undefined) return undefined;
  return { for: 'DRS', since: phaseAt, instances, because: terminationRefused };
}

/** Its instance may be up, and DRS was not told to terminate it. */
function isUp({ instanceId, gone, reportedGone, terminationAt, unproven }: Server): boolean {
  if (gone !== undefined || reportedGone === true) return false;
  return instanceId !== undefined && terminationAt === undefined && unproven === undefined;
}
