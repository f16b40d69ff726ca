import { answerOf } from '../api/answers.ts';
import { getNotes } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';

/** What people have added to a drill. */
export function useNotes(drillId: string) {
  return usePolled(['notes', drillId], () => answerOf(getNotes(drillId)), 15);
}
