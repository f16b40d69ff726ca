import { isFault } from '../aws/callFaults.ts';
import { AwsFault, type Caller, type Service } from '../aws/contract.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';

/** A call that a part of AWS itself makes: made again until it is answered, because nobody else would. */
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

/** Where every call fails there is a mistake in the faults. */
const TRIES_MAX = 1000;
