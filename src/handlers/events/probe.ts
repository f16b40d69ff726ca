import { acceptedRequest } from '../../probe/acceptedRequest.ts';
import { probe } from '../../probe/probe.ts';
import type { ProbeAnswer } from '../../probe/probeRequest.ts';

/** Invoked by performCheck: tries targets from the drill's subnets. It has no table, no client and no right in AWS. */
export async function handler(request: unknown): Promise<ProbeAnswer> {
  return probe(acceptedRequest(request));
}
