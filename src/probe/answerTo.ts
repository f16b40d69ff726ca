import { acceptedRequest } from './acceptedRequest.ts';
import type { Dial } from './dial.ts';
import { probe } from './probe.ts';
import type { ProbeAnswer, ProbeRefusal, ProbeRequest } from './probeRequest.ts';
import type { Resolve } from './resolve.ts';

/** What the probe saw, or what is wrong with a request, which would be wrong again. */
export async function answerTo(request: unknown, dial?: Dial, resolve?: Resolve): Promise<ProbeAnswer | ProbeRefusal> {
  const accepted = acceptedOrRefused(request);
  return 'refused' in accepted ? accepted : probe(accepted, dial, resolve);
}

function acceptedOrRefused(request: unknown): ProbeRequest | ProbeRefusal {
  try {
    return acceptedRequest(request);
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
