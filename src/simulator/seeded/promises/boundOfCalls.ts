import type { Drill } from '../../../drill/drill.ts';
import type { OtherWorld } from '../../aws/simulatedAws.ts';

/**
 * A limit far above what a healthy drill needs: a base, an allowance per server, and an allowance per hour, because
 * every job has its own paginated log. A quarantined drill makes no progress, but its hard stops repeat while instances
 * live.
 */
export function callsBeyondBound(drill: Drill, aws: OtherWorld, isQuarantined: boolean): string[] {
  const calls = Object.values(aws.calls.ofDrill(drill.drillId)).reduce((sum, one) => sum + one, 0);
  const hours = ((isQuarantined ? aws.now() : drill.at) - drill.requestedAt) / 3_600_000;
  const servers = Object.keys(drill.servers).length;
  const perHour = CALLS_PER_HOUR + servers * CALLS_PER_SERVER_AND_HOUR;
  const bound = CALLS_PER_DRILL + servers * CALLS_PER_SERVER + hours * perHour;
  return calls > bound ? [`${calls} calls in ${hours.toFixed(1)} hours`] : [];
}

const CALLS_PER_DRILL = 100;
const CALLS_PER_SERVER = 60;
const CALLS_PER_HOUR = 240;
const CALLS_PER_SERVER_AND_HOUR = 60;
