import type { DrillSummary } from './client.ts';

/** Drills to show, newest first, and those that this read really saw. */
interface Merged {
  drills: DrillSummary[];
  seen: DrillSummary[];
}

/**
 * The open drills of a read. The API reads each phase from its own place, so a drill that moved on meanwhile may be
 * missing, and is kept until the next read; one that moved between two pages may be in both, and is taken once.
 */
export function mergedDrills(before: readonly DrillSummary[], read: readonly DrillSummary[]): Merged {
  const seen = [...new Map(read.map((drill) => [drill.drillId, drill])).values()];
  const seenIds = new Set(seen.map(({ drillId }) => drillId));
  const missing = before.filter(({ drillId }) => !seenIds.has(drillId));
  const drills = [...seen, ...missing].sort((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  return { drills, seen };
}
