import type { Drill } from '../drill/drill.ts';
import type { OtherWorld } from './otherWorld.ts';

/**
 * A bound that no honest drill comes near: a hundred calls to begin with, so many for each server, and so many for each hour. A drill that
 * was set aside does not move any more, and its hard stops come for as long as its instances live.
 */
export function callsBeyondBound(drill: Drill, aws: OtherWorld, isSetAside: boolean): string[] {
  const calls = Object.values(aws.calls.ofDrill(drill.drillId)).reduce((sum, one) => sum + one, 0);
  const hours = ((isSetAside ? aws.now() : drill.at) - drill.requestedAt) / 3_600_000;
  const bound = CALLS_PER_DRILL + Object.keys(drill.servers).length * CALLS_PER_SERVER + hours * CALLS_PER_HOUR;
  return calls > bound ? [`${calls} calls in ${hours.toFixed(1)} hours`] : [];
}

const CALLS_PER_DRILL = 100;
const CALLS_PER_SERVER = 60;
const CALLS_PER_HOUR = 300;
