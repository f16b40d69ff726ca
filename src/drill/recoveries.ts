import { RECOVERY_PAUSE_SECONDS, SECOND_MS } from './bounds.ts';
import type { Drill, Instant, Recovery, Server } from './drill.ts';
import { serversOf } from './step.ts';

/** What a drill that cleans up waits for, and how many of its instances stay up meanwhile. */
export interface Wait {
  jobId: string;
  instances: number;
  /** When the real recovery's job ended; null while it goes on. */
  endedAt: Instant | null;
  /** A person has released the job: it holds up only the servers that it names. */
  released: boolean;
}

/**
 * Until when nothing of this drill is terminated, because a real recovery goes on in its site: no end is known while its job is open
 * (infinite), then it takes RECOVERY_PAUSE_SECONDS. Undefined when the drill knows of none.
 */
export function heldUntil(drill: Drill, at: Instant): Instant | undefined {
  const until = holdEnd(drill);
  return until > at ? until : undefined;
}

/** When the newest real recovery that the drill knows ceased, or will cease, to hold up its cleaning. */
export function holdEnd(drill: Drill): Instant {
  return Math.max(...Object.values(drill.recoveries).map(endOf), Number.NEGATIVE_INFINITY);
}

/** The servers that a real recovery is working on, or may be: nothing of theirs is touched until its job is over. */
export function yieldedServers(drill: Drill): Set<string> {
  const running = Object.values(drill.recoveries).filter((recovery) => recovery.state === 'RUNNING');
  return new Set(running.flatMap((recovery) => recovery.servers));
}

/** What the drill waits for at this moment; undefined when nothing of it stays up for a real recovery. */
export function waitOf(drill: Drill, at: Instant): Wait | undefined {
  if (drill.phase !== 'TERMINATING') return undefined;
  const waiting = serversOf(drill).flatMap(([id, server]) => (isUp(server) ? [id] : []));
  const known = Object.entries(drill.recoveries);
  const [jobId, last] = known.toSorted(([, one], [, other]) => endOf(other) - endOf(one))[0] ?? [];
  if (jobId !== undefined && last !== undefined && endOf(last) > at) return wait(jobId, last, waiting.length);
  for (const [id, recovery] of known) {
    const named = waiting.filter((one) => recovery.servers.includes(one));
    if (recovery.state === 'RUNNING' && named.length > 0) return wait(id, recovery, named.length);
  }
  return undefined;
}

function wait(jobId: string, { overAt, released }: Recovery, instances: number): Wait | undefined {
  if (instances === 0) return undefined;
  return { jobId, instances, endedAt: overAt ?? null, released: released ?? false };
}

/** Its instance may be up, and DRS was not told to terminate it. */
function isUp({ instanceId, gone, reportedGone, terminationAt, unproven }: Server): boolean {
  if (gone !== undefined || reportedGone === true) return false;
  return instanceId !== undefined && terminationAt === undefined && unproven === undefined;
}

function endOf({ state, overAt, released }: Recovery): Instant {
  if (state === 'RUNNING' && released !== true) return Number.POSITIVE_INFINITY;
  return state === 'OVER' && overAt !== undefined
    ? overAt + RECOVERY_PAUSE_SECONDS * SECOND_MS
    : Number.NEGATIVE_INFINITY;
}
