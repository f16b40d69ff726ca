import type { Drill } from '../../api/client.ts';

/** What a drill's hold has come to. */
export type HoldState =
  /** Nothing is held: none was requested, or the drill ended before it. */
  | { kind: 'NONE'; because: string }
  | { kind: 'COMING' }
  | { kind: 'RUNNING'; untilAt: string; leftSeconds: number; share: number }
  | { kind: 'OVER'; endedAt: string; heldSeconds: number };

/** `nowMs` is the time on the API's clock. */
export function holdState(drill: Drill, nowMs: number): HoldState {
  const { hold, terms, phase } = drill;
  const { beganAt, until, endedAt, heldSeconds } = hold;
  if (endedAt !== null && heldSeconds !== null) return { kind: 'OVER', endedAt, heldSeconds };
  if (terms.dryRun === true) return { kind: 'NONE', because: 'A dry run holds nothing.' };
  if (hold.seconds === 0) return { kind: 'NONE', because: 'No hold was requested.' };
  if (phase === 'TERMINATING' || phase === 'ENDED') return { kind: 'NONE', because: withoutHold(drill) };
  if (beganAt === null || until === null) return { kind: 'COMING' };
  const leftSeconds = Math.max(0, (Date.parse(until) - nowMs) / 1000);
  const wholeSeconds = Math.max(1, (Date.parse(until) - Date.parse(beganAt)) / 1000);
  return { kind: 'RUNNING', untilAt: until, leftSeconds, share: Math.max(0, 1 - leftSeconds / wholeSeconds) };
}

/** A drill that is TERMINATING has not ended. */
function withoutHold({ phase, cancelledBy }: Drill): string {
  if (cancelledBy !== null) return 'It was cancelled before its hold.';
  return phase === 'ENDED' ? 'The drill ended without a hold.' : 'It is cleaned up without a hold.';
}
