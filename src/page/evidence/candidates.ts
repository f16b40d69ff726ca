import type { DrillSummary, Trial } from '../api/client.ts';

/** A drill that another one can be compared with. */
export interface Candidate {
  drillId: string;
  requestedAt: string;
  outcome: string | null;
  /** Why it is offered. */
  because: string;
}

/**
 * Other drills of the same recovery plan, and those of the same server, newest first and each once; dry runs and
 * running ones last.
 */
export function candidatesOf(
  drillId: string,
  ofPlan: readonly DrillSummary[],
  ofServer: readonly Trial[],
): Candidate[] {
  const all = [
    ...ofPlan.map((one): Candidate => ({ ...pick(one), because: `the same recovery plan, ${one.recoveryPlan}` })),
    ...ofServer.map((one): Candidate => ({ ...pick(one), because: `the same server, ${one.sourceServerId}` })),
  ];
  const others = all.filter((one) => one.drillId !== drillId);
  const once = [...Map.groupBy(others, (one) => one.drillId).values()].flatMap(([first]) => first ?? []);
  const newestFirst = once.toSorted((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1));
  return [...newestFirst.filter(isComparable), ...newestFirst.filter((one) => !isComparable(one))];
}

/** The drill to compare with at first: the newest before this one that was no dry run. */
export function proposedOf(candidates: readonly Candidate[], requestedAt: string): string {
  const before = candidates.filter((one) => one.requestedAt < requestedAt && isComparable(one));
  return (before[0] ?? candidates[0])?.drillId ?? '';
}

/** A dry run is READY or REJECTED, and has no recovery to compare with; nor has a drill that still runs. */
function isComparable({ outcome }: Candidate): boolean {
  return outcome !== null && outcome !== 'READY' && outcome !== 'REJECTED';
}

function pick({ drillId, requestedAt, outcome }: Omit<Candidate, 'because'>): Omit<Candidate, 'because'> {
  return { drillId, requestedAt, outcome };
}
