import { answerOf } from '../api/answers.ts';
import { type Drill, getDrill } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** A drill, read every three seconds while it runs, and every minute afterwards, because notes and seals come later. */
export function useDrill(drillId: string): Polled<Drill> {
  return usePolled(
    ['drill', drillId],
    () => answerOf(getDrill(drillId)),
    (drill) => (drill?.phase === 'ENDED' ? 60 : 3),
  );
}
