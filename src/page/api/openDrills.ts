import { answerOf } from './answers.ts';
import { type DrillSummary, listDrills, type Phase } from './client.ts';
import { everyPage, type Listed } from './everyPage.ts';
import { type Polled, usePolled } from './usePolled.ts';

/** Every drill that has not ended. The API lists drills by one phase at a time. */
export function useOpenDrills(): Polled<Listed<DrillSummary>> {
  return usePolled(['openDrills'], readOpenDrills, 10);
}

async function readOpenDrills() {
  const answers = await Promise.all(
    OPEN_PHASES.map((phase) =>
      everyPage(
        (page) => answerOf(listDrills({ phase, ...page })),
        ({ drills }) => drills,
      ),
    ),
  );
  const found = new Map(answers.flatMap(({ body }) => body.items.map((drill) => [drill.drillId, drill])));
  return { body: { items: [...found.values()], isWhole: answers.every(({ body }) => body.isWhole) }, etag: null };
}

const OPEN_PHASES: Phase[] = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING'];
