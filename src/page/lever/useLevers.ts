import { answerOf } from '../api/answers.ts';
import { getLever, type Lever } from '../api/client.ts';
import { useBeside } from '../api/useBeside.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** The lever of all Regions, and that of each. */
export function useLevers(): Polled<{ levers: Lever[] }> {
  return usePolled(KEY, read, 5);
}

/** The same beside every view. */
export function useLeversBeside(): { levers: Lever[] } | undefined {
  return useBeside(KEY, read);
}

const KEY = ['lever'];
const read = () => answerOf(getLever());
