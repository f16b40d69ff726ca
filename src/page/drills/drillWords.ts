import type { DrillSummary } from '../api/client.ts';
import { counted } from '../words/counted.ts';
import { durationText } from '../words/durations.ts';
import { elapsedText } from '../words/elapsedText.ts';

type Counts = DrillSummary['servers'];

/**
 * How far the servers of a drill are: `2 of 3 verified`, and `2 launched, 1 failed, 0 gone`. What failed to launch may
 * be proved to have left nothing, so that more servers are gone than were launched.
 */
export function serversText({ total, launched, failed, verified, gone }: Counts): [first: string, rest: string] {
  if (launched + failed + gone === 0) return [counted(total, 'server'), 'none launched'];
  const left = gone > launched ? `nothing left of ${gone}` : `${gone} gone`;
  const rest = [`${launched} launched`, ...(failed > 0 ? [`${failed} failed`] : []), left];
  return [`${verified} of ${total} verified`, rest.join(', ')];
}

/** Whether a phone says how the cleanup stands. Before the end its phase says as much, but for a leak. */
export function isCleanupSaid({ phase, cleanup }: Pick<DrillSummary, 'phase' | 'cleanup'>): boolean {
  return cleanup === 'LEAKED' || (phase === 'ENDED' && cleanup !== 'NOT_NEEDED');
}

/** How long it is until a time: `ends in 12 min 3 s`, or since when it is over. */
export function untilText(until: string, nowMs: number): string {
  const seconds = Math.round((Date.parse(until) - nowMs) / 1000);
  return seconds >= 0 ? `ends in ${durationText(seconds)}` : `was over ${durationText(-seconds)} ago`;
}

/** How long something has lasted: `for 3 min 2 s`. */
export function sinceText(since: string, nowMs: number): string {
  return `for ${elapsedText(since, nowMs)}`;
}

/** How long a drill took, from its request to its end. */
export function lastedText({ requestedAt, endedAt }: Pick<DrillSummary, 'requestedAt' | 'endedAt'>): string | null {
  return endedAt === null ? null : elapsedText(requestedAt, Date.parse(endedAt));
}
