import { answerOf } from './answers.ts';
import { type DrillSummary, listDrills, type Phase } from './client.ts';
import { firstItems, type Listed } from './firstItems.ts';
import { mergedDrills } from './mergedDrills.ts';
import { type Polled, usePolled } from './usePolled.ts';

/** Every drill that has not ended, newest first. No index has them all, so each phase is read from its own. */
export function useOpenDrills(): Polled<Listed<DrillSummary>> {
  return usePolled(['openDrills'], readOpenDrills, (newest) => (newest?.items.length === 0 ? 15 : 5));
}

async function readOpenDrills() {
  const answers = await Promise.all(
    OPEN_PHASES.map((phase) =>
      firstItems(
        (page) => answerOf(listDrills({ phase, ...page })),
        ({ drills }) => drills,
      ),
    ),
  );
  const read = answers.flatMap(({ body }) => body.items);
  const { drills, seen } = mergedDrills(before, read);
  before = seen;
  return { body: { items: drills, isWhole: answers.every(({ body }) => body.isWhole) }, etag: null };
}

/** What the newest read saw. */
let before: DrillSummary[] = [];

const OPEN_PHASES: Phase[] = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING'];
