import { answerTo } from '../../probe/answerTo.ts';
import type { ProbeAnswer, ProbeRefusal } from '../../probe/probeRequest.ts';

/** Invoked by performCheck: tries targets from the drill's subnets. It has no table, no client and no right in AWS. */
export async function handler(request: unknown): Promise<ProbeAnswer | ProbeRefusal> {
  return answerTo(request);
}
