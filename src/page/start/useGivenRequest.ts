import { answerOf } from '../api/answers.ts';
import { getDrillRequest } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';

/** The request of a drill as it was given, which says how its servers were chosen; undefined: not read, or not kept. */
export function useGivenRequest(drillId: string): Record<string, unknown> | undefined {
  return usePolled(['request', drillId], () => answerOf(getDrillRequest(drillId)), 0).body?.body;
}
