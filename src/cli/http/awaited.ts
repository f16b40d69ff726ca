import type { Drill } from '../apiDocuments.ts';
import { duration } from '../durations.ts';
import { plain } from '../terminal/grid.ts';

/** Describes what a drill waits for; undefined when it has ended. */
export function awaited(drill: Drill, nowMs: number): string | undefined {
  if (drill.waits && drill.waitsFor !== null) return `${plain(drill.waitsFor)} (since ${clock(drill.waits.since)})`;
  switch (drill.phase) {
    case 'REQUESTED':
      return 'its turn';
    case 'VALIDATING':
      return 'the state of its servers in DRS and EC2';
    case 'LAUNCHING':
      return `DRS to launch ${waveSaid(drill)}`;
    case 'VERIFYING':
      return "EC2's status checks";
    case 'HOLDING':
      return holdSaid(drill, nowMs);
    case 'TERMINATING':
      return 'proof that nothing is left';
    default:
      return undefined;
  }
}

/** How long a drill has been running, or ran. */
export function elapsed({ requestedAt, endedAt }: Drill, nowMs: number): string {
  const until = endedAt === null ? nowMs : Date.parse(endedAt);
  return duration((until - Date.parse(requestedAt)) / 1000);
}

/** The time of day, in UTC. */
export function clock(at: string): string {
  return at.slice(11, 19);
}

function waveSaid({ waves, launches }: Drill): string {
  const going = launches.filter(({ jobId, endedAt }) => jobId !== null && endedAt === null);
  const jobs = going.length === 0 ? '' : ` (${going.map(({ jobId }) => plain(jobId ?? '')).join(', ')})`;
  const wave = waves.findLast(({ beganAt }) => beganAt !== null)?.wave ?? 1;
  return `wave ${wave} of ${waves.length}${jobs}`;
}

function holdSaid({ hold }: Drill, nowMs: number): string {
  if (hold.until === null) return "the hold's end";
  return `the hold's end at ${clock(hold.until)}, in ${duration((Date.parse(hold.until) - nowMs) / 1000)}`;
}
