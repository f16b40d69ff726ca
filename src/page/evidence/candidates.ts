import type { DrillSummary, Trial } from '../api/client.ts';

/** A drill that another one can be compared with. */
export interface Candidate {
  drillId: string;
  requestedAt: string;
  dryRun: boolean;
  outcome: string | null;
  /** Why it is offered. */
  because: string;
}

/**
 * Other drills of the same recovery plan, and those of the same server, newest first and each once; dry runs and
 * running ones last. A dry run counts for no server.
 */
export function candidatesOf(
  drillId: string,
  ofPlan: readonly DrillSummary[],
  ofServer: readonly Trial[],
): Candidate[] {
  const all = [
    ...ofPlan.map((one): Candidate => ({ ...pick(one), because: `the same recovery plan, ${one.recoveryPlan}` })),
    ...ofServer.map(
      (one): Candidate => ({ ...pick({ ...one, dryRun: false }), because: `the same server, ${one.sourceServerId}` }),
    ),
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

/** A dry run has no recovery to compare with; nor has a drill that was REJECTED, or still runs. */
function isComparable({ dryRun, outcome }: Candidate): boolean {
  return !dryRun && outcome !== null && outcome !== 'REJECTED';
}

function pick({ drillId, requestedAt, dryRun, outcome }: Omit<Candidate, 'because'>): Omit<Candidate, 'because'> {
  return { drillId, requestedAt, dryRun, outcome };
}
