import type { Difference } from '../api/client.ts';
import { durationText } from '../words/durations.ts';
import { changeOf } from './differences.ts';

/** `B FAILED, A PASSED; recovery time 42 s longer on demo-002.` Servers are named as in `hostnames`. */
export function differenceSentence(difference: Difference, hostnames: ReadonlyMap<string, string>): string {
  const { a, b } = difference;
  const outcomes = a.outcome === b.outcome ? `Both ${saidOf(a)}` : `B ${saidOf(b)}, A ${saidOf(a)}`;
  const change = recoveryChange(difference);
  if (change === undefined) return isSilentOnTimes(difference) ? `${outcomes}; ${NO_DIFFERENCE}.` : `${outcomes}.`;
  const { of: about, seconds } = change;
  const where = about === null ? '' : ` on ${hostnames.get(about) ?? about}`;
  const how = seconds > 0 ? 'longer' : 'shorter';
  return `${outcomes}; recovery time ${durationText(Math.abs(seconds))} ${how}${where}.`;
}

/** Times whose bounds overlap are no line of a difference, and no sign that both took as long. */
function isSilentOnTimes({ a, b, parts }: Difference): boolean {
  const isLine = parts.some(
    ({ part, lines, leftOut }) => part === 'TIMES' && (leftOut > 0 || lines.some(({ what }) => what === RECOVERY_TIME)),
  );
  return !isLine && [a, b].every(({ outcome }) => MEASURED.has(outcome));
}

const NO_DIFFERENCE = 'no difference of recovery times can be shown';
const RECOVERY_TIME = 'recovery time, seconds';
const MEASURED: ReadonlySet<string | null> = new Set(['PASSED', 'FAILED', 'OBJECTIVE_MISSED']);

function saidOf({ outcome }: Difference['a']): string {
  return outcome ?? 'has no outcome yet';
}

/** The largest certain change of a recovery time: of a server, or else of the drill as a whole. */
function recoveryChange({ parts }: Difference): { of: string | null; seconds: number } | undefined {
  const lines = parts.flatMap((part) => (part.part === 'TIMES' ? part.lines : []));
  const changes = lines.flatMap((line) => {
    const change = line.what === RECOVERY_TIME ? changeOf(line.a, line.b) : null;
    const seconds = change === null ? 0 : certainOf(change);
    return Math.abs(seconds) < 1 ? [] : [{ of: line.of, seconds }];
  });
  const ofServers = changes.filter((change) => change.of !== null);
  const [largest] = (ofServers.length > 0 ? ofServers : changes).toSorted(
    (one, other) => Math.abs(other.seconds) - Math.abs(one.seconds),
  );
  return largest;
}

/** By how much something changed for certain; 0: its bounds allow that it did not. */
function certainOf({ least, most }: { least: number; most: number }): number {
  if (least > 0) return least;
  return most < 0 ? most : 0;
}
