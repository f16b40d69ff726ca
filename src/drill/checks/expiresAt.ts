import { SECOND_MS } from '../bounds.ts';
import type { Instant } from '../drill.ts';
import type { Check } from './check.ts';

/** When its time is over, once it has begun; never, without a time of its own. */
export function expiresAt({ beganAt = 0, timeoutSeconds = Number.POSITIVE_INFINITY }: Check): Instant {
  return beganAt + timeoutSeconds * SECOND_MS;
}
