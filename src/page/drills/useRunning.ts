import { answerOf } from '../api/answers.ts';
import { type DrillSummary, listDrills } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** The drills that run now. */
export interface Running {
  drills: DrillSummary[];
  /** A phase has more drills than were read. */
  isMore: boolean;
}

/** Reads all drills that have not ended. There is no such index, so each phase is read from its own. */
export function useRunning(): Polled<Running> {
  return usePolled(['drills', 'running'], readRunning, (newest) => (newest?.drills.length === 0 ? 15 : 5));
}

async function readRunning() {
  const pages = [];
  // One after the other, in the order of the phases, so that a drill that moves on meanwhile is not missed.
  for (const phase of RUNNING_PHASES) pages.push((await answerOf(listDrills({ phase, limit: PHASE_DRILLS_MAX }))).body);
  const newest = new Map(pages.flatMap(({ drills }) => drills).map((drill) => [drill.drillId, drill]));
  const drills = [...newest.values()].sort((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  return { body: { drills, isMore: pages.some(({ cursor }) => cursor !== null) }, etag: null };
}

const RUNNING_PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING'] as const;
const PHASE_DRILLS_MAX = 20;
