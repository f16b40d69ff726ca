import { answerOf } from './answers.ts';
import { getEvidenceKey } from './client.ts';
import { usePolled } from './usePolled.ts';

/** The public key that checks the signatures of sealed evidence. */
export function useEvidenceKey() {
  return usePolled(['evidenceKey'], () => answerOf(getEvidenceKey()), 0);
}
