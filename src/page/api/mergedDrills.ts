import type { DrillSummary } from './client.ts';

/** Drills to show, newest first, and those that this read really saw. */
interface Merged {
  drills: DrillSummary[];
  seen: DrillSummary[];
}

/**
 * The open drills of a read of each phase. One that moved on while the phases were read may be in two of them or in
 * none, so each is taken once, and one that is missing is kept until the next read.
 */
export function mergedDrills(before: readonly DrillSummary[], read: readonly DrillSummary[]): Merged {
  const seen = [...new Map(read.map((drill) => [drill.drillId, drill])).values()];
  const seenIds = new Set(seen.map(({ drillId }) => drillId));
  const missing = before.filter(({ drillId }) => !seenIds.has(drillId));
  const drills = [...seen, ...missing].sort((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  return { drills, seen };
}
