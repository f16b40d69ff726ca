import type { Check } from '../../api/client.ts';
import { durationText } from '../../words/durations.ts';

/** What a check asks, in words. */
export const KINDS: Record<Check['kind'], string> = {
  VERDICT: 'a person or a pipeline says so',
  HTTP: 'a page of each instance',
  TCP: 'a port of each instance',
  UNREACHABLE: 'that a host cannot be reached',
  SSM: 'a command on each instance',
  LAMBDA: 'a function, about the whole drill',
  CONSOLE: 'a screenshot and the console of each instance',
  LAUNCH_ACTION: 'DRS’s required post-launch actions',
};

/** Its instances' consoles were captured, which is all that it does. */
export function isCaptured({ kind, state, servers }: Check): boolean {
  return kind === 'CONSOLE' && state === 'NOT_RUN' && servers !== null;
}

/** How many of its servers are how far; null: it asks none, or has not begun. */
export function serversText(check: Check): string | null {
  if (check.servers === null) return null;
  const { pending, passed, failed, timedOut, notRun } = check.servers;
  if (isCaptured(check)) return `${notRun} captured`;
  const counts = Object.entries({ passed, failed, 'timed out': timedOut, 'not run': notRun, pending });
  return counts.flatMap(([what, count]) => (count === 0 ? [] : `${count} ${what}`)).join(', ') || 'none';
}

/** When it begins and ends, in words. */
export function timingText({ when, afterSeconds, timeoutSeconds }: Check): string {
  const begins = when === 'AFTER_CLEANUP' ? 'after the cleanup' : beginsText(afterSeconds);
  return `${begins}, ${timeoutSeconds === null ? 'until the hold ends' : `for at most ${durationText(timeoutSeconds)}`}`;
}

function beginsText(afterSeconds: number): string {
  return afterSeconds === 0 ? 'from the beginning of the hold' : `${durationText(afterSeconds)} into the hold`;
}
