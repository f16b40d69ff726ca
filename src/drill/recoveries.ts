import { RECOVERY_PAUSE_SECONDS, SECOND_MS } from './bounds.ts';
import type { Drill, Instant, Recovery } from './drill.ts';

/**
 * Until when nothing of this drill is terminated because of a real recovery in its site. Infinite while its job is
 * open, then RECOVERY_PAUSE_SECONDS after its end. Undefined when the drill knows of none.
 */
export function heldUntil(drill: Drill, at: Instant): Instant | undefined {
  const until = holdEnd(drill);
  return until > at ? until : undefined;
}

/** When the newest known real recovery stopped, or will stop, holding up the drill's cleaning. */
export function holdEnd(drill: Drill): Instant {
  return Math.max(...Object.values(drill.recoveries).map(endOf), Number.NEGATIVE_INFINITY);
}

/** The servers that a real recovery is or may be working on. They are left alone until its job has completed. */
export function yieldedServers(drill: Drill): Set<string> {
  const running = Object.values(drill.recoveries).filter((recovery) => recovery.state === 'RUNNING');
  return new Set(running.flatMap((recovery) => recovery.servers));
}

/** When it stops holding up the cleaning: never while it runs. */
export function endOf({ state, completedAt, released }: Recovery): Instant {
  if (state === 'RUNNING' && released !== true) return Number.POSITIVE_INFINITY;
  return state === 'COMPLETED' && completedAt !== undefined
    ? completedAt + RECOVERY_PAUSE_SECONDS * SECOND_MS
    : Number.NEGATIVE_INFINITY;
}
