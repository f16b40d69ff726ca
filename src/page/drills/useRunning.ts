import { answerOf } from '../api/answers.ts';
import { type DrillSummary, listDrills } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';
import { merged } from './mergedDrills.ts';

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
  const answers = await Promise.all(
    RUNNING_PHASES.map((phase) => answerOf(listDrills({ phase, limit: PHASE_DRILLS_MAX }))),
  );
  const pages = answers.map(({ body }) => body);
  const { drills, seen } = merged(
    before,
    pages.flatMap((page) => page.drills),
  );
  before = seen;
  return { body: { drills, isMore: pages.some(({ cursor }) => cursor !== null) }, etag: null };
}

/** What the newest read saw. */
let before: DrillSummary[] = [];

const RUNNING_PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING'] as const;
const PHASE_DRILLS_MAX = 20;
