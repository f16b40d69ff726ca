import { answerOf } from './answers.ts';
import { type DrillSummary, listDrills, type Phase } from './client.ts';
import { firstItems, type Listed } from './firstItems.ts';
import { mergedDrills } from './mergedDrills.ts';
import { useBeside } from './useBeside.ts';
import { type Polled, usePolled } from './usePolled.ts';

/** Every drill that has not ended, newest first. */
export function useOpenDrills(): Polled<Listed<DrillSummary>> {
  return usePolled(KEY, readOpenDrills, (newest) => (newest?.items.length === 0 ? 15 : 5));
}

/** The same beside every view. */
export function useOpenDrillsBeside(): Listed<DrillSummary> | undefined {
  return useBeside(KEY, readOpenDrills);
}

const KEY = ['openDrills'];

async function readOpenDrills() {
  const { body } = await firstItems(
    (page) => answerOf(listDrills({ phase: OPEN_PHASES, ...page })),
    ({ drills }) => drills,
  );
  const { drills, seen } = mergedDrills(before, body.items);
  before = seen;
  return { body: { items: drills, isWhole: body.isWhole }, etag: null };
}

/** What the newest read saw. */
let before: DrillSummary[] = [];

const OPEN_PHASES: Phase[] = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING'];
