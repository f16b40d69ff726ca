import { answerOf } from '../api/answers.ts';
import { getLever, type Lever } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** The lever of all Regions, and that of each. */
export function useLevers(): Polled<{ levers: Lever[] }> {
  return usePolled(['lever'], () => answerOf(getLever()), 5);
}
