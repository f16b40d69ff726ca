import { RECOVERY_PAUSE_SECONDS, SECOND_MS } from './bounds.ts';
import type { Drill, Instant, Recovery } from './drill.ts';

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

/** When it ceases to hold up the cleaning: never, while it goes on. */
export function endOf({ state, completedAt, released }: Recovery): Instant {
  if (state === 'RUNNING' && released !== true) return Number.POSITIVE_INFINITY;
  return state === 'COMPLETED' && completedAt !== undefined
    ? completedAt + RECOVERY_PAUSE_SECONDS * SECOND_MS
    : Number.NEGATIVE_INFINITY;
}
