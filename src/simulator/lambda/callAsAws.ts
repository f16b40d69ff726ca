import { isFault } from '../aws/callFaults.ts';
import { AwsFault, type Caller, type Service } from '../aws/contract.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';

/** A call by a part of AWS itself, retried until it succeeds, because no caller would retry it. */
export function callAsAws(
  world: Pick<OtherWorld, 'call'>,
  service: Service,
  operation: string,
  input: Record<string, unknown>,
  site: Caller,
): Record<string, unknown> {
  for (let tries = 1; ; tries++) {
    try {
      return world.call(service, operation, input, site);
    } catch (error) {
      if (tries >= TRIES_MAX || !(error instanceof AwsFault) || !isFault(service, error)) throw error;
    }
  }
}

/** If every call fails, the faults are misconfigured. */
const TRIES_MAX = 1000;
