import { AwsFault, type Caller, type Service } from './aws.ts';
import type { KeptWorld } from './keptWorld.ts';

/** A call that a part of AWS itself makes: made again until it is answered, because nobody else would. */
export function callAsAws(
  world: KeptWorld,
  service: Service,
  operation: string,
  input: Record<string, unknown>,
  site: Caller,
): Record<string, unknown> {
  for (let tries = 1; ; tries++) {
    try {
      return world.call(service, operation, input, site);
    } catch (error) {
      if (tries >= TRIES_MAX || !(error instanceof AwsFault) || !isPassing(error)) throw error;
    }
  }
}

/** Where every call fails there is a mistake in the faults. */
const TRIES_MAX = 1000;

function isPassing({ type, status, replyLost }: AwsFault): boolean {
  return replyLost || status >= 500 || /Throttl/.test(type);
}
